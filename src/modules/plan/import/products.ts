import { oneLine } from './rows.ts';

const BULLET = /^\s*[-–+•*]\s*/u;
/** A dash on one line begins a new item only before a capital or a figure: "- Kế hoạch - Các hội nghị". */
const SQUEEZED_BULLET = /\s+[-–+•]\s+(?=[\p{Lu}\d"“])/u;

const COUNT = /^\s*(\d{1,2}|[a-h])[.)]\s+(?=\S)/u;

/** "1. Kế hoạch", "2. Báo cáo" (or "a)", "b)") in their order are a list like any other. */
function countedAsBullets(lines: string[]): string[] {
  const counts = lines.flatMap((line) => COUNT.exec(line)?.[1] ?? []);
  const inOrder =
    counts.every((count, at) => count === String(at + 1)) || counts.every((count, at) => count === 'abcdefgh'[at]);
  if (counts.length < 2 || !inOrder || !COUNT.test(lines[0]!)) return lines;
  return lines.map((line) => line.replace(COUNT, '- '));
}

/**
 * The items of a cell: bulleted lines, bullets squeezed onto one line, or sentences on lines of their own.
 * A cell without such marks is one item.
 */
export function itemsOf(cell: string): string[] {
  const lines = countedAsBullets(cell.split('\n').filter((line) => line.trim() !== ''));
  const bulleted = lines.filter((line) => BULLET.test(line)).length;
  const items: string[] = [];
  for (const line of lines) {
    const previous = items.at(-1);
    const startsItem = previous === undefined || BULLET.test(line) || (bulleted === 0 && /[.;]$/u.test(previous));
    if (startsItem) items.push(line.trim());
    else items[items.length - 1] = `${previous} ${line.trim()}`;
  }
  return items
    .flatMap((item) => (BULLET.test(item) ? item.replace(BULLET, '').split(SQUEEZED_BULLET) : [item]))
    .map((item) => oneLine(item.replace(BULLET, '')).replace(/;$/u, ''))
    .filter((item) => item !== '');
}
