import { canonical, type Json } from './chain.ts';

/** One field that an act changed, added or took away. */
export interface Difference {
  /** Names and places from the top: `['products', '0', 'due']`. */
  path: string[];
  /** Undefined: was not there. */
  before: Json | undefined;
  after: Json | undefined;
}

/** Rows shown at most; an import of a plan is told by its figures anyway. */
const MOST = 500;

/** What changed between two states, field by field, in the order of the fields. Equal fields are left out. */
export function differencesOf(before: Json, after: Json): { differences: Difference[]; cut: boolean } {
  const found: Difference[] = [];
  compare([], before ?? undefined, after ?? undefined, found);
  return { differences: found.slice(0, MOST), cut: found.length > MOST };
}

function compare(path: string[], before: Json | undefined, after: Json | undefined, found: Difference[]): void {
  if (found.length > MOST || same(before, after)) return;
  const [inside, outside] = [fieldsOf(before), fieldsOf(after)];
  if (inside === null && outside === null) return void found.push({ path, before, after });
  // A field that turned from a value into a structure is both: the value gone, the structure new.
  if ((inside === null && before !== undefined) || (outside === null && after !== undefined)) {
    return void found.push({ path, before, after });
  }
  for (const name of new Set([...Object.keys(inside ?? {}), ...Object.keys(outside ?? {})])) {
    compare([...path, name], own(inside, name), own(outside, name), found);
  }
}

function fieldsOf(value: Json | undefined): Readonly<Record<string, Json>> | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = Array.isArray(value) ? Object.fromEntries(value.entries()) : value;
  return Object.keys(fields).length > 0 ? fields : null;
}

function own(fields: Readonly<Record<string, Json>> | null, name: string): Json | undefined {
  return fields !== null && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonical(a) === canonical(b);
}
