/** What a file is, told from its first bytes; its name and what the sender claims do not count. */
export type MediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/zip'
  | 'application/x-ole-storage'
  | 'image/png'
  | 'image/jpeg'
  | 'text/html'
  | 'text/plain'
  | 'application/octet-stream';

/** As many first bytes as `sniffMedia` looks at. */
export const SNIFF_LENGTH = 4096;

type Signature = [type: MediaType, starts: string];

const SIGNATURES: Signature[] = [
  ['application/pdf', '%PDF-'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['application/x-ole-storage', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/zip', 'PK\x03\x04'],
  ['application/zip', 'PK\x05\x06'],
];

/** Office files are ZIP archives; the folder their parts are in tells them apart. */
const ARCHIVES: Signature[] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/'],
];

const MARKUP =
  /^\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<(?:!doctype )?html|<!--|<meta|<table|<div|<p\b|<script|<svg)/i;
// eslint-disable-next-line no-control-regex -- control characters are what tells binary from text
const CONTROLS = /[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/;

/** Tells the media type of a file from its first bytes (`SNIFF_LENGTH` are enough). Unknown bytes are `application/octet-stream`. */
export function sniffMedia(bytes: Uint8Array): MediaType {
  const head = Buffer.from(bytes.subarray(0, SNIFF_LENGTH)).toString('latin1');
  const signed = SIGNATURES.find(([, starts]) => head.startsWith(starts))?.[0];
  if (signed === 'application/zip') return ARCHIVES.find(([, folder]) => head.includes(folder))?.[0] ?? signed;
  if (signed) return signed;
  const text = textOf(head);
  if (text === null) return 'application/octet-stream';
  return MARKUP.test(text) ? 'text/html' : 'text/plain';
}

/** The text without its byte order mark, UTF-16 included; null when it is no text. */
function textOf(head: string): string | null {
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) return head.slice(2).replaceAll('\0', '');
  const text = head.replace(/^\xef\xbb\xbf/, '');
  return CONTROLS.test(text) ? null : text;
}
