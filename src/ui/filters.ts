import { POSITIONS, withNewResult, withoutValue, type Address } from './address.ts';
import { formatDate, say, type Language, type Text } from '#kernel/language.ts';

export interface Option {
  value: string;
  label: string;
  /** How many rows it would leave, when known. */
  count?: number;
}

/** One field of a filter bar; `name` is its name in the address. What is chosen is read from the address itself. */
export type FilterField =
  | { kind: 'search'; name: string; label: string; hint?: string }
  | { kind: 'one'; name: string; label: string; options: Option[] }
  | { kind: 'many'; name: string; label: string; options: Option[] }
  | { kind: 'dates'; label: string; from: string; to: string };

/** A filter in force, with the link that lifts it. */
export interface ActiveFilter {
  text: string;
  remove: string;
}

const FROM: Text = { vi: 'từ', en: 'from' };
const TO: Text = { vi: 'đến', en: 'to' };

/** Filters in force in the order of the fields. Values that no option knows are shown as they are, never hidden. */
export function activeFilters(fields: readonly FilterField[], url: Address, language: Language): ActiveFilter[] {
  return fields.flatMap((field) => {
    if (field.kind === 'dates') return activeDates(field, url, language);
    return url.searchParams
      .getAll(field.name)
      .filter((value) => value.trim() !== '')
      .map((value) => ({
        text: `${field.label}: ${field.kind === 'search' ? `“${value}”` : labelOf(field.options, value)}`,
        remove: withoutValue(url, field.name, value),
      }));
  });
}

/** The address with no filter of these fields; sorting and the rest stay. */
export function withoutFilters(fields: readonly FilterField[], url: Address): string {
  return withNewResult(url, Object.fromEntries(fields.flatMap(namesOf).map((name) => [name, null])));
}

/** Parameters that the form must carry along because none of its fields does; positions in the result are dropped. */
export function carriedAlong(fields: readonly FilterField[], url: Address): [string, string][] {
  const own = new Set([...fields.flatMap(namesOf), ...POSITIONS]);
  return [...url.searchParams].filter(([name, value]) => !own.has(name) && value !== '');
}

function activeDates(field: FilterField & { kind: 'dates' }, url: Address, language: Language): ActiveFilter[] {
  return [[field.from, FROM] as const, [field.to, TO] as const].flatMap(([name, word]) => {
    const value = url.searchParams.get(name) ?? '';
    if (value === '') return [];
    const text = `${field.label} ${say(word, language)} ${formatDate(value, language)}`;
    return [{ text, remove: withNewResult(url, { [name]: null }) }];
  });
}

function namesOf(field: FilterField): string[] {
  return field.kind === 'dates' ? [field.from, field.to] : [field.name];
}

function labelOf(options: readonly Option[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
