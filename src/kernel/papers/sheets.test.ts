import { Readable } from 'node:stream';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { annexSheets, type Sheet } from './annex-sheets.ts';
import { YEARLY_REPORT } from './sample-paper.ts';
import { openParts } from './seal.ts';
import { writeSheets } from './sheets.ts';
import { faultsOf, HOSTILE, partText } from './test-papers.ts';

const SHEET: Sheet = {
  name: 'Tiến độ',
  title: ['Bảng theo dõi', 'Số liệu đến 14/12/2025'],
  table: {
    kind: 'table',
    columns: [
      { width: 1 },
      { width: 6 },
      { width: 2, format: { kind: 'date' } },
      { width: 2, format: { kind: 'percent', decimals: 2 } },
    ],
    head: [['TT', 'Nhiệm vụ', 'Thời hạn', 'Tỷ lệ']],
    rows: [
      [1, 'Rà soát', '2025-09-30', 41.33],
      [{ value: 'Tổng', colSpan: 3, bold: true }, null],
    ],
  },
};

describe('phụ lục bảng tính', () => {
  it('số là số, ngày là ngày', async () => {
    const rows = await readXlsxFile(Readable.from([Buffer.from(await writeSheets([SHEET]))]));
    const data = Array.isArray(rows[0]) ? rows : (rows[0] as unknown as { data: unknown[][] }).data;
    expect(data).toEqual([
      ['Bảng theo dõi', null, null, null],
      ['Số liệu đến 14/12/2025', null, null, null],
      ['TT', 'Nhiệm vụ', 'Thời hạn', 'Tỷ lệ'],
      [1, 'Rà soát', new Date('2025-09-30'), 41.33],
      ['Tổng', null, null, null],
    ]);
  });

  it('in A4 vừa bề ngang, đầu bảng giữ nguyên khi cuộn và lặp khi in', async () => {
    const parts = openParts(await writeSheets([SHEET, { ...SHEET, portrait: true }]));
    expect(faultsOf(parts)).toEqual([]);
    const first = partText(parts, 'xl/worksheets/sheet1.xml');
    expect(first).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>');
    expect(first).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/);
    expect(first).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
    expect(first).toContain('<mergeCell ref="A1:D1"/>');
    expect(partText(parts, 'xl/worksheets/sheet2.xml')).toContain('orientation="portrait"');
    expect(partText(parts, 'xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Tiến độ'!$3:$3</definedName>`,
    );
    expect(partText(parts, 'xl/workbook.xml')).toContain('name="Tiến độ (2)"');
  });

  it('không ô nào thành công thức', async () => {
    const rows = [...HOSTILE, '=1+1', '+1', '-1', '@SUM(A1)', '\t=1'].map((value) => [
      value,
      { value: [{ text: value }] },
    ]);
    const columns = [{ width: 1 }, { width: 1 }];
    const parts = openParts(
      await writeSheets([
        { name: "=a[b]/c\\d:e*f?'", title: ['=1+1'], table: { kind: 'table', columns, head: [], rows } },
      ]),
    );
    expect(faultsOf(parts)).toEqual([]);
    expect(partText(parts, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
    expect(partText(parts, 'xl/sharedStrings.xml')).toContain('=1+1');
  });

  it('phụ lục của báo cáo thành các trang tính', async () => {
    const sheets = annexSheets(YEARLY_REPORT);
    expect(sheets.map(({ name, portrait }) => [name, portrait])).toEqual([
      ['Phụ lục I', true],
      ['Phụ lục II', false],
    ]);
    expect(faultsOf(openParts(await writeSheets(sheets)))).toEqual([]);
  });

  it('cùng bảng thì cùng từng byte', async () => {
    expect(await writeSheets(structuredClone([SHEET]))).toEqual(await writeSheets([SHEET]));
  });
});
