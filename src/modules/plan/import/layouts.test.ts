import { describe, expect, it } from 'vitest';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { COLUMNS, bytes, htmlPlan, textPlan } from '../testing/plan-document.ts';
import { importPlan } from './index.ts';
import type { ParsedPlan } from './model.ts';

/** How other provinces lay out their annex. */
const registry = readRegistryFolder();
const read = async (file: Uint8Array, name = 'ke-hoach.html'): Promise<ParsedPlan> =>
  (await importPlan(file, name, registry)).plan;
const shape = (plan: ParsedPlan) =>
  plan.groups.map(({ code, title, tasks }) => [code, title, tasks.map(({ number }) => number)]);
const codes = (plan: ParsedPlan) => plan.diagnostics.map(({ code }) => code);
const task = (number: string, title = `Nhiệm vụ ${number}`) => [
  number,
  title,
  'Quyết định của UBND tỉnh',
  'Quý I/2026',
  'Sở Nội vụ chủ trì',
];

describe('nhóm nhiệm vụ', () => {
  it('số La Mã trong cột số', async () => {
    const plan = await read(
      htmlPlan([
        ['I', 'Cải cách thể chế', '', '', ''],
        task('1'),
        ['II', 'Cải cách thủ tục', '', '', ''],
        task('1'),
        task('2'),
      ]),
    );
    expect(shape(plan)).toEqual([
      ['I', 'Cải cách thể chế', ['1']],
      ['II', 'Cải cách thủ tục', ['1', '2']],
    ]);
    expect(codes(plan)).not.toContain('group-inferred');
  });

  it('chữ cái, ô gộp suốt bảng', async () => {
    const plan = await read(
      htmlPlan([
        [{ text: 'A. CẢI CÁCH THỂ CHẾ', colSpan: 5 }],
        task('1'),
        [{ text: 'B. Cải cách thủ tục', colSpan: 5 }],
        task('2'),
      ]),
    );
    expect(shape(plan)).toEqual([
      ['A', 'CẢI CÁCH THỂ CHẾ', ['1']],
      ['B', 'Cải cách thủ tục', ['2']],
    ]);
    expect(codes(plan)).not.toContain('task-number-missing');
  });

  it('tiêu đề viết hoa không đánh số', async () => {
    const plan = await read(
      htmlPlan([
        [{ text: 'CẢI CÁCH THỂ CHẾ', colSpan: 5 }],
        task('1'),
        [{ text: 'CẢI CÁCH TÀI CHÍNH CÔNG', colSpan: 5 }],
        task('1'),
      ]),
    );
    expect(shape(plan)).toEqual([
      ['I', 'CẢI CÁCH THỂ CHẾ', ['1']],
      ['II', 'CẢI CÁCH TÀI CHÍNH CÔNG', ['1']],
    ]);
  });

  it('mất tiêu đề: suy ra khi số thứ tự bắt đầu lại, và báo', async () => {
    const plan = await read(htmlPlan([task('1'), task('2'), task('1')]));
    expect(plan.groups.map(({ inferred, tasks }) => [inferred, tasks.length])).toEqual([
      [true, 2],
      [true, 1],
    ]);
    expect(codes(plan).filter((code) => code === 'group-inferred')).toHaveLength(2);
    // Two groups are not the seven areas: nothing is claimed about what they are.
    expect(plan.groups[0]!.title).toContain('không có tiêu đề');
  });

  it('một bảng cho mỗi nhóm, tiêu đề ở giữa', async () => {
    const table = (rows: string[][]) =>
      `<table>${[COLUMNS, ...rows].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
    const html = `<p>I. Cải cách thể chế</p>${table([task('1'), task('2')])}<p>II. Cải cách tài chính công</p>${table([task('1')])}`;
    expect(shape(await read(bytes(`<html><body>${html}</body></html>`)))).toEqual([
      ['I', 'Cải cách thể chế', ['1', '2']],
      ['II', 'Cải cách tài chính công', ['1']],
    ]);
  });
});

describe('cột', () => {
  it('đảo thứ tự, gọi tên khác', async () => {
    const columns = [
      [
        'STT',
        'Nội dung công việc',
        'Thời hạn hoàn thành',
        'Cơ quan chủ trì',
        'Cơ quan phối hợp',
        'Sản phẩm',
        'Ghi chú',
      ],
    ];
    const plan = await read(
      htmlPlan(
        [['1', 'Xây dựng kế hoạch', 'Tháng 3/2026', 'Sở Tài chính', 'Sở Nội vụ; Sở Tư pháp', 'Kế hoạch', 'Theo CV 5']],
        columns,
      ),
    );
    expect(plan.groups[0]!.tasks[0]).toMatchObject({
      title: 'Xây dựng kế hoạch',
      products: [{ text: 'Kế hoạch', schedule: { due: '2026-03-31' } }],
      notes: [{ heading: 'Ghi chú', text: 'Theo CV 5' }],
    });
    expect(plan.groups[0]!.tasks[0]!.products[0]!.assignment.roles.map(({ role, key }) => [role, key])).toEqual([
      ['lead', 'so-tai-chinh'],
      ['coordinating', 'so-noi-vu'],
      ['coordinating', 'so-tu-phap'],
    ]);
  });

  it('tiêu đề hai tầng: Phân công gộp trên Chủ trì và Phối hợp', async () => {
    const columns = [
      [
        { text: 'TT', rowSpan: 2 },
        { text: 'Nhiệm vụ', rowSpan: 2 },
        { text: 'Sản phẩm', rowSpan: 2 },
        { text: 'Thời gian', rowSpan: 2 },
        { text: 'Phân công thực hiện', colSpan: 2 },
      ],
      ['Chủ trì', 'Phối hợp'],
    ];
    const plan = await read(htmlPlan([['1', 'Việc', 'Báo cáo', 'Quý II', 'Sở Y tế', 'Sở Tư pháp']], columns));
    expect(plan.groups[0]!.tasks[0]!.products[0]!.assignment.roles.map(({ role, name }) => [role, name])).toEqual([
      ['lead', 'Sở Y tế'],
      ['coordinating', 'Sở Tư pháp'],
    ]);
  });

  it('thiếu cột tiến độ: báo, không bịa', async () => {
    const plan = await read(
      htmlPlan([['1', 'Việc', 'Báo cáo', 'Sở Y tế chủ trì']], [['TT', 'Nhiệm vụ', 'Sản phẩm', 'Phân công']]),
    );
    expect(codes(plan)).toEqual(expect.arrayContaining(['column-missing', 'schedule-missing']));
    expect(plan.groups[0]!.tasks[0]!.products[0]!.schedule.due).toBeNull();
  });

  it('cột lạ: nội dung được giữ ở ghi chú và báo', async () => {
    const plan = await read(htmlPlan([[...task('1'), 'Mã 77']], [[...COLUMNS, 'Mã định danh']]));
    expect(plan.groups[0]!.tasks[0]!.notes).toEqual([{ heading: 'Mã định danh', text: 'Mã 77' }]);
    expect(codes(plan)).toContain('column-not-used');
  });
});

describe('ô gộp và nhiều kết quả', () => {
  it('nhiệm vụ gộp dọc: mỗi dòng một kết quả', async () => {
    const plan = await read(
      htmlPlan([
        [
          { text: '1', rowSpan: 2 },
          { text: 'Việc lớn', rowSpan: 2 },
          'Kế hoạch',
          'Tháng 1/2026',
          { text: 'Sở Nội vụ chủ trì', rowSpan: 2 },
        ],
        ['Báo cáo', 'Tháng 12/2026'],
        task('2'),
      ]),
    );
    const [first, second] = plan.groups[0]!.tasks;
    expect(first!.products.map(({ text, schedule }) => [text, schedule.due])).toEqual([
      ['Kế hoạch', '2026-01-31'],
      ['Báo cáo', '2026-12-31'],
    ]);
    expect(first!.products[1]!.assignment.roles).toEqual(first!.products[0]!.assignment.roles);
    expect(second!.number).toBe('2');
  });

  it('gạch đầu dòng: mỗi gạch một kết quả; tiến độ cùng số gạch thì ghép từng đôi', async () => {
    const plan = await read(
      htmlPlan([['1', 'Việc', '- Kế hoạch\n- Báo cáo', '- Quý I/2026\n- Quý IV/2026', 'Sở Nội vụ']]),
    );
    expect(plan.groups[0]!.tasks[0]!.products.map(({ text, schedule }) => [text, schedule.due])).toEqual([
      ['Kế hoạch', '2026-03-31'],
      ['Báo cáo', '2026-12-31'],
    ]);
  });

  it('trong tệp chữ: ô gộp để lại ô trống ở cuối dòng', async () => {
    const plan = await read(
      textPlan([task('1'), ['Báo cáo năm', 'Tháng 12/2026', 'Sở Tư pháp chủ trì', '', ''], task('2')]),
      'a.txt',
    );
    expect(plan.groups[0]!.tasks[0]!.products).toHaveLength(2);
    expect(plan.groups[0]!.tasks[0]!.products[1]).toMatchObject({
      text: 'Báo cáo năm',
      schedule: { due: '2026-12-31' },
    });
  });

  it('trong tệp chữ: dòng thiếu ô không đẩy lệch các dòng sau', async () => {
    const plan = await read(textPlan([task('1').slice(0, 4), task('2'), task('3')]), 'a.txt');
    expect(plan.groups[0]!.tasks.map(({ title }) => title)).toEqual(['Nhiệm vụ 1', 'Nhiệm vụ 2', 'Nhiệm vụ 3']);
    expect(codes(plan)).toContain('assignment-missing');
  });

  it('bảng kiểu markdown', async () => {
    const rows = [COLUMNS, COLUMNS.map(() => '---'), task('1'), task('2')].map((row) => `| ${row.join(' | ')} |`);
    const plan = await read(bytes(['KẾ HOẠCH NĂM 2026', ...rows].join('\n')), 'a.txt');
    expect(plan.groups[0]!.tasks.map(({ number }) => number)).toEqual(['1', '2']);
  });
});

describe('đánh số', () => {
  it('1, 1.1, 1.2: dòng đầu chỉ là tiêu đề của các dòng dưới', async () => {
    const plan = await read(htmlPlan([['1', 'Nhiệm vụ chung', '', '', ''], task('1.1'), task('1.2'), task('2')]));
    expect(plan.groups[0]!.tasks.map(({ number, heading }) => [number, heading])).toEqual([
      ['1.1', 'Nhiệm vụ chung'],
      ['1.2', 'Nhiệm vụ chung'],
      ['2', null],
    ]);
  });

  it('a), b) dưới một nhiệm vụ', async () => {
    const plan = await read(htmlPlan([['1', 'Nhiệm vụ chung', '', '', ''], task('a)'), task('b)'), task('2')]));
    expect(plan.groups[0]!.tasks.map(({ number }) => number)).toEqual(['1.a', '1.b', '2']);
  });

  it('gạch đầu dòng dưới một nhiệm vụ được đánh số tiếp, có báo', async () => {
    const plan = await read(
      htmlPlan([['1', 'Nhiệm vụ chung', '', '', ''], ['', '- Việc con', 'Báo cáo', 'Quý I', 'Sở Nội vụ'], task('2')]),
    );
    expect(plan.groups[0]!.tasks.map(({ number, title }) => [number, title])).toEqual([
      ['1.1', 'Việc con'],
      ['2', 'Nhiệm vụ 2'],
    ]);
    expect(codes(plan)).toContain('task-number-inferred');
  });

  it('thiếu số, trùng số: báo từng chỗ', async () => {
    const plan = await read(htmlPlan([task('1'), task('3'), task('3')]));
    expect(codes(plan)).toEqual(expect.arrayContaining(['task-number-missing', 'task-number-repeated']));
    expect(plan.groups.flatMap(({ tasks }) => tasks)).toHaveLength(3);
  });

  it('dòng đầu bảng lặp lại sang trang và dòng (1) (2) (3) không thành nhiệm vụ', async () => {
    const plan = await read(htmlPlan([['(1)', '(2)', '(3)', '(4)', '(5)'], task('1'), COLUMNS, task('2')]));
    expect(plan.groups[0]!.tasks).toHaveLength(2);
  });
});

describe('quyết định không theo trang luật', () => {
  it('đọc từ phần đầu văn bản', async () => {
    const plan = await read(htmlPlan([task('1')]));
    expect(plan.decision).toMatchObject({
      number: '12/QĐ-UBND',
      date: '2026-01-05',
      issuer: 'Ủy ban nhân dân tỉnh Khánh Hòa',
      signer: null,
    });
    expect(plan.decision.subject).toBe('ban hành Kế hoạch cải cách hành chính tỉnh Khánh Hòa năm 2026');
    expect(plan.year).toBe(2026);
    expect(codes(plan)).toContain('decision-signer-missing');
  });

  it('chỉ có phụ lục: đọc được bảng, báo những gì thiếu', async () => {
    const rows = [COLUMNS, task('1')]
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('');
    const plan = await read(bytes(`<table>${rows}</table>`));
    expect(plan.groups[0]!.tasks).toHaveLength(1);
    expect(codes(plan)).toEqual(
      expect.arrayContaining([
        'decision-number-missing',
        'decision-date-missing',
        'year-missing',
        'objectives-missing',
      ]),
    );
  });
});
