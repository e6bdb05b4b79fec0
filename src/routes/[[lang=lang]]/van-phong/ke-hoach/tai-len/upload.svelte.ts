import { deserialize } from '$app/forms';
import type { Told } from '../../refused.ts';
import { megabytes } from './size.ts';

/** What the page shows of an upload that a script carries out. */
export type UploadState =
  | { step: 'idle' }
  | { step: 'sending'; sent: number; size: number }
  /** The server has it all and reads the document; that cannot be called back. */
  | { step: 'reading' }
  | { step: 'refused'; refusal: Told }
  | { step: 'cancelled' };

interface Answer {
  refusal: Told | null;
  unchanged: { number: string; status: string; href: string } | null;
}

/** One upload at a time, with its progress; posts the same form to the same address as a browser without script. */
export class Upload {
  state = $state<UploadState>({ step: 'idle' });
  readonly #limit: number;
  readonly #done: (answer: Answer) => void;
  #request: XMLHttpRequest | null = null;

  /** @param done called when the decision is in the register already; an import leads to its review by itself */
  constructor(limit: number, done: (answer: Answer) => void) {
    this.#limit = limit;
    this.#done = done;
  }

  start(form: HTMLFormElement): void {
    const body = new FormData(form);
    const file = body.get('file');
    const size = file instanceof File ? file.size : 0;
    // Spares a person the wait; the server decides by itself.
    if (size > this.#limit) return this.#refuse(sizeRefusal(size, this.#limit));
    const request = new XMLHttpRequest();
    this.#request = request;
    this.state = { step: 'sending', sent: 0, size };
    request.upload.onprogress = ({ loaded, total }) => (this.state = { step: 'sending', sent: loaded, size: total });
    request.upload.onload = () => (this.state = { step: 'reading' });
    request.onload = () => this.#answered(request);
    request.onerror = () => this.#refuse(LOST);
    request.onabort = () => (this.state = { step: 'cancelled' });
    request.open('POST', location.href);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-sveltekit-action', 'true');
    request.send(body);
  }

  cancel(): void {
    this.#request?.abort();
  }

  #answered(request: XMLHttpRequest): void {
    const result = readResult(request);
    if (result?.type === 'redirect') return location.assign(result.location);
    if (result?.type === 'success' || result?.type === 'failure') {
      const answer = result.data as unknown as Answer;
      if (answer.refusal) return this.#refuse(answer.refusal);
      this.state = { step: 'idle' };
      return this.#done(answer);
    }
    if (request.status === 413) return this.#refuse(sizeRefusal(null, this.#limit));
    if (result?.type === 'error') {
      const { message, where, remedy } = result.error as { message: string; where?: string; remedy?: string };
      return this.#refuse({ code: 'upload.failed', what: message, where, remedy });
    }
    this.#refuse(LOST);
  }

  #refuse(refusal: Told): void {
    this.state = { step: 'refused', refusal };
  }
}

/** The server's answer; null when it is none of ours (a proxy's own page). */
function readResult(request: XMLHttpRequest): ReturnType<typeof deserialize> | null {
  try {
    return deserialize(request.responseText);
  } catch {
    return null;
  }
}

const LOST: Told = {
  code: 'upload.lost',
  what: 'Mất kết nối nên chưa tải lên được.',
  where: 'Kết nối giữa máy của bạn và máy chủ',
  remedy: 'Kiểm tra mạng rồi bấm tải lên lần nữa. Nếu tệp đã được nhận, bản nháp có trong danh sách kế hoạch.',
};

function sizeRefusal(size: number | null, limit: number): Told {
  return {
    code: 'upload.too-large',
    what: size === null ? 'Tệp quá lớn nên không được nhận.' : `Tệp quá lớn (${megabytes(size)}) nên chưa được gửi.`,
    where: `Tệp đã chọn; tối đa ${megabytes(limit)}`,
    remedy: 'Bỏ hình ảnh trong tệp hoặc tách phần kế hoạch và phụ lục ra tệp riêng, rồi tải lên lại.',
  };
}
