import { describe, expect, it } from 'vitest';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { COLUMNS, bytes, htmlPlan, textPlan } from '../testing/plan-document.ts';
import { importPlan } from './index.ts';
import type { ParsedPlan } from './model.ts';

/** Annexes that are harder to read than those of layouts.test.ts: what an official would make of them. */
type Row = Parameters<typeof htmlPlan>[0][number];
const registry = readRegistryFolder();
const task = (number: string, title = `Nhiệm vụ ${number}`): string[] => [
  number,
  title,
  'Báo cáo',
  'Quý I/2026',
  'Sở Nội vụ chủ trì',
];
const bare = (number: string, title: string): string[] => [number, title, '', '', ''];
const across = (text: string) => [{ text, colSpan: 5 }];
const tableOf = (rows: string[][]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const page = (body: string) => bytes(`<html><body><p>KẾ HOẠCH NĂM 2026</p>${body}</body></html>`);
const lines = (...text: string[]) => bytes(['KẾ HOẠCH NĂM 2026', ...text].join('\n'));

async function read(file: Uint8Array, name = 'ke-hoach.html'): Promise<ParsedPlan> {
  return (await importPlan(file, name, registry)).plan;
}
const shape = (plan: ParsedPlan) =>
  plan.groups.map(({ code, title, tasks }) => [code, title, ...tasks.map(({ number }) => number)]);
/** What stands against the reading; the head of these short documents is not what is asked. */
const problems = (plan: ParsedPlan) =>
  plan.diagnostics.map(({ code }) => code).filter((code) => !/^(decision|objectives|group-inferred)/.test(code));

const groups: [string, Row[], unknown[]][] = [
  [
    '"1" trên 1.1, 1.2: số nguyên là nhóm',
    [bare('1', 'Thể chế'), task('1.1'), task('1.2'), bare('2', 'Thủ tục'), task('2.1')],
    [
      ['I', 'Thể chế', '1.1', '1.2'],
      ['II', 'Thủ tục', '2.1'],
    ],
  ],
  [
    '"1. Thể chế" gộp suốt bảng',
    [across('1. Thể chế'), task('1'), across('2. Thủ tục'), task('1')],
    [
      ['I', 'Thể chế', '1'],
      ['II', 'Thủ tục', '1'],
    ],
  ],
  [
    '"NHÓM 1:"',
    [across('NHÓM 1: THỂ CHẾ'), task('1'), across('NHÓM 2: THỦ TỤC'), task('1')],
    [
      ['I', 'THỂ CHẾ', '1'],
      ['II', 'THỦ TỤC', '1'],
    ],
  ],
  [
    'A trên I, II: phần đi cùng từng nhóm',
    [
      bare('A', 'Thể chế'),
      bare('I', 'Xây dựng'),
      task('1'),
      bare('II', 'Kiểm tra'),
      task('1'),
      bare('B', 'Thủ tục'),
      bare('I', 'Kiểm soát'),
      task('1'),
    ],
    [
      ['A.I', 'Thể chế – Xây dựng', '1'],
      ['A.II', 'Thể chế – Kiểm tra', '1'],
      ['B.I', 'Thủ tục – Kiểm soát', '1'],
    ],
  ],
  [
    'I trên I.1, I.2',
    [bare('I', 'Thể chế'), bare('I.1', 'Xây dựng'), task('1'), bare('I.2', 'Kiểm tra'), task('2')],
    [
      ['I.1', 'Thể chế – Xây dựng', '1'],
      ['I.2', 'Thể chế – Kiểm tra', '2'],
    ],
  ],
  [
    'nhiệm vụ đánh số II.1 trong nhóm II',
    [bare('I', 'Thể chế'), task('I.1'), bare('II/', 'Thủ tục'), task('II.1'), task('II.2')],
    [
      ['I', 'Thể chế', '1'],
      ['II', 'Thủ tục', '1', '2'],
    ],
  ],
  [
    'tiêu đề chữ thường, không số, trong cột nhiệm vụ',
    [bare('', 'Cải cách thể chế'), task('1'), bare('', 'Cải cách thủ tục'), task('2')],
    [
      ['I', 'Cải cách thể chế', '1'],
      ['II', 'Cải cách thủ tục', '2'],
    ],
  ],
  [
    'a, b trên 1',
    [bare('a', 'Thể chế'), task('1'), bare('b', 'Thủ tục'), task('1')],
    [
      ['I', 'Thể chế', '1'],
      ['II', 'Thủ tục', '1'],
    ],
  ],
  [
    'ô gộp lưu thành chữ lặp trong mọi ô',
    [['I', 'THỂ CHẾ', 'THỂ CHẾ', 'THỂ CHẾ', 'THỂ CHẾ'], task('1')],
    [['I', 'THỂ CHẾ', '1']],
  ],
  [
    'i), ii) dưới một nhiệm vụ',
    [bare('I', 'Thể chế'), task('1'), task('i)'), task('ii)'), task('2')],
    [['I', 'Thể chế', '1', '1.i', '1.ii', '2']],
  ],
  [
    'ba tầng số: 1.1 là tiêu đề của 1.1.1',
    [
      bare('I', 'Thể chế'),
      bare('1', 'Chung'),
      bare('1.1', 'Xây dựng'),
      task('1.1.1'),
      task('1.1.2'),
      bare('1.2', 'Kiểm tra'),
      task('1.2.1'),
    ],
    [['I', 'Thể chế', '1.1.1', '1.1.2', '1.2.1']],
  ],
];

describe('nhóm', () => {
  it.each(groups)('%s', async (_name, rows, expected) => {
    const plan = await read(htmlPlan(rows));
    expect(shape(plan)).toEqual(expected);
    expect(problems(plan)).toEqual([]);
  });

  it('nhóm trong cột riêng, gộp dọc', async () => {
    const rows: Row[] = [[{ text: 'Thể chế', rowSpan: 2 }, ...task('1')], task('2'), ['Thủ tục', ...task('3')]];
    expect(shape(await read(htmlPlan(rows, [['Lĩnh vực', ...COLUMNS]])))).toEqual([
      ['I', 'Thể chế', '1', '2'],
      ['II', 'Thủ tục', '3'],
    ]);
  });

  it.each([
    ['1. Thể chế', '2. Thủ tục', 'Thể chế'],
    ['THỂ CHẾ', 'THỦ TỤC', 'THỂ CHẾ'],
  ])('mỗi bảng một tiêu đề: “%s”', async (first, second, title) => {
    const plan = await read(
      page(`<p>${first}</p>${tableOf([COLUMNS, task('1')])}<p>${second}</p>${tableOf([COLUMNS, task('1')])}`),
    );
    expect(plan.groups.map((group) => group.inferred)).toEqual([false, false]);
    expect(plan.groups[0]!.title).toBe(title);
  });

  it('ghi chú bên cạnh tiêu đề nhóm được báo, không mất', async () => {
    const plan = await read(
      htmlPlan(
        [
          [...bare('I', 'Thể chế'), 'Theo NQ 5'],
          [...task('1'), ''],
        ],
        [[...COLUMNS, 'Ghi chú']],
      ),
    );
    expect(plan.diagnostics.find(({ code }) => code === 'cell-not-used')?.message).toContain('Theo NQ 5');
  });
});

describe('tiêu đề cột', () => {
  it.each([
    ['Đơn vị phụ trách', 'lead'],
    ['Đơn vị chịu trách nhiệm', 'lead'],
    ['Cơ quan tham mưu', 'lead'],
    ['Cơ quan, đơn vị chủ trì thực hiện', 'lead'],
    ['Cơ quan, đơn vị, địa phương được giao', 'lead'],
  ])('“%s” nói ai chủ trì', async (heading, role) => {
    const plan = await read(
      htmlPlan(
        [['1', 'Việc', 'Báo cáo', 'Quý I/2026', 'Sở Y tế']],
        [['TT', 'Nội dung', 'Sản phẩm', 'Thời hạn', heading]],
      ),
    );
    expect(plan.groups[0]!.tasks[0]!.products[0]!.assignment.roles).toMatchObject([{ role, key: 'so-y-te' }]);
    expect(problems(plan)).toEqual([]);
  });

  it('“Cơ quan, đơn vị, địa phương phối hợp”', async () => {
    const head = [['TT', 'Nhiệm vụ', 'Sản phẩm', 'Thời gian', 'Chủ trì', 'Cơ quan, đơn vị, địa phương phối hợp']];
    const plan = await read(htmlPlan([['1', 'Việc', 'Báo cáo', 'Quý I/2026', 'Sở Y tế', 'Sở Tư pháp']], head));
    expect(plan.groups[0]!.tasks[0]!.products[0]!.assignment.roles.map(({ role }) => role)).toEqual([
      'lead',
      'coordinating',
    ]);
  });

  it.each<[string, Row[]]>([
    [
      'một tầng',
      [
        ['TT', 'Việc', 'Sản phẩm', 'Thời gian bắt đầu', 'Thời gian kết thúc', 'Chủ trì'].map((text) =>
          text === 'Việc' ? 'Công việc' : text,
        ),
      ],
    ],
    [
      'hai tầng',
      [
        [
          ...['TT', 'Nhiệm vụ', 'Sản phẩm'].map((text) => ({ text, rowSpan: 2 })),
          { text: 'Thời gian thực hiện', colSpan: 2 },
          { text: 'Chủ trì', rowSpan: 2 },
        ],
        ['Bắt đầu', 'Hoàn thành'],
      ],
    ],
  ])('bắt đầu và kết thúc, %s: hạn là lúc kết thúc', async (_name, head) => {
    const plan = await read(htmlPlan([['1', 'Việc', 'Báo cáo', '01/2026', '06/2026', 'Sở Y tế']], head));
    expect(plan.groups[0]!.tasks[0]).toMatchObject({
      notes: [{ text: '01/2026' }],
      products: [{ schedule: { due: '2026-06-30' } }],
    });
  });

  it('đánh dấu x dưới từng quý', async () => {
    const head: Row[] = [
      [
        ...['TT', 'Nhiệm vụ', 'Sản phẩm'].map((text) => ({ text, rowSpan: 2 })),
        { text: 'Thời gian', colSpan: 4 },
        { text: 'Chủ trì', rowSpan: 2 },
      ],
      ['Quý I', 'Quý II', 'Quý III', 'Quý IV'],
    ];
    const plan = await read(htmlPlan([['1', 'Việc', 'Báo cáo', '', 'x', '', 'X', 'Sở Y tế']], head));
    expect(plan.groups[0]!.tasks[0]).toMatchObject({
      notes: [],
      products: [{ schedule: { text: 'Quý II, Quý IV', parts: [{ due: '2026-06-30' }, { due: '2026-12-31' }] } }],
    });
  });
});

describe('không phải nhiệm vụ', () => {
  it.each<[string, Row]>([
    ['ghi chú gộp suốt bảng', across('Ghi chú: gửi báo cáo trước ngày 15/12/2026.')],
    ['dòng tổng cộng', ['', 'Tổng cộng', '01 nhiệm vụ', '', '']],
  ])('%s', async (_name, row) => {
    const plan = await read(htmlPlan([task('1'), row]));
    expect(plan.groups.flatMap(({ tasks }) => tasks)).toHaveLength(1);
    expect(problems(plan)).toEqual(['cell-not-used']);
  });

  it.each([
    [
      'bảng chỉ tiêu rộng như bảng nhiệm vụ',
      [
        ['TT', 'Chỉ tiêu', 'Đơn vị tính', 'Năm 2025', 'Năm 2026'],
        ['1', 'Hài lòng', '%', '90', '95'],
      ],
    ],
    [
      'chữ ký trong bảng',
      [
        ['Nơi nhận:', '', '', '', 'KT. CHỦ TỊCH'],
        ['- Sở Nội vụ', '', '', '', 'Nguyễn Văn A'],
      ],
    ],
  ])('%s', async (_name, other) => {
    const plan = await read(page(`${tableOf([COLUMNS, task('1')])}<p>Phụ lục II</p>${tableOf(other)}`));
    expect(plan.groups.flatMap(({ tasks }) => tasks.flatMap(({ products }) => products))).toHaveLength(1);
    expect(problems(plan)).toEqual([]);
  });

  it('trong tệp chữ: ghi chú và chữ ký sau bảng', async () => {
    const after = ['Ghi chú: gửi báo cáo trước 15/12.', 'Nơi nhận: |', 'KT. CHỦ TỊCH |'];
    const plan = await read(lines(...[...COLUMNS, ...task('1')].map((cell) => `${cell} |`), ...after), 'a.txt');
    expect(plan.groups[0]!.tasks[0]!.products).toHaveLength(1);
    expect(problems(plan)).toEqual([]);
  });
});

describe('danh sách trong ô', () => {
  it.each(['1. Kế hoạch\n2. Báo cáo', 'a) Kế hoạch\nb) Báo cáo', '1) Kế hoạch;\n2) Báo cáo'])(
    '%j là hai kết quả',
    async (text) => {
      const plan = await read(htmlPlan([['1', 'Việc', text, '1. Quý I/2026\n2. Quý IV/2026', 'Sở Y tế']]));
      expect(plan.groups[0]!.tasks[0]!.products.map(({ text: product, schedule }) => [product, schedule.due])).toEqual([
        ['Kế hoạch', '2026-03-31'],
        ['Báo cáo', '2026-12-31'],
      ]);
    },
  );

  it('mỗi kết quả một cơ quan chủ trì', async () => {
    const plan = await read(
      htmlPlan([['1', 'Việc', '- Kế hoạch\n- Báo cáo', 'Quý I', '- Sở Y tế chủ trì\n- Sở Tư pháp chủ trì']]),
    );
    expect(plan.groups[0]!.tasks[0]!.products.map(({ assignment }) => assignment.roles.map(({ key }) => key))).toEqual([
      ['so-y-te'],
      ['so-tu-phap'],
    ]);
  });

  it('“Chủ trì: …”, “Phối hợp: …” là phân công của mọi kết quả', async () => {
    const plan = await read(
      htmlPlan([['1', 'Việc', '- Kế hoạch\n- Báo cáo', 'Quý I', '- Chủ trì: Sở Y tế\n- Phối hợp: Sở Tư pháp']]),
    );
    const roles = plan.groups[0]!.tasks[0]!.products.map(({ assignment }) => assignment.roles.map(({ role }) => role));
    expect(roles).toEqual([
      ['lead', 'coordinating'],
      ['lead', 'coordinating'],
    ]);
  });

  it('số thứ tự gộp dọc trên nhiều nhiệm vụ: đánh số con, không đẩy lệch số sau', async () => {
    const plan = await read(
      htmlPlan([[{ text: '1', rowSpan: 2 }, ...task('1').slice(1)], task('x', 'Việc nữa').slice(1), task('2')]),
    );
    expect(shape(plan)[0]).toEqual(['I', expect.anything(), '1', '1.1', '2']);
  });
});

describe('tệp chữ', () => {
  const rows = [bare('I', 'Thể chế'), task('1'), bare('II', 'Thủ tục'), task('1'), task('2')];
  const written: [string, string[]][] = [
    [
      'tiêu đề nhóm không có ô trống đi kèm',
      [COLUMNS, ...rows].flatMap((row) => row.filter(Boolean).map((cell) => `${cell} |`)),
    ],
    ['mỗi dòng một hàng, không có dấu sau cùng', [COLUMNS, ...rows].map((row) => row.join(' | '))],
    ['dán từ bảng tính', [COLUMNS, ...rows].map((row) => row.join('\t'))],
    [
      'Markdown có chữ đậm',
      [COLUMNS, COLUMNS.map(() => '---'), ...rows].map(
        (row) => `| ${row.map((cell) => (/^-*$/.test(cell) ? cell : `**${cell}**`)).join(' | ')} |`,
      ),
    ],
  ];
  it.each(written)('%s', async (_name, text) => {
    const plan = await read(lines(...text), 'a.txt');
    expect(shape(plan)).toEqual([
      ['I', 'Thể chế', '1'],
      ['II', 'Thủ tục', '1', '2'],
    ]);
    expect(problems(plan)).toEqual([]);
  });

  it('tiêu đề “NHÓM 1:” có ô trống đi kèm', async () => {
    const plan = await read(
      textPlan([['NHÓM 1: THỂ CHẾ', '', '', '', ''], task('1'), ['THỦ TỤC CHUNG', '', '', '', ''], task('1')]),
      'a.txt',
    );
    expect(plan.groups.map(({ title }) => title)).toEqual(['THỂ CHẾ', 'THỦ TỤC CHUNG']);
  });
});
