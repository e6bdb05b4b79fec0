import { beforeAll, expect, it } from 'vitest';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { recordResult, TASK_LIST } from '#modules/plan/index.ts';
import { isoDate } from '#kernel/calendar/dates.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '#modules/plan/testing/sample-plan.ts';
import { sql } from 'drizzle-orm';
import { useDatabase } from '#test/database/fresh.ts';
import { documentIn } from './index.ts';
import { asking, NOW, problemIn } from './testing/asking.ts';
import { mismatches } from './testing/check-answer.ts';

const fresh = useDatabase();
const ask = asking(fresh);
const ADDRESS = '/api/v1/progress';
const document = documentIn('vi');
const schema = (document.paths![ADDRESS]!.get!.responses!['200'] as { content: Record<string, { schema: object }> })
  .content['application/json']!.schema;

it('chưa có kế hoạch nào thì 404 nói rõ', async () => {
  expect((await problemIn(await ask(ADDRESS))).code).toBe('plan.not-found');
});

interface Answer {
  licence: unknown;
  asOf: string;
  total: Record<string, number>;
  groups: Record<string, number | string>[];
  organisations: { key: string; late: number }[];
}

async function progress(query = ''): Promise<Answer> {
  const response = await ask(ADDRESS + query);
  const body: unknown = await response.json();
  expect([response.status, mismatches(document, schema, body)]).toEqual([200, []]);
  return body as Answer;
}

beforeAll(() => useTemporaryFiles());

it('số liệu công khai: cộng theo nhóm bằng cả kế hoạch, mỗi số bằng danh sách; không tự nhận giấy phép nào', async () => {
  const { id } = await withSeedPlan(fresh.db, { accepted: true });
  const [product] = await fresh.db.execute<{ id: string }>(
    sql`select product.id from plan_product product join plan_task task on task.id = product.task_id where task.code = 'VI.12'`,
    'objects',
  );
  const result = { kind: 'completed' as const, onDate: isoDate('2025-03-10'), documentNumber: '1/QĐ-UBND', documentDate: isoDate('2025-03-10'), documentIssuer: null, note: null }; // prettier-ignore
  await recordResult(fresh.db, somebody('plan-owner'), product!.id, result, NOW);
  const now = await progress();
  expect(now).toMatchObject({ licence: null, asOf: '2025-03-15', total: { tasks: 62, done: 1 } });
  for (const key of Object.keys(now.total).filter((each) => each !== 'percentDone')) {
    expect([key, now.groups.reduce((sum, group) => sum + Number(group[key]), 0)]).toEqual([key, now.total[key]]);
  }
  const scope = { planId: id, planSlug: '', today: isoDate('2025-03-15') };
  for (const { key, late } of now.organisations.slice(0, 5)) {
    const query = readQuery(TASK_LIST, new URLSearchParams([['organisation', key], ['role', 'lead'], ['progress', 'not-started'], ['progress', 'in-progress'], ['time', 'late']])); // prettier-ignore
    expect([key, (await readPage(fresh.db, TASK_LIST, query, scope)).total]).toEqual([key, late]);
  }
  expect((await progress('?as_of=2025-03-09')).total).toMatchObject({ done: 0 });
  expect(await progress('?plan=3487-qd-ubnd-2024')).toEqual(now);
});

it.each([
  ['?plan=khong-co', 404, 'plan.not-found'],
  ['?as_of=2025-02-30', 400, 'list.bad-parameter'],
  ['?la=1', 400, 'list.bad-parameter'],
])('%s bị từ chối', async (query, status, code) => {
  const response = await ask(ADDRESS + query);
  expect([response.status, (await problemIn(response)).code]).toEqual([status, code]);
});
