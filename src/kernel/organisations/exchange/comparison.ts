import type { OrganisationVersion, Succession } from '../model.ts';
import { sameBody } from '../reorganisation/standing-after.ts';

/** What a row of the file does to the registry. */
export type ChangeKind = 'new' | 'changed' | 'unchanged';

export interface VersionChange {
  kind: ChangeKind;
  row: number;
  before: OrganisationVersion | null;
  after: OrganisationVersion;
  /** Fields that differ; empty unless changed. */
  fields: (keyof OrganisationVersion)[];
  /** Is the body itself unknown so far? */
  newBody: boolean;
}

export interface SuccessionChange {
  kind: ChangeKind;
  row: number;
  before: Succession | null;
  after: Succession;
}

/** A version is known by its key and first day; the file changes what it says otherwise. */
export const versionId = ({ key, validFrom }: Pick<OrganisationVersion, 'key' | 'validFrom'>): string => `${key} ${validFrom ?? ''}`; // prettier-ignore
/** A succession is known by the two bodies, the function and the day. */
export const successionId = (each: Succession): string =>
  JSON.stringify([each.predecessorKey, each.successorKey, each.function, each.effectiveOn]);

const FIELDS = ['name', 'shortName', 'aliases', 'code', 'level', 'kind', 'parentKey', 'area', 'validTo'] as const;

/** Compares the rows of a file with the versions there are. What the file leaves out is `missing`, and stays. */
export function compareVersions(
  present: readonly OrganisationVersion[],
  rows: readonly { row: number; values: OrganisationVersion }[],
): { changes: VersionChange[]; missing: OrganisationVersion[] } {
  const known = new Map(present.map((version) => [versionId(version), version]));
  const keys = new Set(present.map(({ key }) => key));
  const changes = rows.map(({ row, values: after }): VersionChange => {
    const before = known.get(versionId(after)) ?? null;
    const newBody = !keys.has(after.key);
    if (before === null) return { kind: 'new', row, before, after, fields: [], newBody };
    const same = sameBody(before, after) && before.validTo === after.validTo;
    const fields = same ? [] : FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
    return { kind: same ? 'unchanged' : 'changed', row, before, after, fields, newBody };
  });
  const named = new Set(rows.map(({ values }) => versionId(values)));
  return { changes, missing: present.filter((version) => !named.has(versionId(version))) };
}

/** The same for successions. */
export function compareSuccessions(
  present: readonly Succession[],
  rows: readonly { row: number; values: Succession }[],
): { changes: SuccessionChange[]; missing: Succession[] } {
  const known = new Map(present.map((each) => [successionId(each), each]));
  const changes = rows.map(({ row, values: after }): SuccessionChange => {
    const before = known.get(successionId(after)) ?? null;
    if (before === null) return { kind: 'new', row, before, after };
    const same = before.source === after.source && before.inferred === after.inferred;
    return { kind: same ? 'unchanged' : 'changed', row, before, after };
  });
  const named = new Set(rows.map(({ values }) => successionId(values)));
  return { changes, missing: present.filter((each) => !named.has(successionId(each))) };
}
