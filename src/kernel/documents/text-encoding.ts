import { convertLegacyPassages, vietnameseShare } from './legacy-text.ts';
import { documentRefusal } from './refusals.ts';
import type { Diagnostic } from '../diagnostic.ts';

export interface DecodedText {
  text: string;
  diagnostics: Diagnostic[];
}

const SAMPLE = 64 * 1024;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g;

/**
 * Bytes → text. Tries, in order: byte order mark, strict UTF-8, the charset an HTML page declares, then the likelier of
 * windows-1258 and windows-1252 (TCVN3 and VNI come out of the latter as Latin-1 letters and are recognised later).
 * @throws Refusal `document.unreadable` for bytes that are no text
 */
export function decodeText(bytes: Uint8Array, isHtml: boolean): DecodedText {
  const mark = byteOrderMark(bytes);
  if (mark) return { text: readable(new TextDecoder(mark).decode(bytes)), diagnostics: [] };
  const strict = strictUtf8(bytes);
  if (strict !== null) return { text: readable(strict), diagnostics: [] };
  const declared = isHtml ? declaredCharset(bytes) : null;
  if (declared && !/^utf/.test(declared)) {
    return { text: readable(westernise(new TextDecoder(declared).decode(bytes), declared)), diagnostics: [] };
  }
  return damagedUtf8(bytes) ?? { text: readable(singleByte(bytes)), diagnostics: [] };
}

/** Whether a piece of text has more control characters than a text ever has. */
export function isMostlyControls(text: string): boolean {
  const controls = text.match(CONTROLS)?.length ?? 0;
  return controls > 0 && controls * 100 >= text.length;
}

function readable(text: string): string {
  if (isMostlyControls(text.slice(0, SAMPLE)) || isMostlyControls(text.slice(-SAMPLE))) {
    throw documentRefusal('unreadable');
  }
  return text;
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A charset of ours may be written in many ways; what the platform does not know is ignored. */
function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const label = /<meta[^>]{0,500}charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  if (!label) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** Old pages for VNI fonts declare "x-user-defined", which keeps the bytes as private characters. */
function westernise(text: string, charset: string): string {
  if (charset !== 'x-user-defined') return text;
  return text.replace(/[\uf780-\uf7ff]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xf700));
}

/** UTF-8 with a few bytes lost: better told with holes than taken for another encoding. */
function damagedUtf8(bytes: Uint8Array): DecodedText | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const holes = text.split('\ufffd').length - 1;
  const letters = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (holes * 20 > letters) return null;
  const message = `Có ${holes} ký tự bị hỏng trong tệp, được thay bằng dấu \ufffd`;
  return { text: readable(text), diagnostics: [{ code: 'bytes-damaged', severity: 'warning', message, line: null }] };
}

function singleByte(bytes: Uint8Array): string {
  const western = new TextDecoder('windows-1252').decode(bytes);
  const sample = western.slice(0, SAMPLE);
  const { found, passages } = convertLegacyPassages(sample.split('\n'));
  const vietnamese = new TextDecoder('windows-1258').decode(bytes);
  const share = vietnameseShare(vietnamese.slice(0, SAMPLE));
  if (share > 0.6 && share > vietnameseShare(passages.join('\n'))) return vietnamese;
  const beyond = sample.match(/[\u0080-\uffff]/g)?.length ?? 0;
  // Western text is mostly ASCII; a file that is not, and is not Vietnamese, is no text.
  if (found.length === 0 && sample.length > 16 && beyond * 10 > sample.length * 4) throw documentRefusal('unreadable');
  return western;
}
