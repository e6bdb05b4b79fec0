import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { readQuery } from '#kernel/lists/address.ts';
import type { ListDefinition } from '#kernel/lists/definition.ts';
import { countText, listView } from './list-view.ts';
import { readForgiving } from './list-view.server.ts';

interface Row {
  name: string;
  size: number;
  since: string | null;
}

const LIST: ListDefinition<Row, null> = {
  name: 'test.things',
  title: { vi: 'Những thứ', en: 'Things' },
  columns: [
    { key: 'name', title: { vi: 'Tên', en: 'Name' }, kind: 'text', value: (row) => row.name, sort: 'name' },
    { key: 'size', title: { vi: 'Cỡ', en: 'Size' }, kind: 'number', value: (row) => row.size },
    { key: 'since', title: { vi: 'Từ', en: 'Since' }, kind: 'date', value: (row) => row.since, sort: 'since' },
  ],
  filters: [
    { key: 'q', kind: 'search', label: { vi: 'Tìm', en: 'Search' }, where: () => sql`true` },
    {
      key: 'sort_of',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Loại', en: 'Sort' },
      options: [{ value: 'a', label: { vi: 'A', en: 'A' } }],
      where: null,
    },
    {
      key: 'owner',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Chủ', en: 'Owner' },
      options: async () => [],
      where: null,
    },
    { key: 'due_from', kind: 'date', label: { vi: 'Hạn từ ngày', en: 'Due from' }, where: () => sql`true` },
    { key: 'due_to', kind: 'date', label: { vi: 'Hạn đến ngày', en: 'Due until' }, where: () => sql`true` },
    { key: 'as_of', kind: 'date', label: { vi: 'Tính đến', en: 'As of' }, where: null },
  ],
  sorts: [
    { key: 'name', label: { vi: 'Tên', en: 'Name' }, expression: sql`name`, type: 'text' },
    { key: 'since', label: { vi: 'Từ ngày', en: 'Since' }, expression: sql`since`, type: 'date' },
  ],
  source: () => ({ select: sql``, from: sql``, where: sql``, key: sql``, keyType: 'uuid' }),
};

const row: Row = { name: 'Một', size: 1234.5, since: '2025-01-31' };
const viewOf = (address: string, language: 'vi' | 'en' = 'vi') =>
  listView(
    LIST,
    readQuery(LIST, new URLSearchParams(address)),
    { rows: [row], total: 51, more: false, next: 'NEXT', previous: null },
    {
      pathname: '/thu',
      language,
      options: { owner: [{ value: 'o', label: { vi: 'Ông', en: 'Mr' } }] },
    },
  );

describe('trang của một danh sách đã khai báo', () => {
  it('bộ lọc: hai ngày thành một ô, ngày đứng riêng không phải bộ lọc, lựa chọn từ cơ sở dữ liệu được đưa vào', () => {
    const { fields, days } = viewOf('as_of=2025-02-03');
    expect(fields.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'search Tìm',
      'many Loại',
      'one Chủ',
      'dates Hạn',
    ]);
    expect(fields[2]).toMatchObject({ options: [{ value: 'o', label: 'Ông' }] });
    expect(fields[3]).toMatchObject({ from: 'due_from', to: 'due_to' });
    expect(days).toMatchObject([{ name: 'as_of', label: 'Tính đến', value: '2025-02-03' }]);
  });

  it('ô của bảng viết theo ngôn ngữ', () => {
    expect(viewOf('').rows[0]!.texts).toEqual({ name: 'Một', size: '1.234,5', since: '31/01/2025' });
    expect(viewOf('', 'en').rows[0]!.texts).toEqual({ name: 'Một', size: '1,234.5', since: '31 January 2025' });
  });

  it('bấm đầu cột: tăng rồi giảm; đổi thứ tự thì về trang đầu', () => {
    const heads = (address: string) => viewOf(address).heads.map(({ sorted, sortHref }) => [sorted, sortHref]);
    expect(heads('q=x&after=abc')).toEqual([
      ['ascending', '/thu?q=x&sort=-name'],
      [null, undefined],
      [null, '/thu?q=x&sort=since'],
    ]);
    expect(heads('sort=-since')[2]).toEqual(['descending', '/thu?sort=since']);
  });

  it('trang sau giữ bộ lọc và thứ tự; tải về giữ bộ lọc, không giữ trang', () => {
    const view = viewOf('q=x&sort=-since&after=abc');
    expect(view.next).toBe('/thu?q=x&sort=-since&after=NEXT');
    expect(view.previous).toBeNull();
    expect(view.search).toBe('?q=x&sort=-since');
    expect(viewOf('q=x&sort=name&after=abc').search).toBe('?q=x');
    expect(view.whole).toBe('/thu?q=x&sort=-since&limit=200');
    expect(view.exports.csv).toBe('/thu.csv?q=x&sort=-since');
  });
});

describe('địa chỉ hỏng', () => {
  it('bỏ điều kiện hỏng, giữ điều kiện đúng, và nói rõ', () => {
    const { query, problems } = readForgiving(
      LIST,
      new URLSearchParams('q=x&sort_of=z&due_from=hôm nay&sort=color&limit=0'),
      'vi',
    );
    expect(query).toMatchObject({ values: { q: ['x'] }, sort: 'name', size: 50 });
    expect(problems).toHaveLength(4);
    expect(problems[0]).toBe('Loại: Không có lựa chọn “z”. Đã bỏ qua điều kiện này.');
    expect(readForgiving(LIST, new URLSearchParams('sort_of=z'), 'en').problems).toEqual([
      '“Sort” has a value that is not valid and was left out.',
    ]);
  });
});

it.each([
  [1, 'vi', '1 việc'],
  [1234, 'vi', '1.234 việc'],
  [1, 'en', '1 task'],
  [1234, 'en', '1,234 tasks'],
] as const)('%i, %s: %s', (total, language, text) => {
  expect(countText(total, { vi: 'việc', en: { one: 'task', many: 'tasks' } }, language)).toBe(text);
});
