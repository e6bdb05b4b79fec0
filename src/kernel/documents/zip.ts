import { Inflate } from 'fflate';
import type { DocumentLimits } from './limits.ts';
import { documentRefusal } from './refusals.ts';

export interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
  encrypted: boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const CHUNK = 16 * 1024;
/** Small members may pack very well; only from here on is the ratio a sign of a bomb. */
const RATIO_FROM = 4 * 1024 * 1024;

/**
 * Lists a ZIP container from its central directory, without unpacking anything.
 * @throws Refusal `document.broken`, or `document.bomb` when it declares too many or too large members
 */
export function listZip(bytes: Uint8Array, limits: DocumentLimits): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.zipEntries) throw documentRefusal('bomb', `${count} thành phần`);
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  let declared = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw documentRefusal('broken');
    const nameLength = view.getUint16(at + 28, true);
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    declared += entry.unpacked;
    entries.set(entry.name, entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (declared > limits.zipDeclaredBytes) throw documentRefusal('bomb', `${declared} byte sau giải nén`);
  return entries;
}

/**
 * Unpacks one member as text, handing over pieces as they come, and stops at the limits whatever the container declares.
 * @throws Refusal `document.bomb`, `document.broken` or `document.encrypted`
 */
export function unzipText(
  bytes: Uint8Array,
  entry: ZipEntry,
  limits: DocumentLimits,
  take: (piece: string) => void,
): void {
  if (entry.encrypted) throw documentRefusal('encrypted');
  const packed = packedBytes(bytes, entry);
  const decoder = new TextDecoder();
  let unpacked = 0;
  let read = 0;
  let ended = false;
  const receive = (data: Uint8Array, final: boolean) => {
    unpacked += data.length;
    const ratio = unpacked / Math.max(read, 1);
    if (unpacked > limits.zipEntryBytes || (unpacked > RATIO_FROM && ratio > limits.zipRatio)) {
      throw documentRefusal('bomb', entry.name);
    }
    ended ||= final;
    take(decoder.decode(data, { stream: !final }));
  };
  if (entry.method === STORED) {
    for (; read < packed.length;) {
      const data = packed.subarray(read, (read += CHUNK));
      receive(data, read >= packed.length);
    }
    return;
  }
  if (entry.method !== DEFLATED) throw documentRefusal('broken', entry.name);
  const inflate = new Inflate(receive);
  try {
    for (; read < packed.length;) {
      const data = packed.subarray(read, (read += CHUNK));
      inflate.push(data, read >= packed.length);
    }
  } catch (error) {
    // fflate numbers its own errors.
    if (error instanceof Error && typeof (error as { code?: unknown }).code === 'number') {
      throw documentRefusal('broken', entry.name, error);
    }
    throw error;
  }
  if (!ended || unpacked !== entry.unpacked) throw documentRefusal('broken', entry.name);
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.offset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_HEADER) throw documentRefusal('broken', entry.name);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packed > bytes.length) throw documentRefusal('broken', entry.name);
  return bytes.subarray(start, start + entry.packed);
}

/** The end record stands in the last 22 bytes, or before a comment of at most 64 KB. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw documentRefusal('broken');
}
