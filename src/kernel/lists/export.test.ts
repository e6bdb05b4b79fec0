import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, csvCell, readQuery, type ListDefinition } from './index.ts';
import { toCsv } from './export.ts';

const LIST: ListDefinition<{ name: string }, null> = {
  name: 'test.names',
  title: { vi: 'Tên', en: 'Names' },
  columns: [{ key: 'name', title: { vi: 'Họ, tên', en: 'Name' }, kind: 'text', value: (row) => row.name }],
  filters: [
    { key: 'q', kind: 'search', label: { vi: 'Tìm', en: 'Search' }, where: () => sql`true` },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Loại', en: 'Kind' },
      options: ['a', 'b'].map((value) => ({ value, label: { vi: value, en: value } })),
      where: () => sql`true`,
    },
    { key: 'from', kind: 'date', label: { vi: 'Từ', en: 'From' }, where: () => sql`true` },
  ],
  sorts: [
    { key: 'name', label: { vi: 'Tên', en: 'Name' }, expression: sql`name`, type: 'text' },
    { key: 'age', label: { vi: 'Tuổi', en: 'Age' }, expression: sql`age`, type: 'int' },
  ],
  source: () => ({ select: sql`name`, from: sql`names`, where: sql`true`, key: sql`name`, keyType: 'text' }),
};

describe('ô CSV', () => {
  it.each([
    ['Sở Nội vụ', 'Sở Nội vụ'],
    ['a,b', '"a,b"'],
    ['nói "vâng"', '"nói ""vâng"""'],
    ['hai\ndòng', '"hai\ndòng"'],
    ['=1+1', "'=1+1"],
    ['+84', "'+84"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    [-5, '-5'],
    [null, ''],
  ])('%j thành %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('không chữ nào mở đầu bằng dấu của công thức', () => {
    fc.assert(fc.property(fc.string(), (text) => !/^"?[=+\-@\t\r]/.test(csvCell(text))));
  });

  it('tệp có dấu thứ tự byte, tiêu đề theo ngôn ngữ, dòng kết thúc CRLF', async () => {
    async function* rows() {
      yield { name: 'Đỗ' };
    }
    let text = '';
    for await (const part of toCsv(LIST.columns, rows(), 'vi')) text += part;
    expect(text).toBe('\uFEFF"Họ, tên"\r\nĐỗ\r\n');
  });
});

describe('địa chỉ của danh sách', () => {
  it('đọc rồi viết lại cho cùng một điều kiện', () => {
    const values = fc.record(
      {
        q: fc.constantFrom('thủ tục', 'đất đai'),
        kind: fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 }),
        from: fc.constant('2025-01-31'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        values,
        fc.constantFrom('name', '-name', 'age', '-age'),
        fc.integer({ min: 1, max: 200 }),
        (drawn, sort, limit) => {
          const address = new URLSearchParams({ sort, limit: String(limit) });
          for (const [key, value] of Object.entries(drawn))
            for (const each of [value].flat()) address.append(key, each!);
          const query = readQuery(LIST, address);
          expect(readQuery(LIST, new URLSearchParams(addressOf(query)))).toEqual(query);
          expect(query.descending).toBe(sort.startsWith('-'));
        },
      ),
    );
  });

  it('tham số lạ được để yên, tham số trống như không có', () => {
    expect(readQuery(LIST, new URLSearchParams('utm=1&q=&kind=')).values).toEqual({});
  });

  it('ký tự NUL bị từ chối, không đến cơ sở dữ liệu', () => {
    expect(() => readQuery(LIST, new URLSearchParams('q=%00'))).toThrow(expect.objectContaining({ where: 'q' }));
  });

  it('nêu mọi tham số sai cùng lúc', () => {
    expect(() => readQuery(LIST, new URLSearchParams('kind=z&from=hom-qua&sort=x&limit=-1'))).toThrow(
      expect.objectContaining({ code: 'list.bad-parameter', where: 'kind, from, sort, limit' }),
    );
  });
});
