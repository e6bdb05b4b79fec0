import { readFileSync } from 'node:fs';
import { readRegistry } from '#kernel/organisations/index.ts';
import type { Assignment } from './model.ts';

const file = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../data/khanh-hoa/${name}.json`, import.meta.url), 'utf8'));

/** The registry that ships with the project. */
export const KHANH_HOA = readRegistry({
  organisations: file('organisations'),
  successions: file('successions'),
  collectives: file('collectives'),
});

/** Roles as the tables of cases write them: "lead: so-noi-vu | coordinating: so-y-te, ?Viettel"; "?": not in the registry. */
export function written({ roles }: Assignment): string {
  const byRole = new Map<string, string[]>();
  for (const { role, key, name } of roles) byRole.set(role, [...(byRole.get(role) ?? []), key ?? `?${name}`]);
  return [...byRole].map(([role, bodies]) => `${role}: ${bodies.join(', ')}`).join(' | ');
}
