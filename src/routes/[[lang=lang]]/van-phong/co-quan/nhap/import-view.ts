import { formatDate } from '#kernel/language.ts';
import type { VersionChange } from '#kernel/organisations/exchange/comparison.ts';
import type { ImportPreview } from '#kernel/organisations/exchange/import-registry.ts';
import type { OrganisationVersion } from '#kernel/organisations/model.ts';
import { KIND_WORDS, LEVEL_WORDS } from '#kernel/organisations/words.ts';

/** Rows of one table at most; the file itself holds the others. */
const MOST = 200;

const FIELD_WORDS: Partial<Record<keyof OrganisationVersion, string>> = {
  name: 'Tên',
  shortName: 'Tên gọn',
  aliases: 'Tên gọi khác',
  code: 'Mã định danh',
  level: 'Cấp',
  kind: 'Loại',
  parentKey: 'Cơ quan chủ quản',
  area: 'Địa bàn',
  validTo: 'Trước ngày',
};

/** What an import would do, as its page shows it. */
export type ImportView = ReturnType<typeof importView>;

/** Puts a preview into words; long tables are cut, their counts are not. */
export function importView({ errors, versions, successions, missing, ending, fingerprint }: ImportPreview) {
  const of = (kind: VersionChange['kind']) => versions.filter((each) => each.kind === kind);
  const [fresh, changed] = [of('new'), of('changed')];
  return {
    fingerprint,
    counts: {
      errors: errors.length,
      new: fresh.length,
      changed: changed.length,
      unchanged: of('unchanged').length,
      successions: successions.filter(({ kind }) => kind !== 'unchanged').length,
      missing: missing.versions.length,
    },
    errors: errors
      .slice(0, MOST)
      .map(({ sheet, row, column, message }) => ({ sheet, row, column, message: withoutPlace(message) })),
    fresh: fresh.slice(0, MOST).map(({ row, after, newBody }) => ({ row, ...body(after), newBody })),
    changed: changed.slice(0, MOST).map(({ row, before, after, fields }) => ({
      row,
      ...body(after),
      changes: fields.map((field) => `${FIELD_WORDS[field] ?? field}: ${said(before!, field)} → ${said(after, field)}`),
    })),
    successions: successions.filter(({ kind }) => kind !== 'unchanged').slice(0, MOST).map(({ row, kind, after }) => ({ row, fresh: kind === 'new', from: after.predecessorKey, to: after.successorKey, function: after.function, day: formatDate(after.effectiveOn, 'vi') })), // prettier-ignore
    missing: missing.versions.slice(0, MOST).map(body),
    ending,
    touches: fresh.length + changed.length + successions.filter(({ kind }) => kind !== 'unchanged').length > 0,
  };
}

/** The place stands in columns of its own. */
function withoutPlace(message: string): string {
  const bare = message.replace(/^Dòng \d+(?:, cột “[^”]*”)?(?:,? \(?ô [A-Z]+\d+\)?)?: /, '');
  return bare.slice(0, 1).toUpperCase() + bare.slice(1);
}

function body({ key, name, validFrom, validTo }: OrganisationVersion) {
  const from = validFrom === null ? 'từ trước' : `từ ${formatDate(validFrom, 'vi')}`;
  return { key, name, time: validTo === null ? from : `${from}, trước ${formatDate(validTo, 'vi')}` };
}

function said(version: OrganisationVersion, field: keyof OrganisationVersion): string {
  const value = version[field];
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '(trống)';
  if (field === 'level') return LEVEL_WORDS[version.level].vi;
  if (field === 'kind') return KIND_WORDS[version.kind].vi;
  if (field === 'validTo') return formatDate(String(value), 'vi');
  return Array.isArray(value) ? value.join('; ') : String(value);
}
