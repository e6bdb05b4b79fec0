import { inflateSync } from 'node:zlib';
import type { DocumentLimits } from './limits.ts';
import { documentRefusal } from './refusals.ts';

const DICTIONARY = 2_000;
/** Filters without a bound of their own that hardly any program writes for text any more. */
const OLD_FILTERS = /\/(?:LZWDecode|LZW|RunLengthDecode|RL)\b/;
const MOST_OLD_BYTES = 1024 * 1024;
const FLATE = /\/(?:FlateDecode|Fl)\b/g;

/**
 * Unpacks the compressed streams of a PDF for a trial, one at a time, and refuses the file when one of them or all
 * together would grow beyond the limits. Pictures are passed over: they are never unpacked.
 * @throws Refusal `document.bomb`
 */
export function refusePdfBomb(bytes: Uint8Array, limits: DocumentLimits): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at)) {
    const dictionary = file.toString('latin1', Math.max(0, at - DICTIONARY), at);
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
    const end = file.indexOf('endstream', at);
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
    const stop = end < 0 ? file.length : end;
    at = end < 0 ? file.length : end + 9;
    if (/\/Subtype\s*\/Image\b/.test(own)) continue;
    if (OLD_FILTERS.test(own) && stop - start > MOST_OLD_BYTES) throw documentRefusal('bomb');
    let data = file.subarray(start, stop);
    for (let layer = own.match(FLATE)?.length ?? 0; layer > 0; layer--) {
      data = inflated(data, Math.min(limits.pdfStreamBytes, limits.pdfTotalBytes - total));
      total += data.length;
    }
  }
}

function inflated(data: Buffer, most: number): Buffer {
  try {
    // Streams cut short still count for what they hold.
    return inflateSync(data, { maxOutputLength: Math.max(most, 1), finishFlush: 2 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw documentRefusal('bomb');
    return Buffer.alloc(0);
  }
}
