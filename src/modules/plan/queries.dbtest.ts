import { beforeAll, describe, expect, it } from 'vitest';
import { endOfMonth, isoDate } from '#kernel/calendar/dates.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import {
  dueByMonth,
  findPlan,
  findTask,
  lastChangeOf,
  recordResult,
  sourceLength,
  sourceLines,
  TASK_LIST,
  tasksOfOrganisation,
} from './index.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from './testing/sample-plan.ts';

const fresh = useDatabase();
const today = isoDate('2025-03-15');
let planId: string;

beforeAll(async () => {
  useTemporaryFiles();
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
});

describe('hạn theo tháng', () => {
  it('mỗi cột bằng đúng danh sách mà nó mở ra, kể cả hạn trước năm kế hoạch', async () => {
    const months = await dueByMonth(fresh.db, planId);
    expect(months[0]).toEqual({ month: '2024-12', tasks: 1 });
    expect(months.length).toBeGreaterThan(5);
    for (const { month, tasks } of months) {
      const last = endOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
      const query = readQuery(TASK_LIST, new URLSearchParams(`due_from=${month}-01&due_to=${last}`));
      expect((await readPage(fresh.db, TASK_LIST, query, { planId, planSlug: '', today })).total).toBe(tasks);
    }
  });
});

describe('lần thay đổi cuối', () => {
  it('là lúc ban hành, rồi là lúc ghi nhận kết quả', async () => {
    const { acceptedAt } = await findPlan(fresh.db, planId, { drafts: false });
    expect(await lastChangeOf(fresh.db, planId)).toEqual(acceptedAt);
    const [product] = (await findTask(fresh.db, planId, 'I.2', isoDate('2025-06-01')))!.products;
    await recordResult(fresh.db, somebody('officer'), product!.id, {
      kind: 'started',
      onDate: isoDate('2025-02-01'),
      documentNumber: null,
      documentDate: null,
      documentIssuer: null,
      note: null,
    });
    expect((await lastChangeOf(fresh.db, planId))!.getTime()).toBeGreaterThan(acceptedAt!.getTime());
  });
});

it('số dòng của văn bản nguồn', async () => {
  const length = await sourceLength(fresh.db, planId);
  expect((await sourceLines(fresh.db, planId, length, length + 9)).map(({ line }) => line)).toEqual([length]);
});

it.each(['so-noi-vu', 'so-tu-phap', 'so-giao-thong-van-tai'])(
  'số việc chủ trì và quá hạn trên trang của %s bằng đúng danh sách mà nó mở ra',
  async (key) => {
    const tasks = await tasksOfOrganisation(fresh.db, key, today);
    const total = async (filters: string) => {
      const query = readQuery(TASK_LIST, new URLSearchParams(`organisation=${key}&${filters}`));
      return (await readPage(fresh.db, TASK_LIST, query, { planId, planSlug: '', today })).total;
    };
    expect(tasks.filter(({ role }) => role === 'lead')).toHaveLength(await total('role=lead'));
    const late = tasks.filter(({ progress, timeliness }) => progress !== 'done' && timeliness === 'late');
    expect(new Set(late.map(({ code }) => code)).size).toBe(
      await total('time=late&progress=not-started&progress=in-progress'),
    );
  },
);
