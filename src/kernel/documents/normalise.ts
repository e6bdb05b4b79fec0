const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\f\v]/g;
const ODD_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Soft hyphen, zero-width characters, direction marks, invisible operators, byte order marks left inside. */
const INVISIBLE = /\u00ad|\u034f|\u180e|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f-\x9f]/g;
/** Joined letters that printing programs put into the text of a PDF: ﬁ, ﬄ, ﬆ … */
const LIGATURES = /[\ufb00-\ufb06]/g;
const UNTIDY = /[\t\n]| {2}|^\s|\s$/;
/** What any of the steps above could want to change; most texts need none, and are let through at once. */
const PLAIN =
  /^[\n\t -~\u00a1-\u00ac\u00ae-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010-\u2027]*$/;

/** Line ends of every kind → \n. */
export function unifyLineEnds(text: string): string {
  return text.replace(LINE_ENDS, '\n');
}

/**
 * Text as the platform keeps it: NFC, no invisible or control characters, one kind of space and of line end.
 * Quotation marks and dashes stay as written.
 */
export function normalise(text: string): string {
  const unified = unifyLineEnds(text);
  if (PLAIN.test(unified)) return unified;
  return unified
    .replace(ODD_SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(CONTROLS, '')
    .replace(LIGATURES, (joined) => joined.normalize('NFKC'))
    .normalize('NFC');
}

/** One space between words, none around lines; line breaks stay. */
export function tidySpaces(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
