import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import { system } from '#kernel/database/actor.ts';
import { keepAttachment } from '#kernel/files/index.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { rollUp } from '../model.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { foldEvents, newFacts, standingOf, type ObligationEvent } from './facts.ts';
import { ACTS, type Act } from './lifecycle.ts';
import { OBLIGATION_LIST } from './lists.ts';
import { boardOf, HEADING_FILTERS, HEADINGS, reportFigures, totalsOf } from './overview.ts';
import { evidenceOf } from './brought.ts';
import { taskStateJoin } from './state-sql.ts';
import { act } from './service/act.ts';
import * as acts from './service/acts.ts';

useTemporaryFiles();
const fresh = useDatabase();
const NOW = new Date('2025-12-20T03:00:00Z');
const owner = { ...somebody('plan-owner'), id: 'owner' };
const other = { ...somebody('plan-owner'), id: 'other' };
let planId: string;

beforeAll(async () => {
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
  await fresh.db.execute(sql`insert into indicator (key, kind, is_public) values ('hai-long', 'entered', true)`);
  await fresh.db.execute(sql`insert into indicator_version (indicator_key, version, valid, name, unit, direction, over_bodies, over_periods, frequency, part_of_whole, source, method)
    values ('hai-long', 1, '[2024-01-01,)', 'Mức độ hài lòng', 'percent', 'higher', 'none', 'latest', 'quarter', true, 'Báo cáo', 'Khảo sát')`); // prettier-ignore
});

/** An officer of one body only. */
function officerOf(organisation: string): Actor {
  const scope = new Set([organisation]);
  return {
    ...system('Cán bộ'),
    id: `officer-${organisation}`,
    roles: ['officer'],
    grants: [{ role: 'officer', organisation, scope, until: null, via: 'grant' }],
    organisationKey: organisation,
    organisationKeys: [organisation],
  };
}

/** An obligation nothing has happened to, of a task and a body, with who holds it after the mergers of 2025. */
async function owed(code: string, organisation?: string) {
  const [row] = await fresh.db.execute<{
    id: string;
    organisation_key: string;
    product_id: string;
    last_day: IsoDate | null;
  }>(
    sql`select obligation.id, obligation_holder(obligation.organisation_key, obligation.product_id, obligation.ordinal, '2025-12-20') as organisation_key,
        obligation.product_id, obligation.last_day from obligation join plan_task task on task.id = obligation.task_id
      where task.code = ${code} and obligation.revision = 0 and (${organisation ?? null}::text is null or organisation_key = ${organisation ?? null})
      order by organisation_key limit 1`,
    'objects',
  );
  return row!;
}
const document = { documentNumber: '12/QĐ-UBND', documentDate: '2025-03-01', documentIssuer: 'UBND tỉnh' };
const evidence = [{ kind: 'document' as const, ...document }];

describe('kế hoạch có hiệu lực thì việc được giao đến từng cơ quan', () => {
  it('mỗi sản phẩm có ít nhất một việc được giao; không cơ quan nào hai lần cho cùng một kỳ', async () => {
    const [row] = await fresh.db.execute<Record<string, number>>(
      sql`select (select count(*)::int from plan_product where plan_id = ${planId}) as products,
        (select count(distinct product_id)::int from obligation where plan_id = ${planId}) as covered,
        (select count(*)::int from obligation where plan_id = ${planId}) as total,
        (select count(*)::int from (select 1 from obligation where plan_id = ${planId}
          group by product_id, organisation_key, period_label, last_day having count(*) > 1) twice) as twice,
        (select sum(count)::int from obligation_tally where plan_id = ${planId}) as tallied,
        (select count(*)::int from obligation_span where plan_id = ${planId}) as spans`,
      'objects',
    );
    expect(row!.covered).toBe(row!.products);
    expect(row!.total).toBeGreaterThan(row!.products!);
    expect(row).toMatchObject({ twice: 0, tallied: row!.total, spans: row!.total });
  });
});

describe('một việc từ báo cáo đến xác nhận', () => {
  it('cơ quan báo cáo và gửi kết quả, người phụ trách xác nhận; mỗi bước một dòng nhật ký', async () => {
    const { id, organisation_key } = await owed('VI.12');
    const officer = officerOf(organisation_key);
    await acts.reportProgress(fresh.db, officer, id, { note: 'Đã lấy ý kiến các sở', onDate: '2025-02-01' }, NOW);
    const sent = await acts.submitResult(fresh.db, officer, id, { evidence, onDate: '2025-03-02' }, NOW);
    expect(sent.facts.state).toBe('awaiting-confirmation');
    const done = await acts.confirmResult(fresh.db, owner, id, { onDate: '2025-03-10' }, NOW);
    expect(done).toMatchObject({ revision: 3, facts: { state: 'done', doneOn: '2025-03-02' } });
    const entries = await fresh.db.execute<{ action: string }>(
      sql`select action from audit_entry where subject_type = 'obligation' and subject_id = ${id} order by id`,
      'objects',
    );
    expect(entries.map(({ action }) => action)).toEqual(['report', 'submit', 'confirm']);
  });

  it.each<[string, (id: string, officer: Actor) => Promise<unknown>, string]>([
    ['cơ quan khác không báo cáo thay', (id) => acts.reportProgress(fresh.db, officerOf('so-y-te-khong-co'), id, { note: 'x' }, NOW), 'identity.out-of-scope'], // prettier-ignore
    ['cơ quan không tự xác nhận', (id, officer) => acts.confirmResult(fresh.db, officer, id, {}, NOW), 'identity.not-allowed'], // prettier-ignore
    ['chưa gửi thì không có gì để xác nhận', (id) => acts.confirmResult(fresh.db, owner, id, {}, NOW), 'plan.wrong-state'], // prettier-ignore
    ['gửi kết quả phải có tài liệu', (id, officer) => acts.submitResult(fresh.db, officer, id, {}, NOW), 'plan.act-invalid'], // prettier-ignore
    ['ngày tương lai', (id, officer) => acts.reportProgress(fresh.db, officer, id, { note: 'x', onDate: '2026-01-01' }, NOW), 'plan.act-in-future'], // prettier-ignore
    ['ngày trước lần trước', (id, officer) => acts.reportProgress(fresh.db, officer, id, { note: 'x', onDate: '2024-01-01' }, NOW), 'plan.act-before-last'], // prettier-ignore
    ['xin gia hạn sau khi hết hạn', (id, officer) => acts.askExtension(fresh.db, officer, id, { note: 'x', lastDay: '2026-03-01' }, NOW), 'plan.asked-too-late'], // prettier-ignore
    ['không có đề nghị gia hạn nào', (id) => acts.grantExtension(fresh.db, owner, id, { lastDay: '2026-03-01' }, NOW), 'plan.nothing-asked'], // prettier-ignore
    ['tiếp tục khi không tạm dừng', (id) => acts.resumeWork(fresh.db, owner, id, {}, NOW), 'plan.wrong-state'],
    ['người xem thấy trạng thái cũ', (id, officer) => acts.reportProgress(fresh.db, officer, id, { note: 'x', revision: 7 }, NOW), 'plan.obligation-changed'], // prettier-ignore
    ['kết quả của sản phẩm khác', (id, officer) => acts.submitResult(fresh.db, officer, id, { evidence, productId: '00000000-0000-7000-8000-000000000000' }, NOW), 'plan.wrong-product'], // prettier-ignore
    ['tệp không qua cửa kiểm tra', (id, officer) => acts.submitResult(fresh.db, officer, id, { evidence: [{ kind: 'file', file: { sha256: 'a'.repeat(64), name: 'x.pdf', size: 1, mediaType: 'application/pdf' } as never }] }, NOW), 'plan.act-invalid'], // prettier-ignore
    ['số liệu của chỉ số không có', (id, officer) => acts.submitResult(fresh.db, officer, id, { evidence: [{ kind: 'figure', indicatorKey: 'khong-co', indicatorPeriod: '2025' }] }, NOW), 'plan.act-invalid'], // prettier-ignore
    ['số liệu của kỳ không đọc được', (id, officer) => acts.submitResult(fresh.db, officer, id, { evidence: [{ kind: 'figure', indicatorKey: 'hai-long', indicatorPeriod: 'Quý 5' }] }, NOW), 'plan.act-invalid'], // prettier-ignore
    ['số liệu của kỳ ngắn hơn kỳ số liệu', (id, officer) => acts.submitResult(fresh.db, officer, id, { evidence: [{ kind: 'figure', indicatorKey: 'hai-long', indicatorPeriod: '2025-02' }] }, NOW), 'plan.act-invalid'], // prettier-ignore
    ['giao cho cơ quan đã kết thúc', (id) => acts.giveToBody(fresh.db, owner, id, { note: 'x', organisationKey: 'so-ke-hoach-va-dau-tu' }, NOW), 'plan.act-invalid'], // prettier-ignore
    ['gỡ vướng mắc không có', (id, officer) => acts.clearObstacle(fresh.db, officer, id, { note: 'x', obstacle: 1 }, NOW), 'plan.no-such-obstacle'], // prettier-ignore
    ['việc không có', (_id, officer) => acts.reportProgress(fresh.db, officer, '00000000-0000-7000-8000-000000000000', { note: 'x' }, NOW), 'plan.obligation-not-found'], // prettier-ignore
  ])('%s: từ chối, không gì đổi', async (_name, attempt, code) => {
    const { id, organisation_key } = await owed('I.2');
    const picture = () => fresh.db.execute(sql`select * from obligation where id = ${id}`, 'objects');
    const before = await picture();
    await expect(attempt(id, officerOf(organisation_key))).rejects.toMatchObject({ code });
    expect(await picture()).toEqual(before);
  });

  it('người gửi không tự xác nhận, người xin không tự cho gia hạn', async () => {
    const { id } = await owed('I.3');
    await acts.submitResult(fresh.db, owner, id, { evidence, onDate: '2025-01-10' }, NOW);
    await expect(acts.confirmResult(fresh.db, owner, id, {}, NOW)).rejects.toMatchObject({ code: 'plan.own-work' });
    await acts.returnResult(fresh.db, other, id, { note: 'Thiếu dấu', onDate: '2025-01-11' }, NOW);
    await acts.askExtension(fresh.db, owner, id, { note: 'Chờ Bộ', lastDay: '2026-02-01', onDate: '2025-01-12' }, NOW);
    await expect(acts.grantExtension(fresh.db, owner, id, { lastDay: '2026-02-01' }, NOW)).rejects.toMatchObject({ code: 'plan.own-wish' }); // prettier-ignore
    const granted = await acts.grantExtension(
      fresh.db,
      other,
      id,
      { lastDay: '2026-01-31', onDate: '2025-01-13' },
      NOW,
    );
    expect(granted.facts).toMatchObject({ lastDay: '2026-01-31', extensions: 1 });
  });

  it('hai người cùng gửi một lúc: một người được, người kia thấy tình trạng mới', async () => {
    const { id, organisation_key } = await owed('II.1');
    const results = await Promise.allSettled(
      [1, 2].map(() => acts.startWork(fresh.db, officerOf(organisation_key), id, { revision: 0 }, NOW)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('SQL và TypeScript cùng một quy tắc, vào mọi ngày', () => {
  // What changes neither state nor dates is left out.
  const TRIED = ACTS.filter((each) => !['give', 'assign', 'raise-obstacle', 'clear-obstacle'].includes(each));
  const going = fc.constantFrom(...TRIED.filter((each) => !['cancel', 'supersede'].includes(each)));
  const kind = fc.oneof({ weight: 15, arbitrary: going }, { weight: 1, arbitrary: fc.constantFrom<Act>('cancel', 'supersede') }); // prettier-ignore
  const step = fc.record({ act: kind, days: fc.integer({ min: 0, max: 4 }), whose: fc.integer({ min: 0, max: 3 }), more: fc.integer({ min: 1, max: 120 }) }); // prettier-ignore
  const NEEDS = { note: 'x', ...document, evidence, organisationKey: null as string | null };

  it('dựng lại từ sự kiện cho đúng trạng thái đang giữ; sổ đếm, các khoảng thời gian và tổng hợp đều khớp', async () => {
    const [task] = await fresh.db.execute<{ id: string; code: string }>(
      sql`select task.id, task.code from plan_task task join obligation on obligation.task_id = task.id
        where task.plan_id = ${planId} group by task.id having count(*) between 2 and 200 and bool_or(obligation.last_day is not null)
          and max(obligation.revision) = 0 order by count(*) > 3 desc, task.ordinal limit 1`,
      'objects',
    );
    const rows = await fresh.db.execute<{
      id: string;
      product_id: string;
      opened_on: IsoDate;
      last_day: IsoDate | null;
      state: 'waiting' | 'not-started';
    }>(
      sql`select id, product_id, opened_on, last_day, state from obligation where task_id = ${task!.id} order by id`,
      'objects',
    );
    const histories = new Map<string, ObligationEvent[]>(rows.map(({ id }) => [id, []]));
    let day = rows[0]!.opened_on;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { act: kind, days, whose, more } of steps) {
          const row = rows[whose % rows.length]!;
          if (addDays(day, days) > '2025-12-20') continue;
          day = addDays(day, days);
          const lastDay = addDays(day, more);
          const actor = more % 2 === 0 ? owner : other;
          const done = await tryAct(row.id, kind, actor, { ...NEEDS, onDate: day, lastDay });
          if (done) histories.get(row.id)!.push({ act: kind, onDate: day, actorId: actor.id, lastDay });
        }
        const before = addDays(day, -10);
        for (const asOf of [
          isoDate('2025-01-15'),
          before < rows[0]!.opened_on ? day : before,
          day,
          isoDate('2026-06-01'),
        ]) {
          const expected = [...new Set(rows.map(({ product_id }) => product_id))].map(
            (product) =>
            rollUp(rows.filter((row) => row.product_id === product).map((row) => standingOf(foldEvents(newFacts(row.state, row.last_day), histories.get(row.id)!.filter(({ onDate }) => onDate <= asOf)), asOf))), // prettier-ignore
          );
          const [state] = await fresh.db.execute(
            sql`select state.progress, state.timeliness from plan_task task ${taskStateJoin(asOf)} where task.id = ${task!.id}`,
            'objects',
          );
          expect([asOf, state]).toEqual([asOf, rollUp(expected)]);
        }
      }),
      { numRuns: 30 },
    );
    // Chance may close them early.
    expect([...histories.values()].flat().length).toBeGreaterThan(3);
    const [tally] = await fresh.db.execute(
      sql`with counted as (select organisation_key, group_id, obligation_standing(state, last_day, submitted_on) as standing, count(*)::int as count
          from obligation where plan_id = ${planId} group by 1, 2, 3)
        select count(*)::int as wrong from counted full join (select * from obligation_tally where plan_id = ${planId} and count <> 0) tally
          on tally.organisation_key is not distinct from counted.organisation_key and tally.group_id = counted.group_id and tally.standing = counted.standing
        where counted.count is distinct from tally.count`,
      'objects',
    );
    expect(tally).toEqual({ wrong: 0 });
  });

  async function tryAct(id: string, kind: Act, actor: Actor, input: Parameters<typeof act>[4]): Promise<boolean> {
    try {
      await act(fresh.db, actor, id, kind, input, NOW);
      return true;
    } catch (error) {
      expect((error as { code?: string }).code).toMatch(/^(plan|identity)\./);
      return false;
    }
  }
});

describe('tài liệu kiểm chứng', () => {
  it('tệp qua cửa kiểm tra thì được giữ cùng việc, và gắn với lần gửi', async () => {
    const { id, organisation_key } = await owed('VII.1');
    const file = await keepAttachment({ name: 'Báo cáo.pdf', bytes: new TextEncoder().encode('%PDF-1.7 thử') }, 1_000);
    await acts.submitResult(fresh.db, officerOf(organisation_key), id, { evidence: [{ kind: 'file', file }], onDate: '2025-02-02' }, NOW); // prettier-ignore
    expect(await evidenceOf(fresh.db, id)).toMatchObject([{ kind: 'file', fileName: 'Báo cáo.pdf', fileSha256: file.sha256, seq: 1, isPublic: false }]); // prettier-ignore
  });

  it('số liệu chỉ tiêu: chỉ số có trong danh mục, kỳ viết lại cho đúng, tên đọc được', async () => {
    const { id } = await owed('I.2');
    await acts.submitResult(fresh.db, owner, id, { evidence: [{ kind: 'figure', indicatorKey: ' hai-long', indicatorPeriod: '2025-Q2 ' }] }, NOW); // prettier-ignore
    expect(await evidenceOf(fresh.db, id)).toMatchObject([{ kind: 'figure', indicatorKey: 'hai-long', indicatorPeriod: '2025-Q2', title: 'Mức độ hài lòng, Quý II/2025' }]); // prettier-ignore
  });
});

describe('bảng tổng hợp và danh sách', () => {
  it('con số của bảng bằng đúng danh sách mà nó mở ra, hôm nay và một ngày đã qua', async () => {
    const today = isoDate('2025-12-20');
    for (const asOf of [today, isoDate('2025-03-05')]) {
      const sums = totalsOf(await boardOf(fresh.db, planId, asOf, { today }));
      for (const heading of HEADINGS) {
        const { state, time = [] } = HEADING_FILTERS[heading];
        const address = new URLSearchParams([
          ...state.map((value) => ['state', value]),
          ...time.map((value) => ['time', value]),
          ['as_of', asOf],
        ]);
        const page = await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, address), { planId, organisations: 'all', today }); // prettier-ignore
        expect([asOf, heading, page.total]).toEqual([asOf, heading, sums[heading]]);
      }
      expect(reportFigures(sums).total).toBeGreaterThan(100);
    }
  });

  it('đếm theo cơ quan nay cộng lại bằng đếm theo cơ quan khi đó', async () => {
    const today = isoDate('2025-12-20');
    const [then, now] = await Promise.all(
      (['then', 'now'] as const).map(async (organised) => boardOf(fresh.db, planId, today, { today, organised })),
    );
    expect(totalsOf(now!)).toEqual(totalsOf(then!));
    expect(now!.length).toBeLessThan(then!.length);
  });
});

it('31/75 việc xong là 41,33 %; không có việc nào thì không có tỉ lệ', () => {
  const none = totalsOf([]);
  expect(reportFigures({ ...none, 'done-in-time': 30, 'done-late': 1, late: 4, 'in-progress': 40 }).percentDone).toBe(
    41.33,
  );
  expect(reportFigures({ ...none, cancelled: 3 })).toMatchObject({ total: 0, percentDone: null });
});
