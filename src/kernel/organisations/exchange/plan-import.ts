import {
  openFile,
  readSheet,
  readSheetIfThere,
  type Placed,
  type Sheet,
  type SheetErrorCode,
  type SheetReading,
} from '../../sheets/index.ts';
import type { OrganisationVersion, Registry, Succession } from '../model.ts';
import { nameKey } from '../names.ts';
import { faultsOf, type Fault, type FaultCode } from '../registry-faults.ts';
import { compareSuccessions, compareVersions, successionId, versionId, type SuccessionChange, type VersionChange } from './comparison.ts'; // prettier-ignore
import { ORGANISATION_SHEET, successionFrom, SUCCESSION_SHEET, versionFrom } from './sheets.ts';

/** Why a row cannot be taken. */
export interface ImportError {
  /** Name of the worksheet. */
  sheet: string;
  /** Null: an entry that is there already and would be left standing wrongly. */
  row: number | null;
  column: string | null;
  code: SheetErrorCode | FaultCode | 'key-invalid' | 'row-twice' | 'name-taken' | 'bound-to-act';
  message: string;
}

/** What a file would do to the registry; nothing is done yet. */
export interface ImportPlan {
  errors: ImportError[];
  versions: VersionChange[];
  successions: SuccessionChange[];
  /** In the registry and not in the file: kept as it is. */
  missing: { versions: OrganisationVersion[]; successions: Succession[] };
}

/** What stands in the registry now, and which versions an act made or ended (`versionId`): their days belong to the act. */
export interface Present {
  registry: Registry;
  bound: ReadonlySet<string>;
}

/** Rows of one worksheet; also the most that an export writes as a workbook. */
export const MOST_ROWS = 20_000;

const KEY = /^(?=.{2,120}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const BODIES = ORGANISATION_SHEET.title.vi;
const SUCCESSIONS = SUCCESSION_SHEET.title.vi;

/**
 * Reads a registry file (whole or additions) and says what it would do and everything that is wrong with it.
 * @throws Refusal `sheet.*`, `document.*` when it is no such file
 */
export function planImport(bytes: Uint8Array, present: Present): ImportPlan {
  const file = openFile(bytes, { rows: MOST_ROWS });
  const bodies = readSheet(file, ORGANISATION_SHEET);
  const followers = readSheetIfThere(file, SUCCESSION_SHEET);
  const { registry } = present;
  const rows = bodies.rows.map(({ row, values }) => ({ row, values: versionFrom(values) }));
  const steps = (followers?.rows ?? []).map(({ row, values }) => ({ row, values: successionFrom(values) }));
  const versions = compareVersions(
    registry.organisations,
    withColumnsKept(rows, bodies.columns, registry.organisations),
  );
  const successions = compareSuccessions(registry.successions, steps);
  // A file without that worksheet says nothing about successions.
  const missing = { versions: versions.missing, successions: followers ? successions.missing : [] };
  const plan: ImportPlan = { errors: [], versions: versions.changes, successions: successions.changes, missing };
  plan.errors = [
    ...cellErrors(BODIES, bodies),
    ...(followers ? cellErrors(SUCCESSIONS, followers) : []),
    ...twice(
      BODIES,
      plan.versions.map(({ row, after }) => [row, versionId(after)]),
    ),
    ...twice(
      SUCCESSIONS,
      plan.successions.map(({ row, after }) => [row, successionId(after)]),
    ),
    ...keys(plan),
    ...bonds(plan, present.bound),
    ...names(plan, registry),
    ...newFaults(plan, registry, doubtfulKeys(bodies)),
  ].sort((a, b) => (a.sheet === b.sheet ? (a.row ?? 0) - (b.row ?? 0) : a.sheet < b.sheet ? -1 : 1));
  return plan;
}

/** A column that the file leaves out, as older files do, takes nothing away from the versions that are there. */
function withColumnsKept(
  rows: readonly Placed<OrganisationVersion>[],
  columns: readonly string[],
  present: readonly OrganisationVersion[],
): readonly Placed<OrganisationVersion>[] {
  const left = ORGANISATION_SHEET.columns.map(({ key }) => key).filter((key) => !columns.includes(key));
  if (left.length === 0) return rows;
  const known = new Map(present.map((version) => [versionId(version), version]));
  return rows.map(({ row, values }) => {
    const stands = known.get(versionId(values));
    return {
      row,
      values: stands ? { ...values, ...Object.fromEntries(left.map((key) => [key, stands[key]])) } : values,
    };
  });
}

/** The registry after an import. */
export function applied(plan: Pick<ImportPlan, 'versions' | 'successions'>, registry: Registry): Registry {
  const after = new Map(plan.versions.map((each) => [versionId(each.after), each.after]));
  const taken = new Map(plan.successions.map((each) => [successionId(each.after), each.after]));
  return {
    ...registry,
    organisations: [
      ...registry.organisations.map((version) => after.get(versionId(version)) ?? version),
      ...plan.versions.filter(({ kind }) => kind === 'new').map((each) => each.after),
    ],
    successions: [
      ...registry.successions.map((each) => taken.get(successionId(each)) ?? each),
      ...plan.successions.filter(({ kind }) => kind === 'new').map((each) => each.after),
    ],
  };
}

const cellErrors = (sheet: string, { errors }: SheetReading<Sheet>): ImportError[] =>
  errors.map(({ row, column, code, message }) => ({ sheet, row, column, code, message }));

const at = (sheet: string, row: number, column: string | null, code: ImportError['code'], message: string): ImportError => ({ sheet, row, column, code, message: `Dòng ${row}${column ? `, cột “${column}”` : ''}: ${message}.` }); // prettier-ignore

function twice(sheet: string, rows: readonly (readonly [row: number, id: string])[]): ImportError[] {
  const first = new Map<string, number>();
  return rows.flatMap(([row, id]) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, row);
    return before === undefined ? [] : [at(sheet, row, null, 'row-twice', `nói về cùng một mục với dòng ${before}`)];
  });
}

function keys({ versions }: ImportPlan): ImportError[] {
  return versions.flatMap(
    ({ row, after: { key } }) =>
    KEY.test(key) ? [] : [at(BODIES, row, 'Khóa', 'key-invalid', `“${key.slice(0, 60)}” không phải khóa; viết chữ thường không dấu, nối bằng gạch ngang`)], // prettier-ignore
  );
}

function bonds({ versions }: ImportPlan, bound: ReadonlySet<string>): ImportError[] {
  return versions.flatMap(({ kind, row, after, fields }) =>
    kind === 'changed' && fields.includes('validTo') && bound.has(versionId(after))
      ? [at(BODIES, row, 'Trước ngày', 'bound-to-act', `thời gian của “${after.name}” do một lần sắp xếp tổ chức định; hoàn tác lần ấy hoặc lập lần mới`)] // prettier-ignore
      : [],
  );
}

/** Two living bodies of one name under one parent: nearly always one body under two keys. */
function names({ versions }: ImportPlan, registry: Registry): ImportError[] {
  const place = ({ level, parentKey }: OrganisationVersion) => `${level} ${parentKey ?? ''}`;
  const changing = versions.filter(({ kind, fields }) => kind === 'new' || fields.includes('name') || fields.includes('parentKey')); // prettier-ignore
  const places = new Set(changing.map(({ after }) => place(after)));
  if (places.size === 0) return [];
  const near = applied({ versions, successions: [] }, registry).organisations.filter((each) => places.has(place(each)));
  const others = Map.groupBy(near, (each) => `${place(each)} ${nameKey(each.name)}`);
  return changing.flatMap(({ row, after }) => {
    const other = others.get(`${place(after)} ${nameKey(after.name)}`)?.find((each) => each.key !== after.key && meet(each, after)); // prettier-ignore
    return other ? [at(BODIES, row, 'Tên', 'name-taken', `“${other.key}” đã mang tên “${other.name}” trong thời gian ấy`)] : []; // prettier-ignore
  });
}

const meet = (a: OrganisationVersion, b: OrganisationVersion): boolean =>
  (a.validTo === null || b.validFrom === null || b.validFrom < a.validTo) &&
  (b.validTo === null || a.validFrom === null || a.validFrom < b.validTo);

/** Keys of rows that could not be read whole; null among them: a row whose key itself is in doubt. */
function doubtfulKeys({ unsound }: SheetReading<typeof ORGANISATION_SHEET>): ReadonlySet<string | null> {
  return new Set(unsound.map(({ values }) => values.key ?? null));
}

/** Faults that the registry has not had before. */
function newFaults(plan: ImportPlan, registry: Registry, doubtful: ReadonlySet<string | null>): ImportError[] {
  const after = applied(plan, registry);
  const was = new Set(faultsOf(registry).map((fault) => identity(fault, registry)));
  const rows = {
    organisations: new Map(plan.versions.map(({ row, after }) => [versionId(after), row])),
    successions: new Map(plan.successions.map(({ row, after }) => [successionId(after), row])),
  };
  return faultsOf(after).flatMap((fault): ImportError[] => {
    if (fault.table === 'collectives' || was.has(identity(fault, after))) return [];
    const ofBody = fault.table === 'organisations';
    const row = ofBody
      ? rows.organisations.get(versionId(after.organisations[fault.index]!))
      : rows.successions.get(successionId(after.successions[fault.index]!));
    const sheet = ofBody ? BODIES : SUCCESSIONS;
    const unsure = fault.other !== undefined && (doubtful.has(fault.other) || (doubtful.has(null) && UNKNOWN.has(fault.code))); // prettier-ignore
    const message = unsure ? `không kiểm tra được “${fault.other}” vì dòng về cơ quan ấy có lỗi` : fault.message;
    const code = unsure ? 'could-not-check' : fault.code;
    if (row !== undefined) return [at(sheet, row, COLUMNS[fault.code] ?? null, code, message)];
    return [{ sheet, row: null, column: null, code, message: `Mục đang có trong danh mục: ${message}.` }];
  });
}

const UNKNOWN = new Set<FaultCode>(['parent-unknown', 'successor-unknown']);
const COLUMNS: Partial<Record<FaultCode, string>> = {
  'ends-before-start': 'Trước ngày',
  'versions-overlap': 'Từ ngày',
  'parent-unknown': 'Khóa cơ quan chủ quản',
  'parent-not-there': 'Khóa cơ quan chủ quản',
  'parents-in-a-circle': 'Khóa cơ quan chủ quản',
  'function-unknown': 'Chức năng',
};

function identity({ table, index, code, message }: Fault, registry: Registry): string {
  const entry = table === 'organisations' ? versionId(registry.organisations[index]!) : String(index);
  return `${code} ${entry} ${message}`;
}
