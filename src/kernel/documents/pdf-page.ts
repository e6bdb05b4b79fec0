import { OPS, Util, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text on a page; y grows downwards and is the baseline. Units: points. */
export interface TextPiece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** A horizontal or vertical stroke, `at` its y or x, reaching `from` … `to` along the other axis. */
export interface Ruling {
  at: number;
  from: number;
  to: number;
}

export interface PageContent {
  number: number;
  width: number;
  height: number;
  pieces: TextPiece[];
  horizontals: Ruling[];
  verticals: Ruling[];
}

type Matrix = number[];

const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLS = new Set<number>([OPS.fill, OPS.eoFill]);
/** Operands per drawing operator of pdf.js: move, line, cubic, quadratic, close. */
const OPERANDS = [2, 2, 6, 4, 0];
const [MOVE, LINE, , , CLOSE] = [0, 1, 2, 3, 4];
/** Thicker filled boxes are shading, not lines. */
const THICKEST = 3;
const MOST_PIECES = 100_000;
const MOST_RULINGS = 50_000;

/** Text and ruling lines of one page, in the page's upright coordinates. */
export async function readPage(page: PDFPageProxy): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 });
  const content: PageContent = {
    number: page.pageNumber,
    width: viewport.width,
    height: viewport.height,
    pieces: [],
    horizontals: [],
    verticals: [],
  };
  await readPieces(page, viewport.transform, content);
  if (content.pieces.length > 0) await readRulings(page, viewport.transform, content);
  return content;
}

async function readPieces(page: PDFPageProxy, upright: Matrix, content: PageContent): Promise<void> {
  // Unnormalised, so that letters of legacy fonts stay what they are until they are recognised.
  const reader = page.streamTextContent({ disableNormalization: true }).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const item of value.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , c, d, x, y] = Util.transform(upright, item.transform) as Matrix;
      content.pieces.push({ text: item.str, x: x!, y: y!, width: item.width, size: Math.hypot(c!, d!) || 1 });
    }
    if (content.pieces.length > MOST_PIECES) {
      await reader.cancel();
      return;
    }
  }
}

async function readRulings(page: PDFPageProxy, upright: Matrix, content: PageContent): Promise<void> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const saved: Matrix[] = [];
  let matrix = upright;
  for (let at = 0; at < fnArray.length; at++) {
    const operator = fnArray[at];
    const operands = argsArray[at];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore) matrix = saved.pop() ?? matrix;
    else if (operator === OPS.transform) matrix = Util.transform(matrix, operands) as Matrix;
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (operands[0]) matrix = Util.transform(matrix, operands[0]) as Matrix;
    } else if (operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (operator === OPS.constructPath) takePath(operands[0], operands[1]?.[0], matrix, content);
    if (content.horizontals.length + content.verticals.length > MOST_RULINGS) return;
  }
}

function takePath(paint: number, path: Float32Array | null | undefined, matrix: Matrix, content: PageContent): void {
  const filled = FILLS.has(paint);
  if (!path || (!filled && !STROKES.has(paint))) return;
  let start: [number, number] = [0, 0];
  let here = start;
  let box = emptyBox();
  const endOfSubpath = () => {
    if (filled) takeBox(box, content);
    box = emptyBox();
  };
  for (let at = 0; at < path.length;) {
    const operator = path[at]!;
    const operands = OPERANDS[operator];
    if (operands === undefined) return;
    if (operator === MOVE) endOfSubpath();
    let next = start;
    if (operator !== CLOSE) next = apply(matrix, path[at + operands - 1]!, path[at + operands]!);
    if (operator === MOVE) start = next;
    else if (!filled && (operator === LINE || operator === CLOSE)) takeSegment(here, next, content);
    box = [Math.min(box[0], next[0]), Math.min(box[1], next[1]), Math.max(box[2], next[0]), Math.max(box[3], next[1])];
    here = next;
    at += operands + 1;
  }
  endOfSubpath();
}

type Box = [left: number, top: number, right: number, bottom: number];

function emptyBox(): Box {
  return [Infinity, Infinity, -Infinity, -Infinity];
}

function takeBox([left, top, right, bottom]: Box, content: PageContent): void {
  const width = right - left;
  const height = bottom - top;
  if (height <= THICKEST && width > height) {
    content.horizontals.push({ at: (top + bottom) / 2, from: left, to: right });
  } else if (width <= THICKEST && height > width) {
    content.verticals.push({ at: (left + right) / 2, from: top, to: bottom });
  }
}

function takeSegment([x1, y1]: [number, number], [x2, y2]: [number, number], content: PageContent): void {
  if (Math.abs(y1 - y2) < 0.5 && x1 !== x2) {
    content.horizontals.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
  } else if (Math.abs(x1 - x2) < 0.5 && y1 !== y2) {
    content.verticals.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
  }
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a! * x + c! * y + e!, b! * x + d! * y + f!];
}
