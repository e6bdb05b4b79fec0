import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import { anyOf, everyWord, optionsOf } from '../lists/conditions.ts';
import type { FilterValues, ListDefinition } from '../lists/definition.ts';
import { endOfDayInstant, type Direction, type IndicatorKind, type Unit } from './model.ts';
import type { PeriodKind } from './periods.ts';
import { DIRECTION_WORDS, FREQUENCY_WORDS, KIND_WORDS, UNIT_WORDS } from './words.ts';

const dayOf = (values: FilterValues, today: IsoDate): IsoDate => (values.as_of?.[0] as IsoDate | undefined) ?? today;
const knownBy = (values: FilterValues, today: IsoDate): SQL =>
  sql`${endOfDayInstant(dayOf(values, today)).toISOString()}::timestamptz`;

/** An indicator as defined on the day of the view. */
export interface IndicatorRow {
  key: string;
  kind: IndicatorKind;
  name: string;
  nameEn: string | null;
  unit: Unit;
  unitLabel: string | null;
  direction: Direction;
  frequency: PeriodKind;
  source: string;
  /** Last day of the latest period with a figure; null: none, or a computed one, which always has figures. */
  lastDay: IsoDate | null;
}

/** Every indicator that the reader may see. */
export const INDICATOR_LIST: ListDefinition<IndicatorRow, { today: IsoDate }> = {
  name: 'indicators',
  title: { vi: 'Chỉ số theo dõi', en: 'Indicators' },
  columns: [
    {
      key: 'name',
      title: { vi: 'Chỉ số', en: 'Indicator' },
      kind: 'text',
      value: (row, language) => (language === 'en' && row.nameEn) || row.name,
      sort: 'name',
      width: 60,
    },
    { key: 'key', title: { vi: 'Mã', en: 'Key' }, kind: 'text', value: (row) => row.key, width: 28 },
    {
      key: 'unit',
      title: { vi: 'Đơn vị tính', en: 'Unit' },
      kind: 'text',
      value: (row, language) => row.unitLabel ?? UNIT_WORDS[row.unit][language],
      width: 14,
    },
    {
      key: 'direction',
      title: { vi: 'Chiều tốt', en: 'Direction' },
      kind: 'text',
      value: (row, language) => DIRECTION_WORDS[row.direction][language],
      width: 20,
    },
    {
      key: 'frequency',
      title: { vi: 'Kỳ số liệu', en: 'Frequency' },
      kind: 'text',
      value: (row, language) => FREQUENCY_WORDS[row.frequency][language],
      width: 14,
    },
    {
      key: 'kind',
      title: { vi: 'Cách có số liệu', en: 'Kind' },
      kind: 'text',
      value: (row, language) => KIND_WORDS[row.kind][language],
      width: 18,
    },
    { key: 'source', title: { vi: 'Nguồn', en: 'Source' }, kind: 'text', value: (row) => row.source, width: 40 },
    {
      key: 'last',
      title: { vi: 'Số liệu đến ngày', en: 'Data through' },
      kind: 'date',
      value: (row) => row.lastDay,
      sort: 'last',
      width: 14,
    },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm chỉ số', en: 'Search' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      where: (words) =>
        everyWord(
          words,
          (
            pattern,
            word,
          ) => sql`search_key(version.name) like ${pattern} or search_key(coalesce(version.name_en, '')) like ${pattern}
            or indicator.key = ${word} or exists (select 1 from unnest(version.aliases) alias where search_key(alias) like ${pattern})`,
        ),
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cách có số liệu', en: 'Kind' },
      options: optionsOf(KIND_WORDS),
      where: (kinds) => sql`indicator.kind = ${anyOf(kinds)}`,
    },
    {
      key: 'unit',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Đơn vị tính', en: 'Unit' },
      options: optionsOf(UNIT_WORDS),
      where: (units) => sql`version.unit = ${anyOf(units)}`,
    },
    {
      key: 'as_of',
      kind: 'date',
      label: { vi: 'Tính đến ngày', en: 'As of' },
      hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' },
      where: null,
    },
  ],
  sorts: [
    { key: 'name', label: { vi: 'Tên', en: 'Name' }, expression: sql`version.name collate "vi-x-icu"`, type: 'text' },
    {
      key: 'last',
      label: { vi: 'Số liệu đến ngày', en: 'Data through' },
      expression: sql`coalesce(latest.last_day, '-infinity'::date)`,
      type: 'date',
    },
  ],
  source: ({ today }, values) => ({
    select: sql`indicator.key, indicator.kind, version.name, version.name_en as "nameEn", version.unit,
      version.unit_label as "unitLabel", version.direction, version.frequency, version.source, latest.last_day as "lastDay"`,
    from: sql`indicator
      join indicator_version version on version.indicator_key = indicator.key and version.valid @> ${dayOf(values, today)}::date
      left join lateral (select max(period_end) as last_day from indicator_observation observation
        where observation.indicator_key = indicator.key and observation.outcome = 'measured'
          and observation.recorded_at < ${knownBy(values, today)}) latest on true`,
    where: sql`true`,
    key: sql`indicator.key`,
    keyType: 'text',
  }),
};
