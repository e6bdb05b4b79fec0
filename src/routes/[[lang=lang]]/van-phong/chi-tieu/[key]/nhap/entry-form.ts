import { typedFigure, type Observation } from '#kernel/indicators/index.ts';
import type { FormValues } from '../../../forms.ts';

/** What the form calls the province among bodies. */
export const PROVINCE_NAME = 'toan-tinh';

/** A row of the form as first shown. */
export interface EntryRow {
  /** Name of the body in the form's fields. */
  body: string;
  name: string;
  seen: number;
  outcome: Observation['outcome'] | '';
  value: string;
  numerator: string;
  denominator: string;
}

/** @returns the row of a body, filled with what holds */
export function entryRow(organisationKey: string | null, name: string, latest: Observation | null): EntryRow {
  return {
    body: organisationKey ?? PROVINCE_NAME,
    name,
    seen: latest?.revision ?? 0,
    outcome: latest && latest.outcome !== 'withdrawn' ? latest.outcome : '',
    value: typedFigure(latest?.value ?? null),
    numerator: typedFigure(latest?.numerator ?? null),
    denominator: typedFigure(latest?.denominator ?? null),
  };
}

/** A row as OBSERVATIONS_INPUT takes it. */
export interface TypedEntry {
  organisation: string | null;
  seen: string;
  outcome: string;
  value: string;
  numerator: string;
  denominator: string;
}

const FIELD = /^(seen|outcome|value|numerator|denominator)-(.+)$/;

/**
 * The rows of the posted form that say something: a figure, or that it does not apply or is withdrawn. A row left empty where
 * nothing was before stays out; one emptied where something was counts as withdrawn.
 */
export function readEntries(values: FormValues): TypedEntry[] {
  const rows = new Map<string, Record<string, string>>();
  for (const [name, value] of Object.entries(values)) {
    const [, field, body] = FIELD.exec(name) ?? [];
    if (field && body) rows.set(body, { ...rows.get(body), [field]: value });
  }
  return [...rows].flatMap(([body, { seen = '0', outcome = '', value = '', numerator = '', denominator = '' }]) => {
    const typed = [value, numerator, denominator].some((text) => text.trim() !== '');
    const said = outcome || (typed ? 'measured' : '');
    if (said === '' && seen === '0') return [];
    // "Chưa có" chosen, or a row emptied: what stood there is taken back.
    const kept = said === '' || (said === 'measured' && !typed && seen !== '0') ? 'withdrawn' : said;
    const figures =
      kept === 'measured' ? { value, numerator, denominator } : { value: '', numerator: '', denominator: '' };
    return [{ organisation: body === PROVINCE_NAME ? null : body, seen, outcome: kept, ...figures }];
  });
}

/** The form's field for a path of the input: `entries.3.value` is `value-so-noi-vu`. */
export function fieldOf(path: string, entries: readonly TypedEntry[]): string {
  const [, index, field] = /^entries\.(\d+)\.(\w+)$/.exec(path) ?? [];
  if (index === undefined) return path === 'period' ? 'ky' : path;
  const body = entries[Number(index)]?.organisation ?? PROVINCE_NAME;
  return `${field === 'organisation' ? 'outcome' : field}-${body}`;
}
