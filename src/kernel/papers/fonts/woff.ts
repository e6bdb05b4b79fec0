import { inflateSync } from 'node:zlib';

/** Tables of a TrueType font by their tag. */
export type FontTables = Map<string, Buffer>;

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;

/** Unpacks a WOFF 1.0 file (W3C): the same tables as the font it was made from, packed one by one. */
export function readWoff(file: Buffer): FontTables {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file');
  const tables: FontTables = new Map();
  for (let index = 0; index < file.readUInt16BE(12); index++) {
    const at = WOFF_HEADER + index * WOFF_ENTRY;
    const offset = file.readUInt32BE(at + 4);
    const packed = file.subarray(offset, offset + file.readUInt32BE(at + 8));
    const length = file.readUInt32BE(at + 12);
    tables.set(file.toString('latin1', at, at + 4), packed.length < length ? inflateSync(packed) : Buffer.from(packed));
  }
  return tables;
}

/** Writes the tables as a TrueType file: sorted by tag, with their check sums. */
export function writeSfnt(tables: FontTables): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((sorted.length - power) * 16, 10);
  const parts = [directory];
  let offset = directory.length;
  for (const [index, [tag, data]] of sorted.entries()) {
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    const at = 12 + 16 * index;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(sumOf(padded), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(data.length, at + 12);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

function sumOf(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}
