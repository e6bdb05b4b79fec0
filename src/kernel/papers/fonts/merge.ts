import type { FontTables } from './woff.ts';

/** Flags of a component in a composite glyph. */
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_MATRIX = 0x0080;

/**
 * Joins subsets of one face into one font: the glyphs of the later ones follow those of the first, whose kerning stays. Typesetters
 * take the parts of a face for rivals and set a Vietnamese word from two fonts, or from another face.
 * @param name family under which the font is to be found
 */
export function mergeSubsets(subsets: readonly FontTables[], name: string, style: string): FontTables {
  const [first] = subsets;
  const glyphs: Buffer[] = [];
  const metrics: Buffer[] = [];
  const characters = new Map<number, number>();
  for (const subset of subsets) {
    const base = glyphs.length;
    for (const [code, glyph] of charactersOf(subset)) if (!characters.has(code)) characters.set(code, base + glyph);
    for (const [glyph, advance] of glyphsOf(subset)) {
      glyphs.push(base === 0 ? glyph : moveComponents(glyph, base));
      metrics.push(advance);
    }
  }
  const merged: FontTables = new Map();
  for (const tag of ['OS/2', 'GDEF', 'GPOS', 'GSUB', 'gasp', 'cvt ', 'fpgm', 'prep'] as const) {
    const table = first!.get(tag);
    if (table) merged.set(tag, table);
  }
  const offsets = Buffer.alloc(4 * (glyphs.length + 1));
  let end = 0;
  const padded = glyphs.map((glyph, index) => {
    const data = Buffer.concat([glyph, Buffer.alloc((4 - (glyph.length % 4)) % 4)]);
    end += data.length;
    offsets.writeUInt32BE(end, 4 * (index + 1));
    return data;
  });
  merged.set('glyf', Buffer.concat(padded));
  merged.set('loca', offsets);
  merged.set('hmtx', Buffer.concat(metrics));
  merged.set('cmap', writeCharacters(characters));
  merged.set('name', writeNames(name, style));
  merged.set('post', emptyPost(first!.get('post')!));
  merged.set(
    'head',
    changed(first!.get('head')!, (head) => head.writeInt16BE(1, 50)),
  );
  merged.set(
    'hhea',
    changed(first!.get('hhea')!, (hhea) => hhea.writeUInt16BE(glyphs.length, 34)),
  );
  merged.set('maxp', widest(subsets, glyphs.length));
  return merged;
}

/** Characters and their glyphs (cmap formats 4 and 12 of a Unicode platform). */
export function charactersOf(font: FontTables): Map<number, number> {
  const cmap = font.get('cmap')!;
  const found = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) readFormat4(table, found);
    if (format === 12) readFormat12(table, found);
  }
  return found;
}

/** Advance width of each glyph, in units of the font. */
export function advancesOf(font: FontTables): number[] {
  const count = font.get('maxp')!.readUInt16BE(4);
  const long = font.get('hhea')!.readUInt16BE(34);
  const hmtx = font.get('hmtx')!;
  return Array.from({ length: count }, (_, glyph) => hmtx.readUInt16BE(4 * Math.min(glyph, long - 1)));
}

function readFormat4(table: Buffer, found: Map<number, number>): void {
  const twice = table.readUInt16BE(6);
  const starts = 16 + twice;
  for (let at = 0; at < twice; at += 2) {
    const last = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(starts + at);
    const delta = table.readUInt16BE(starts + twice + at);
    const rangeAt = starts + 2 * twice + at;
    const range = table.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const listed = range === 0 ? code : table.readUInt16BE(rangeAt + range + 2 * (code - first));
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) found.set(code, glyph);
    }
  }
}

function readFormat12(table: Buffer, found: Map<number, number>): void {
  for (let group = 0; group < table.readUInt32BE(12); group++) {
    const at = 16 + 12 * group;
    const first = table.readUInt32BE(at);
    for (let code = first; code <= table.readUInt32BE(at + 4); code++) {
      found.set(code, table.readUInt32BE(at + 8) + code - first);
    }
  }
}

function writeCharacters(characters: Map<number, number>): Buffer {
  const sorted = [...characters].sort(([a], [b]) => a - b);
  const table = Buffer.alloc(12 + 16 + 12 * sorted.length);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(table.length - 12, 16);
  table.writeUInt32BE(sorted.length, 24);
  for (const [index, [code, glyph]] of sorted.entries()) {
    const at = 28 + 12 * index;
    table.writeUInt32BE(code, at);
    table.writeUInt32BE(code, at + 4);
    table.writeUInt32BE(glyph, at + 8);
  }
  return table;
}

function* glyphsOf(font: FontTables): Generator<[glyph: Buffer, metric: Buffer]> {
  const long = font.get('head')!.readInt16BE(50) === 1;
  const loca = font.get('loca')!;
  const glyf = font.get('glyf')!;
  const hmtx = font.get('hmtx')!;
  const count = font.get('maxp')!.readUInt16BE(4);
  const full = font.get('hhea')!.readUInt16BE(34);
  const start = (glyph: number) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  for (let glyph = 0; glyph < count; glyph++) {
    const metric = Buffer.alloc(4);
    metric.writeUInt16BE(hmtx.readUInt16BE(4 * Math.min(glyph, full - 1)), 0);
    metric.writeInt16BE(hmtx.readInt16BE(glyph < full ? 4 * glyph + 2 : 4 * full + 2 * (glyph - full)), 2);
    yield [glyf.subarray(start(glyph), start(glyph + 1)), metric];
  }
}

/** A composite glyph names its parts by number. */
function moveComponents(glyph: Buffer, base: number): Buffer {
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return glyph;
  return changed(glyph, (data) => {
    let at = 10;
    for (let flags = MORE_COMPONENTS; flags & MORE_COMPONENTS;) {
      flags = data.readUInt16BE(at);
      data.writeUInt16BE(data.readUInt16BE(at + 2) + base, at + 2);
      at += 4 + (flags & ARGUMENTS_ARE_WORDS ? 4 : 2);
      at += flags & HAS_SCALE ? 2 : flags & HAS_XY_SCALE ? 4 : flags & HAS_MATRIX ? 8 : 0;
    }
  });
}

function writeNames(family: string, style: string): Buffer {
  const names: [id: number, text: string][] = [
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, `${family}-${style}`.replaceAll(' ', '')],
  ];
  const texts = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  const records = Buffer.alloc(6 + 12 * names.length);
  records.writeUInt16BE(names.length, 2);
  records.writeUInt16BE(records.length, 4);
  let offset = 0;
  for (const [index, [id]] of names.entries()) {
    const at = 6 + 12 * index;
    [3, 1, 0x0409, id, texts[index]!.length, offset].forEach((value, place) =>
      records.writeUInt16BE(value, at + 2 * place),
    );
    offset += texts[index]!.length;
  }
  return Buffer.concat([records, ...texts]);
}

/** Format 3: no names of glyphs. */
function emptyPost(post: Buffer): Buffer {
  return changed(post.subarray(0, 32), (table) => table.writeUInt32BE(0x00030000, 0));
}

/** Each limit is the largest of any subset. */
function widest(subsets: readonly FontTables[], glyphs: number): Buffer {
  const tables = subsets.map((subset) => subset.get('maxp')!);
  return changed(tables[0]!, (maxp) => {
    for (let at = 6; at < maxp.length; at += 2)
      maxp.writeUInt16BE(Math.max(...tables.map((table) => table.readUInt16BE(at))), at);
    maxp.writeUInt16BE(glyphs, 4);
  });
}

function changed(table: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(table);
  change(copy);
  return copy;
}
