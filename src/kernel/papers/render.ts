import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import type { Paper } from './model.ts';
import type { Sheet } from './annex-sheets.ts';
import type { PaperAnswer, PaperTask } from './worker.ts';

/** Found by its name in the package, not beside this file: the built server keeps this file in another folder. */
const WORKER = createRequire(import.meta.url).resolve('#kernel/papers/worker.ts');
/** A paper of a thousand pages takes a few seconds; what takes longer is not a paper. */
const LONGEST_MS = 60_000;
/** Of the thread, in megabytes. A small nursery keeps its garbage from becoming the process's memory. */
const HEAP = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 16 };

export type PaperFormat = 'docx' | 'pdf';

export const PAPER_MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

interface Waiting {
  resolve: (bytes: Uint8Array) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

let thread: Thread | undefined;
let lastId = 0;

/**
 * Prints a paper in the layout of Nghị định 30/2020/NĐ-CP: Word, or PDF/A-2a with its fonts. The same paper gives the same bytes,
 * today and after a restart. Runs in a thread of its own, one paper at a time.
 * @throws Refusal `paper.table`, `paper.authority`, `paper.too-long`
 */
export async function renderPaper(paper: Paper, format: PaperFormat): Promise<Uint8Array> {
  return run({ format, paper });
}

/**
 * Tables as a workbook (XLSX), typed and ready to print; the same sheets give the same bytes.
 * @throws Refusal `paper.table`, `paper.too-long`
 */
export async function renderSheets(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return run({ format: 'xlsx', sheets });
}

function run(task: PaperTask): Promise<Uint8Array> {
  const current = (thread ??= start());
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    // Counted from the asking: whoever waits behind a paper that never ends is told so as well.
    const timer = setTimeout(() => stop(current, tooLong()), LONGEST_MS);
    current.waiting.set(id, { resolve, reject, timer });
    current.worker.ref();
    current.worker.postMessage({ id, task });
  });
}

function start(): Thread {
  const worker = new Worker(WORKER, { execArgv: [], resourceLimits: HEAP });
  const started: Thread = { worker, waiting: new Map() };
  worker.on('message', (answer: PaperAnswer) => settle(started, answer));
  worker.on('error', (error: NodeJS.ErrnoException) =>
    stop(started, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLong(error) : error),
  );
  worker.on('exit', () => stop(started, new Error('the papers’ thread ended')));
  worker.unref();
  return started;
}

function settle(current: Thread, answer: PaperAnswer): void {
  const waiting = current.waiting.get(answer.id);
  if (!waiting) return;
  current.waiting.delete(answer.id);
  clearTimeout(waiting.timer);
  // Nothing to do: the process may end.
  if (current.waiting.size === 0) current.worker.unref();
  if ('bytes' in answer) waiting.resolve(answer.bytes);
  else if ('refusal' in answer)
    waiting.reject(new Refusal(answer.refusal.code, answer.refusal.message, answer.refusal));
  else waiting.reject(new Error(answer.failure));
}

function stop(current: Thread, error: Error): void {
  if (thread === current) thread = undefined;
  for (const { reject, timer } of current.waiting.values()) {
    clearTimeout(timer);
    reject(error);
  }
  current.waiting.clear();
  void current.worker.terminate();
}

function tooLong(cause?: unknown): Refusal {
  return new Refusal('paper.too-long', 'Văn bản quá lớn, không dàn trang được.', {
    remedy: 'Chia văn bản thành nhiều phần, hoặc xuất bảng số liệu ra tệp Excel.',
    status: 413,
    cause,
  });
}
