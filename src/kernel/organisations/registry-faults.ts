import { toVietnamese, type IsoDate } from '../calendar/dates.ts';
import type { OrganisationVersion, Registry } from './model.ts';
import { isValidAt } from './registry.ts';

/** What is wrong with an entry of a registry. */
export interface Fault {
  code: FaultCode;
  table: 'organisations' | 'successions' | 'collectives';
  /** Place of the entry in its table, from 0. */
  index: number;
  /** Without the full stop. */
  message: string;
  /** The other entry that it cannot stand beside or hangs on, where there is one. */
  other?: string;
}

export type FaultCode =
  | 'ends-before-start'
  | 'versions-overlap'
  | 'parent-unknown'
  | 'parent-not-there'
  | 'parents-in-a-circle'
  | 'successor-unknown'
  | 'successor-ended'
  | 'successor-not-yet'
  | 'predecessor-not-there'
  | 'function-unknown'
  | 'succession-to-itself'
  | 'collective-twice'
  | 'member-unknown';

type Versions = Map<string, { version: OrganisationVersion; index: number }[]>;
const BEGINNING = '0001-01-01' as IsoDate;
const startOf = ({ validFrom }: OrganisationVersion): IsoDate => validFrom ?? BEGINNING;

/**
 * Everything that is wrong in a registry by itself, the organisations first: versions that overlap, parents that are not there
 * on some day, circles on some day, successors that are gone or yet to come.
 * @param vocabulary false: functions are not compared with the registry's list of them
 */
export function faultsOf(registry: Omit<Registry, 'province'>, vocabulary = true): Fault[] {
  const versions: Versions = Map.groupBy(
    registry.organisations.map((version, index) => ({ version, index })),
    ({ version }) => version.key,
  );
  for (const list of versions.values()) list.sort((a, b) => (startOf(a.version) < startOf(b.version) ? -1 : 1));
  return [
    ...overlaps(versions),
    ...parents(registry.organisations, versions),
    ...circles(registry.organisations, versions),
    ...successions(registry, versions, vocabulary),
    ...collectives(registry, versions),
  ];
}

function overlaps(versions: Versions): Fault[] {
  return [...versions.values()].flatMap((list) =>
    list.flatMap(({ version, index }, place): Fault[] => {
      const { key, name, validFrom, validTo } = version;
      if (validFrom !== null && validTo !== null && validTo <= validFrom) {
        return [{ code: 'ends-before-start', table: 'organisations', index, message: `“${name}” hết hiệu lực (${toVietnamese(validTo)}) trước khi có hiệu lực` }]; // prettier-ignore
      }
      const before = list.slice(0, place).findLast(({ version: { validTo: end } }) => end === null || validFrom === null || end > validFrom)?.version; // prettier-ignore
      if (!before) return [];
      return [{ code: 'versions-overlap', table: 'organisations', index, message: `Khóa “${key}” có hai phiên bản cùng hiệu lực: “${before.name}” và “${name}”` }]; // prettier-ignore
    }),
  );
}

function parents(organisations: readonly OrganisationVersion[], versions: Versions): Fault[] {
  return organisations.flatMap((version, index): Fault[] => {
    const { name, parentKey } = version;
    if (parentKey === null) return [];
    const above = versions.get(parentKey);
    const fault = { table: 'organisations' as const, index, other: parentKey };
    if (!above) return [{ ...fault, code: 'parent-unknown', message: `Cơ quan cấp trên “${parentKey}” không có trong danh mục` }]; // prettier-ignore
    const day = firstGap(version, above.map(({ version }) => version)); // prettier-ignore
    if (day === null) return [];
    const when = day === BEGINNING ? 'từ đầu' : `ngày ${toVietnamese(day)}`;
    return [{ ...fault, code: 'parent-not-there', message: `Cơ quan cấp trên “${parentKey}” của “${name}” không hoạt động ${when}` }]; // prettier-ignore
  });
}

/** The first day on which a body lives and none of these versions (in order) holds; null when they cover it all. */
function firstGap(body: OrganisationVersion, above: readonly OrganisationVersion[]): IsoDate | null {
  let day = startOf(body);
  for (const version of above) {
    if (version.validTo !== null && version.validTo <= day) continue;
    if (startOf(version) > day) break;
    if (version.validTo === null || (body.validTo !== null && version.validTo >= body.validTo)) return null;
    day = version.validTo;
  }
  return body.validTo !== null && day >= body.validTo ? null : day;
}

/** A circle that holds on some day holds on the first day of one of its versions. */
function circles(organisations: readonly OrganisationVersion[], versions: Versions): Fault[] {
  return organisations.flatMap((version, index): Fault[] => {
    const day = startOf(version);
    let above: OrganisationVersion | undefined = version;
    const seen = new Set<string>();
    while (above?.parentKey) {
      if (above.parentKey === version.key) {
        return [{ code: 'parents-in-a-circle', table: 'organisations', index, message: `Quan hệ cấp trên của “${version.key}” đi vòng về chính nó` }]; // prettier-ignore
      }
      if (seen.has(above.parentKey)) return [];
      seen.add(above.parentKey);
      above = versions.get(above.parentKey)?.find(({ version }) => isValidAt(version, day))?.version;
    }
    return [];
  });
}

function successions(registry: Omit<Registry, 'province'>, versions: Versions, vocabulary: boolean): Fault[] {
  const named = new Set(registry.functions.map(({ name }) => name));
  return registry.successions.flatMap((each, index): Fault[] => {
    const { predecessorKey, successorKey, function: duty, effectiveOn } = each;
    const found: Fault[] = [];
    const add = (code: FaultCode, message: string, other?: string) => found.push({ code, table: 'successions', index, message, other }); // prettier-ignore
    for (const key of [predecessorKey, successorKey]) {
      if (!versions.has(key)) add('successor-unknown', `Cơ quan “${key}” không có trong danh mục`, key);
    }
    if (duty !== null && vocabulary && !named.has(duty)) add('function-unknown', `Chức năng “${duty}” không có trong danh mục`); // prettier-ignore
    if (predecessorKey === successorKey) add('succession-to-itself', `Cơ quan “${successorKey}” không thể kế thừa chính mình`); // prettier-ignore
    if (found.length > 0) return found;
    const day = toVietnamese(effectiveOn);
    const after = versions.get(successorKey)!.map(({ version }) => version);
    if (!after.some((version) => isValidAt(version, effectiveOn))) {
      const ended = after.some(({ validTo }) => validTo !== null && validTo <= effectiveOn);
      if (ended)
        add('successor-ended', `Cơ quan tiếp nhận “${successorKey}” đã kết thúc trước ngày ${day}`, successorKey); // prettier-ignore
      else add('successor-not-yet', `Cơ quan tiếp nhận “${successorKey}” chưa có vào ngày ${day}`, successorKey);
    }
    const before = versions.get(predecessorKey)!.map(({ version }) => version);
    if (
      !before.some(
        (version) => startOf(version) < effectiveOn && (version.validTo === null || version.validTo >= effectiveOn),
      )
    ) {
      // prettier-ignore
      add('predecessor-not-there', `Cơ quan “${predecessorKey}” không hoạt động ngay trước ngày ${day}`, predecessorKey); // prettier-ignore
    }
    return found;
  });
}

function collectives({ collectives: list }: Pick<Registry, 'collectives'>, versions: Versions): Fault[] {
  const seen = new Set<string>();
  return list.flatMap(({ key, members }, index): Fault[] => {
    const twice = seen.has(key);
    seen.add(key);
    if (twice) return [{ code: 'collective-twice', table: 'collectives', index, message: `Khóa “${key}” được dùng hai lần` }]; // prettier-ignore
    const stranger = members.flatMap((rule) => rule.keys ?? []).find((member) => !versions.has(member));
    if (stranger === undefined) return [];
    return [{ code: 'member-unknown', table: 'collectives', index, message: `Thành viên “${stranger}” không có trong danh mục` }]; // prettier-ignore
  });
}
