import * as z from 'zod';
import { isIsoDate, toVietnamese, type IsoDate } from '../calendar/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Level, OrganisationKind, OrganisationVersion, Registry } from './model.ts';

/** The data files of a province, as read from JSON. */
export interface RegistryFiles {
  organisations: unknown;
  successions: unknown;
  collectives: unknown;
  /** The vocabulary of functions; when given, successions may name no other. */
  functions?: unknown;
}

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'khóa viết bằng chữ thường không dấu, nối bằng gạch ngang');
const text = z.string().trim().min(1, 'không được để trống').normalize('NFC');
const day = z.custom<IsoDate>((value) => typeof value === 'string' && isIsoDate(value), 'ngày viết dạng YYYY-MM-DD');

/** The values of `Level` and `OrganisationKind`, for checking what comes from outside. */
export const ORGANISATION_LEVELS = ['central', 'province', 'district', 'commune'] as const satisfies readonly Level[];
export const ORGANISATION_KINDS = [
  'people-council', 'people-committee', 'department', 'division', 'vertical-agency', 'public-service-unit',
  'party-body', 'steering-committee', 'association', 'ministry', 'other',
] as const satisfies readonly OrganisationKind[]; // prettier-ignore

const level = z.enum(ORGANISATION_LEVELS);
const kind = z.enum(ORGANISATION_KINDS);

const organisation = z.strictObject({
  key,
  name: text,
  shortName: text.nullable().default(null),
  aliases: z.array(text).default([]),
  code: text.nullable().default(null),
  level,
  kind,
  parentKey: key.nullable().default(null),
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
});
const succession = z.strictObject({
  predecessorKey: key,
  successorKey: key,
  function: text.nullable().default(null),
  effectiveOn: day,
  source: text,
  inferred: z.boolean(),
});
const collective = z.strictObject({
  key,
  name: text,
  aliases: z.array(text).default([]),
  members: z.array(
    z.strictObject({
      levels: z.array(level).optional(),
      kinds: z.array(kind).optional(),
      keys: z.array(key).optional(),
    }),
  ),
  indefinite: z.boolean().default(false),
});
const organisationFunction = z.strictObject({ key, name: text });
const organisationsFile = z.strictObject({ province: text, organisations: z.array(organisation) });

/**
 * Checks the data of a province and makes its registry. Omitted fields are null, empty or false.
 * @throws Refusal naming the file and entry when a field is wrong, a key stands twice, versions overlap, or a parent,
 * successor or member does not exist.
 */
export function readRegistry(files: RegistryFiles): Registry {
  const { province, organisations } = check('organisations.json', organisationsFile, files.organisations);
  const successions = check('successions.json', z.array(succession), files.successions);
  const collectives = check('collectives.json', z.array(collective), files.collectives);
  const functions = check('functions.json', z.array(organisationFunction), files.functions ?? []);
  const known = new Set(organisations.map((version) => version.key));
  const named = new Set(functions.map(({ name }) => name));

  refuseOverlaps(organisations);
  for (const { key, parentKey } of organisations) {
    if (parentKey !== null && !known.has(parentKey)) refuse('parent-unknown', `Cơ quan cấp trên “${parentKey}” không có trong danh mục`, 'organisations.json', key); // prettier-ignore
  }
  refuseCycles(organisations);
  for (const { predecessorKey, successorKey, function: duty } of successions) {
    for (const each of [predecessorKey, successorKey]) {
      if (!known.has(each)) refuse('successor-unknown', `Cơ quan “${each}” không có trong danh mục`, 'successions.json', predecessorKey); // prettier-ignore
    }
    if (duty !== null && files.functions !== undefined && !named.has(duty)) refuse('function-unknown', `Chức năng “${duty}” không có trong danh mục`, 'successions.json', predecessorKey); // prettier-ignore
    if (predecessorKey === successorKey) refuse('succession-to-itself', `Cơ quan “${successorKey}” không thể kế thừa chính mình`, 'successions.json', predecessorKey); // prettier-ignore
  }
  const seen = new Set<string>();
  for (const { key, members } of collectives) {
    if (seen.has(key)) refuse('collective-twice', `Khóa “${key}” được dùng hai lần`, 'collectives.json', key);
    seen.add(key);
    const stranger = members.flatMap((rule) => rule.keys ?? []).find((member) => !known.has(member));
    if (stranger !== undefined) refuse('member-unknown', `Thành viên “${stranger}” không có trong danh mục`, 'collectives.json', key); // prettier-ignore
  }
  return { province, functions, organisations, successions, collectives };
}

function check<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = [file, ...(issue?.path ?? [])].join(' › ');
  throw new Refusal('organisations.bad-data', `Dữ liệu cơ quan, đơn vị không hợp lệ tại ${where}: ${issue?.message}`, {
    where,
    remedy: 'Sửa mục đã nêu rồi nạp lại.',
    cause: result.error,
  });
}

function refuseOverlaps(organisations: OrganisationVersion[]): void {
  const versions = new Map<string, OrganisationVersion[]>();
  for (const each of organisations) {
    if (each.validFrom !== null && each.validTo !== null && each.validTo <= each.validFrom) {
      refuse('ends-before-start', `“${each.name}” hết hiệu lực (${toVietnamese(each.validTo)}) trước khi có hiệu lực`, 'organisations.json', each.key); // prettier-ignore
    }
    for (const other of versions.get(each.key) ?? []) {
      const before = (a: OrganisationVersion, b: OrganisationVersion) => a.validTo !== null && b.validFrom !== null && a.validTo <= b.validFrom; // prettier-ignore
      if (!before(each, other) && !before(other, each)) {
        refuse('versions-overlap', `Khóa “${each.key}” có hai phiên bản cùng hiệu lực: “${other.name}” và “${each.name}”`, 'organisations.json', each.key); // prettier-ignore
      }
    }
    versions.set(each.key, [...(versions.get(each.key) ?? []), each]);
  }
}

/** A circle over any versions is refused, even one that never holds on a single day: it is always a slip. */
function refuseCycles(organisations: OrganisationVersion[]): void {
  const parents = new Map<string, Set<string>>();
  for (const { key, parentKey } of organisations) {
    if (parentKey !== null) parents.set(key, (parents.get(key) ?? new Set()).add(parentKey));
  }
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const way: { key: string; rest: string[] }[] = [{ key: start, rest: [...parents.get(start)!] }];
    const above = new Set([start]);
    while (way.length > 0) {
      const last = way.at(-1)!;
      const parent = last.rest.pop();
      if (parent === undefined) {
        done.add(last.key);
        above.delete(last.key);
        way.pop();
      } else if (above.has(parent)) {
        refuse('parents-in-a-circle', `Quan hệ cấp trên của “${parent}” đi vòng về chính nó`, 'organisations.json', parent); // prettier-ignore
      } else if (!done.has(parent)) {
        above.add(parent);
        way.push({ key: parent, rest: [...(parents.get(parent) ?? [])] });
      }
    }
  }
}

function refuse(condition: string, message: string, file: string, entry: string): never {
  throw new Refusal(`organisations.${condition}`, `${message}.`, {
    where: `${file} › ${entry}`,
    remedy: `Sửa mục “${entry}” trong ${file} rồi nạp lại.`,
  });
}
