import { encode } from 'uqr';

/** A square code as one SVG path: `d`, within a square of `size` units with its white margin. */
export interface Square {
  size: number;
  d: string;
}

/** Draws a text as a square code. Each dark stretch of a row is one rectangle. */
export function squareOf(text: string): Square {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const d = data
    .flatMap((row, y) => {
      const dark = row.map((cell) => (cell ? '1' : '0')).join('');
      return [...dark.matchAll(/1+/g)].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`);
    })
    .join('');
  return { size, d };
}
