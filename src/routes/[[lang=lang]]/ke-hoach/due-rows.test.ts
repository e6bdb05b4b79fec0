import { expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import type { TaskRow } from '#modules/plan/index.ts';
import { dueRows } from './due-rows.ts';

const product = (due: string | null, doneOn: string | null = null): TaskRow['products'][number] => ({
  text: '',
  scheduleText: '',
  scheduleKind: 'deadline',
  due: due === null ? null : isoDate(due),
  doneOn: doneOn === null ? null : isoDate(doneOn), // prettier-ignore
  roles: [{ role: 'lead', name: 'Sở Nội vụ', organisationKey: 'so-noi-vu' }],
});
const task = (...products: TaskRow['products']): TaskRow => ({
  id: '',
  code: 'I.1',
  number: '1',
  title: 'Việc',
  groupCode: 'I',
  groupTitle: '',
  firstDue: null,
  lastDue: null, // prettier-ignore
  progress: 'not-started',
  timeliness: 'in-time',
  products,
});
const asOf = isoDate('2025-03-15');
const rows = (from: string | undefined, ...products: TaskRow['products']) =>
  dueRows([task(...products)], {
    slug: 'p',
    asOf,
    from: from === undefined ? undefined : isoDate(from),
    language: 'vi',
  });

it('lấy hạn sớm nhất của sản phẩm chưa xong, nêu còn bao lâu và ai chủ trì (một lần)', () => {
  expect(
    rows(
      '2025-03-15',
      product('2025-06-30'),
      product('2025-03-20'),
      product('2025-03-16', '2025-03-01'),
      product('2025-01-01'),
    ),
  ).toEqual([
    {
      href: '/ke-hoach/p/nhiem-vu/I.1',
      code: 'I.1',
      title: 'Việc',
      lead: 'Sở Nội vụ',
      due: '2025-03-20',
      left: 'Còn 5 ngày',
    },
  ]);
});

it('không nêu ngày bắt đầu thì tính cả hạn đã qua; không có hạn thì không vào bảng', () => {
  expect(rows(undefined, product('2025-03-10'))).toMatchObject([{ left: 'Quá hạn 5 ngày' }]);
  expect(rows(undefined, product(null))).toEqual([]);
});
