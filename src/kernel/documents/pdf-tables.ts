import type { DraftCell, DraftTable } from './assemble.ts';
import { type Grid, type GridCell, intervalOf } from './pdf-grid.ts';
import { groupLines, joinLines, type Margins, marginsOf, type TextLine } from './pdf-lines.ts';
import type { TextPiece } from './pdf-page.ts';

/** A table on a page: what is handed over, and where its columns stand, to find its continuation. */
export interface PageTable extends DraftTable {
  columns: number[];
}

/** Takes the pieces that lie in a ruled table out of the page and builds the table. */
export function fillGrid(grid: Grid, pieces: TextPiece[], page: number): { table: PageTable; rest: TextPiece[] } {
  const held = new Map<GridCell, TextPiece[]>();
  const rest: TextPiece[] = [];
  for (const piece of pieces) {
    const row = intervalOf(grid.ys, piece.y - piece.size * 0.3);
    const inside = row >= 0 && intervalOf(grid.xs, piece.x + piece.width / 2) >= 0;
    if (!inside) rest.push(piece);
    else for (const part of splitAtBorders(piece, grid, row)) hold(held, part, grid, row);
  }
  const rows: DraftCell[][] = grid.ys.slice(1).map(() => []);
  for (const cell of grid.cells) rows[cell.row]!.push(draftCell(cell, held.get(cell) ?? [], page));
  // A row covered wholly by spans from above has no cell of its own; it stays, so that the spans keep their count.
  return { table: { kind: 'table', rows, columns: grid.xs }, rest };
}

function hold(held: Map<GridCell, TextPiece[]>, piece: TextPiece, grid: Grid, row: number): void {
  const columns = grid.xs.length - 1;
  const column = Math.min(Math.max(intervalOf(grid.xs, piece.x + piece.width / 2), 0), columns - 1);
  const cell = grid.owners[row * columns + column]!;
  const list = held.get(cell);
  if (list) list.push(piece);
  else held.set(cell, [piece]);
}

/** Text of neighbouring cells sometimes comes as one piece: it is cut at the blank nearest to the border. */
function splitAtBorders(piece: TextPiece, grid: Grid, row: number): TextPiece[] {
  const columns = grid.xs.length - 1;
  const parts: TextPiece[] = [];
  let rest = piece;
  for (let column = 0; column < columns - 1; column++) {
    const border = grid.xs[column + 1]!;
    if (rest.x + 2 >= border || rest.x + rest.width - 2 <= border) continue;
    if (grid.owners[row * columns + column] === grid.owners[row * columns + column + 1]) continue;
    const middle = Math.round(((border - rest.x) / rest.width) * rest.text.length);
    const blank = nearestBlank(rest.text, middle);
    if (blank < 0) continue;
    const before = rest.text.slice(0, blank);
    const after = rest.text.slice(blank + 1);
    parts.push({ ...rest, text: before, width: border - rest.x });
    rest = { ...rest, text: after, x: border, width: rest.x + rest.width - border };
  }
  return [...parts, rest];
}

function nearestBlank(text: string, middle: number): number {
  const before = text.lastIndexOf(' ', middle);
  const after = text.indexOf(' ', middle);
  if (before < 0 || after < 0) return Math.max(before, after);
  return middle - before <= after - middle ? before : after;
}

function draftCell(cell: GridCell, pieces: TextPiece[], page: number): DraftCell {
  const lines = groupLines(pieces);
  const padding = Math.max(0, Math.min(marginsOf(lines).left - cell.left, (cell.right - cell.left) / 4));
  return {
    ...drafted(lines, { left: cell.left + padding, right: cell.right - padding }, page),
    colSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
  };
}

/** Lines as a passage: its text with paragraphs joined by \n, and its printed lines. */
export function drafted(lines: TextLine[], margins: Margins, page: number) {
  return {
    text: joinLines(lines, margins).map(paragraphText).join('\n'),
    page,
    lines: lines.map(({ text }) => ({ text, page })),
  };
}

/** The text of one paragraph. */
export function paragraphText(lines: TextLine[]): string {
  return lines.map(({ text }) => text).reduce(continued);
}

/** Two printed lines as one. A break right behind a hyphen or slash within a word ("1196/NQ-" over "UBTVQH15") is no space. */
export function continued(above: string, below: string): string {
  return /[\p{L}\p{N}][-/]$/u.test(above) && /^[\p{L}\p{N}]/u.test(below) ? above + below : `${above} ${below}`;
}
