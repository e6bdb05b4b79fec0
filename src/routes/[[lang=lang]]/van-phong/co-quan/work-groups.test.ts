import { expect, it } from 'vitest';
import type { HandoverRow } from '#kernel/organisations/reorganisation-queries.ts';
import { fromWords, groupsOf } from './work-groups.ts';

const row = (id: string, fromName: string, label: string, choices: string[] = []): HandoverRow =>
  ({ id, fromName, label, choices, effectiveOn: '2025-07-01', subjectType: 'plan-assignment', subjectId: label, detail: 'Chủ trì', path: null, proposedKey: null }) as unknown as HandoverRow; // prettier-ignore

it('một việc của nhiều huyện là một dòng; cùng cơ quan và cùng nơi có thể nhận là một nhóm', () => {
  const groups = groupsOf([
    row('1', 'UBND A', 'I.1'), row('2', 'UBND B', 'I.1'), row('3', 'UBND A', 'I.2'), row('4', 'UBND B', 'I.2'),
    row('5', 'Sở C', 'I.1', ['so-d']),
  ]); // prettier-ignore
  expect(groups.map(({ from, lines }) => [from, lines.map(({ ids }) => ids)])).toEqual([
    [
      ['UBND A', 'UBND B'],
      ['1,2', '3,4'],
    ],
    [['Sở C'], ['5']],
  ]);
});

it.each([
  [['A'], 'A'],
  [['A', 'B'], 'A và B'],
  [['A', 'B', 'C'], 'A và 2 cơ quan khác'],
])('%o', (names, words) => expect(fromWords(names)).toBe(words));
