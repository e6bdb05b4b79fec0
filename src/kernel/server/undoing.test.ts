import { expect, it } from 'vitest';
import { Undoing } from './undoing.ts';

it('undoes the last thing first, each once, whatever fails on the way', async () => {
  const undoing = new Undoing();
  const undone: string[] = [];
  undoing.add(() => undone.push('database'));
  undoing.add(async () => Promise.reject(new Error('jobs')));
  undoing.add(async () => void undone.push('web'));
  expect(await undoing.run()).toEqual([new Error('jobs')]);
  expect(await undoing.run()).toEqual([]);
  expect(undone).toEqual(['web', 'database']);
});
