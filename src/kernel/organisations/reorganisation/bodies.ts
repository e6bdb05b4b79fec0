import type { IsoDate } from '../../calendar/dates.ts';
import type { OrganisationVersion, Registry } from '../model.ts';
import { isValidAt, registryIndex } from '../registry.ts';
import type { Reorganisation, Step } from './model.ts';

/** Keys of the bodies that a step is about (not of those that take over). */
export function subjectsOf(step: Step): string[] {
  return step.step === 'merge' ? step.keys : [step.key];
}

/** Keys of the bodies that take over. */
export function successorKeysOf(step: Step): string[] {
  if (step.step === 'merge') return [step.into];
  return step.step === 'split' ? step.parts.map(({ to }) => to) : [];
}

/** Keys of the bodies that a step brings to their end. */
export function endedBy(step: Step): string[] {
  const ends = step.step === 'merge' || step.step === 'abolish' || (step.step === 'split' && !step.continues);
  return ends ? subjectsOf(step) : [];
}

/** Every body that an act touches, as subject, successor or parent. */
export function touchedBy({ steps }: Pick<Reorganisation, 'steps'>): string[] {
  const parents = steps.flatMap((step) =>
    (step.step === 'create' || step.step === 'move') && step.parentKey !== null ? [step.parentKey] : [],
  );
  return [...new Set([...steps.flatMap((step) => [...subjectsOf(step), ...successorKeysOf(step)]), ...parents])];
}

/** How a body stands on the day of an act. */
export type Standing =
  | { state: 'unknown' | 'not-yet' | 'ended'; version: OrganisationVersion | null }
  | { state: 'exists'; version: OrganisationVersion };

/** Does the body exist on that day, and in which version? */
export function standingOf(registry: Registry, key: string, at: IsoDate): Standing {
  const versions = registryIndex(registry).versions.get(key) ?? [];
  const version = versions.find((each) => isValidAt(each, at));
  if (version) return { state: 'exists', version };
  if (versions.length === 0) return { state: 'unknown', version: null };
  const ended = versions.some(({ validTo }) => validTo !== null && validTo <= at);
  return { state: ended ? 'ended' : 'not-yet', version: versions.at(ended ? -1 : 0)! };
}
