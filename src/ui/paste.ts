/**
 * Makes pasted HTML (Word, web pages) fit the editor. The page's policy forbids `style` attributes even while pasted text is read, so
 * they are renamed before anything reads them; the schema looks for bold and italic under the new name (`looksBold`, `looksItalic`).
 */

/** Where the style of pasted text stands after `withoutStyles`. */
export const STYLE = 'data-style';

/** Renames `style` attributes and drops style sheets, scripts and comments, on the text itself. */
export function withoutStyles(html: string): string {
  return html
    .replaceAll(/<!--[^]*?(-->|$)/g, '')
    .replaceAll(/<(style|script|xml)\b[^]*?(<\/\1\s*>|$)/gi, '')
    .replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/(\s|["'/])style(?=\s*=)/gi, `$1${STYLE}`));
}

/** The same, with what stands in a cell of a table made one line: cells hold no paragraphs. Needs a browser. */
export function fitPasted(html: string): string {
  const page = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  for (const part of page.querySelectorAll(':is(td, th) :is(p, div, ul, ol, li, h1, h2, h3, h4, h5, h6)'))
    part.replaceWith(...part.childNodes, ' ');
  return page.body.innerHTML;
}

/** Does the style of a pasted element say bold (`true`), not bold (`false`), or nothing? */
export function looksBold(style: string | null): boolean | null {
  const weight = /(?:^|;)\s*font-weight\s*:\s*([a-z]+|\d+)/i.exec(style ?? '')?.[1]?.toLowerCase();
  if (weight === undefined) return null;
  return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
}

/** The same for italic. */
export function looksItalic(style: string | null): boolean | null {
  const slant = /(?:^|;)\s*font-style\s*:\s*([a-z]+)/i.exec(style ?? '')?.[1]?.toLowerCase();
  return slant === undefined ? null : slant === 'italic' || slant === 'oblique';
}
