import { expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import type { OrganisationTask } from '#modules/plan/index.ts';
import { dueNext, inRoles, lateIn } from './work.ts';

const task = (fields: Partial<OrganisationTask>): OrganisationTask => ({
  planSlug: 'p',
  planYear: 2025,
  code: 'I.1',
  title: 'Việc',
  role: 'lead',
  via: null,
  nextDue: isoDate('2025-03-20'),
  progress: 'not-started',
  timeliness: 'in-time',
  ...fields,
});
const asOf = isoDate('2025-03-15');

it('chia theo vai trò, không sót', () => {
  const work = inRoles([
    task({}),
    task({ role: 'coordinating' }),
    task({ role: 'appraising' }),
    task({ role: 'lead' }),
  ]);
  expect([work.lead.length, work.coordinating.length, work.other.length]).toEqual([2, 1, 1]);
});

it('sắp đến hạn: việc chủ trì chưa xong, gần nhất trước, không kể hạn đã qua', () => {
  const rows = dueNext(
    [
      task({ code: 'I.3', nextDue: isoDate('2025-06-30') }),
      task({ code: 'I.1' }),
      task({ code: 'I.2', nextDue: isoDate('2025-03-14') }),
      task({ code: 'I.4', nextDue: null }),
      task({ code: 'I.5', role: 'coordinating' }),
      task({ code: 'I.6', progress: 'done' }),
    ],
    asOf,
    'vi',
  );
  expect(rows.map(({ code, left }) => [code, left])).toEqual([
    ['I.1', 'Còn 5 ngày'],
    ['I.3', 'Còn 107 ngày'],
  ]);
});

it('quá hạn: mỗi nhiệm vụ tính một lần dù có hai vai trò, không tính việc đã xong hay kế hoạch khác', () => {
  const late = { timeliness: 'late' } as const;
  const tasks = [
    task(late),
    task({ ...late, role: 'coordinating' }),
    task({ ...late, code: 'I.2', progress: 'done' }),
    task({ ...late, code: 'I.3', planSlug: 'q' }),
  ];
  expect(lateIn(tasks, 'p')).toBe(1);
});
