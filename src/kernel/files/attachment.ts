import { DEFAULT_LIMITS } from '../documents/limits.ts';
import { listZip } from '../documents/zip.ts';
import { Refusal } from '../refusal.ts';
import { safeName } from './names.ts';
import { sniffMedia, type MediaType } from './sniff.ts';
import { putFile, type KeptFile } from './store.ts';

/** What may be attached as evidence: the ending of the name, and what the bytes must then be. */
const ACCEPTED: Readonly<Record<string, readonly MediaType[]>> = {
  pdf: ['application/pdf'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  png: ['image/png'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  txt: ['text/plain'],
};

/** For the `accept` of a file field and the words beside it. */
export const ATTACHMENT_ENDINGS = Object.keys(ACCEPTED).map((ending) => `.${ending}`);

/** Endings that say themselves that macros are inside. */
const MACRO_ENDINGS = ['docm', 'dotm', 'xlsm', 'xltm', 'xlam', 'pptm', 'doc', 'xls', 'ppt'];

/** A file that was looked at and kept. Only `keepAttachment` makes one: what a client sends is never taken for it. */
export interface KeptAttachment extends KeptFile {
  name: string;
}

const kept = new WeakSet<object>();

/** Was this made by `keepAttachment`? */
export function isKeptAttachment(value: unknown): value is KeptAttachment {
  return typeof value === 'object' && value !== null && kept.has(value);
}

/**
 * Keeps a file that somebody attaches, after looking at what it is: its bytes must be what its name says, and an Office file must
 * not carry macros.
 * @param limit most bytes
 * @throws Refusal `file.too-large`, `file.type-not-accepted`, `file.type-lies`, `file.macros`, `document.*` for broken archives
 */
export async function keepAttachment(
  file: { name: string; bytes: Uint8Array },
  limit: number,
): Promise<KeptAttachment> {
  const name = safeName(file.name);
  const ending = name.includes('.') ? name.split('.').at(-1)!.toLowerCase() : '';
  if (file.bytes.byteLength > limit) throw refused('too-large', `Tệp lớn hơn ${Math.floor(limit / 1024 / 1024)} MB.`, name, 413, 'Nén hoặc chia nhỏ tệp rồi gửi lại.'); // prettier-ignore
  if (MACRO_ENDINGS.includes(ending)) throw refused('macros', 'Tệp Office kiểu cũ hoặc có macro không được nhận.', name, 415, 'Lưu lại thành .docx, .xlsx hoặc PDF rồi gửi.'); // prettier-ignore
  const accepted = ACCEPTED[ending];
  if (!accepted) throw refused('type-not-accepted', 'Loại tệp này không được nhận.', name, 415, `Gửi tệp ${ATTACHMENT_ENDINGS.join(', ')}.`); // prettier-ignore
  const actual = sniffMedia(file.bytes);
  if (!accepted.includes(actual)) throw refused('type-lies', `Nội dung tệp không phải là .${ending}.`, name, 415, 'Mở tệp bằng chương trình của nó, lưu lại đúng loại rồi gửi.'); // prettier-ignore
  if (ending === 'docx' || ending === 'xlsx') mustBeWithoutMacros(file.bytes, name);
  const attachment = { ...(await putFile(file.bytes, { limit })), name };
  kept.add(attachment);
  return attachment;
}

/** A .docm renamed to .docx still carries its macros as a part of their own. */
function mustBeWithoutMacros(bytes: Uint8Array, name: string): void {
  const parts = [...listZip(bytes, DEFAULT_LIMITS).keys()];
  if (parts.some((part) => /(?:^|\/)(?:vbaProject|vbaData)[^/]*$|\/activeX\/|^macros\//i.test(part)))
    throw refused('macros', 'Tệp có macro không được nhận.', name, 415, 'Lưu lại không kèm macro (.docx, .xlsx) hoặc PDF rồi gửi.'); // prettier-ignore
}

function refused(code: string, message: string, where: string, status: number, remedy: string): Refusal {
  return new Refusal(`file.${code}`, message, { status, where, remedy });
}
