import type { RichText, Run } from './model.ts';

/** Control characters (XML cannot carry them) and marks that turn the direction of writing, which could make a text lie. */
const UNFIT = /(?!\n)[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** Text fit to print: Unicode NFC (TCVN 6909:2001), one kind of line end, without invisible controls and halves of characters. */
export function clean(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replace(UNFIT, '');
}

/** The text as cleaned runs; neighbours without text are dropped. */
export function runsOf(text: RichText): Run[] {
  const runs = typeof text === 'string' ? [{ text }] : text;
  return runs
    .map(({ link, ...run }) => ({ ...run, text: clean(run.text), ...safeLink(link) }))
    .filter((run) => run.text);
}

/** The text alone. */
export function plainText(text: RichText): string {
  return runsOf(text)
    .map((run) => run.text)
    .join('');
}

/** Capitals as Vietnamese writes them. */
export function upper(text: string): string {
  return clean(text).toLocaleUpperCase('vi');
}

/** The name of a body with its place held together, so that a long name breaks before it: ỦY BAN NHÂN DÂN / TỈNH KHÁNH HÒA. */
export function holdPlace(name: string): string {
  return name.replace(PLACE, (place) => place.replaceAll(' ', '\u00a0'));
}

const PLACE = /(?<= )(?:tỉnh|thành phố|xã|phường|đặc khu) (?:\S+ ){0,3}\S+$/iu;

/** The runs with another end: `change` is given the last run's text. */
export function mapLast(runs: readonly Run[], change: (text: string) => string): Run[] {
  return runs.map((run, index) => (index === runs.length - 1 ? { ...run, text: change(run.text) } : run));
}

function safeLink(link: string | undefined): { link?: string } {
  if (link === undefined || !URL.canParse(link)) return {};
  const { protocol, href } = new URL(link);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? { link: href } : {};
}
