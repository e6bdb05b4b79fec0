import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAnnex } from '#modules/plan/import/annex.ts';

/** Numbers from a seed, the same on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SEED_FILE = join('data', 'khanh-hoa', 'plan-3487-qd-ubnd.txt');

/**
 * A plan with so many tasks in the seed plan's form. Cells are drawn from the seed plan's own and varied (years, amounts, an
 * added sentence), so that no two long cells are alike and nothing is read from a cache.
 */
export function generatedPlan(tasks: number, seed = 3487): Uint8Array {
  const text = readFileSync(SEED_FILE, 'utf8').normalize('NFC');
  const lines = text.split('\n');
  const random = seeded(seed);
  const cells = seedCells(lines);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  const head = lines.slice(0, lines.findIndex((line) => line.startsWith('TT |')) + 5);
  const rows: string[] = [];
  for (let index = 0; index < tasks; index += 1) {
    const number = (index % 60) + 1;
    const year = 2025 + Math.floor(random() * 3);
    rows.push(
      `${number} |`,
      `${pick(cells.titles)} (mục ${index}) |`,
      `${pick(cells.products)} lần ${index} |`,
      `${pick(cells.schedules).replaceAll('2025', String(year))} |`,
      `${pick(cells.assignments)}; ${pick(cells.assignments).replace(/^- /, '')} |`,
    );
  }
  return new TextEncoder().encode([...head, ...rows].join('\n'));
}

function seedCells(lines: string[]) {
  const annex = findAnnex({
    format: 'txt',
    lines: lines.map((text) => ({ text, page: null })),
    blocks: [],
    diagnostics: [],
  })!;
  const column = (place: number) =>
    annex.parts
      .flatMap((part) => (part.kind === 'row' ? (part.row.cells[place]?.text ?? '') : ''))
      .filter((cell) => cell.length > 3);
  return { titles: column(1), products: column(2), schedules: column(3), assignments: column(4) };
}
