import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { advancesOf, charactersOf, mergeSubsets } from './merge.ts';
import { readWoff, writeSfnt, type FontTables } from './woff.ts';

/**
 * The face of printed papers: Tinos, whose letters are as wide as those of Times New Roman, so that lines break in the PDF where they
 * break in Word. Its subsets are joined under a name of our own, which no font installed on a machine can take the place of.
 */
export const FAMILY = 'Tinos Papers';

/** Faces carried by the typesetter itself, for signs that Tinos lacks, in this order. */
export const SIGN_FAMILIES = ['Libertinus Serif', 'DejaVu Sans Mono'];

/** Signs that officers write and the faces above have. */
const SIGNS = '≤≥≠≈≡→←↑↓↔⇒⇔∑∏√∞∈∆Ωπµ′″☐☑☒✓✔✗✘□■▪▫●○◆◇★☆►▶◄▲▼№‰½⅓¼αβγ☎✉';

const SUBSETS = ['latin', 'vietnamese', 'latin-ext'];

const STYLES = {
  regular: { file: '400-normal', name: 'Regular' },
  italic: { file: '400-italic', name: 'Italic' },
  bold: { file: '700-normal', name: 'Bold' },
  boldItalic: { file: '700-italic', name: 'Bold Italic' },
} as const;

export type FaceStyle = keyof typeof STYLES;

interface Face {
  file: Buffer;
  /** Advance by character, as a share of the size. */
  advances: Map<number, number>;
}

let loaded: Record<FaceStyle, Face> | undefined;

/** The four styles, read and joined at the first call. */
export function faces(): Record<FaceStyle, Face> {
  loaded ??= Object.fromEntries(
    Object.entries(STYLES).map(([style, { file, name }]) => [style, readFace(file, name)]),
  ) as Record<FaceStyle, Face>;
  return loaded;
}

/** Width of a line of text, in points. Characters the face lacks count as wide as a digit. */
export function textWidth(text: string, size: number, style: FaceStyle): number {
  const { advances } = faces()[style];
  let width = 0;
  for (const character of text) width += advances.get(character.codePointAt(0)!) ?? 0.5;
  return width * size;
}

/** The text with a box for each character that no face of ours can draw (pictographs, other scripts). */
export function drawable(text: string): string {
  const { advances } = faces().regular;
  return text.replace(/[^\n\u0020-\u007e]/gu, (character) =>
    advances.has(character.codePointAt(0)!) || SIGNS.includes(character) ? character : '□',
  );
}

function readFace(file: string, name: string): Face {
  const require = createRequire(import.meta.url);
  const subsets = SUBSETS.map((subset) =>
    readWoff(readFileSync(require.resolve(`@fontsource/tinos/files/tinos-${subset}-${file}.woff`))),
  );
  const merged = mergeSubsets(subsets, FAMILY, name);
  return { file: writeSfnt(merged), advances: advances(merged) };
}

function advances(font: FontTables): Map<number, number> {
  const unitsPerEm = font.get('head')!.readUInt16BE(18);
  const widths = advancesOf(font);
  return new Map([...charactersOf(font)].map(([code, glyph]) => [code, widths[glyph]! / unitsPerEm]));
}
