import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { connect } from '#kernel/database/connection.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { OBLIGATION_LIST } from '../running/lists.ts';
import { boardOf, totalsOf } from '../running/overview.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { dueAround, dueBetween } from './calendar.ts';
import { waitingObstacles } from './chairman.ts';
import { compareBodies, comparePlans, compareQuarters } from './compare.ts';
import { CHOICES, countOf, summedBy } from './headings.ts';
import { causesOf, silencesOf } from './late.ts';
import { NO_BODY } from './list-filters.ts';
import { workOf } from './my-work.ts';
import { publicProgress } from './public-progress.ts';
import { playYear } from './testing/acted-plan.ts';
import { timelineEvents, timelineOfBody, timelineOfPlan } from './timeline.ts';
import { trendOf } from './trend.ts';

useTemporaryFiles();
const fresh = useDatabase();
const today = isoDate('2025-12-20');
const DAYS = [today, isoDate('2025-03-05')] as const;
let plan: { id: string; slug: string };

beforeAll(async () => {
  plan = await withSeedPlan(fresh.db, { accepted: true });
  expect(await playYear(fresh.db, plan.id)).toBeGreaterThan(60);
  await giveAway();
});

/** A person decided that one part of the work goes to another body than succession says. */
async function giveAway(): Promise<void> {
  await fresh.db
    .execute(sql`insert into handover (subject_type, subject_id, label, organisation_key, held_by, effective_on, to_key, status, automatic, decided_at, decided_by, reason)
    select 'plan-assignment', product_id::text || ':' || ordinal, 'thử', organisation_key, organisation_key, '2025-02-01', 'so-tu-phap', 'decided', true, now(), 'x', 'thử'
    from obligation where plan_id = ${plan.id} and organisation_key is not null and ordinal is not null and state = 'not-started' order by id limit 1`);
}

/** How long the list is that filters open. */
async function listed(values: Readonly<Record<string, readonly string[] | undefined>>): Promise<number> {
  const address = new URLSearchParams(
    Object.entries(values).flatMap(([key, list]) => (list ?? []).map((value) => [key, value])),
  );
  const { total } = await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, address), { planId: null, organisations: 'all', today }); // prettier-ignore
  return total;
}

function officerOf(organisation: string): Actor {
  return {
    ...system('Cán bộ'),
    id: 'officer',
    roles: ['officer'],
    grants: [{ role: 'officer', organisation, scope: new Set([organisation]), until: null, via: 'grant' }],
    organisationKey: organisation,
    organisationKeys: [organisation],
  };
}

describe('bảng cơ quan × nhóm', () => {
  it.each(DAYS)('mỗi ô mở đúng danh sách dài bằng nó, ngày %s, như khi được giao và như nay', async (asOf) => {
    const groups = await fresh.db.execute<{ id: string; code: string }>(
      sql`select id, code from plan_group`,
      'objects',
    );
    const codeOf = new Map(groups.map(({ id, code }) => [id, code]));
    for (const organised of ['then', 'now'] as const) {
      const cells = await boardOf(fresh.db, plan.id, asOf, { today, organised });
      const busiest = cells.toSorted((a, b) => countOf(b, CHOICES[0]!) - countOf(a, CHOICES[0]!)).slice(0, 6);
      const moved = cells.filter(({ organisationKey }) => organisationKey === 'so-tu-phap').slice(0, 3);
      const nobody = cells.filter(({ organisationKey }) => organisationKey === null).slice(0, 2);
      for (const cell of [...busiest, ...moved, ...nobody]) {
        for (const choice of CHOICES) {
          const body = cell.organisationKey === null ? { named: [NO_BODY] } : { [organised === 'now' ? 'organisation' : 'named']: [cell.organisationKey] }; // prettier-ignore
          const values = { plan: [plan.slug], group: [codeOf.get(cell.groupId)!], ...body, ...choice.filters, as_of: [asOf] }; // prettier-ignore
          expect([values, await listed(values)]).toEqual([values, countOf(cell, choice)]);
        }
      }
    }
  });

  it('tổng không đổi khi đếm theo cơ quan nay', async () => {
    const [then, now] = await Promise.all((['then', 'now'] as const).map((organised) => boardOf(fresh.db, plan.id, today, { today, organised }))); // prettier-ignore
    expect(totalsOf(now!)).toEqual(totalsOf(then!));
  });
});

describe('việc của tôi', () => {
  it('cán bộ thấy việc của cơ quan mình, mỗi con số dài bằng danh sách', async () => {
    const sections = await workOf(fresh.db, officerOf('so-tu-phap'), today);
    const totals = Object.fromEntries(sections.map(({ key, total }) => [key, total]));
    expect(Object.keys(totals)).toEqual(['returned', 'directives', 'late', 'soon', 'helper', 'nobody']);
    expect(totals).toMatchObject({ directives: expect.toSatisfy((count: number) => count > 0), helper: expect.toSatisfy((count: number) => count > 0) }); // prettier-ignore
    for (const { key, values, total, rows } of sections) {
      expect([key, await listed(values)]).toEqual([key, total]);
      expect(rows.length).toBe(Math.min(total, 8));
    }
  });

  it('người phụ trách thấy việc chờ mình quyết định, gửi trước đứng trước', async () => {
    const sections = await workOf(fresh.db, { ...somebody('plan-owner'), id: 'owner' }, today);
    const confirm = sections.find(({ key }) => key === 'confirm')!;
    const sent = confirm.rows.map(({ submittedOn }) => submittedOn!);
    expect(sent.length).toBeGreaterThan(1);
    expect(sent).toEqual([...sent].sort());
    expect(sections.find(({ key }) => key === 'extension')!.total).toBeGreaterThan(0);
    expect(sections.find(({ key }) => key === 'obstacle-late')!.total).toBeGreaterThan(0);
  });

  it('việc bị trả lại đến với cơ quan phải làm lại; người chỉ xem không có việc nào', async () => {
    const [row] = await fresh.db.execute<{ key: string }>(
      sql`select obligation_holder(obligation.organisation_key, product_id, ordinal, ${today}) as key from obligation join obligation_event on obligation_id = id
        where act = 'return' and obligation.organisation_key is not null limit 1`,
      'objects',
    );
    const sections = await workOf(fresh.db, officerOf(row!.key), today);
    expect(sections.find(({ key }) => key === 'returned')!.total).toBeGreaterThan(0);
    expect(await workOf(fresh.db, somebody('reader'), today)).toEqual([]);
  });
});

describe('tiến độ và lịch', () => {
  it.each(DAYS)('62 nhiệm vụ, mỗi nhiệm vụ một dòng, ngày %s', async (asOf) => {
    const { rows, total } = await timelineOfPlan(fresh.db, plan.id, asOf, { page: 1, today });
    expect([total, rows.length]).toEqual([62, 62]);
    const [row] = await fresh.db.execute<{ count: number }>(sql`select count(*)::int as count from obligation where plan_id = ${plan.id}`, 'objects'); // prettier-ignore
    const counts = totalsOf(await boardOf(fresh.db, plan.id, asOf, { today }));
    expect(rows.reduce((sum, each) => sum + each.obligations, 0)).toBe(row!.count - counts.cancelled);
    expect(rows.reduce((sum, each) => sum + each.done, 0)).toBe(counts['done-in-time'] + counts['done-late']);
    const events = await timelineEvents(fresh.db, rows.map(({ id }) => id), 'task', asOf); // prettier-ignore
    expect(events.length).toBeGreaterThan(0);
    expect(events.every(({ onDate }) => onDate <= asOf)).toBe(true);
  });

  it('tiến độ của một cơ quan là đúng danh sách việc nó đang giữ', async () => {
    for (const asOf of DAYS) {
      const page = await timelineOfBody(fresh.db, ['so-tu-phap'], asOf, { page: 1, today, planId: plan.id }); // prettier-ignore
      expect(page.total).toBe(await listed({ plan: [plan.slug], organisation: ['so-tu-phap'], as_of: [asOf] }));
    }
  });

  it.each(DAYS)('mỗi ngày trên lịch mở đúng danh sách, ngày %s', async (asOf) => {
    const range = { from: isoDate('2025-03-01'), to: isoDate('2025-03-31') };
    const items = await dueBetween(fresh.db, range, asOf, { planId: plan.id, bodies: null, holders: [], today });
    expect(items.length).toBeGreaterThan(0);
    const days = Map.groupBy(items, ({ day }) => day);
    for (const [day, own] of days) {
      const open = { plan: [plan.slug], due_from: [day], due_to: [day], as_of: [asOf], ...CHOICES[0]!.filters };
      expect([day, own.reduce((sum, { obligations }) => sum + obligations, 0)]).toEqual([day, await listed(open)]);
    }
  });
});

it('tháng trống chỉ đến tháng gần nhất có việc, trước và sau; không có thì thôi', async () => {
  const scope = { planId: plan.id, bodies: null };
  const empty = { from: isoDate('2025-02-01'), to: isoDate('2025-02-28') };
  expect(await dueBetween(fresh.db, empty, today, { ...scope, holders: [], today })).toEqual([]);
  expect(await dueAround(fresh.db, empty, scope)).toEqual({ before: '2025-01-31', after: '2025-03-31' });
  expect(await dueAround(fresh.db, { from: isoDate('2030-01-01'), to: isoDate('2030-01-31') }, scope)).toMatchObject({ after: null }); // prettier-ignore
  expect(await dueAround(fresh.db, empty, { ...scope, bodies: ['khong-co'] })).toEqual({ before: null, after: null });
});

describe('chậm và im lặng', () => {
  it('nguyên nhân là lời cơ quan đã nói đến ngày xem', async () => {
    const [hindered] = await fresh.db.execute<{ id: string; on_date: IsoDate }>(
      sql`select obligation_id as id, on_date from obligation_event where act = 'raise-obstacle' limit 1`,
      'objects',
    );
    const then = await causesOf(fresh.db, [hindered!.id], isoDate('2025-01-10'));
    const now = await causesOf(fresh.db, [hindered!.id], today);
    expect(then.get(hindered!.id)).toMatchObject({ report: null, obstacles: [] });
    expect(now.get(hindered!.id)).toMatchObject({ report: expect.any(String), obstacles: [{ owner: 'Sở Tư pháp', due: '2025-06-30' }] }); // prettier-ignore
  });

  it.each([
    ['kỳ đang diễn ra', isoDate('2025-10-01'), today],
    ['kỳ đã qua', isoDate('2025-01-15'), isoDate('2025-02-28')],
  ])('ai chưa báo cáo: %s, mỗi con số mở đúng danh sách', async (_name, from, to) => {
    const rows = await silencesOf(fresh.db, plan.id, { from, to }, today);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows.filter(({ organisationKey }) => organisationKey !== null).slice(0, 8)) {
      const values = { plan: [plan.slug], organisation: [row.organisationKey!], state: ['not-started', 'in-progress'], as_of: [to] }; // prettier-ignore
      expect(await listed(values)).toBe(row.open);
      expect(await listed({ ...values, silent_since: [from] })).toBe(row.unreported);
      expect(await listed({ ...values, time: ['late'] })).toBe(row.late);
    }
  });
});

describe('chủ tịch và so sánh', () => {
  it('diễn biến theo tháng bằng bảng của từng ngày cuối tháng', async () => {
    const points = await trendOf(fresh.db, plan.id, today);
    expect(points).toHaveLength(12);
    for (const { day, total, done, late } of points) {
      const sums = totalsOf(await boardOf(fresh.db, plan.id, day, { today }));
      const all = countOf(sums, CHOICES[0]!);
      expect([day, total, done, late]).toEqual([day, all, sums['done-in-time'] + sums['done-late'], sums.late]);
    }
  });

  it('vướng mắc đang chờ: quá hạn lâu nhất đứng trước', async () => {
    const { obligations, rows } = await waitingObstacles(fresh.db, today);
    expect(obligations).toBe(await listed({ need: ['obstacle'] }));
    expect(rows[0]).toMatchObject({ owner: 'Sở Tư pháp', due: '2025-06-30' });
  });

  it('mỗi con số so sánh mở đúng danh sách; quý chưa đến thì chưa có số', async () => {
    const comparing = { asOf: today, today, sameTime: true, organised: 'now' as const };
    const sides = [
      ...(await compareBodies(fresh.db, plan, ['so-tu-phap', 'so-noi-vu'], comparing)),
      ...(await compareQuarters(fresh.db, plan, ['2025-Q1', '2025-Q4'], comparing)),
      ...(await comparePlans(fresh.db, [{ key: '2025', year: 2025, plans: [plan] }], comparing)),
    ];
    for (const { key, counts, filters } of sides) {
      for (const choice of CHOICES) {
        expect([key, choice.key, await listed({ ...filters, ...choice.filters })]).toEqual([key, choice.key, countOf(counts!, choice)]); // prettier-ignore
      }
    }
    expect(sides.find(({ key }) => key === '2025-Q1')!.day).toBe('2025-03-22');
    const [future] = await compareQuarters(fresh.db, plan, ['2026-Q1'], comparing);
    expect(future!.counts).toBeNull();
  });
});

it('người ngoài thấy cùng số liệu công khai với người phụ trách, vào mọi ngày; vướng mắc thì không thấy', async () => {
  const outside = connect(fresh.applicationUrl);
  try {
    for (const asOf of DAYS) {
      const own = await publicProgress(fresh.db, { id: plan.id, issuedOn: null }, asOf);
      expect(await publicProgress(outside, { id: plan.id, issuedOn: null }, asOf)).toEqual(own);
      expect(own.total.tasks).toBe(62);
    }
    expect(await waitingObstacles(outside, today)).toEqual({ obligations: 0, rows: [] });
  } finally {
    await outside.$client.end();
  }
});

it('cộng theo cơ quan không mất việc nào', () => {
  const none = totalsOf([]);
  const sums = summedBy([{ ...none, late: 1, body: 'a' }, { ...none, late: 2, body: 'a' }, { ...none, review: 4, body: 'b' }], ({ body }) => body); // prettier-ignore
  expect([sums.get('a')!.late, sums.get('b')!.review]).toEqual([3, 4]);
});
