import { sql } from 'drizzle-orm';
import { isoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';

/** How much: `agencies × years × tasks` obligations. */
export interface RunningSize {
  agencies: number;
  years: number;
  /** Per year; every agency owes every task. */
  tasks: number;
}

export const MILLION: RunningSize = { agencies: 100, years: 10, tasks: 1_000 };
export const LAST_YEAR = 2025;
/** The day on which the data stands. */
export const TODAY = isoDate('2025-06-20');

/** Words that titles are made of, so that a search finds a few per cent of them. */
const VERBS = ['Rà soát', 'Xây dựng', 'Ban hành', 'Công bố', 'Kiểm tra', 'Đánh giá', 'Tập huấn', 'Triển khai', 'Cập nhật', 'Báo cáo']; // prettier-ignore
const THINGS = [
  'văn bản quy phạm pháp luật',
  'thủ tục hành chính nội bộ',
  'quy trình một cửa liên thông',
  'đề án vị trí việc làm',
  'chỉ số hài lòng của người dân',
  'dịch vụ công trực tuyến toàn trình',
  'kỷ cương, kỷ luật hành chính',
  'dữ liệu dùng chung của tỉnh',
  'định mức kinh tế - kỹ thuật',
  'bộ chỉ số cải cách hành chính',
  'kế hoạch tinh giản biên chế',
  'hạ tầng chính quyền điện tử',
];

/**
 * Fills a migrated, empty database with plans that run: every agency owes every task of every year, the past years mostly done,
 * the last one under way. All of it follows from the numbers of the rows, so two runs make the same data. Made by PostgreSQL
 * itself, past the service functions, whose speed is measured elsewhere; about five events for each obligation.
 */
export async function generateRunning(db: Database, size: RunningSize): Promise<void> {
  const one = async (statement: ReturnType<typeof sql>): Promise<void> => void (await db.execute(statement));
  await one(
    sql`insert into organisation (key) select 'co-quan-' || lpad(a::text, 3, '0') from generate_series(1, ${size.agencies}) a`,
  );
  await one(sql`insert into organisation_version (organisation_key, name, level, kind, valid)
    select 'co-quan-' || lpad(a::text, 3, '0'), 'Cơ quan số ' || a, 'province', 'department', '[2010-01-01,)'::daterange
    from generate_series(1, ${size.agencies}) a`);
  await one(
    sql`insert into stored_file (sha256, size, media_type, original_name) values (repeat('0', 64), 1, 'text/plain', 'x') on conflict do nothing`,
  );
  await one(sql`insert into plan (id, slug, status, year, number, issued_on, issuer, file_sha256, file_name, accepted_at)
    select ${id('1', sql`y`)}, 'ke-hoach-' || y, case when y = ${LAST_YEAR} then 'active' else 'superseded' end, y, y || '/QĐ-UBND',
      make_date(y - 1, 12, 31), 'UBND tỉnh', repeat('0', 64), 'x', make_date(y - 1, 12, 31)
    from generate_series(${LAST_YEAR - size.years + 1}::int, ${LAST_YEAR}::int) y`);
  await one(sql`insert into plan_group (id, plan_id, ordinal, code, title, inferred)
    select ${id('2', sql`y * 10 + g`)}, ${id('1', sql`y`)}, g, (array['I','II','III','IV','V','VI','VII'])[g], 'Nhóm ' || g, false
    from generate_series(${LAST_YEAR - size.years + 1}::int, ${LAST_YEAR}::int) y, generate_series(1, 7) g`);
  await one(sql`insert into plan_task (id, plan_id, group_id, ordinal, number, code, title, first_due, last_due)
    select ${id('3', sql`y * 10000 + t`)}, ${id('1', sql`y`)}, ${id('2', sql`y * 10 + 1 + t % 7`)}, t, t::text,
      (array['I','II','III','IV','V','VI','VII'])[1 + t % 7] || '.' || t,
      (${textArray(VERBS)})[1 + ${hash(sql`y * 10000 + t`, 1)} % ${VERBS.length}] || ' ' || (${textArray(THINGS)})[1 + ${hash(sql`y * 10000 + t`, 2)} % ${THINGS.length}]
        || ' (mục ' || t || ') năm ' || y,
      ${dueOf}, ${dueOf}
    from generate_series(${LAST_YEAR - size.years + 1}::int, ${LAST_YEAR}::int) y, generate_series(1, ${size.tasks}) t`);
  await one(sql`insert into plan_product (id, plan_id, task_id, ordinal, text, schedule_text, schedule_kind, schedule, due, last_day, assignment_text)
    select task.id, task.plan_id, task.id, 1, 'Báo cáo kết quả', 'Trong năm', 'deadline', '{}', task.last_due, task.last_due, 'Các sở, ban, ngành'
    from plan_task task`);
  await one(GENERATED(size));
  await one(sql`create index on made (n)`);
  await one(sql`analyze made`);
  await one(sql`insert into obligation (id, source, plan_id, group_id, task_id, product_id, organisation_key, role, opened_on, is_public,
      state, started_on, submitted_on, done_on, closed_on, first_last_day, last_day, extensions, last_report_on, last_on, revision)
    select id, 'product', plan_id, group_id, task_id, task_id, organisation_key, 'lead', opened, true, state,
      case when state <> 'not-started' then d1 end, case when state in ('done', 'awaiting-confirmation') then d4 end,
      case when state = 'done' then d4 end, case when state = 'done' then d5 end, due, due, 0,
      case when state in ('done', 'awaiting-confirmation') then d4 when state = 'in-progress' then d3 end,
      case state when 'done' then d5 when 'awaiting-confirmation' then d4 when 'in-progress' then d3 else opened end,
      case state when 'done' then 5 when 'awaiting-confirmation' then 4 when 'in-progress' then 3 else 0 end
    from made order by n`);
  await one(sql`insert into obligation_event (obligation_id, seq, act, on_date, actor_id, position, note)
    select id, seq, act, case seq when 1 then d1 when 2 then d2 when 3 then d3 when 4 then d4 else d5 end, null, 'Chuyên viên',
      case act when 'report' then 'Đã thực hiện một phần theo kế hoạch' end
    from made cross join (values (1, 'start'), (2, 'report'), (3, 'report'), (4, 'submit'), (5, 'confirm')) step (seq, act)
    where seq <= case state when 'done' then 5 when 'awaiting-confirmation' then 4 when 'in-progress' then 3 else 0 end order by n, seq`);
  await one(sql`insert into obligation_span (obligation_id, from_day, to_day, plan_id, product_id, organisation_key, group_id, state, last_day, submitted_on)
    select id, from_day, to_day, plan_id, task_id, organisation_key, group_id, span, due, case when span in ('done', 'awaiting-confirmation') then d4 end
    from made cross join lateral (values
      (1, 'not-started', opened, case when state = 'not-started' then 'infinity'::date else d1 end),
      (2, 'in-progress', d1, case when state = 'in-progress' then 'infinity'::date else d4 end),
      (3, 'awaiting-confirmation', d4, case when state = 'awaiting-confirmation' then 'infinity'::date else d5 end),
      (4, 'done', d5, 'infinity'::date)) held (step, span, from_day, to_day)
    where step <= case state when 'done' then 4 when 'awaiting-confirmation' then 3 when 'in-progress' then 2 else 1 end order by n, step`);
  await one(sql`insert into obligation_tally (plan_id, organisation_key, group_id, standing, count)
    select plan_id, organisation_key, group_id, obligation_standing(state, last_day, submitted_on), count(*) from obligation group by 1, 2, 3, 4`);
  await one(sql`update plan_product product set progress = 'in-progress', obligations = ${size.agencies}, dated = true, changed_on = ${TODAY}::date,
    open_last_day = (select min(last_day) from obligation where product_id = product.id and state in ('not-started', 'in-progress'))`);
  await one(sql`drop table made`);
  await one(sql`vacuum analyze`);
}

const dueOf = sql`make_date(y, 1 + ${hash(sql`y * 10000 + t`, 3)} % 12, 1 + ${hash(sql`y * 10000 + t`, 4)} % 28)`;

/** Past years: nearly all done. The last one: what its days up to today and some luck allow. */
const GENERATED = (size: RunningSize) => sql`create unlogged table made as
  select dated.*, case
      when past then case when luck < 96 then 'done' when luck < 98 then 'in-progress' else 'not-started' end
      when d5 <= ${TODAY}::date and luck < 75 then 'done'
      when d4 <= ${TODAY}::date and luck < 85 then 'awaiting-confirmation'
      when d3 <= ${TODAY}::date and luck < 93 then 'in-progress'
      else 'not-started' end as state
  from (select n, (lpad(to_hex(n), 12, '0') || '70008000' || lpad(to_hex(${hash(sql`n`, 9)}), 12, '0'))::uuid as id, plan_id, group_id, task_id,
      organisation_key, opened, due, past, luck, start + 1 as d1, start + 6 as d2, start + 12 as d3, start + 13 + late as d4, start + 17 + late as d5
    from (select ((task.y - ${LAST_YEAR - size.years + 1}) * ${size.tasks} + task.ordinal - 1)::bigint * ${size.agencies} + a as n, task.*, a,
        'co-quan-' || lpad(a::text, 3, '0') as organisation_key, task.y < ${LAST_YEAR} as past, greatest(opened, due - 40) as start,
        ${hash(sql`task.ordinal * 1000 + a + task.y * 7`, 5)} % 100 as luck,
        (case when ${hash(sql`task.ordinal * 1000 + a + task.y * 7`, 6)} % 100 < 80 then 10 else 35 end) as late
      from (select plan_task.id as task_id, plan_task.plan_id, plan_task.group_id, plan_task.ordinal, plan.year as y,
          make_date(plan.year - 1, 12, 31) as opened, plan_task.last_due as due
        from plan_task join plan on plan.id = plan_task.plan_id) task, generate_series(1, ${size.agencies}) a) each) dated`;

/** A UUID that tells its kind and number, in order. */
function id(kind: string, number: ReturnType<typeof sql>) {
  return sql`(${kind} || lpad((${number})::text, 11, '0') || '70008000000000000000')::uuid`;
}

/** A number that looks random and is always the same. */
function hash(number: ReturnType<typeof sql>, salt: number) {
  return sql`((hashint8((${number})::bigint * 31 + ${salt})::bigint & 2147483647)::int)`;
}

function textArray(words: readonly string[]) {
  return sql`${sql.param(words)}::text[]`;
}
