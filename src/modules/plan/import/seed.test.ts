import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { SEED_FILE } from '../testing/sample-plan.ts';
import { importPlan } from './index.ts';
import type { ParsedPlan } from './model.ts';

/** The real plan: Quyết định 3487/QĐ-UBND of Khánh Hòa, as a legal site publishes it. */
const GOLDEN = join(import.meta.dirname, 'golden', 'plan-3487-qd-ubnd.json');

describe('kế hoạch 3487/QĐ-UBND', () => {
  let plan: ParsedPlan;

  beforeAll(async () => {
    ({ plan } = await importPlan(readFileSync(SEED_FILE), 'plan-3487-qd-ubnd.txt', readRegistryFolder()));
  });

  it('đọc đúng từng chữ như bản mẫu đã được người đọc kiểm tra', () => {
    if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(plan, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
  });

  it('quyết định: số, ngày, cơ quan, người ký, trích yếu, căn cứ', () => {
    expect(plan.decision).toMatchObject({
      number: '3487/QĐ-UBND',
      date: '2024-12-31',
      issuer: 'Ủy ban nhân dân tỉnh Khánh Hòa',
      signer: 'Nguyễn Tấn Tuân',
      subject: 'Ban hành Kế hoạch cải cách hành chính tỉnh Khánh Hòa năm 2025',
    });
    expect(plan.decision.bases.map(({ number, date }) => [number, date])).toEqual([
      [null, '2015-06-19'],
      [null, '2019-11-22'],
      ['76/NQ-CP', '2021-07-15'],
      ['4831/QĐ-UBND', '2021-12-24'],
      ['5349/SNV-CCHC', '2024-12-30'],
    ]);
    expect(plan.year).toBe(2025);
  });

  it('62 nhiệm vụ trong bảy nhóm: 6, 7, 11, 8, 6, 12, 12', () => {
    expect(plan.groups.map(({ tasks }) => tasks.length)).toEqual([6, 7, 11, 8, 6, 12, 12]);
    expect(plan.groups.every(({ inferred }) => inferred)).toBe(true);
  });

  it('tiến độ: tháng 7, quý 11, năm 21, thường xuyên 9, theo điều kiện 14', () => {
    const kinds = plan.groups.flatMap(({ tasks }) => tasks.map(({ products }) => products[0]!.schedule));
    const count = (kind: string, precision: string | null) =>
      kinds.filter((schedule) => schedule.kind === kind && schedule.precision === precision).length;
    expect(count('deadline', 'month')).toBe(7);
    expect(count('deadline', 'quarter')).toBe(11);
    expect(count('deadline', 'year')).toBe(21);
    expect(kinds.filter(({ kind }) => kind === 'continuous')).toHaveLength(9);
    expect(kinds.filter(({ kind }) => kind === 'conditional')).toHaveLength(14);
  });

  it('nhiệm vụ I.1 có hai kết quả, mỗi kết quả có hạn và cơ quan riêng', () => {
    const [first, second] = plan.groups[0]!.tasks[0]!.products;
    expect(first).toMatchObject({
      schedule: { due: '2025-01-31' },
      assignment: { roles: [{ role: 'lead', name: 'Sở Tư pháp' }, {}] },
    });
    expect(second).toMatchObject({ schedule: { due: '2025-12-31', text: 'Trong năm 2025' } });
    expect(second!.assignment.roles.every(({ collective }) => collective)).toBe(true);
  });

  it('nhiệm vụ III.11 có hai cơ quan chủ trì', () => {
    const leads = plan.groups[2]!.tasks[10]!.products[0]!.assignment.roles.filter(({ role }) => role === 'lead');
    expect(leads.map(({ name }) => name)).toEqual(['Sở Kế hoạch và Đầu tư', 'Sở Giao thông vận tải']);
  });

  it.each([
    ['due-before-plan-year', 1, 375],
    ['group-inferred', 7, 126],
    ['objective-number-missing', 1, 83],
    ['front-matter-repeated', 1, 52],
    ['several-leads', 2, 165],
  ])('báo “%s” %i lần, lần đầu ở dòng %i', (code, times, line) => {
    const found = plan.diagnostics.filter((diagnostic) => diagnostic.code === code);
    expect(found).toHaveLength(times);
    expect(found[0]!.line).toBe(line);
    expect(found[0]!.message).toMatch(/[à-ỹ]/i);
  });

  it('không có lỗi, và mọi giá trị chỉ đúng dòng nguồn của nó', () => {
    expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const lines = readFileSync(SEED_FILE, 'utf8').normalize('NFC').split(/\r?\n/);
    for (const { tasks } of plan.groups) {
      for (const task of tasks) {
        const excerpt = lines
          .slice(task.source.line - 1, task.source.endLine)
          .join(' ')
          .replace(/\s+/g, ' ');
        expect(excerpt).toContain(task.title);
        for (const product of task.products) expect(excerpt).toContain(product.schedule.text);
      }
    }
  });
});
