import type { IsoDate } from '../calendar/dates.ts';
import { CollectiveIndex } from './collectives.ts';
import type { Collective, OrganisationVersion, Registry, Succession } from './model.ts';
import { nameWords, syllableKey, tokensOf, type Token } from './names.ts';
import { PhraseIndex } from './phrases.ts';

/** Whether the version holds on that day. */
export function isValidAt(version: OrganisationVersion, at: IsoDate): boolean {
  return (version.validFrom === null || version.validFrom <= at) && (version.validTo === null || at < version.validTo);
}

/** The versions that hold on a day, in the registry's order. */
export function asOf(registry: Registry, at: IsoDate): OrganisationVersion[] {
  return registry.organisations.filter((version) => isValidAt(version, at));
}

/**
 * The version of an organisation on a day; without a day the latest. When none holds on that day the nearest one is given
 * (the last before it, else the first after), since documents go on naming what was abolished. Null: no such key.
 */
export function versionOf(registry: Registry, key: string, at?: IsoDate): OrganisationVersion | null {
  const versions = registryIndex(registry).versions.get(key) ?? [];
  return nearest(versions, at);
}

/**
 * What carries an organisation's work on. With a function (its key or its name): the bodies named for it, else those that took over
 * whatever no other succession names. Without: all of them. May be empty; then a person must decide.
 */
export function successorsOf(registry: Registry, key: string, duty?: string): Succession[] {
  const all = registry.successions.filter((succession) => succession.predecessorKey === key);
  if (duty === undefined) return all;
  const wanted = nameWords(registry.functions.find(({ key }) => key === duty)?.name ?? duty).join(' ');
  const named = all.filter(({ function: of }) => of !== null && nameWords(of).join(' ') === wanted);
  return named.length > 0 ? named : all.filter((succession) => succession.function === null);
}

/** Organisations directly below one on a day. */
export function childrenOf(registry: Registry, key: string, at: IsoDate): OrganisationVersion[] {
  return asOf(registry, at).filter((version) => version.parentKey === key);
}

/** The bodies above an organisation on a day, the nearest first. */
export function ancestorsOf(registry: Registry, key: string, at: IsoDate): OrganisationVersion[] {
  const above: OrganisationVersion[] = [];
  const seen = new Set([key]);
  let parent = versionOf(registry, key, at)?.parentKey ?? null;
  while (parent !== null && !seen.has(parent)) {
    seen.add(parent);
    const version = versionOf(registry, parent, at);
    if (version === null) break;
    above.push(version);
    parent = version.parentKey;
  }
  return above;
}

/** The organisations that a collective means on a day: those that match any of its rules, each rule in all its parts. */
export function membersOf(collective: Collective, at: IsoDate, registry: Registry): OrganisationVersion[] {
  return asOf(registry, at).filter((version) =>
    collective.members.some(
      ({ levels, kinds, keys, prefix = '', joined = [] }) =>
        (levels !== undefined || kinds !== undefined || keys !== undefined) &&
        (levels?.includes(version.level) ?? true) &&
        (kinds?.includes(version.kind) ?? true) &&
        (keys?.includes(version.key) ?? true) &&
        version.key.startsWith(prefix) &&
        !joined.some((each) => version.key.startsWith(each.prefix) && (version.validFrom ?? '') < each.from),
    ),
  );
}

/** The organisation that a text names as a whole, in any usual spelling, in its version of that day. Null when unknown. */
export function findOrganisation(registry: Registry, text: string, at?: IsoDate): OrganisationVersion | null {
  const tokens = tokensOf(text);
  const found = registryIndex(registry).organisations.longestAt(tokens, 0);
  return found?.next === wordsEnd(tokens) ? versionOf(registry, found.value, at) : null;
}

/** The collective that a text names as a whole ("các sở, ngành", "UBND cấp huyện"). Null when unknown or several. */
export function findCollective(registry: Registry, text: string): Collective | null {
  const tokens = tokensOf(text);
  const found = registryIndex(registry).collectives.readAt(tokens, 0);
  return found?.next === wordsEnd(tokens) && found.parts.length === 1 ? found.parts[0]!.collective : null;
}

/** What reading running text needs; see `registryIndex`. */
export interface RegistryIndex {
  /** Keys of organisations by every way of writing their names. */
  organisations: PhraseIndex<string>;
  collectives: CollectiveIndex;
  versions: Map<string, OrganisationVersion[]>;
}

const indexes = new WeakMap<Registry, RegistryIndex>();

/** The registry's index of names, made once per registry object. */
export function registryIndex(registry: Registry): RegistryIndex {
  let index = indexes.get(registry);
  if (index === undefined) indexes.set(registry, (index = makeIndex(registry)));
  return index;
}

function makeIndex(registry: Registry): RegistryIndex {
  const organisations = new PhraseIndex<string>(true);
  const versions = new Map<string, OrganisationVersion[]>();
  const namesOf = ({ name, shortName, aliases }: OrganisationVersion) => [name, ...(shortName === null ? [] : [shortName]), ...aliases]; // prettier-ignore
  for (const version of registry.organisations) {
    versions.set(version.key, [...(versions.get(version.key) ?? []), version]);
    for (const name of namesOf(version)) organisations.add(name, version.key);
  }
  // Exact names first, so that a shortened form never takes another body's own name.
  for (const version of registry.organisations) {
    if (version.level !== 'province') continue;
    for (const name of namesOf(version)) {
      for (const form of provincialForms(name, registry.province, version)) organisations.add(form, version.key);
    }
  }
  for (const list of versions.values()) list.sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  const isName = (tokens: Token[], at: number) => {
    const found = organisations.longestAt(tokens, at);
    return found !== null && found.next - at > 1;
  };
  return { organisations, versions, collectives: new CollectiveIndex(registry.collectives, tokensOf, isName) };
}

const PROVINCE = [syllableKey('tỉnh')];

/** "Sở Nội vụ" also as "Sở Nội vụ tỉnh", "… tỉnh Khánh Hòa"; "Văn phòng UBND tỉnh" also without "tỉnh". */
function provincialForms(name: string, province: string, { kind }: OrganisationVersion): string[][] {
  const place = nameWords(province);
  const ends = [[...PROVINCE, ...place], PROVINCE, place];
  const words = nameWords(name);
  const end = ends.find((tail) => tail.every((word, at) => words[words.length - tail.length + at] === word));
  const base = end === undefined ? words : words.slice(0, words.length - end.length);
  const full = [...base, ...ends[0]!];
  // "UBND" alone names no committee in particular.
  if (kind === 'people-committee' || kind === 'people-council') return end === undefined ? [] : [full];
  const forms = ends.map((tail) => [...base, ...tail]);
  // "Thanh tra", "Công an" alone are ordinary words.
  return base.length < 3 ? forms : [base, ...forms];
}

function nearest(versions: OrganisationVersion[], at?: IsoDate): OrganisationVersion | null {
  if (at === undefined) return versions.at(-1) ?? null;
  const holding = versions.find((version) => isValidAt(version, at));
  const before = versions.findLast((version) => version.validTo !== null && version.validTo <= at);
  return holding ?? before ?? versions[0] ?? null;
}

function wordsEnd(tokens: Token[]): number {
  return tokens.findLastIndex((token) => token.word) + 1;
}
