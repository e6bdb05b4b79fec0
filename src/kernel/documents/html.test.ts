import { describe, expect, test } from 'vitest';
import { readDocument } from './index.ts';
import { codes, outline, utf8 } from './test-documents.ts';

const read = async (html: string) => outline(await readDocument(utf8(html), 'a.html'));

const CASES: [what: string, html: string, expected: (string | string[][])[]][] = [
  [
    'blocks are paragraphs, inline elements are not',
    '<div>Một <b>hai</b>\n ba<p>Bốn<p>Năm</div>',
    ['Một hai ba', 'Bốn', 'Năm'],
  ],
  ['entities are decoded', '<p>Qu&yacute; I &amp; II&nbsp;&#7873; &lt;3</p>', ['Quý I & II ề <3']],
  [
    'scripts, styles, navigation and hidden parts are skipped',
    '<title>T</title><style>p{}</style><script>var a="<p>no</p>"</script><nav><ul><li>Trang chủ</ul></nav><p hidden>x</p><div style="DISPLAY : none"><p>y</p></div><p>Còn lại</p>',
    ['Còn lại'],
  ],
  ['a navigation that is never closed does not swallow the text', '<nav><p>Điều 1.', ['Điều 1.']],
  [
    'a table keeps its spans',
    '<table><tr><th rowspan=2>TT<th colspan="2">Trách nhiệm<tr><td>Chủ trì<td>Phối hợp</table>',
    [
      [
        ['TT ↓2', 'Trách nhiệm ×2'],
        ['Chủ trì', 'Phối hợp'],
      ],
    ],
  ],
  [
    'breaks and paragraphs in a cell become line ends',
    '<table><tr><td>a<td><p>- Kế hoạch;<br>- Báo cáo</p><p>Khác</p></table>',
    [[['a', '- Kế hoạch;\n- Báo cáo\nKhác']]],
  ],
  ['breaks in a paragraph stay; a blank line parts', '<p>Một<br>hai<br><br>Ba</p>', ['Một\nhai', 'Ba']],
  [
    'spans that make no sense count as one',
    '<table><tr><td colspan="-3">a<td rowspan="x">b<tr><td>c<td rowspan=9>d</table>',
    [
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ],
  [
    'a layout table around everything is dissolved',
    '<table><tr><td>menu<td><table><tr><td>Tiêu đề</table><p>Điều 1</p><table><tr><td>TT<td>Nhiệm vụ<tr><td>1<td>Rà soát</table></table>',
    [
      'menu',
      'Tiêu đề',
      'Điều 1',
      [
        ['TT', 'Nhiệm vụ'],
        ['1', 'Rà soát'],
      ],
    ],
  ],
  [
    'a small table in a cell of a table of data becomes text',
    `<table>${'<tr><td>1<td>a<td>b'.repeat(4)}<tr><td>5<td><table><tr><td>x<td>y<tr><td>z<td>t</table><td>c</table>`,
    [[...Array.from({ length: 4 }, () => ['1', 'a', 'b']), ['5', 'x y\nz t', 'c']]],
  ],
  [
    'malformed tables are read as well as they can be',
    '<table><td>a<td>b<tr>lạc<td>c</div></span><td>d</table></table>e',
    [
      'lạc',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'e',
    ],
  ],
  ['an empty cell stays', '<table><tr><td><td>b</table>', [[['', 'b']]]],
  [
    'numbered lists get their numbers',
    '<ol type=a start=3><li>Một<li><p>Hai</p></ol><ul><li>Ba</ul><ol type="I"><li value=4>Bốn</ol>',
    ['c. Một', 'd. Hai', '- Ba', 'IV. Bốn'],
  ],
  ['preformatted text keeps its lines', '<pre>Điều 1.\nĐiều 2.\n\nĐiều 3.</pre>', ['Điều 1.\nĐiều 2.', 'Điều 3.']],
];

describe('trang HTML', () => {
  test.each(CASES)('%s', async (_, html, expected) => {
    expect(await read(html)).toEqual(expected);
  });

  test('lines are numbered by paragraph and by paragraph in a cell', async () => {
    const document = await readDocument(utf8('<p>Một</p><table><tr><td>a<br>b<td>c</table><p>Hai</p>'), 'a.html');
    expect(document.lines.map(({ text }) => text)).toEqual(['Một', 'a', 'b', 'c', 'Hai']);
    expect(document.blocks[1]).toMatchObject({
      line: 2,
      endLine: 4,
      rows: [
        [
          { line: 2, endLine: 3 },
          { line: 4, endLine: 4 },
        ],
      ],
    });
  });

  test.each([
    ['windows-1258', 'Quy\xea\xect \xf0i\xf2nh', 'Quyết định'],
    ['windows-1252', 'R\xe9forme', 'Réforme'],
    ['iso-8859-1', 'C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['x-user-defined', 'Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a', 'Cộng hòa xã hội chủ nghĩa'],
    ['utf-8', 'Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a', 'Cộng hòa xã hội chủ nghĩa'],
  ])('charset %s as the page declares it', async (charset, body, expected) => {
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body>${body}</body>`;
    const document = await readDocument(Uint8Array.from(Buffer.from(page, 'latin1')), 'a.html');
    expect(outline(document)).toEqual([expected]);
  });

  test('legacy letters as entities are recognised', async () => {
    const document = await readDocument(
      utf8('<p>C&eacute;ng h&szlig;a x&middot; h&eacute;i ch&ntilde; ngh&Uuml;a</p>'),
      'a.html',
    );
    expect(outline(document)).toEqual(['Cộng hòa xã hội chủ nghĩa']);
    expect(codes(document)).toEqual(['legacy-encoding']);
  });
});
