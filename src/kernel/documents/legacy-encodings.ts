/**
 * The two encodings in which Vietnamese offices wrote before Unicode, as characters of Latin-1 (which is how their
 * bytes look when a program takes them for Western text).
 */
export type LegacyEncoding = 'tcvn3' | 'vni';

/** TCVN 5712:1993, set VN3 ("ABC" fonts, .VnTime): positions A1 to FE; a space where the set has none. */
const TCVN3_HIGH =
  'ĂÂÊÔƠƯĐăâêôơưđ ' + // A1–AF
  '     àảãáạ ằẳẵắ ' + // B0–BF
  '      ặầẩẫấậè ẻẽ' + // C0–CF
  'éẹềểễếệìỉ   ĩíịò' + // D0–DF
  ' ỏõóọồổỗốộờởỡớợù' + // E0–EF
  ' ủũúụừửữứựỳỷỹýỵ'; // F0–FE

/** VNI for Windows: vowels that carry the tone on a letter of its own, after the base. */
const VNI_VOWELS: [base: string, marks: string, vowels: string][] = [
  ['a', 'ùøûõï', 'áàảãạ'],
  ['a', 'âáàåãä', 'âấầẩẫậ'],
  ['a', 'êéèúüë', 'ăắằẳẵặ'],
  ['e', 'ùøûõï', 'éèẻẽẹ'],
  ['e', 'âáàåãä', 'êếềểễệ'],
  ['o', 'ùøûõï', 'óòỏõọ'],
  ['o', 'âáàåãä', 'ôốồổỗộ'],
  ['ô', 'ùøûõï', 'ớờởỡợ'],
  ['u', 'ùøûõï', 'úùủũụ'],
  ['ö', 'ùøûõï', 'ứừửữự'],
  ['y', 'ùøûõ', 'ýỳỷỹ'],
];

/** VNI letters that stand alone. */
const VNI_LETTERS: [written: string, letter: string][] = [
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['ñ', 'đ'],
  ['í', 'í'],
  ['ì', 'ì'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
];

/** Written form → Vietnamese letter (NFC). */
export const LEGACY_TABLES: Readonly<Record<LegacyEncoding, ReadonlyMap<string, string>>> = {
  tcvn3: new Map(
    [...TCVN3_HIGH].flatMap((letter, at): [string, string][] =>
      letter === ' ' ? [] : [[String.fromCharCode(0xa1 + at), letter]],
    ),
  ),
  vni: new Map([
    ...VNI_LETTERS.flatMap(([written, letter]): [string, string][] => [
      [written, letter],
      [written.toUpperCase(), letter.toUpperCase()],
    ]),
    ...VNI_VOWELS.flatMap(([base, marks, vowels]) =>
      [...marks].flatMap((mark, at) => bothCases(base, mark, vowels[at]!)),
    ),
  ]),
};

export const LEGACY_NAMES: Readonly<Record<LegacyEncoding, string>> = {
  tcvn3: 'TCVN3 (phông ABC, .VnTime)',
  vni: 'VNI (phông VNI-Times)',
};

/** A capital with a small mark ("Aù") is as common as with a capital one. */
function bothCases(base: string, mark: string, vowel: string): [string, string][] {
  const upper = base.toUpperCase();
  return [
    [base + mark, vowel],
    [upper + mark.toUpperCase(), vowel.toUpperCase()],
    [upper + mark, vowel.toUpperCase()],
  ];
}

const VNI_PAIR = /[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]/g;
const TCVN3_LETTER = /[\u00a1-\u00fe]/g;
const SOME_SMALL = /[a-z]/;
const SOME_CAPITALS = /[A-Z][^a-z]*[A-Z]/;
const NOT_ASCII = /[\u0080-\uffff]/;

/** Latin-1 text written in a legacy encoding → Vietnamese, NFC. Characters the encoding does not use stay. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  const table = LEGACY_TABLES[encoding];
  if (encoding === 'vni') return text.replace(VNI_PAIR, (pair) => table.get(pair) ?? decodeSingly(pair, table));
  const decoded = text.replace(TCVN3_LETTER, (letter) => table.get(letter) ?? letter);
  // Fonts whose name ends in H show capitals but store small letters: "CéNG HßA X·" is CỘNG HÒA XÃ.
  return !SOME_SMALL.test(text) && SOME_CAPITALS.test(text) ? decoded.toUpperCase() : decoded;
}

/** Whether every letter of a word beyond ASCII means something in the encoding. */
export function isWrittenIn(word: string, encoding: LegacyEncoding): boolean {
  const table = LEGACY_TABLES[encoding];
  const known = (written: string) => (table.has(written) ? '' : [...written].filter((one) => !table.has(one)).join(''));
  return !NOT_ASCII.test(encoding === 'vni' ? word.replace(VNI_PAIR, known) : word.replace(TCVN3_LETTER, known));
}

function decodeSingly(pair: string, table: ReadonlyMap<string, string>): string {
  return [...pair].map((one) => table.get(one) ?? one).join('');
}
