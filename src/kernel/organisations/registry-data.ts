import * as z from 'zod';
import { isIsoDate, type IsoDate } from '../calendar/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Level, OrganisationKind, Registry } from './model.ts';
import { faultsOf } from './registry-faults.ts';

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

/** A territory in words: one line, as a cell of a workbook gives it back. */
export const AREA = z.string().normalize('NFC').transform((words) => words.replaceAll(/\s+/gu, ' ').trim()).pipe(z.string().max(2_000, 'Dài nhất 2.000 ký tự.')); // prettier-ignore

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
  area: AREA.pipe(text).nullable().default(null),
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
      prefix: z.string().optional(),
      joined: z.array(z.strictObject({ prefix: z.string(), from: day })).optional(),
    }),
  ),
  indefinite: z.boolean().default(false),
});
const organisationFunction = z.strictObject({ key, name: text });
const organisationsFile = z.strictObject({ province: text, organisations: z.array(organisation) });

/**
 * Checks the data of a province and makes its registry. Omitted fields are null, empty or false.
 * @throws Refusal naming the file and entry when a field is wrong or the registry has one of the faults of `registry-faults.ts`
 */
export function readRegistry(files: RegistryFiles): Registry {
  const { province, organisations } = check('organisations.json', organisationsFile, files.organisations);
  const successions = check('successions.json', z.array(succession), files.successions);
  const collectives = check('collectives.json', z.array(collective), files.collectives);
  const functions = check('functions.json', z.array(organisationFunction), files.functions ?? []);
  const registry = { province, functions, organisations, successions, collectives };
  const [fault] = faultsOf(registry, files.functions !== undefined);
  if (!fault) return registry;
  const entry = fault.table === 'successions' ? successions[fault.index]!.predecessorKey : registry[fault.table][fault.index]!.key; // prettier-ignore
  throw new Refusal(`organisations.${fault.code}`, `${fault.message}.`, {
    where: `${fault.table}.json › ${entry}`,
    remedy: `Sửa mục “${entry}” trong ${fault.table}.json rồi nạp lại.`,
  });
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
