import { toVietnamese, type IsoDate } from '../../calendar/dates.ts';
import { Refusal } from '../../refusal.ts';
import type { OrganisationVersion, Registry, Succession } from '../model.ts';
import type { CarriedOut, Changes, Problem, Reorganisation, Step } from './model.ts';
import { problemsOf } from './problems.ts';
import { sameBody, standingAfter, standingBefore } from './standing-after.ts';
import { sourceOf } from './words.ts';

/**
 * The registry after an act, and what the act changed. The registry given is left as it is.
 * @throws Refusal `organisations.reorganisation-refused` that lists every problem, one per line in `where`, and by step in
 * `fields` (`steps.0`)
 */
export function carryOut(registry: Registry, act: Reorganisation): CarriedOut {
  const problems = problemsOf(registry, act);
  if (problems.length > 0) throw refused(problems);
  const changes = changesOf(registry, act);
  const ends = new Map(changes.closed.map((version) => [version.key, version]));
  return {
    changes,
    registry: {
      ...registry,
      organisations: [
        ...registry.organisations.map((version) => {
          const end = ends.get(version.key);
          return end && version.validTo === null && version.validFrom === end.validFrom ? end : version;
        }),
        ...changes.opened,
      ],
      successions: [...registry.successions, ...changes.successions],
    },
  };
}

/**
 * The registry as if the act had not been. Only what the act itself changed is taken back; whether something was built on it
 * since is for the caller to know.
 */
export function takeBack({ registry, changes }: CarriedOut): Registry {
  const opened = new Set(changes.opened.map(({ key, validFrom }) => `${key} ${validFrom}`));
  const closed = new Set(changes.closed.map(({ key, validFrom }) => `${key} ${validFrom}`));
  const gone = new Set(changes.successions.map(identity));
  return {
    ...registry,
    organisations: registry.organisations
      .filter(({ key, validFrom }) => !opened.has(`${key} ${validFrom}`))
      .map((version) => (closed.has(`${version.key} ${version.validFrom}`) ? { ...version, validTo: null } : version)),
    successions: registry.successions.filter((succession) => !gone.has(identity(succession))),
  };
}

function changesOf(registry: Registry, act: Reorganisation): Changes {
  const before = standingBefore(registry, act);
  const after = standingAfter(registry, act);
  const changed = (key: string) => !before.has(key) || !after.has(key) || !sameBody(before.get(key)!, after.get(key)!);
  const day = act.effectiveOn;
  return {
    closed: [...before.values()].filter(({ key }) => changed(key)).map((version) => ({ ...version, validTo: day })),
    opened: [...after.values()].filter(({ key }) => changed(key)).map((version): OrganisationVersion => ({ ...version, validFrom: day, validTo: null })), // prettier-ignore
    successions: act.steps.flatMap((step) => successionsOf(registry, step, act)),
  };
}

function successionsOf(
  registry: Registry,
  step: Step,
  { effectiveOn, document, inferred }: Reorganisation,
): Succession[] {
  const common = { effectiveOn, source: sourceOf(document), inferred };
  if (step.step === 'merge') {
    return step.keys.map((key) => ({ predecessorKey: key, successorKey: step.into, function: null, ...common }));
  }
  if (step.step !== 'split') return [];
  const nameOf = (key: string | null) =>
    key === null ? null : registry.functions.find((each) => each.key === key)!.name;
  return step.parts.map((part) => ({
    predecessorKey: step.key,
    successorKey: part.to,
    function: nameOf(part.function),
    ...common,
  }));
}

const identity = ({ predecessorKey, successorKey, function: duty, effectiveOn }: Succession) =>
  JSON.stringify([predecessorKey, successorKey, duty, effectiveOn]);

function refused(problems: readonly Problem[]): Refusal {
  const fields: Record<string, string> = {};
  for (const { step, message } of problems) {
    const field = step === null ? 'act' : `steps.${step}`;
    fields[field] = fields[field] ? `${fields[field]} ${message}` : message;
  }
  const line = ({ step, message }: Problem) => (step === null ? message : `Bước ${step + 1}: ${message}`);
  return new Refusal(
    'organisations.reorganisation-refused',
    `Chưa thể thực hiện: có ${problems.length} điểm phải sửa.`,
    {
      status: 422,
      where: problems.map(line).join('\n'),
      remedy: [...new Set(problems.map(({ remedy }) => remedy))].join(' '),
      fields,
    },
  );
}

/** The registry as it stood before a day: later beginnings, ends and successions are left out. For trying acts again. */
export function rewind(registry: Registry, before: IsoDate): Registry {
  const { province, functions, collectives } = registry;
  return {
    province,
    functions,
    collectives,
    organisations: registry.organisations
      .filter(({ validFrom }) => validFrom === null || validFrom < before)
      .map((version) =>
        version.validTo !== null && version.validTo >= before ? { ...version, validTo: null } : version,
      ),
    successions: registry.successions.filter(({ effectiveOn }) => effectiveOn < before),
  };
}

/** "01/07/2025 · 202/2025/QH15": how lists name an act. */
export function actLabel({ effectiveOn, document }: Pick<Reorganisation, 'effectiveOn' | 'document'>): string {
  return `${toVietnamese(effectiveOn)} · ${document.number ?? document.title}`;
}
