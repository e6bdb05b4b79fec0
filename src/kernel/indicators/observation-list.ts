import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import { anyOf, optionsOf } from '../lists/conditions.ts';
import type { FilterValues, ListDefinition } from '../lists/definition.ts';
import { endOfDayInstant } from './model.ts';
import { periodKey, periodText, type PeriodKind } from './periods.ts';
import type { Outcome } from './schema.ts';
import { evidenceText, OUTCOME_WORDS, PROVINCE, STATUS_WORDS } from './words.ts';

const knownBy = (values: FilterValues, today: IsoDate): SQL =>
  sql`${endOfDayInstant((values.as_of?.[0] as IsoDate | undefined) ?? today).toISOString()}::timestamptz`;

/** A figure as entered, one row per revision. */
export interface ObservationRow {
  id: string;
  organisationKey: string | null;
  organisationName: string | null;
  periodKind: PeriodKind;
  periodStart: IsoDate;
  revision: number;
  outcome: Outcome;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  status: 'provisional' | 'confirmed';
  documentNumber: string | null;
  documentDate: IsoDate | null;
  documentIssuer: string | null;
  link: string | null;
  note: string | null;
  recordedAt: string;
}

/** Figures of one indicator. */
export interface ObservationScope {
  indicatorKey: string;
  today: IsoDate;
}

export const OBSERVATION_LIST: ListDefinition<ObservationRow, ObservationScope> = {
  name: 'indicators.observations',
  title: { vi: 'Số liệu của chỉ số', en: 'Figures of the indicator' },
  columns: [
    {
      key: 'period',
      title: { vi: 'Kỳ', en: 'Period' },
      kind: 'text',
      value: (row, language) => periodText({ kind: row.periodKind, start: row.periodStart }, language),
      sort: 'period',
      width: 16,
    },
    {
      key: 'period_key',
      title: { vi: 'Mã kỳ', en: 'Period key' },
      kind: 'text',
      value: (row) => periodKey({ kind: row.periodKind, start: row.periodStart }),
      width: 12,
    },
    {
      key: 'organisation',
      title: { vi: 'Cơ quan', en: 'Organisation' },
      kind: 'text',
      value: (row, language) => row.organisationName ?? PROVINCE[language],
      sort: 'organisation',
      width: 44,
    },
    {
      key: 'outcome',
      title: { vi: 'Tình trạng', en: 'Outcome' },
      kind: 'text',
      value: (row, language) => OUTCOME_WORDS[row.outcome][language],
      width: 16,
    },
    { key: 'value', title: { vi: 'Giá trị', en: 'Value' }, kind: 'number', value: (row) => row.value, width: 14 },
    {
      key: 'numerator',
      title: { vi: 'Tử số', en: 'Numerator' },
      kind: 'number',
      value: (row) => row.numerator,
      width: 12,
    },
    { key: 'denominator', title: { vi: 'Mẫu số', en: 'Denominator' }, kind: 'number', value: (row) => row.denominator, width: 12 }, // prettier-ignore
    {
      key: 'status',
      title: { vi: 'Xác nhận', en: 'Status' },
      kind: 'text',
      value: (row, language) => STATUS_WORDS[row.status][language],
      width: 14,
    },
    {
      key: 'evidence',
      title: { vi: 'Căn cứ', en: 'Evidence' },
      kind: 'text',
      value: (row, language) => [evidenceText(row, language), row.link].filter(Boolean).join(' – ') || null,
      width: 40,
    },
    { key: 'note', title: { vi: 'Ghi chú', en: 'Note' }, kind: 'text', value: (row) => row.note, width: 30 },
    {
      key: 'revision',
      title: { vi: 'Lần nhập', en: 'Revision' },
      kind: 'number',
      value: (row) => row.revision,
      width: 10,
    },
    {
      key: 'recorded',
      title: { vi: 'Nhập lúc (UTC)', en: 'Recorded at (UTC)' },
      kind: 'text',
      value: (row) => new Date(row.recordedAt).toISOString(),
      width: 24,
    },
  ],
  filters: [
    {
      key: 'organisation',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cơ quan', en: 'Organisation' },
      options: async (db, { indicatorKey }) => {
        const rows = await db.execute<{ key: string | null; name: string | null }>(
          sql`select * from (select distinct on (observation.organisation_key) observation.organisation_key as key, version.name
              from indicator_observation observation
              left join organisation_version version on version.organisation_key = observation.organisation_key
              where observation.indicator_key = ${indicatorKey}
              order by observation.organisation_key, upper(version.valid) desc nulls first) each
            order by key is not null, name collate "vi-x-icu" limit 500`,
          'objects',
        );
        return rows.map(({ key, name }) => ({
          value: key ?? 'toan-tinh',
          label: key === null ? PROVINCE : { vi: name ?? key, en: name ?? key },
        }));
      },
      where: (keys) => sql`coalesce(observation.organisation_key, 'toan-tinh') = ${anyOf(keys)}`,
    },
    {
      key: 'status',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Xác nhận', en: 'Status' },
      options: optionsOf(STATUS_WORDS),
      where: ([status]) => sql`observation.status = ${status}`,
    },
    {
      key: 'revisions',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Lần nhập', en: 'Revisions' },
      hint: { vi: 'Để trống: số đang dùng', en: 'Empty: what holds' },
      options: [
        { value: 'latest', label: { vi: 'số đang dùng', en: 'what holds' } },
        { value: 'all', label: { vi: 'mọi lần nhập', en: 'everything entered' } },
      ],
      where: null,
    },
    {
      key: 'from',
      kind: 'date',
      label: { vi: 'Kỳ từ ngày', en: 'Periods from' },
      where: (from) => sql`observation.period_end >= ${from}::date`,
    },
    {
      key: 'to',
      kind: 'date',
      label: { vi: 'Kỳ đến ngày', en: 'Periods until' },
      where: (to) => sql`observation.period_start <= ${to}::date`,
    },
    {
      key: 'as_of',
      kind: 'date',
      label: { vi: 'Số liệu như biết vào ngày', en: 'As known on' },
      hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' },
      where: null,
    },
  ],
  sorts: [
    {
      key: 'latest',
      label: { vi: 'Kỳ mới trước', en: 'Latest period first' },
      expression: sql`('4000-01-01'::date - observation.period_start)`,
      type: 'int',
    },
    { key: 'period', label: { vi: 'Kỳ', en: 'Period' }, expression: sql`observation.period_start`, type: 'date' },
    {
      key: 'organisation',
      label: { vi: 'Cơ quan', en: 'Organisation' },
      expression: sql`coalesce(named.name, '') collate "vi-x-icu"`,
      type: 'text',
    },
  ],
  source: ({ indicatorKey, today }, values) => ({
    select: sql`observation.id, observation.organisation_key as "organisationKey", named.name as "organisationName",
      observation.period_kind as "periodKind", observation.period_start as "periodStart", observation.revision, observation.outcome,
      observation.value::float8, observation.numerator::float8, observation.denominator::float8, observation.status,
      observation.document_number as "documentNumber", observation.document_date as "documentDate",
      observation.document_issuer as "documentIssuer", observation.link, observation.note, observation.recorded_at as "recordedAt"`,
    from: sql`indicator_observation observation left join lateral (
        select version.name from organisation_version version where version.organisation_key = observation.organisation_key
        order by version.valid @> observation.period_end desc, upper(version.valid) desc nulls first limit 1) named on true`,
    where: sql`observation.indicator_key = ${indicatorKey} and observation.recorded_at < ${knownBy(values, today)}
      ${values.revisions?.[0] === 'all' ? sql`` : isLatest(knownBy(values, today))}`,
    key: sql`observation.id`,
    keyType: 'uuid',
  }),
};

/** What was superseded is left out, and what was withdrawn. */
function isLatest(moment: SQL): SQL {
  return sql`and observation.outcome <> 'withdrawn' and not exists (select 1 from indicator_observation later
    where later.indicator_key = observation.indicator_key and later.period_kind = observation.period_kind
      and later.period_start = observation.period_start and later.organisation_key is not distinct from observation.organisation_key
      and later.revision > observation.revision and later.recorded_at < ${moment})`;
}
