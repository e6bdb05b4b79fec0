import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { anyOf, optionsOf, rememberedOptions, type FilterValues, type ListDefinition } from '#kernel/lists/index.ts';
import { asOfDay } from '../lists.ts';
import type { Timeliness } from '../model.ts';
import { SEEING_FILTERS, SEEING_NEEDS } from '../seeing/list-filters.ts';
import { TIMELINESS_WORDS } from '../words.ts';
import { OBLIGATION_STATE_WORDS, type ObligationState } from './lifecycle.ts';
import { heldBy, whatTheyHold, type Held } from './held-by.ts';
import { ofPlans, plansNamed, type NamedPlans } from './plans-named.ts';
import { givenTo, nameOn, successorOn } from './queries.ts';
import type { Source } from './schema.ts';
import { timelinessOf } from './state-sql.ts';
import { NEEDS, toldOn } from './told-on.ts';
import { byTasksTitled, tasksTitled, titledWith } from './task-search.ts';

/** An obligation as it stands in lists. */
export interface ObligationRow {
  id: string;
  code: string | null;
  title: string;
  periodLabel: string | null;
  planSlug: string | null;
  planYear: number | null;
  organisationKey: string | null;
  organisation: string | null;
  state: ObligationState;
  timeliness: Timeliness;
  firstLastDay: IsoDate | null;
  lastDay: IsoDate | null;
  extensions: number;
  lastReportOn: IsoDate | null;
  submittedOn: IsoDate | null;
  askedLastDay: IsoDate | null;
  source: Source;
  openObstacles: number;
  assignee: string | null;
}

/** Obligations of one plan, or of all; of some bodies, or of all. */
export interface ObligationScope {
  planId: string | null;
  /** What the reader may see beyond what is public is the database's to say; this only narrows. */
  organisations: readonly string[] | 'all';
  today: IsoDate;
  /** Which bodies' work those hold, where the list has asked already. */
  held?: Held;
  /** Tasks that the words find, where the list has asked already; null: many. */
  tasks?: readonly string[] | null;
  /** Plans that the filters name, where the list has asked already. */
  plans?: NamedPlans;
}

/** Today's facts stand in the row; those of a past day in the span that held then. */
function standingOn(values: FilterValues, today: IsoDate): SQL {
  const day = asOfDay(values, today);
  return day >= today
    ? sql`cross join lateral (select obligation.state, obligation.last_day, obligation.submitted_on) standing`
    : sql`join obligation_span standing on standing.obligation_id = obligation.id
        and standing.from_day <= ${day}::date and standing.to_day > ${day}::date`;
}

/** The day due as it was known on the day of the view. */
function dueOn(values: FilterValues, today: IsoDate): SQL {
  return asOfDay(values, today) >= today
    ? sql`obligation.sort_day`
    : sql`coalesce(standing.last_day, 'infinity'::date)`;
}

/** Everything that bodies must do, across plans and years. */
export const OBLIGATION_LIST: ListDefinition<ObligationRow, ObligationScope> = {
  name: 'plan.obligations',
  // Figures open lists by state, body and group: counted further than what is searched or looked up by day.
  countUpTo: ({ q, due_from, due_to }) => (q || due_from || due_to ? 1_000 : 10_000),
  title: { vi: 'Việc được giao', en: 'Obligations' },
  columns: [
    { key: 'code', title: { vi: 'Số', en: 'No.' }, kind: 'text', value: (row) => row.code, width: 8 },
    { key: 'title', title: { vi: 'Nhiệm vụ', en: 'Task' }, kind: 'text', value: (row) => row.title, width: 60 },
    { key: 'period', title: { vi: 'Kỳ', en: 'Period' }, kind: 'text', value: (row) => row.periodLabel, width: 16 },
    { key: 'year', title: { vi: 'Năm', en: 'Year' }, kind: 'number', value: (row) => row.planYear, width: 8 },
    { key: 'organisation', title: { vi: 'Cơ quan', en: 'Organisation' }, kind: 'text', value: (row) => row.organisation, width: 36 }, // prettier-ignore
    { key: 'assignee', title: { vi: 'Người làm', en: 'Assigned to' }, kind: 'text', value: (row) => row.assignee, width: 24 }, // prettier-ignore
    { key: 'first', title: { vi: 'Hạn đầu', en: 'First due' }, kind: 'date', value: (row) => row.firstLastDay, width: 12 }, // prettier-ignore
    { key: 'due', title: { vi: 'Hạn hiện nay', en: 'Due' }, kind: 'date', value: (row) => row.lastDay, sort: 'due', width: 12 }, // prettier-ignore
    { key: 'extensions', title: { vi: 'Số lần gia hạn', en: 'Extensions' }, kind: 'number', value: (row) => row.extensions, width: 10 }, // prettier-ignore
    { key: 'state', title: { vi: 'Tình trạng', en: 'State' }, kind: 'text', value: (row, language) => OBLIGATION_STATE_WORDS[row.state][language], width: 18 }, // prettier-ignore
    { key: 'timeliness', title: { vi: 'Thời hạn', en: 'Timeliness' }, kind: 'text', value: (row, language) => TIMELINESS_WORDS[row.timeliness][language], width: 14 }, // prettier-ignore
    { key: 'reported', title: { vi: 'Báo cáo gần nhất', en: 'Last report' }, kind: 'date', value: (row) => row.lastReportOn, width: 12 }, // prettier-ignore
    { key: 'obstacles', title: { vi: 'Vướng mắc', en: 'Obstacles' }, kind: 'number', value: (row) => row.openObstacles, width: 10 }, // prettier-ignore
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm nhiệm vụ', en: 'Search' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      // Titles are the tasks': found there once, not in each body's copy.
      where: (words, { tasks }) => titledWith(words, tasks),
    },
    {
      key: 'organisation',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cơ quan', en: 'Organisation' },
      hint: { vi: 'Cơ quan đang giữ việc, sau sáp nhập', en: 'The body that holds the work, after mergers' },
      options: rememberedOptions(
        ({ planId, today }: ObligationScope) => `${planId} ${today}`,
        async (db, { today, planId }) => {
          const rows = await db.execute<{ key: string; name: string }>(
            sql`select key, coalesce(name, key) as name from (select held.key, ${nameOn(sql`held.key`, today)} as name from (
                select distinct coalesce(holder.holder_key, tally.organisation_key) as key
                from obligation_tally tally left join organisation_holder holder
                  on holder.organisation_key = tally.organisation_key and holder.valid @> ${today}::date
                where tally.organisation_key is not null and (${planId}::uuid is null or tally.plan_id = ${planId})) held) named
              order by name collate "vi-x-icu" limit 500`,
            'objects',
          );
          return rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
        },
      ),
      where: (organisations, all, { today, held }) => heldBy(organisations, asOfDay(all, today), held),
    },
    {
      key: 'group',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Nhóm', en: 'Group' },
      options: rememberedOptions(
        ({ planId }: ObligationScope) => `${planId}`,
        async (db, { planId }) => {
          const rows = await db.execute<{ code: string; title: string }>(
            sql`select distinct on (code) code, title from plan_group where ${planId}::uuid is null or plan_id = ${planId} order by code limit 100`,
            'objects',
          );
          return rows.map(({ code, title }) => ({ value: code, label: { vi: `${code}. ${title}`, en: `${code}. ${title}` } })); // prettier-ignore
        },
      ),
      where: (codes) => sql`obligation.group_id = any(array(select id from plan_group where code = ${anyOf(codes)}))`,
    },
    {
      key: 'state',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Tình trạng', en: 'State' },
      options: optionsOf(OBLIGATION_STATE_WORDS),
      where: (values) => sql`standing.state = ${anyOf(values)}`,
    },
    {
      key: 'time',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Thời hạn', en: 'Timeliness' },
      options: optionsOf(TIMELINESS_WORDS),
      where: (values, all, { today }) => timeWhere(values, all, asOfDay(all, today)),
    },
    {
      key: 'year',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Năm', en: 'Year' },
      options: rememberedOptions(
        () => '',
        async (db) => {
          const rows = await db.execute<{ year: number }>(
            sql`select distinct year from plan where status in ('active', 'superseded') and year is not null order by year desc limit 50`,
            'objects',
          );
          return rows.map(({ year }) => ({ value: String(year), label: { vi: String(year), en: String(year) } }));
        },
      ),
      where: (years, _all, { plans }) => ofPlans('year', years, plans),
    },
    {
      key: 'need',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cần xem', en: 'Needs attention' },
      options: [
        { value: 'nobody', label: { vi: 'chưa phân công người', en: 'no person assigned' } },
        { value: 'no-body', label: { vi: 'chưa rõ cơ quan', en: 'no body named' } },
        { value: 'extension', label: { vi: 'đang đề nghị gia hạn', en: 'extension asked' } },
        { value: 'obstacle', label: { vi: 'có vướng mắc', en: 'has obstacles' } },
        { value: 'silent', label: { vi: 'chưa báo cáo lần nào', en: 'never reported' } },
        { value: 'extended', label: { vi: 'đã gia hạn', en: 'was extended' } },
        ...SEEING_NEEDS.map(({ value, label }) => ({ value, label })),
      ],
      where: (values, all, { today }) => {
        const told = toldOn(asOfDay(all, today), today);
        const needs = values.map(
          (value) =>
            NEEDS[value]?.(told) ?? SEEING_NEEDS.find((each) => each.value === value)?.where(today) ?? sql`false`,
        );
        return sql`(${sql.join(needs, sql` or `)})`;
      },
    },
    {
      key: 'due_from',
      kind: 'date',
      label: { vi: 'Hạn từ ngày', en: 'Due from' },
      where: (from, all, { today }) => sql`${dueOn(all, today)} >= ${from}::date`,
    },
    {
      key: 'due_to',
      kind: 'date',
      label: { vi: 'Hạn đến ngày', en: 'Due until' },
      where: (to, all, { today }) => sql`${dueOn(all, today)} <= ${to}::date`,
    },
    ...SEEING_FILTERS,
    {
      key: 'as_of',
      kind: 'date',
      label: { vi: 'Xem như ngày', en: 'As of' },
      // The past is read from the spans; before it was opened an obligation was not there.
      where: (day) => sql`obligation.opened_on <= ${day}::date`,
    },
  ],
  sorts: [
    { key: 'due', label: { vi: 'Hạn', en: 'Due' }, expression: sql`obligation.sort_day`, type: 'date' },
    { key: 'submitted', label: { vi: 'Ngày gửi kết quả', en: 'Submitted' }, expression: sql`coalesce(obligation.submitted_on, 'infinity'::date)`, type: 'date' }, // prettier-ignore
  ],
  prepare: async (db, values, scope) => {
    const sets = [values.organisation ?? [], scope.organisations === 'all' ? [] : scope.organisations];
    const [held, tasks, plans] = await Promise.all([
      whatTheyHold(db, sets, asOfDay(values, scope.today)),
      values.q ? tasksTitled(db, values.q.join(' ')) : undefined,
      plansNamed(db, { year: values.year ?? [], slug: values.plan ?? [] }),
    ]);
    return { ...scope, held, tasks, ...(plans ? { plans } : {}) };
  },
  source: ({ planId, organisations, today, held, tasks }, values) => {
    const day = asOfDay(values, today);
    const standing = standingOn(values, today);
    const told = toldOn(day, today);
    const searched = values.q && tasks === null ? byTasksTitled(values.q.join(' ')) : undefined;
    return {
      select: sql`obligation.id, task.code, coalesce(obligation.title, task.title) as title, obligation.period_label as "periodLabel",
        plan.slug as "planSlug", plan.year as "planYear", obligation.organisation_key as "organisationKey",
        holder.name as organisation, standing.state, ${timelinessOf(day, sql`standing.`)} as timeliness,
        obligation.first_last_day as "firstLastDay", standing.last_day as "lastDay", ${told.extensions} as extensions,
        ${told.lastReportOn} as "lastReportOn", standing.submitted_on as "submittedOn", ${told.askedLastDay} as "askedLastDay",
        ${told.openObstacles} as "openObstacles", obligation.source, person.name as assignee`,
      narrow: {
        select: sql`obligation.*, standing.state as standing_state, standing.last_day as standing_last_day,
          standing.submitted_on as standing_submitted_on, ${givenTo(day)} as given_to`,
        from: sql`obligation ${standing}`,
      },
      ...(searched ? { counted: sql`${searched} ${standing}` } : {}),
      // Whoever holds the rows of a page is named once, however many rows it holds.
      from: sql`page obligation cross join lateral (select obligation.standing_state as state,
          obligation.standing_last_day as last_day, obligation.standing_submitted_on as submitted_on) standing
        left join plan on plan.id = obligation.plan_id left join plan_task task on task.id = obligation.task_id
        left join person on person.id = ${told.assigneeId}
        left join (select given.key, coalesce(version.name, ${nameOn(sql`successor.key`, day)}) as name
          from (select distinct given_to as key from page) given
            cross join lateral (select ${successorOn(sql`given.key`, day)} as key offset 0) successor
            left join organisation_version version on version.organisation_key = successor.key and version.valid @> ${day}::date
        ) holder on holder.key = obligation.given_to`,
      where: sql`${planId === null ? sql`true` : sql`obligation.plan_id = ${planId}`}
        and ${organisations === 'all' ? sql`true` : heldBy(organisations, day, held)}`,
      key: sql`obligation.id`,
      keyType: 'uuid',
    };
  },
};

/** What is open and late is found by the index of open work; everything else is looked at row by row. */
function timeWhere(values: readonly string[], { state = [] }: FilterValues, day: IsoDate): SQL {
  const onlyOpen = state.length > 0 && state.every((each) => each === 'not-started' || each === 'in-progress');
  if (onlyOpen && values.length === 1 && values[0] === 'late')
    return sql`standing.state in ('not-started', 'in-progress') and standing.last_day < ${day}::date`;
  return sql`${timelinessOf(day, sql`standing.`)} = ${anyOf(values)}`;
}
