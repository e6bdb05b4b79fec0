import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { ScheduleKind } from '#kernel/calendar/schedule-model.ts';
import {
  anyOf,
  everyWord,
  optionsOf,
  rememberedOptions,
  type FilterValues,
  type ListDefinition,
} from '#kernel/lists/index.ts';
import { answerableAs, answeredBy, rolesOf, type Organised } from './answering-sql.ts';
import type { Role } from './import/model.ts';
import type { Progress, Timeliness } from './model.ts';
import { PROGRESS_WORDS, ROLE_WORDS, SCHEDULE_KIND_WORDS, TIMELINESS_WORDS } from './words.ts';
import { taskStateJoin } from './running/state-sql.ts';

/** A task as it stands in lists, with its products and who answers for them. */
export interface TaskRow {
  id: string;
  code: string;
  number: string;
  title: string;
  groupCode: string;
  groupTitle: string;
  firstDue: IsoDate | null;
  lastDue: IsoDate | null;
  progress: Progress;
  timeliness: Timeliness;
  products: TaskRowProduct[];
}

export interface TaskRowProduct {
  text: string;
  scheduleText: string;
  scheduleKind: ScheduleKind;
  due: IsoDate | null;
  doneOn: IsoDate | null;
  roles: { role: Role; name: string; organisationKey: string | null }[];
}

/** Tasks of one plan. `today` stands in where the view does not ask for another day. */
export interface TaskScope {
  planId: string;
  planSlug: string;
  today: IsoDate;
}

/** The day for which states are shown. */
export function asOfDay(values: FilterValues, today: IsoDate): IsoDate {
  return (values.as_of?.[0] as IsoDate | undefined) ?? today;
}

/** Whose organisation the view counts with; without a wish, the plan's own, so that a link shows the same rows tomorrow. */
function organisedIn(values: FilterValues): Organised {
  return values.organised?.[0] === 'now' ? 'now' : 'then';
}

function answers(organisations: readonly string[], all: FilterValues, { today }: TaskScope): SQL {
  const [organised, day] = [organisedIn(all), asOfDay(all, today)];
  const roles = all.role ? sql`and answerable.role = ${anyOf(all.role)}` : sql``;
  return sql`exists (select 1 from ${answerableAs(organised, day)}
    where answerable.task_id = task.id and ${answeredBy(organised, organisations, day)} ${roles})`;
}

const leadNames = (row: TaskRow, role: Role): string =>
  [
    ...new Set(
      row.products.flatMap((product) => product.roles.filter((each) => each.role === role).map((each) => each.name)),
    ),
  ].join('; ');

/** The register's main list: every task of a plan. */
export const TASK_LIST: ListDefinition<TaskRow, TaskScope> = {
  name: 'plan.tasks',
  title: { vi: 'Nhiệm vụ của kế hoạch', en: 'Tasks of the plan' },
  columns: [
    { key: 'code', title: { vi: 'Số', en: 'No.' }, kind: 'text', value: (row) => row.code, sort: 'order', width: 8 },
    {
      key: 'group',
      title: { vi: 'Nhóm', en: 'Group' },
      kind: 'text',
      value: (row) => `${row.groupCode}. ${row.groupTitle}`,
      width: 28,
    },
    {
      key: 'title',
      title: { vi: 'Nhiệm vụ', en: 'Task' },
      kind: 'text',
      value: (row) => row.title,
      sort: 'title',
      width: 60,
    },
    {
      key: 'products',
      title: { vi: 'Kết quả, sản phẩm', en: 'Products' },
      kind: 'text',
      value: (row) => row.products.map((product) => product.text).join('\n'),
      width: 50,
    },
    {
      key: 'schedule',
      title: { vi: 'Tiến độ', en: 'Schedule as written' },
      kind: 'text',
      value: (row) => [...new Set(row.products.map((product) => product.scheduleText))].join('\n'),
      width: 24,
    },
    { key: 'due', title: { vi: 'Hạn', en: 'Due' }, kind: 'date', value: (row) => row.lastDue, sort: 'due', width: 12 },
    {
      key: 'lead',
      title: { vi: 'Chủ trì', en: 'Lead' },
      kind: 'text',
      value: (row) => leadNames(row, 'lead'),
      width: 36,
    },
    {
      key: 'coordinating',
      title: { vi: 'Phối hợp', en: 'Coordinating' },
      kind: 'text',
      value: (row) => leadNames(row, 'coordinating'),
      width: 36,
    },
    {
      key: 'progress',
      title: { vi: 'Tình trạng', en: 'Progress' },
      kind: 'text',
      value: (row, language) => PROGRESS_WORDS[row.progress][language],
      width: 16,
    },
    {
      key: 'timeliness',
      title: { vi: 'Thời hạn', en: 'Timeliness' },
      kind: 'text',
      value: (row, language) => TIMELINESS_WORDS[row.timeliness][language],
      width: 16,
    },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm nhiệm vụ', en: 'Search' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      where: searchTasks,
    },
    {
      key: 'group',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Nhóm', en: 'Group' },
      options: async (db, scope) => {
        const groups = await db.execute<{ code: string; title: string }>(
          sql`select code, title from plan_group where plan_id = ${scope.planId} order by ordinal limit 200`,
          'objects',
        );
        return groups.map(({ code, title }) => ({
          value: code,
          label: { vi: `${code}. ${title}`, en: `${code}. ${title}` },
        }));
      },
      where: (codes) => sql`"group".code = ${anyOf(codes)}`,
    },
    {
      key: 'organisation',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cơ quan', en: 'Organisation' },
      hint: { vi: 'Kể cả khi thuộc “các sở, ban, ngành”', en: 'Also as a member of a collective' },
      options: rememberedOptions(
        ({ planId, today }: TaskScope) => `${planId} ${today}`,
        async (db, scope) => {
          const organisations = await db.execute<{ key: string; name: string }>(
            // Whom the plan named, in their names of that day; and who holds their work now, where these are others.
            sql`select key, name from (
              select distinct on (version.organisation_key) version.organisation_key as key, version.name
              from plan join lateral (
                  select organisation_key, 0 as place, coalesce(plan.issued_on, ${scope.today}::date) as day
                  from plan_answerable where plan_id = plan.id
                  union
                  select organisation_key, 1, ${scope.today}::date from plan_answerable_on(${scope.today}::date) where plan_id = plan.id
                ) answering on true
                join organisation_version version on version.organisation_key = answering.organisation_key and version.valid @> answering.day
              where plan.id = ${scope.planId}
              order by version.organisation_key, answering.place) each
            order by name collate "vi-x-icu" limit 500`,
            'objects',
          );
          return organisations.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
        },
      ),
      where: answers,
    },
    {
      key: 'organised',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Cơ quan tính theo tổ chức', en: 'Organisations as of' },
      hint: { vi: 'Để trống: như kế hoạch ghi', en: 'Empty: as the plan names them' },
      options: [
        { value: 'then', label: { vi: 'khi ban hành kế hoạch', en: 'when the plan was issued' } },
        { value: 'now', label: { vi: 'ngày đang xem, sau sáp nhập', en: 'the day of the view, after mergers' } },
      ],
      where: null,
    },
    {
      key: 'role',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Vai trò', en: 'Role' },
      options: optionsOf(ROLE_WORDS),
      // With an organisation chosen the role qualifies it; alone it asks for tasks in which anybody has the role.
      where: (roles, all) =>
        all.organisation
          ? sql`true`
          : sql`exists (select 1 from plan_product product join plan_assignment assignment on assignment.product_id = product.id
              where product.task_id = task.id and assignment.role = ${anyOf(roles)})`,
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Loại tiến độ', en: 'Kind of schedule' },
      options: optionsOf(SCHEDULE_KIND_WORDS),
      where: (kinds) =>
        sql`exists (select 1 from plan_product product where product.task_id = task.id and product.schedule_kind = ${anyOf(kinds)})`,
    },
    {
      key: 'progress',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Tình trạng', en: 'Progress' },
      options: optionsOf(PROGRESS_WORDS),
      where: (values) => sql`state.progress = ${anyOf(values)}`,
    },
    {
      key: 'time',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Thời hạn', en: 'Timeliness' },
      options: optionsOf(TIMELINESS_WORDS),
      where: (values) => sql`state.timeliness = ${anyOf(values)}`,
    },
    {
      key: 'due_from',
      kind: 'date',
      label: { vi: 'Hạn từ ngày', en: 'Due from' },
      where: (from) =>
        sql`exists (select 1 from plan_product product where product.task_id = task.id and product.due >= ${from}::date)`,
    },
    {
      key: 'due_to',
      kind: 'date',
      label: { vi: 'Hạn đến ngày', en: 'Due until' },
      where: (
        to,
        all,
      ) => sql`exists (select 1 from plan_product product where product.task_id = task.id and product.due <= ${to}::date
        and product.due >= ${all.due_from?.[0] ?? '0001-01-01'}::date)`,
    },
    {
      key: 'as_of',
      kind: 'date',
      label: { vi: 'Tình trạng tính đến ngày', en: 'State as of' },
      hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' },
      where: null,
    },
  ],
  sorts: [
    {
      key: 'order',
      label: { vi: 'Thứ tự trong kế hoạch', en: 'Order of the plan' },
      expression: sql`task.ordinal`,
      type: 'int',
    },
    {
      key: 'due',
      label: { vi: 'Hạn', en: 'Due date' },
      expression: sql`coalesce(task.first_due, 'infinity'::date)`,
      type: 'date',
    },
    {
      key: 'title',
      label: { vi: 'Tên nhiệm vụ', en: 'Title' },
      expression: sql`task.title collate "vi-x-icu"`,
      type: 'text',
    },
  ],
  source: (scope, values) => ({
    select: sql`task.id, task.code, task.number, task.title, "group".code as "groupCode", "group".title as "groupTitle",
      task.first_due as "firstDue", task.last_due as "lastDue", state.progress, state.timeliness,
      (select jsonb_agg(jsonb_build_object('text', product.text, 'scheduleText', product.schedule_text,
          'scheduleKind', product.schedule_kind, 'due', product.due, 'doneOn', product.done_on,
          'roles', coalesce((${rolesOf(organisedIn(values), asOfDay(values, scope.today))}), '[]'))
          order by product.ordinal)
        from plan_product product where product.task_id = task.id) as products`,
    from: sql`plan_task task join plan_group "group" on "group".id = task.group_id ${taskStateJoin(asOfDay(values, scope.today))}`,
    where: sql`task.plan_id = ${scope.planId}`,
    key: sql`task.id`,
    keyType: 'uuid',
  }),
};

/** In the task's title, its code or one of its products. */
function searchTasks(words: string): SQL {
  return everyWord(
    words,
    (pattern, word) => sql`task.title_key like ${pattern} or lower(task.code) = ${word}
      or exists (select 1 from plan_product product where product.task_id = task.id and search_key(product.text) like ${pattern})`,
  );
}
