import type { OrganisationVersion, Registry } from '../model.ts';
import { asOf } from '../registry.ts';
import { endedBy } from './bodies.ts';
import type { Reorganisation, Step } from './model.ts';

/** The bodies that live on the act's day, by key, in their version of that day. */
export function standingBefore(registry: Registry, { effectiveOn }: Reorganisation): Map<string, OrganisationVersion> {
  return new Map(asOf(registry, effectiveOn).map((version) => [version.key, version]));
}

/**
 * The same bodies as the act leaves them. Steps that make no sense are passed over: `problemsOf` tells of them. All steps
 * happen at once, so their order does not matter.
 */
export function standingAfter(registry: Registry, act: Reorganisation): Map<string, OrganisationVersion> {
  const standing = standingBefore(registry, act);
  for (const step of act.steps) open(standing, step, act);
  for (const step of act.steps) change(standing, step);
  for (const step of act.steps) {
    if (step.step !== 'merge') continue;
    takeUnits(standing, step.keys, step.into);
    answerFor(standing, step.into, step.area);
  }
  for (const key of act.steps.flatMap(endedBy)) standing.delete(key);
  return standing;
}

function open(standing: Map<string, OrganisationVersion>, step: Step, { effectiveOn }: Reorganisation): void {
  if (step.step !== 'create' || standing.has(step.key)) return;
  const { key, name, shortName, aliases, code, level, kind, parentKey, area = null } = step;
  standing.set(key, {
    key,
    name,
    shortName,
    aliases,
    code,
    level,
    kind,
    parentKey,
    area,
    validFrom: effectiveOn,
    validTo: null,
  });
}

function change(standing: Map<string, OrganisationVersion>, step: Step): void {
  if (step.step === 'upgrade' || (step.step === 'split' && step.continues)) answerFor(standing, step.key, step.area);
  if (step.step !== 'rename' && step.step !== 'move' && step.step !== 'upgrade') return;
  const version = standing.get(step.key);
  if (version) standing.set(step.key, { ...version, ...changedFields(step, version) });
}

function changedFields(
  step: Extract<Step, { step: 'rename' | 'move' | 'upgrade' }>,
  version: OrganisationVersion,
): Partial<OrganisationVersion> {
  if (step.step === 'move') return { parentKey: step.parentKey };
  // Other ways of writing the old name stay with the old name.
  if (step.step === 'rename') return { name: step.name, shortName: step.shortName, aliases: [] };
  const { level, kind, name } = step;
  return name === null || name === version.name ? { level, kind } : { level, kind, name, shortName: null, aliases: [] };
}

/** A body gets another area, where one is stated. */
function answerFor(standing: Map<string, OrganisationVersion>, key: string, area: string | null = null): void {
  const version = standing.get(key);
  if (version && area !== null) standing.set(key, { ...version, area });
}

/** Units below bodies that merge come under the body that takes over, unless the act sends them elsewhere. */
function takeUnits(standing: Map<string, OrganisationVersion>, from: readonly string[], into: string): void {
  for (const [key, version] of standing) {
    if (version.parentKey === null || !from.includes(version.parentKey)) continue;
    standing.set(key, {
      ...version,
      parentKey: key === into ? (standing.get(version.parentKey)?.parentKey ?? null) : into,
    });
  }
}

/** Do two versions say the same of a body, whatever their days? */
export function sameBody(a: OrganisationVersion, b: OrganisationVersion): boolean {
  return (
    a.name === b.name &&
    a.shortName === b.shortName &&
    a.code === b.code &&
    a.level === b.level &&
    a.kind === b.kind &&
    a.parentKey === b.parentKey &&
    a.area === b.area &&
    a.aliases.length === b.aliases.length &&
    a.aliases.every((alias, index) => alias === b.aliases[index])
  );
}
