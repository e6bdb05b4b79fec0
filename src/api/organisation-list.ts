import { sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { ListDefinition, Option } from '#kernel/lists/index.ts';
import type { OrganisationVersion } from '#kernel/organisations/model.ts';
import { fold } from '#kernel/search/fold.ts';
import type { KINDS, LEVELS } from './organisation-shapes.ts';

export interface OrganisationScope {
  today: IsoDate;
}

export const organisationScope = (now: Date): OrganisationScope => ({ today: vietnamDate(now) });

const LEVEL_WORDS: Record<(typeof LEVELS)[number], Option['label']> = {
  central: { vi: 'Trung ương', en: 'Central' },
  province: { vi: 'Cấp tỉnh', en: 'Province' },
  district: { vi: 'Cấp huyện', en: 'District' },
  commune: { vi: 'Cấp xã', en: 'Commune' },
};
const KIND_WORDS: Record<(typeof KINDS)[number], Option['label']> = {
  'people-council': { vi: 'Hội đồng nhân dân', en: 'People’s council' },
  'people-committee': { vi: 'Ủy ban nhân dân', en: 'People’s committee' },
  department: { vi: 'Sở, ban, ngành', en: 'Department' },
  division: { vi: 'Phòng chuyên môn', en: 'Division' },
  'vertical-agency': { vi: 'Cơ quan ngành dọc', en: 'Central agency in the province' },
  'public-service-unit': { vi: 'Đơn vị sự nghiệp công lập', en: 'Public service unit' },
  'party-body': { vi: 'Cơ quan Đảng', en: 'Party body' },
  'steering-committee': { vi: 'Ban Chỉ đạo', en: 'Steering committee' },
  association: { vi: 'Đoàn thể, hội', en: 'Association' },
  ministry: { vi: 'Bộ, cơ quan ngang bộ', en: 'Ministry' },
  other: { vi: 'Khác', en: 'Other' },
};

const options = <Key extends string>(words: Record<Key, Option['label']>): Option[] =>
  Object.entries<Option['label']>(words).map(([value, label]) => ({ value, label }));
const list = (values: readonly string[]) => sql`any(${sql.param(values)}::text[])`;

/** Organisations as they stand on a day. */
export const ORGANISATION_LIST: ListDefinition<OrganisationVersion, OrganisationScope> = {
  name: 'organisations',
  title: { vi: 'Cơ quan, đơn vị', en: 'Organisations' },
  columns: [
    { key: 'key', title: { vi: 'Mã', en: 'Key' }, kind: 'text', value: (row) => row.key },
    { key: 'name', title: { vi: 'Tên', en: 'Name' }, kind: 'text', value: (row) => row.name, sort: 'name', width: 50 },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm theo tên', en: 'Search by name' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      where: (words) => {
        const pattern = `%${fold(words).replace(/[\\%_]/g, String.raw`\$&`)}%`;
        return sql`search_key(version.name) like ${pattern} or search_key(coalesce(version.short_name, '')) like ${pattern}
          or exists (select 1 from unnest(version.aliases) alias where search_key(alias) like ${pattern})`;
      },
    },
    {
      key: 'level',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cấp', en: 'Level' },
      options: options(LEVEL_WORDS),
      where: (values) => sql`version.level = ${list(values)}`,
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Loại', en: 'Kind' },
      options: options(KIND_WORDS),
      where: (values) => sql`version.kind = ${list(values)}`,
    },
    {
      key: 'as_of',
      kind: 'date',
      label: { vi: 'Vào ngày', en: 'As of' },
      hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' },
      where: null,
    },
  ],
  sorts: [
    { key: 'name', label: { vi: 'Tên', en: 'Name' }, expression: sql`version.name collate "vi-x-icu"`, type: 'text' },
    { key: 'key', label: { vi: 'Mã', en: 'Key' }, expression: sql`version.organisation_key`, type: 'text' },
  ],
  source: (scope, values) => ({
    select: sql`version.organisation_key as key, version.name, version.short_name as "shortName", version.aliases, version.code,
      version.level, version.kind, version.parent_key as "parentKey",
      lower(version.valid)::text as "validFrom", upper(version.valid)::text as "validTo"`,
    from: sql`organisation_version version`,
    where: sql`version.valid @> ${values.as_of?.[0] ?? scope.today}::date`,
    key: sql`version.organisation_key`,
    keyType: 'text',
  }),
};
