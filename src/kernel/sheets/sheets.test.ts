import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../calendar/dates.ts';
import {
  readSheet,
  readSheetIfThere,
  templateOf,
  writeSheet,
  writeSheetCsv,
  writeSheets,
  type RowOf,
} from './index.ts';

const SHEET = {
  name: 'thu-nghiem',
  version: 2,
  title: { vi: 'Thử nghiệm', en: 'Trial' },
  columns: [
    { key: 'name', title: 'Họ và tên', type: 'text', required: true, maxLength: 200 },
    { key: 'others', title: 'Tên khác', type: 'list' },
    { key: 'count', title: 'Số lượng', type: 'integer' },
    { key: 'share', title: 'Tỷ lệ', type: 'number' },
    { key: 'from', title: 'Từ ngày', type: 'date' },
    { key: 'main', title: 'Chủ trì', type: 'yes-no' },
    { key: 'level', title: 'Cấp', type: 'choice', values: [{ value: 'province', label: 'Cấp tỉnh' }, { value: 'commune', label: 'Cấp xã' }] }, // prettier-ignore
  ],
} as const;
type Row = RowOf<typeof SHEET>;

const HEAD = 'Họ và tên,Tên khác,Số lượng,Tỷ lệ,Từ ngày,Chủ trì,Cấp';
const csv = (...lines: string[]) => readSheet(strToU8([HEAD, ...lines].join('\n')), SHEET);
const problem = (line: string) => csv(line).errors.map(({ row, column, code }) => [row, column, code]);
const first = (line: string) => csv(line).rows[0]!.values;

/** A workbook by hand: what cells a hostile or odd program writes. */
function book(rows: string, members: Record<string, string> = {}): Uint8Array {
  return zipSync({
    'xl/workbook.xml': strToU8(members.workbook ?? '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'), // prettier-ignore
    'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'), // prettier-ignore
    'xl/styles.xml': strToU8(members.styles ?? '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'), // prettier-ignore
    'xl/sharedStrings.xml': strToU8(members.shared ?? '<sst/>'),
    'xl/worksheets/s.xml': strToU8(`${members.before ?? ''}<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
}
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const headRow = `<row r="1">${cell('A1', 'Họ và tên')}${cell('B1', 'Số lượng')}${cell('C1', 'Từ ngày')}</row>`;
const workbook = (second: string, members?: Record<string, string>) =>
  readSheet(book(`${headRow}<row r="2">${second}</row>`, members), SHEET);

describe('viết ra rồi đọc vào', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim(),
    ) // prettier-ignore
    .filter((text) => text !== '');
  const strange = fc.constantFrom(
    '=1+1',
    '+84',
    '-5',
    "@SUM('a')",
    "'=1",
    'a;b',
    '"',
    'Đặng, Thị; Ổn',
    '_x000D_',
    '<b>&amp;',
    '12',
  );
  const text = fc.oneof(word, strange);
  const row: fc.Arbitrary<Row> = fc.record({
    name: text,
    others: fc.array(text, { maxLength: 3 }),
    count: fc.option(fc.integer()),
    share: fc.option(fc.constantFrom(0.5, -12.25, 1_234_567.5, 3)),
    from: fc.option(fc.constantFrom(isoDate('2024-02-29'), isoDate('1975-04-30'), isoDate('9999-12-31'))),
    main: fc.option(fc.boolean()),
    level: fc.option(fc.constantFrom('province' as const, 'commune' as const)),
  });

  it('XLSX giữ nguyên mọi giá trị, kể cả chữ giống công thức', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
        const read = readSheet(await writeSheet(SHEET, rows), SHEET);
        expect(read.errors).toEqual([]);
        expect(read.rows.map(({ values }) => values)).toEqual(rows);
        expect(read.version).toBe(2);
      }),
      { numRuns: 60 },
    );
  });

  it('CSV cũng vậy', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const read = readSheet(strToU8(writeSheetCsv(SHEET, rows)), SHEET);
        expect(read.errors).toEqual([]);
        expect(read.rows.map(({ values }) => values)).toEqual(rows);
      }),
    );
  });

  it('chương trình khác đọc ra chữ, không phải công thức', async () => {
    const rows = [{ name: '=HYPERLINK("http://x")', others: [], count: 5, share: null, from: isoDate('2025-07-01'), main: true, level: 'commune' as const }]; // prettier-ignore
    const [sheet] = await readXlsxFile(Buffer.from(await writeSheet(SHEET, rows)));
    expect(sheet!.data[2]).toEqual(['=HYPERLINK("http://x")', null, 5, null, new Date('2025-07-01'), 'có', 'Cấp xã']);
  });

  it('mẫu trống đọc được, không có dòng nào', async () => {
    expect(readSheet(await templateOf(SHEET), SHEET)).toMatchObject({ rows: [], errors: [], version: 2 });
  });

  it('nhiều bảng trong một tệp: mỗi bảng được tìm theo tên mẫu của nó', async () => {
    const other = { ...SHEET, name: 'bang-khac', title: { vi: 'Bảng khác', en: 'Other' } };
    const row = { name: 'Hai', others: [], count: null, share: null, from: null, main: null, level: null };
    const both = await writeSheets([
      { sheet: SHEET, rows: [{ ...row, name: 'Một' }] },
      { sheet: other, rows: [row] },
    ]);
    expect(readSheet(both, SHEET).rows[0]!.values.name).toBe('Một');
    expect(readSheet(both, other).rows[0]!.values.name).toBe('Hai');
    expect(readSheetIfThere(await writeSheet(SHEET, [row]), other)).toBeNull();
  });
});

describe('đọc giá trị', () => {
  it.each([
    ['a,,1234', { count: 1234 }],
    ['a,,"1.234.567"', { count: 1_234_567 }],
    ['a,,,"12,5"', { share: 12.5 }],
    ['a,,,12.5', { share: 12.5 }],
    ['a,,,"1.234,5"', { share: 1234.5 }],
    ['a,,,,31/12/2025', { from: '2025-12-31' }],
    ['a,,,,2025-12-31', { from: '2025-12-31' }],
    ['a,,,,1-7-2025', { from: '2025-07-01' }],
    ['a,,,,,X', { main: true }],
    ['a,,,,,Không', { main: false }],
    ['a,,,,,,cap xa', { level: 'commune' }],
    ['a,,,,,,PROVINCE', { level: 'province' }],
    ['a,b; c ;;d', { others: ['b', 'c', 'd'] }],
    ['"a,\n ""b""\u200b c"', { name: 'a, "b" c' }],
    ['Ho\u0300a', { name: 'Hòa' }],
  ])('%j', (line, values) => expect(first(line)).toMatchObject(values));

  it.each([
    [',x', [2, 'Họ và tên', 'required']],
    ['a,,mười', [2, 'Số lượng', 'not-a-number']],
    ['a,,"1,5"', [2, 'Số lượng', 'not-a-number']],
    ['a,,,1.234', [2, 'Tỷ lệ', 'not-a-number']],
    ['a,,,,31/02/2025', [2, 'Từ ngày', 'not-a-date']],
    ['a,,,,12/31/2025', [2, 'Từ ngày', 'not-a-date']],
    ['a,,,,,có lẽ', [2, 'Chủ trì', 'not-yes-no']],
    ['a,,,,,,Cấp huyện', [2, 'Cấp', 'not-a-choice']],
    [`${'a'.repeat(201)}`, [2, 'Họ và tên', 'too-long']],
  ])('%j bị nêu lỗi', (line, error) => expect(problem(line)).toEqual([error]));

  it('nêu mọi lỗi cùng lúc, theo dòng và cột, bằng lời có địa chỉ ô', () => {
    const read = csv('Đúng', ',,x,,32/1/2025', 'Cũng đúng');
    expect(read.errors.map(({ row, code }) => [row, code])).toEqual([[3, 'required'], [3, 'not-a-number'], [3, 'not-a-date']]); // prettier-ignore
    expect(read.errors[2]!.message).toContain('ô E3');
    expect(read.rows.map(({ row }) => row)).toEqual([2, 4]);
    expect(read.unsound).toMatchObject([{ row: 3, values: { others: [] } }]);
  });

  it('số ngày của bảng tính, cả loại đếm từ 1904', () => {
    const dated = `${cell('A2', 'a')}<c r="C2" s="1"><v>45839</v></c>`;
    expect(workbook(dated).rows[0]!.values.from).toBe('2025-07-01');
    const since1904 = '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'; // prettier-ignore
    expect(workbook(`${cell('A2', 'a')}<c r="C2" s="1"><v>44377</v></c>`, { workbook: since1904 }).rows[0]!.values.from).toBe('2025-07-01'); // prettier-ignore
  });

  it('số trong cột chữ là mã, giữ như viết', () => {
    expect(workbook('<c r="A2"><v>22</v></c>').rows[0]!.values.name).toBe('22');
  });
});

describe('công thức', () => {
  it('không được tính: lấy kết quả đã lưu', () => {
    const read = workbook('<c r="A2" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c><c r="B2"><f>1+1</f><v>2</v></c>');
    expect(read.rows[0]!.values).toMatchObject({ name: 'ab', count: 2 });
  });

  it.each([
    ['<c r="B2"><f>1+1</f></c>', 'chưa có kết quả'],
    ['<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['<c r="B2" t="s"><v>99</v></c>', 'chữ số 99'],
  ])('không có kết quả thì là không kiểm tra được, không phải ô trống: %s', (second, said) => {
    const { errors, rows } = workbook(cell('A2', 'a') + second);
    expect(errors).toMatchObject([{ row: 2, column: 'Số lượng', code: 'could-not-check', message: expect.stringContaining(said) }]); // prettier-ignore
    expect(rows).toEqual([]);
  });
});

describe('tiêu đề và mẫu', () => {
  const read = (...lines: string[]) => readSheet(strToU8(lines.join('\n')), SHEET);
  const refused = (...lines: string[]) => expect(() => read(...lines));

  it('tìm thấy dưới vài dòng khác, không kể dấu, hoa thường, dấu sao, thứ tự', () => {
    const { rows } = read('UBND TỈNH', '', 'STT;TU NGAY;Họ và tên *;Ghi chú', '1;01/07/2025;Đỗ;x');
    expect(rows).toEqual([{ row: 4, values: { name: 'Đỗ', from: '2025-07-01', others: [], count: null, share: null, main: null, level: null } }]); // prettier-ignore
  });

  it.each([
    ['column-missing', 'Tên khác,Cấp'],
    ['column-unknown', 'Họ và tên,Cấp,Chức vụ'],
    ['column-twice', 'Họ và tên,Cấp,Cấp'],
  ])('%s', (code, head) => expect(read(head).errors.map((error) => error.code)).toEqual([code]));

  it('mẫu cũ, mẫu mới hơn, mẫu khác: từ chối và gọi tên', () => {
    refused('"Mẫu thu-nghiem, phiên bản 1"', HEAD).toThrow(expect.objectContaining({ code: 'sheet.outdated', message: expect.stringContaining('“thu-nghiem” phiên bản 1; hiện dùng phiên bản 2') })); // prettier-ignore
    refused('"Mẫu thu-nghiem, phiên bản 3"', HEAD).toThrow(expect.objectContaining({ code: 'sheet.newer' }));
    refused('"Mẫu co-quan, phiên bản 1"', HEAD).toThrow(expect.objectContaining({ code: 'sheet.other-template', message: expect.stringContaining('co-quan') })); // prettier-ignore
  });

  it('không có tiêu đề, hoặc trống: từ chối', () => {
    refused('chỉ là một bức thư', 'gửi ai đó').toThrow(expect.objectContaining({ code: 'sheet.no-header' }));
    refused('').toThrow(expect.objectContaining({ code: 'sheet.empty' }));
  });
});

describe('tệp có ý xấu', () => {
  const refusal = (bytes: Uint8Array, limits = {}) => {
    try {
      return readSheet(bytes, SHEET, limits).errors;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('phình to khi giải nén', () => {
    const zeros = zipSync({ 'xl/workbook.xml': new Uint8Array(64 * 2 ** 20) }, { level: 9 });
    expect(refusal(zeros, { unpacked: 2 ** 20 })).toBe('document.bomb');
    expect(refusal(book(`${headRow}${' '.repeat(3 * 2 ** 20)}`), { unpacked: 2 ** 20 })).toBe('document.bomb');
  });

  it('khai báo thực thể XML', () => {
    expect(refusal(book(headRow, { before: '<!DOCTYPE a [<!ENTITY b "c">]>' }))).toBe('document.bomb');
  });

  it('một ô ở góc xa nhất không làm đầy bộ nhớ', () => {
    const far = `${headRow}<row r="1048576">${cell('A1048576', 'Xa')}</row>`;
    expect(readSheet(book(far), SHEET).rows).toMatchObject([{ row: 1_048_576, values: { name: 'Xa' } }]);
    expect(refusal(book(`${headRow}<row r="2">${cell('XFD2', 'x')}</row>`))).toBe('sheet.too-large');
  });

  it('quá nhiều dòng, quá nhiều chữ, tệp quá lớn', () => {
    const lines = strToU8([HEAD, ...Array.from({ length: 60 }, () => 'a')].join('\n'));
    expect(refusal(lines, { rows: 10 })).toBe('sheet.too-large');
    expect(refusal(lines, { letters: 50 })).toBe('sheet.too-large');
    expect(refusal(lines, { bytes: 50 })).toBe('sheet.too-large');
    const rows = Array.from({ length: 60 }, (_, at) => `<row r="${at + 2}">${cell(`A${at + 2}`, 'a')}</row>`).join('');
    expect(refusal(book(headRow + rows), { rows: 10 })).toBe('sheet.too-large');
  });

  it.each([
    ['địa chỉ ô sai', book('<row r="1"><c r="1A"><v>1</v></c></row>'), 'sheet.broken'],
    ['dòng sai', book('<row r="-1"/>'), 'sheet.broken'],
    ['tệp nén khác', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'sheet.unsupported'],
    ['tệp nén cụt', book(headRow).subarray(0, 200), 'document.broken'],
    ['ảnh', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'sheet.unsupported'],
    ['PDF', strToU8('%PDF-1.7 …'), 'sheet.unsupported'],
    ['ngoặc kép không đóng', strToU8(`${HEAD}\n"a`), 'sheet.broken'],
    ['chữ sau ngoặc kép', strToU8(`${HEAD}\n"a"b`), 'sheet.broken'],
  ])('%s', (_, bytes, code) => expect(refusal(bytes)).toBe(code));

  it('byte bất kỳ: đọc được hoặc bị từ chối, không bao giờ hỏng giữa chừng', () => {
    const whole = book(headRow);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const bent = whole.slice();
        bent[at] = byte;
        try {
          readSheet(bent, SHEET);
        } catch (error) {
          expect((error as { code: string }).code).toMatch(/^(sheet|document)\./);
        }
      }),
    );
  });
});
