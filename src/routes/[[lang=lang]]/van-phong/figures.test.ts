import { expect, it } from 'vitest';
import { PROGRESS, TIMELINESS } from '#modules/plan/index.ts';
import { taskFigures } from './figures.ts';

it('mỗi nhiệm vụ nằm ở đúng một con số', () => {
  const counts = PROGRESS.flatMap((progress, row) =>
    TIMELINESS.map((timeliness, column) => ({ progress, timeliness, count: 10 ** row * (column + 1) })),
  );
  const { all, late, open, done } = taskFigures(counts);
  expect(late + open + done).toBe(all);
  expect(late).toBe(2 + 20);
  expect(done).toBe(600);
});
