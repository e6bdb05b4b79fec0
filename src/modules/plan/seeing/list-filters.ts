import { sql, type SQL } from 'drizzle-orm';
import { addDays, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Text } from '#kernel/language.ts';
import { anyOf, optionsOf, rememberedOptions, type ListFilter, type Option } from '#kernel/lists/index.ts';
import { asOfDay } from '../lists.ts';
import { ofPlans, type NamedPlans } from '../running/plans-named.ts';
import type { Source } from '../running/schema.ts';

/** What the filters need of the list's scope. */
interface Scope {
  planId: string | null;
  today: IsoDate;
  plans?: NamedPlans;
}

/** In place of a body's key: no body was named, the province's own. */
export const NO_BODY = '-';

/** What an obligation comes from, in words. */
export const SOURCE_WORDS: Readonly<Record<Source, Text>> = {
  product: { vi: 'Nhiệm vụ của kế hoạch', en: 'Task of the plan' },
  directive: { vi: 'Ý kiến chỉ đạo', en: 'Instruction' },
  own: { vi: 'Kế hoạch riêng của cơ quan', en: 'Body’s own plan' },
  finding: { vi: 'Việc khắc phục sau kiểm tra', en: 'Finding to mend' },
  'action-item': { vi: 'Kết luận cuộc họp', en: 'Item of a meeting' },
  report: { vi: 'Báo cáo phải gửi', en: 'Report due' },
};

/** Is the column one of these bodies, or empty where `NO_BODY` is among them? */
const isOneOf = (column: SQL, keys: readonly string[]): SQL =>
  keys.includes(NO_BODY) ? sql`(${column} = ${anyOf(keys)} or ${column} is null)` : sql`${column} = ${anyOf(keys)}`;

/**
 * Has the obligation under `obligation` not been reported on from a day until the day of the view? The row knows, unless it was
 * reported on after a past day of the view: then its events are asked.
 */
export function unreportedSince(from: IsoDate, day: IsoDate, today: IsoDate): SQL {
  const known = sql`obligation.last_report_on is null or obligation.last_report_on < ${from}::date`;
  if (day >= today) return sql`(${known})`;
  return sql`(case when ${known} then true when obligation.last_report_on <= ${day}::date then false
    else not exists (select from obligation_event event where event.obligation_id = obligation.id
      and event.act in ('report', 'submit') and event.on_date between ${from}::date and ${day}::date) end)`;
}

/** An open obligation of which no unit below has taken any part; what is such a part itself asks for none. */
export const IS_GAP: SQL = sql`(obligation.source <> 'own' and standing.state in ('waiting', 'not-started', 'in-progress') and not exists (
  select from obligation child where child.parent_id = obligation.id and child.source = 'own' and child.state not in ('cancelled', 'superseded')))`;

/** Of a plan in force, or of none: what a replaced plan left open is carried over, not worked on. */
export const IN_FORCE: SQL = sql`(obligation.plan_id is null or obligation.plan_id = any(array(select id from plan where status = 'active')))`;

/** Further things that need attention, beside those of the list itself. */
export const SEEING_NEEDS: readonly (Option & { where: (today: IsoDate) => SQL })[] = [
  {
    value: 'returned',
    label: { vi: 'bị trả lại', en: 'returned' },
    where:
      () => sql`(standing.state = 'in-progress' and obligation.revision > 1 and (select event.act from obligation_event event
      where event.obligation_id = obligation.id and event.act in ('submit', 'return') order by event.seq desc limit 1) = 'return')`,
  },
  {
    value: 'gap',
    label: { vi: 'chưa ai bên dưới nhận', en: 'nobody below has taken it' },
    where: () => IS_GAP,
  },
  {
    value: 'obstacle-late',
    label: { vi: 'vướng mắc quá hạn trả lời', en: 'obstacle past its day' },
    where: (today) => sql`obligation.open_obstacles > 0 and obligation.id in (
      select obligation_id from obligation_obstacle where cleared_seq is null and due < ${today}::date)`,
  },
];

const planOptions = async (db: Database): Promise<Option[]> => {
  const rows = await db.execute<{ slug: string; name: string }>(
    sql`select slug, coalesce(number, slug) || coalesce(' (' || year || ')', '') as name from plan
      where status in ('active', 'superseded') order by year desc nulls last, slug limit 200`,
    'objects',
  );
  return rows.map(({ slug, name }) => ({ value: slug, label: { vi: name, en: name } }));
};

const assignees = async (db: Database): Promise<Option[]> => {
  const rows = await db.execute<{ id: string; name: string }>(
    sql`select id, name from person where id in (select assignee_id from obligation where assignee_id is not null)
      order by name collate "vi-x-icu" limit 500`,
    'objects',
  );
  return rows.map(({ id, name }) => ({ value: id, label: { vi: name, en: name } }));
};

const bodies = rememberedOptions(
  ({ planId, today }: Scope) => `${planId} ${today}`,
  async (db, { planId, today }) => {
    const rows = await db.execute<{ key: string; name: string }>(
      sql`select key, name from (select named.key, coalesce((select version.name from organisation_version version
            where version.organisation_key = named.key order by version.valid @> ${today}::date desc, upper(version.valid) desc nulls first limit 1), named.key) as name
          from (select distinct organisation_key as key from obligation_tally
            where organisation_key is not null and (${planId}::uuid is null or plan_id = ${planId})) named) each
        order by name collate "vi-x-icu" limit 500`,
      'objects',
    );
    const nobody = { value: NO_BODY, label: { vi: 'chưa rõ cơ quan', en: 'no body named' } };
    return [nobody, ...rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }))];
  },
);

/** Filters that figures of the overviews open lists with; pages show them only where they are in force. */
export const SEEING_FILTERS: readonly ListFilter<Scope>[] = [
  {
    key: 'plan',
    kind: 'choice',
    multiple: true,
    label: { vi: 'Kế hoạch', en: 'Plan' },
    options: rememberedOptions(() => '', planOptions),
    where: (slugs, _all, { plans }) => ofPlans('slug', slugs, plans),
  },
  {
    key: 'named',
    kind: 'choice',
    multiple: true,
    label: { vi: 'Cơ quan khi được giao', en: 'Body that was named' },
    hint: { vi: 'Như kế hoạch ghi, trước khi sắp xếp tổ chức', en: 'As the plan named it' },
    options: bodies,
    where: (keys) => isOneOf(sql`obligation.organisation_key`, keys),
  },
  {
    key: 'decider',
    kind: 'choice',
    multiple: true,
    label: { vi: 'Nơi quyết định', en: 'Decided by' },
    options: bodies,
    where: (keys) => isOneOf(sql`obligation.decider_key`, keys),
  },
  {
    key: 'source',
    kind: 'choice',
    multiple: true,
    label: { vi: 'Loại việc', en: 'Kind' },
    options: optionsOf(SOURCE_WORDS),
    where: (sources) => sql`obligation.source = ${anyOf(sources)}`,
  },
  {
    key: 'assignee',
    kind: 'choice',
    multiple: true,
    label: { vi: 'Người làm', en: 'Assigned to' },
    options: rememberedOptions(() => '', assignees),
    where: (people) => sql`obligation.assignee_id::text = ${anyOf(people)}`,
  },
  {
    key: 'helper',
    kind: 'choice',
    multiple: true,
    label: { vi: 'Nơi gỡ vướng mắc', en: 'Body asked to help' },
    options: bodies,
    where: (keys, _all, { today }) => sql`obligation.open_obstacles > 0 and obligation.id in (
      select obligation_id from obligation_obstacle where cleared_seq is null
        and owner_key = any((select bodies_held_by(${sql.param(keys)}::text[], ${today}::date))::text[]))`,
  },
  {
    key: 'in_force',
    kind: 'choice',
    multiple: false,
    label: { vi: 'Còn ghi nhận được', en: 'Can be acted on' },
    options: [{ value: 'yes', label: { vi: 'không thuộc kế hoạch đã thay thế', en: 'not of a replaced plan' } }],
    where: () => IN_FORCE,
  },
  {
    key: 'silent_since',
    kind: 'date',
    label: { vi: 'Chưa báo cáo từ ngày', en: 'Not reported since' },
    where: (from, all, { today }) => unreportedSince(from as IsoDate, asOfDay(all, today), today),
  },
];

/** The keys of filters that stand in the bar only when they are in force. */
export const QUIET_FILTERS: readonly string[] = SEEING_FILTERS.map(({ key }) => key);

/** Days ahead that count as "soon". */
export const SOON_DAYS = 30;
export const soon = (today: IsoDate): IsoDate => addDays(today, SOON_DAYS);
