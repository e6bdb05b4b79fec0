/** Arithmetic of the table of counts (agencies × groups), apart from its drawing. */

/** A row or a column by its name. */
export interface MatrixLine {
  key: string;
  label: string;
  /** Written in the heading of a column when the label is long; the label is then read aloud and shown on hover. */
  short?: string;
  href?: string;
}

/** null: the question does not arise here (not the same as 0). */
export interface MatrixCell {
  row: string;
  column: string;
  value: number | null;
  /** The list behind the count. */
  href?: string;
}

export interface MatrixRow {
  line: MatrixLine;
  cells: (MatrixCell | null)[];
  total: number;
}

export interface Matrix {
  rows: MatrixRow[];
  /** Sums of the columns. */
  totals: number[];
  total: number;
  /** Upper bounds of the shades, smallest first; the last is the largest count. */
  bounds: number[];
}

const SHADES = 4;

/** Puts the cells in their places and sums them. Cells of unknown rows or columns are a mistake of the page. @throws RangeError */
export function matrixOf(
  rows: readonly MatrixLine[],
  columns: readonly MatrixLine[],
  cells: readonly MatrixCell[],
): Matrix {
  const across = new Map(columns.map(({ key }, index) => [key, index]));
  const byRow = new Map(rows.map(({ key }) => [key, new Array<MatrixCell | null>(columns.length).fill(null)]));
  for (const cell of cells) {
    const [line, at] = [byRow.get(cell.row), across.get(cell.column)];
    if (line === undefined || at === undefined) throw new RangeError(`no place for ${cell.row} × ${cell.column}`);
    line[at] = cell;
  }
  const placed = rows.map((line): MatrixRow => {
    const own = byRow.get(line.key)!;
    return { line, cells: own, total: own.reduce((sum, cell) => sum + (cell?.value ?? 0), 0) };
  });
  const totals = columns.map((_, at) => placed.reduce((sum, row) => sum + (row.cells[at]?.value ?? 0), 0));
  return {
    rows: placed,
    totals,
    total: totals.reduce((sum, each) => sum + each, 0),
    bounds: boundsOf(cells.map(({ value }) => value ?? 0)),
  };
}

/** Upper bounds of at most four shades of equal breadth for whole counts; none when there is nothing to shade. */
export function boundsOf(values: readonly number[]): number[] {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const bounds = Array.from({ length: SHADES }, (_, at) => Math.ceil((largest * (at + 1)) / SHADES));
  return [...new Set(bounds)].filter((bound) => bound > 0);
}

/** Shade of a count: 0 for none, else 1 to 4; the darkest always holds the largest count. */
export function shadeOf(value: number | null, bounds: readonly number[]): number {
  if (value === null || value <= 0 || bounds.length === 0) return 0;
  const at = bounds.findIndex((bound) => value <= bound);
  return SHADES - bounds.length + (at === -1 ? bounds.length : at + 1);
}
