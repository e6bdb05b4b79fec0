import type { IsoDate } from '../../calendar/dates.ts';
import { Refusal } from '../../refusal.ts';
import type { CollectiveRule, OrganisationVersion, Registry } from '../model.ts';
import { nameKey } from '../names.ts';
import { isValidAt } from '../registry.ts';
import type { ProvinceRegistry } from '../registry-files.ts';
import type { CarriedOut, Reorganisation, Step } from '../reorganisation/model.ts';

/** How another province's registry comes into ours. */
export interface Joining {
  /** "Ninh Thuận": said in names that both provinces have. */
  province: string;
  /** "ninh-thuan": what the keys of its bodies begin with here. */
  prefix: string;
  /** Their keys of bodies that we know already, with ours ("ubnd-tinh" → "ubnd-tinh-ninh-thuan"); ours is kept. */
  same: Readonly<Record<string, string>>;
  /** First day of the new province. */
  from: IsoDate;
}

/** Both registries as one, before the act that joins their structures. */
export interface Joined {
  /** Everything of both. */
  registry: Registry;
  /** What was theirs alone, as it stands here. */
  added: ProvinceRegistry;
  /** Their keys, with the keys here. */
  keys: ReadonlyMap<string, string>;
}

/**
 * Puts another province's registry beside ours, its whole history with it. Central bodies that both know are one; all others
 * get the prefix, and where a name is also one of ours, the province's name, so that a text which names our body still means it.
 * @throws Refusal when a key would stand for two bodies
 */
export function joinRegistries(ours: Registry, theirs: ProvinceRegistry, joining: Joining): Joined {
  const prefix = `${joining.prefix}-`;
  const known = Map.groupBy(ours.organisations, ({ key }) => key);
  const taken = ours.organisations.find(({ key }) => key.startsWith(prefix));
  if (taken) {
    throw new Refusal('organisations.prefix-taken', `Tiền tố “${joining.prefix}” đã được dùng, như ở “${taken.key}”.`, { status: 409, where: taken.key, remedy: 'Chọn tiền tố khác; nếu tỉnh này đã được hợp nhất thì không hợp nhất lần nữa.' }); // prettier-ignore
  }
  const keys = new Map<string, string>();
  for (const version of theirs.organisations) {
    const { key } = version;
    if (!keys.has(key)) keys.set(key, joining.same[key] ?? (version.level === 'central' && isShared(version, known) ? key : prefix + key)); // prettier-ignore
  }
  for (const [their, our] of Object.entries(joining.same)) {
    if (keys.has(their) && known.has(our)) continue;
    throw new Refusal('organisations.same-unknown', `“${their}” = “${our}”: không có một trong hai cơ quan này.`, { status: 422, where: their, remedy: 'Viết khóa của tỉnh kia trước, khóa của tỉnh này sau.' }); // prettier-ignore
  }
  const here = (key: string): string => keys.get(key) ?? key;
  const names = new Set(ours.organisations.flatMap(namesOf).map(nameKey));
  const functions = new Map(ours.functions.map((each) => [nameKey(each.name), each]));
  const renamed = new Map<string, string>();
  const functionKeys = new Set(ours.functions.map(({ key }) => key));
  const newFunctions = theirs.functions.flatMap((each) => {
    const own = functions.get(nameKey(each.name));
    renamed.set(each.key, own?.key ?? (functionKeys.has(each.key) ? prefix + each.key : each.key));
    return own ? [] : [{ key: renamed.get(each.key)!, name: each.name }];
  });
  const added: ProvinceRegistry = {
    province: '',
    functions: newFunctions,
    organisations: theirs.organisations
      .filter(({ key }) => !known.has(here(key)))
      .map((version) => qualified({ ...version, key: here(version.key), parentKey: version.parentKey && here(version.parentKey) }, names, joining.province)), // prettier-ignore
    successions: theirs.successions
      .map((each) => ({
        ...each,
        predecessorKey: here(each.predecessorKey),
        successorKey: here(each.successorKey),
        function: each.function && (functions.get(nameKey(each.function))?.name ?? each.function),
      })) // prettier-ignore
      .filter((each) => !(known.has(each.predecessorKey) && known.has(each.successorKey))),
    collectives: theirs.collectives.map((each) => ({
      ...each,
      key: prefix + each.key,
      name: `${each.name} ${placeOf(joining.province)}`,
      aliases: each.aliases.map((alias) => `${alias} ${placeOf(joining.province)}`),
      members: each.members.map((rule) => ({ ...rule, ...(rule.keys && { keys: rule.keys.map(here) }), prefix })),
    })),
    reorganisations: theirs.reorganisations.map((act) => ({ ...act, steps: act.steps.map((step) => stepHere(step, here, (key) => renamed.get(key) ?? key)) })), // prettier-ignore
  };
  const later = (rule: CollectiveRule): CollectiveRule => ({ ...rule, joined: [...(rule.joined ?? []), { prefix, from: joining.from }] }); // prettier-ignore
  const registry: Registry = {
    province: ours.province,
    functions: [...ours.functions, ...added.functions],
    organisations: [...ours.organisations, ...added.organisations],
    successions: [...ours.successions, ...added.successions],
    collectives: [...ours.collectives.map((each) => ({ ...each, members: each.members.map(later) })), ...added.collectives], // prettier-ignore
  };
  return { registry, added, keys };
}

const isShared = (version: OrganisationVersion, known: ReadonlyMap<string, readonly OrganisationVersion[]>): boolean =>
  known.get(version.key)?.some(({ level, name }) => level === 'central' && nameKey(name) === nameKey(version.name)) ??
  true;

const namesOf = ({ name, shortName, aliases }: OrganisationVersion): string[] => [name, ...(shortName ? [shortName] : []), ...aliases]; // prettier-ignore
const placeOf = (province: string): string => `tỉnh ${province}`;

/** "Sở Nội vụ" of two provinces: theirs becomes "Sở Nội vụ tỉnh Ninh Thuận", "UBND tỉnh" becomes "UBND tỉnh Ninh Thuận". */
function qualified(version: OrganisationVersion, names: ReadonlySet<string>, province: string): OrganisationVersion {
  const say = (text: string): string =>
    names.has(nameKey(text)) ? `${text.replace(/\s+tỉnh$/u, '')} ${placeOf(province)}` : text;
  const { name, shortName, aliases } = version;
  return { ...version, name: say(name), shortName: shortName && say(shortName), aliases: [...new Set(aliases.map(say))] }; // prettier-ignore
}

function stepHere(step: Step, here: (key: string) => string, duty: (key: string) => string): Step {
  const parent = (key: string | null) => key && here(key);
  if (step.step === 'merge') return { ...step, keys: step.keys.map(here), into: here(step.into) };
  if (step.step === 'split') return { ...step, key: here(step.key), parts: step.parts.map((part) => ({ to: here(part.to), function: part.function && duty(part.function) })) }; // prettier-ignore
  if (step.step === 'create' || step.step === 'move') return { ...step, key: here(step.key), parentKey: parent(step.parentKey) }; // prettier-ignore
  return { ...step, key: here(step.key) };
}

/**
 * What the act would usually say: a body of theirs that lives on the day goes into ours of the same name, level and kind, with
 * the units below it. What has no counterpart stays a body of the new province.
 */
export function proposedSteps(ours: Registry, theirs: ProvinceRegistry, { keys }: Joined, from: IsoDate): Step[] {
  const place = ({ level, kind, name }: OrganisationVersion) => `${level} ${kind} ${nameKey(name)}`;
  const living = new Map(ours.organisations.filter((each) => isValidAt(each, from)).map((each) => [place(each), each.key])); // prettier-ignore
  const own = new Set(ours.organisations.map(({ key }) => key));
  const pairs = theirs.organisations
    .filter((each) => isValidAt(each, from) && each.level !== 'central' && !own.has(keys.get(each.key)!))
    .flatMap((each) => (living.has(place(each)) ? [{ key: keys.get(each.key)!, into: living.get(place(each))! }] : []));
  return [...Map.groupBy(pairs, ({ into }) => into)].map(([into, list]) => ({ step: 'merge', keys: list.map(({ key }) => key), into })); // prettier-ignore
}

/** What of theirs begins on the very day, or later, begins below the body that takes over the one above it. */
export function underSuccessors(joined: Joined, steps: readonly Step[], from: IsoDate): Joined {
  const into = new Map(steps.flatMap((step) => (step.step === 'merge' ? step.keys.map((key) => [key, step.into] as const) : []))); // prettier-ignore
  const theirs = new Set(joined.added.organisations.map(({ key }) => key));
  const moved = (version: OrganisationVersion): OrganisationVersion => {
    const above = version.parentKey === null ? undefined : into.get(version.parentKey);
    return above !== undefined && theirs.has(version.key) && (version.validFrom ?? '') >= from ? { ...version, parentKey: above } : version; // prettier-ignore
  };
  return {
    ...joined,
    registry: { ...joined.registry, organisations: joined.registry.organisations.map(moved) },
    added: { ...joined.added, organisations: joined.added.organisations.map(moved) },
  };
}

/**
 * Joining another province is a change of every body that comes along, also of one whose name and parent stay: its version ends
 * and the same begins anew on the day, so that from then on it counts as one of ours.
 */
export function cutAtJoining(done: CarriedOut, { added }: Joined, { effectiveOn }: Reorganisation): CarriedOut {
  const theirs = new Set(added.organisations.map(({ key }) => key));
  const crossing = (version: OrganisationVersion) =>
    theirs.has(version.key) && version.validTo === null && (version.validFrom ?? '') < effectiveOn;
  const cut = done.registry.organisations.filter(crossing);
  const closed = cut.map((version) => ({ ...version, validTo: effectiveOn }));
  const opened = cut.map((version) => ({ ...version, validFrom: effectiveOn }));
  return {
    registry: {
      ...done.registry,
      organisations: [...done.registry.organisations.filter((each) => !crossing(each)), ...closed, ...opened],
    },
    changes: {
      ...done.changes,
      closed: [...done.changes.closed, ...closed],
      opened: [...done.changes.opened, ...opened],
    },
  };
}
