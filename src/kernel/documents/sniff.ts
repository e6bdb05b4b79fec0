import type { DocumentRefusal } from './refusals.ts';
import { isMostlyControls } from './text-encoding.ts';

export type SniffedType =
  { kind: 'txt' | 'html' | 'zip' | 'pdf'; refusal?: undefined } | { kind: 'other'; refusal: DocumentRefusal };

/** Signatures at the very start of a file, as Latin-1 text. */
const SIGNATURES: [signature: string, refusal: DocumentRefusal][] = [
  ['\x89PNG', 'scan'],
  ['\xff\xd8\xff', 'scan'],
  ['II*\0', 'scan'],
  ['MM\0*', 'scan'],
  ['GIF8', 'scan'],
  ['{\\rtf', 'unsupported'],
  ['Rar!', 'unsupported'],
  ["7z\xbc\xaf'\x1c", 'unsupported'],
  ['\x1f\x8b', 'unsupported'],
];

const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const MARKUP =
  /<(?:!doctype\s+html|html|head|body|table|t[dr]|div|p|pre|nav|main|section|article|[uo]l|li|center|font|meta|title|span|br|h[1-6]|!--)\b[^<>]{0,2000}>/i;
const HEAD = 4096;

/** Tells what a file is from its bytes alone. */
export function sniff(bytes: Uint8Array): SniffedType {
  const head = latin1(bytes.subarray(0, HEAD));
  // ISO 32000-1 allows the header of a PDF anywhere in the first kilobyte.
  if (/%PDF-\d/.test(head.slice(0, 1024))) return { kind: 'pdf' };
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return { kind: 'zip' };
  if (head.startsWith(OLE)) return { kind: 'other', refusal: isEncryptedOffice(bytes) ? 'encrypted' : 'unsupported' };
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature));
  if (known) return { kind: 'other', refusal: known[1] };
  // In UTF-16 the marks are every other byte.
  const text = /^(?:\xff\xfe|\xfe\xff)/.test(head) ? head.slice(2).replaceAll('\0', '') : head;
  if (!isMostlyControls(text) && looksLikeHtml(text)) return { kind: 'html' };
  return { kind: 'txt' };
}

/** A page opens with markup; a text that merely mentions a tag does not. */
function looksLikeHtml(head: string): boolean {
  const start = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<(?:!doctype|\?xml)/i.test(start)) return true;
  const first = MARKUP.exec(start);
  if (!first) return false;
  return first.index === 0 || /<\/(?:html|body|table|div|p|pre|td|tr|li|span|head|title)\s*>/i.test(start);
}

/** An encrypted Office file is an OLE container with a stream EncryptedPackage (MS-OFFCRYPTO 2.3.4.4). */
function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
