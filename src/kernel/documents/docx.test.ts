import {
  Document,
  InsertedTextRun,
  DeletedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, test } from 'vitest';
import { readDocument } from './index.ts';
import { codes, docxOf, outline, wp } from './test-documents.ts';

const read = async (body: string, parts?: Record<string, string>) =>
  outline(await readDocument(docxOf(body, parts), 'a.docx'));

const numbered = (text: string, list: number, level = 0) =>
  wp(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>${rows.join('')}</w:tbl>`;
const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;

const NUMBERING = {
  'word/numbering.xml': `<w:numbering WORD>
    <w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'lowerLetter', '%3)')}${level(3, 'decimal', '%2.%4', '<w:isLgl/>')}</w:abstractNum>
    <w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1', '<w:suff w:val="nothing"/>')}</w:abstractNum>
    <w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '')}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
  </w:numbering>`,
  'word/styles.xml': `<w:styles WORD><w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
};

describe('tệp Word', () => {
  test('made by a program: paragraphs, spans, automatic numbers, tracked changes', async () => {
    const numbering = { reference: 'a', level: 0 };
    const file = new Document({
      numbering: {
        config: [{ reference: 'a', levels: [{ level: 0, format: LevelFormat.LOWER_LETTER, text: '%1)' }] }],
      },
      sections: [
        {
          children: [
            new Paragraph({ text: 'Một', numbering }),
            new Paragraph({ text: 'Hai', numbering }),
            new Paragraph({
              children: [
                new TextRun('Giữ '),
                new InsertedTextRun({ text: 'thêm', id: 1, author: 'A', date: '2025-01-01T00:00:00Z' }),
                new DeletedTextRun({ text: 'bỏ', id: 2, author: 'A', date: '2025-01-01T00:00:00Z' }),
              ],
            }),
            new Table({
              rows: [
                new TableRow({
                  children: [
                    new TableCell({ rowSpan: 2, children: [new Paragraph('TT')] }),
                    new TableCell({ columnSpan: 2, children: [new Paragraph('Trách nhiệm')] }),
                  ],
                }),
                new TableRow({
                  children: [
                    new TableCell({ children: [new Paragraph('Chủ trì')] }),
                    new TableCell({ children: [new Paragraph('Phối'), new Paragraph('hợp')] }),
                  ],
                }),
              ],
            }),
          ],
        },
      ],
    });
    const document = await readDocument(new Uint8Array(await Packer.toBuffer(file)), 'a.docx');
    expect(outline(document)).toEqual([
      'a) Một',
      'b) Hai',
      'Giữ thêm',
      [
        ['TT ↓2', 'Trách nhiệm ×2'],
        ['Chủ trì', 'Phối\nhợp'],
      ],
    ]);
    expect(codes(document)).toEqual([]);
    expect(document.blocks[3]).toMatchObject({ line: 4, endLine: 8 });
  });

  test('list numbers: levels start again, styles number, text in front of the numbers is theirs', async () => {
    const body = [
      numbered('Mục tiêu', 1),
      numbered('Một', 1, 1),
      numbered('Chi tiết', 1, 2),
      numbered('Chi tiết', 1, 2),
      numbered('Hai', 1, 1),
      numbered('Chi tiết', 1, 2),
      numbered('Nhỏ', 1, 3),
      wp('Nhiệm vụ', '<w:pStyle w:val="Muc"/>'),
      wp('Ba', '<w:pStyle w:val="MucCon"/>'),
      wp('Không số', '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
      numbered('Gạch', 3),
      numbered('', 3),
    ].join('');
    expect(await read(body, NUMBERING)).toEqual(
      'I. Mục tiêu|1. Một|a) Chi tiết|b) Chi tiết|2. Hai|a) Chi tiết|2.1 Nhỏ|II. Nhiệm vụ|1. Ba|Không số|- Gạch'.split(
        '|',
      ),
    );
  });

  test('an empty numbered cell shows its number; lists of one definition count on, a forced start is kept', async () => {
    const body = table(
      row(cell(numbered('', 2)), cell(wp('a'))),
      row(cell(numbered('', 2)), cell(wp('b'))),
      row(cell(numbered('', 4)), cell(wp('c'))),
      row(cell(numbered('', 4)), cell(wp('d'))),
    );
    expect(await read(body, NUMBERING)).toEqual([
      [
        ['1', 'a'],
        ['2', 'b'],
        ['7', 'c'],
        ['8', 'd'],
      ],
    ]);
  });

  const change = 'w:id="1" w:author="A"';
  const CASES: [what: string, body: string, expected: (string | string[][])[]][] = [
    [
      'tabs, breaks and hyphens',
      '<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r></w:p>',
      ['a b\nc-d'],
    ],
    ['entities of XML', wp('a &amp; b &#7873; &lt;c&gt;'), ['a & b ề <c>']],
    [
      'a deleted paragraph mark joins',
      `<w:p><w:pPr><w:rPr><w:del ${change}/></w:rPr></w:pPr><w:r><w:t>Một </w:t></w:r></w:p>${wp('hai')}`,
      ['Một hai'],
    ],
    [
      'an inserted paragraph mark and moved text stay',
      `<w:p><w:pPr><w:rPr><w:ins ${change}/></w:rPr></w:pPr><w:moveTo><w:r><w:t>Mới</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>Cũ</w:t></w:r></w:moveFrom></w:p>`,
      ['Mới'],
    ],
    [
      'former properties do not count',
      wp('Một', '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'),
      ['Một'],
    ],
    [
      'hidden text and field codes are not read',
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>y</w:t></w:r></w:p>',
      ['y'],
    ],
    [
      'a deleted row is dropped',
      table(
        row(cell(wp('a')), cell(wp('b'))),
        `<w:tr><w:trPr><w:del ${change}/></w:trPr>${cell(wp('c'))}${cell(wp('d'))}</w:tr>`,
        row(cell(wp('e')), cell(wp('f'))),
      ),
      [
        [
          ['a', 'b'],
          ['e', 'f'],
        ],
      ],
    ],
    [
      'cells merged downwards over spans',
      table(
        row(cell(wp('a'), '<w:vMerge w:val="restart"/>'), cell(wp('b'), '<w:gridSpan w:val="2"/>')),
        row(cell(wp(''), '<w:vMerge/>'), cell(wp('c')), cell(wp('d'))),
        row(cell(wp(''), '<w:vMerge w:val="continue"/>'), cell(wp('e')), cell(wp('f'))),
      ),
      [
        [
          ['a ↓3', 'b ×2'],
          ['c', 'd'],
          ['e', 'f'],
        ],
      ],
    ],
    [
      'columns left out before a row are an empty cell',
      table(
        row(cell(wp('a')), cell(wp('b'))),
        `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell(wp('c'))}</w:tr>`,
      ),
      [
        [
          ['a', 'b'],
          ['', 'c'],
        ],
      ],
    ],
    [
      'a layout table is dissolved',
      table(row(cell(wp('Đầu') + table(row(cell(wp('a')), cell(wp('b')))) + wp('Cuối')))),
      ['Đầu', [['a', 'b']], 'Cuối'],
    ],
    [
      'a text box is read once',
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${wp('Hộp')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${wp('Hộp')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Ngoài</w:t></w:r></w:p>`,
      ['Hộp', 'Ngoài'],
    ],
    [
      'content controls and links flow on',
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Một</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>`,
      ['Một'],
    ],
    [
      'legacy fonts',
      wp('Céng hßa x· héi chñ nghÜa ViÖt Nam') +
        '<w:p><w:r><w:t>\u00ad</w:t></w:r><w:r><w:softHyphen/><w:t>u tiªn</w:t></w:r></w:p>',
      ['Cộng hòa xã hội chủ nghĩa Việt Nam', 'ưưu tiên'],
    ],
  ];
  test.each(CASES)('%s', async (_, body, expected) => {
    expect(await read(body)).toEqual(expected);
  });

  test('the main part may be numbered, and the name may lie', async () => {
    const { zipSync, unzipSync } = await import('fflate');
    const members = unzipSync(docxOf(wp('Một')));
    const document = await readDocument(zipSync({ 'word/document2.xml': members['word/document.xml']! }), 'a.txt');
    expect(outline(document)).toEqual(['Một']);
    expect(codes(document)).toEqual(['type-differs-from-name']);
  });
});
