import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The parts of an office file by their path. */
export type Parts = Record<string, Uint8Array>;

/** The first instant that a ZIP container can write (in local time, hence built from local parts). */
const EPOCH = new Date(1980, 0, 1);

/** Opens an office file. */
export function openParts(file: Uint8Array): Parts {
  return unzipSync(file);
}

/** Closes an office file: parts in the order of their names (the list of types first, as readers expect), no trace of the clock. */
export function closeParts(parts: Parts): Uint8Array {
  const first = '[Content_Types].xml';
  const names = Object.keys(parts).sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  const files: Zippable = Object.fromEntries(
    names.map((name) => [name, [parts[name]!, { mtime: EPOCH, level: 6, os: 0 }]]),
  );
  return zipSync(files);
}

/** Rewrites the text of the parts whose path passes. */
export function rewrite(parts: Parts, path: RegExp, change: (text: string, path: string) => string): void {
  for (const [name, data] of Object.entries(parts)) {
    if (path.test(name)) parts[name] = strToU8(change(strFromU8(data), name));
  }
}
