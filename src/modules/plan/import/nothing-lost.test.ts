import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { Refusal } from '#kernel/refusal.ts';
import { fold } from '#kernel/search/fold.ts';
import { bytes, htmlPlan, textPlan } from '../testing/plan-document.ts';
import { importPlan } from './index.ts';
import type { ParsedPlan } from './model.ts';

const registry = readRegistryFolder();
const read = async (file: Uint8Array, name: string) => (await importPlan(file, name, registry)).plan;

const words = fc
  .array(
    fc.constantFrom(
      'rà soát',
      'thủ tục',
      'Sở Nội vụ',
      'số hóa',
      'Quý I/2026',
      'báo cáo',
      '(PCI)',
      'Đề án 06',
      '30%',
      '“một cửa”',
      'chủ trì',
      '2/2026',
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((list) => list.join(' '));
const optional = fc.oneof(words, fc.constant(''));
const numbered = fc
  .array(fc.tuple(words, optional, optional, optional), { minLength: 1, maxLength: 12 })
  .map((tasks) =>
    tasks.map(([title, product, schedule, assignment], index) => [
      String(index + 1),
      `Việc ${title}`,
      product,
      schedule,
      assignment,
    ]),
  );
const groups = fc.array(fc.tuple(fc.option(words), numbered), { minLength: 1, maxLength: 4 });

/** Everything that the structure or a finding says, to look cells up in. */
function everything(plan: ParsedPlan): string {
  const texts = plan.groups.flatMap((group) => [
    group.title,
    ...group.tasks.flatMap((task) => [
      task.number,
      task.title,
      task.heading ?? '',
      ...task.notes.map(({ text }) => text),
      ...task.products.flatMap((product) => [product.text, product.schedule.text, product.assignment.text]),
    ]),
  ]);
  return fold([...texts, ...plan.diagnostics.map(({ message }) => message)].join('\n')).replace(/[-–+•;\s]+/g, ' ');
}

function expectAccountedFor(plan: ParsedPlan, rows: string[][]) {
  const all = everything(plan);
  for (const cell of rows.flat())
    expect(all).toContain(
      fold(cell)
        .replace(/[-–+•;\s]+/g, ' ')
        .trim(),
    );
}

describe('không mất chữ nào của phụ lục', () => {
  it.each([
    ['html', htmlPlan],
    ['txt', textPlan],
  ] as const)('mỗi ô của bảng %s ở trong cấu trúc hoặc trong một điểm cần xem', async (format, write) => {
    await fc.assert(
      fc.asyncProperty(groups, async (drawn) => {
        const rows = drawn.flatMap(([title, tasks], index) => [
          ...(title ? [['I'.repeat(index + 1).replace('IIII', 'IV'), title, '', '', '']] : []),
          ...tasks,
        ]);
        const plan = await read(write(rows), `a.${format}`);
        expectAccountedFor(plan, rows);
        expect(plan.groups.flatMap(({ tasks }) => tasks)).toHaveLength(drawn.flatMap(([, tasks]) => tasks).length);
      }),
      { numRuns: 60 },
    );
  });

  it('đọc hai lần cho cùng một kết quả', async () => {
    await fc.assert(
      fc.asyncProperty(numbered, async (rows) => {
        const file = htmlPlan(rows);
        expect(await read(file, 'a.html')).toEqual(await read(file, 'a.html'));
      }),
      { numRuns: 20 },
    );
  });
});

describe('đầu vào xấu', () => {
  const outcome = async (file: Uint8Array, name: string) => {
    try {
      await read(file, name);
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error;
    }
  };

  it.each([
    ['rỗng', new Uint8Array(), 'document.empty'],
    ['thư không có bảng', bytes('Kính gửi: Sở Nội vụ\nVề việc cải cách hành chính năm 2025.'), 'plan.not-a-plan'],
    ['bảng khác', htmlPlan([['1', 'A', 'B']], [['STT', 'Họ tên', 'Ngày sinh']]), 'plan.not-a-plan'],
    ['bảng nhiệm vụ không có dòng nào', htmlPlan([]), 'plan.not-a-plan'],
    ['byte ngẫu nhiên', Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7_919) % 256), 'document.unreadable'],
  ])('%s: bị từ chối bằng tiếng Việt', async (_name, file, code) => {
    const refusal = await outcome(file, 'tep.txt');
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/[à-ỹ]/i);
    expect(refusal?.remedy).toBeTruthy();
  });

  it('chuỗi byte nào cũng chỉ cho kế hoạch hoặc lời từ chối', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 3_000 }), fc.string({ maxLength: 3_000 }).map(bytes)),
        async (file) => {
          await outcome(file, 'tep');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('bảng bị cắt, đảo, nhân đôi ô: không bao giờ lỗi', async () => {
    const cells = fc.array(
      fc.oneof(
        fc.constantFrom(
          'TT',
          'Nhiệm vụ',
          'Tiến độ',
          'Phân công',
          'Sản phẩm',
          '1',
          '2',
          'I',
          'II',
          '',
          '1.1',
          'a)',
          '||',
          '|',
        ),
        words,
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(cells, fc.boolean(), async (drawn, oneLine) => {
        const head = ['TT |', 'Nhiệm vụ |', 'Sản phẩm |', 'Tiến độ |', 'Phân công |'];
        await outcome(bytes([...head, ...drawn.map((cell) => `${cell} |`)].join(oneLine ? ' ' : '\n')), 'a.txt');
      }),
      { numRuns: 200 },
    );
  });

  it('100 nghìn dòng gạch đứng vẫn đọc trong thời gian tỉ lệ với độ dài', async () => {
    const lines = ['TT |', 'Nhiệm vụ |', 'Tiến độ |', ...Array.from({ length: 100_000 }, () => '|')];
    expect((await outcome(bytes(lines.join('\n')), 'a.txt'))?.code).toBe('plan.not-a-plan');
  });
});
