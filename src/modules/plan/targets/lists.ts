import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { periodKey, type PeriodKind } from '#kernel/indicators/index.ts';
import { everyWord, type ListDefinition } from '#kernel/lists/index.ts';
import type { TargetOperator } from '../import/model.ts';

/** A numeric target as a list shows it. */
export interface TargetListRow {
  id: string;
  number: string;
  text: string;
  operator: TargetOperator;
  value: number;
  unit: string;
  indicatorKey: string | null;
  indicatorName: string | null;
  organisationName: string | null;
  periodKind: PeriodKind | null;
  periodStart: IsoDate | null;
  baseline: number | null;
}

/** Targets of one plan. */
export interface TargetScope {
  planId: string;
}

/** Numeric targets of a plan, with what measures each. */
export const TARGET_LIST: ListDefinition<TargetListRow, TargetScope> = {
  name: 'plan.targets',
  title: { vi: 'Chỉ tiêu của kế hoạch', en: 'Targets of the plan' },
  columns: [
    {
      key: 'number',
      title: { vi: 'Mục tiêu', en: 'Objective' },
      kind: 'text',
      value: (row) => row.number,
      sort: 'order',
      width: 10,
    },
    { key: 'text', title: { vi: 'Chỉ tiêu', en: 'Target' }, kind: 'text', value: (row) => row.text, width: 60 },
    {
      key: 'operator',
      title: { vi: 'So sánh', en: 'Comparison' },
      kind: 'text',
      value: (row) => row.operator,
      width: 10,
    },
    { key: 'value', title: { vi: 'Mức', en: 'Value' }, kind: 'number', value: (row) => row.value, width: 10 },
    { key: 'unit', title: { vi: 'Đơn vị tính', en: 'Unit' }, kind: 'text', value: (row) => row.unit, width: 14 },
    {
      key: 'indicator',
      title: { vi: 'Chỉ số đo', en: 'Measured by' },
      kind: 'text',
      value: (row) => row.indicatorName,
      width: 44,
    },
    { key: 'organisation', title: { vi: 'Phạm vi', en: 'Scope' }, kind: 'text', value: (row, language) => row.indicatorKey && (row.organisationName ?? (language === 'vi' ? 'Toàn tỉnh' : 'The province')), width: 30 }, // prettier-ignore
    { key: 'period', title: { vi: 'Kỳ phải đạt', en: 'Due by' }, kind: 'text', value: (row) => row.periodKind && periodKey({ kind: row.periodKind, start: row.periodStart! }), width: 12 }, // prettier-ignore
    {
      key: 'baseline',
      title: { vi: 'Mức nền', en: 'Baseline' },
      kind: 'number',
      value: (row) => row.baseline,
      width: 10,
    },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm chỉ tiêu', en: 'Search' },
      where: (words) => everyWord(words, (pattern) => sql`search_key(target.text) like ${pattern}`),
    },
    {
      key: 'bound',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Đo lường', en: 'Measured' },
      options: [
        { value: 'yes', label: { vi: 'đã gắn chỉ số', en: 'bound to an indicator' } },
        { value: 'no', label: { vi: 'chưa gắn chỉ số', en: 'not bound' } },
      ],
      where: ([bound]) => sql`(bound.indicator_key is not null) = ${bound === 'yes'}`,
    },
  ],
  sorts: [
    {
      key: 'order',
      label: { vi: 'Thứ tự trong kế hoạch', en: 'Order of the plan' },
      expression: sql`(objective.ordinal * 1000 + target.ordinal)`,
      type: 'int',
    },
  ],
  source: ({ planId }) => ({
    select: sql`target.objective_id || ':' || target.ordinal as id,
      concat_ws('.', nullif((select parent.number from plan_objective parent where parent.id = objective.parent_id), ''), nullif(objective.number, '')) as number,
      target.text, target.operator, target.value::float8, target.unit, bound.indicator_key as "indicatorKey",
      version.name as "indicatorName", organisation.name as "organisationName", bound.period_kind as "periodKind",
      bound.period_start as "periodStart", bound.baseline::float8`,
    from: sql`plan_target target join plan_objective objective on objective.id = target.objective_id
      left join plan_target_indicator bound on bound.objective_id = target.objective_id and bound.ordinal = target.ordinal
      left join lateral (select name from indicator_version each where each.indicator_key = bound.indicator_key
        order by each.version desc limit 1) version on true
      left join lateral (select name from organisation_version each where each.organisation_key = bound.organisation_key
        order by upper(each.valid) desc nulls first limit 1) organisation on true`,
    where: sql`objective.plan_id = ${planId}`,
    key: sql`(target.objective_id || ':' || target.ordinal)`,
    keyType: 'text',
  }),
};
