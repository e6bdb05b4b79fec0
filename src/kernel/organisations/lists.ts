import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import { anyOf, everyWord, optionsOf } from '../lists/conditions.ts';
import type { FilterValues, ListDefinition } from '../lists/definition.ts';
import type { OrganisationVersion } from './model.ts';
import { belongs } from './queries.ts';
import { KIND_WORDS, LEVEL_WORDS } from './words.ts';

/** An organisation as it stood on the day of the view. */
export interface OrganisationRow extends OrganisationVersion {
  parentName: string | null;
}

/** `today` stands in where the view does not ask for another day. */
export interface OrganisationScope {
  today: IsoDate;
}

const dayOf = (values: FilterValues, { today }: OrganisationScope): IsoDate =>
  (values.as_of?.[0] as IsoDate | undefined) ?? today;

/** The organisations that exist on a day, in their names of that day. */
export const ORGANISATION_LIST: ListDefinition<OrganisationRow, OrganisationScope> = {
  name: 'organisations',
  title: { vi: 'Cơ quan, đơn vị', en: 'Organisations' },
  columns: [
    {
      key: 'name',
      title: { vi: 'Tên', en: 'Name' },
      kind: 'text',
      value: (row) => row.name,
      sort: 'name',
      width: 60,
    },
    {
      key: 'short',
      title: { vi: 'Tên gọn', en: 'Short name' },
      kind: 'text',
      value: (row) => row.shortName,
      width: 20,
    },
    {
      key: 'level',
      title: { vi: 'Cấp', en: 'Level' },
      kind: 'text',
      value: (row, language) => LEVEL_WORDS[row.level][language],
      sort: 'level',
      width: 14,
    },
    {
      key: 'kind',
      title: { vi: 'Loại', en: 'Kind' },
      kind: 'text',
      value: (row, language) => KIND_WORDS[row.kind][language],
      width: 28,
    },
    {
      key: 'parent',
      title: { vi: 'Trực thuộc', en: 'Part of' },
      kind: 'text',
      value: (row) => row.parentName,
      width: 36,
    },
    { key: 'from', title: { vi: 'Từ ngày', en: 'From' }, kind: 'date', value: (row) => row.validFrom, width: 12 },
    {
      key: 'to',
      title: { vi: 'Trước ngày', en: 'Until (exclusive)' },
      kind: 'date',
      value: (row) => row.validTo,
      width: 12,
    },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm theo tên', en: 'Search by name' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      where: searchNames,
    },
    {
      key: 'level',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cấp', en: 'Level' },
      options: optionsOf(LEVEL_WORDS),
      where: (levels) => sql`version.level = ${anyOf(levels)}`,
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Loại', en: 'Kind' },
      options: optionsOf(KIND_WORDS),
      where: (kinds) => sql`version.kind = ${anyOf(kinds)}`,
    },
    {
      key: 'collective',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Thuộc tập thể', en: 'Member of the collective' },
      options: async (db) => {
        const rows = await db.execute<{ key: string; name: string }>(
          sql`select key, name from collective where members <> '[]' order by name collate "vi-x-icu" limit 200`,
          'objects',
        );
        return rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
      },
      where: ([key]) => sql`exists (select 1 from collective where collective.key = ${key} and ${belongs})`,
    },
    {
      key: 'as_of',
      kind: 'date',
      label: { vi: 'Có vào ngày', en: 'As of' },
      hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' },
      where: null,
    },
  ],
  sorts: [
    {
      key: 'level',
      label: { vi: 'Cấp, rồi tên', en: 'Level, then name' },
      expression: sql`(case version.level when 'province' then '1 ' when 'district' then '2 ' when 'commune' then '3 ' else '4 ' end
        || version.name) collate "vi-x-icu"`,
      type: 'text',
    },
    {
      key: 'name',
      label: { vi: 'Tên', en: 'Name' },
      expression: sql`version.name collate "vi-x-icu"`,
      type: 'text',
    },
  ],
  source: (scope, values) => ({
    select: sql`version.organisation_key as key, version.name, version.short_name as "shortName", version.aliases, version.code, version.level, version.kind,
      version.parent_key as "parentKey", version.area,
      (select name from organisation_version parent where parent.organisation_key = version.parent_key
        and parent.valid @> ${dayOf(values, scope)}::date) as "parentName",
      lower(version.valid)::text as "validFrom", upper(version.valid)::text as "validTo"`,
    from: sql`organisation_version version`,
    where: sql`version.valid @> ${dayOf(values, scope)}::date`,
    key: sql`version.organisation_key`,
    keyType: 'text',
  }),
};

/** In the name, the short name, an alias or the code; the column is made of them by the database. */
function searchNames(words: string): SQL {
  return everyWord(words, (pattern) => sql`version.words like ${pattern}`);
}
