import type { Role } from '../identity/permissions.ts';
import type { Actor } from './actor.ts';

/**
 * Whose eyes a connection reads with (decision 0007): `public`, everybody; `inside`, officials, with the bodies they act for;
 * `all`, the platform itself, acts under way, and those who answer for the whole province. PostgreSQL's row policies ask.
 */
export type Eyes =
  { readonly sees: 'public' } | { readonly sees: 'all' } | { readonly sees: 'inside'; readonly organisations: Bodies };

/** Keys of bodies; null: every body. */
export type Bodies = readonly string[] | null;

export const PUBLIC: Eyes = { sees: 'public' };
export const ALL: Eyes = { sees: 'all' };

/** What a role opens: for its bodies, and when it is held for the whole province. A role that stands nowhere opens nothing. */
const OPENS: Readonly<Record<Role, Record<'body' | 'province', Eyes['sees']>>> = {
  citizen: { body: 'public', province: 'public' },
  reader: { body: 'inside', province: 'inside' },
  officer: { body: 'inside', province: 'inside' },
  head: { body: 'inside', province: 'inside' },
  'plan-owner': { body: 'inside', province: 'all' },
  appraiser: { body: 'inside', province: 'inside' },
  inspector: { body: 'inside', province: 'inside' },
  administrator: { body: 'inside', province: 'all' },
};

/** Permissions of programs' keys that reach what is not published. */
const INSIDE_SCOPES: ReadonlySet<string> = new Set(['plan.import', 'plan.review', 'plan.report', 'plan.decide']);

/** With whose eyes an actor reads. Nobody in particular, and a role that is not known here, reads as the public. */
export function eyesOf(actor: Pick<Actor, 'id' | 'roles' | 'grants' | 'scopes' | 'organisationKeys'>): Eyes {
  if (actor.roles.includes('system')) return ALL;
  if (actor.id === null) return PUBLIC;
  if (actor.scopes) return eyesOfKey(actor.scopes);
  const opened = actor.grants.map(({ role, scope }) => ({
    scope,
    sees: Object.hasOwn(OPENS, role) ? OPENS[role as Role][scope === null ? 'province' : 'body'] : 'public',
  }));
  if (opened.some(({ sees }) => sees === 'all')) return ALL;
  const inside = opened.filter(({ sees }) => sees === 'inside');
  if (inside.length === 0) return PUBLIC;
  if (inside.some(({ scope }) => scope === null)) return { sees: 'inside', organisations: null };
  return { sees: 'inside', organisations: [...actor.organisationKeys, ...inside.flatMap(({ scope }) => [...scope!])] };
}

/** A key sees as an official of the bodies that it is bound to (`plan.report@so-noi-vu`); `@*`: of all. */
function eyesOfKey(scopes: readonly string[]): Eyes {
  const inside = scopes.map((scope) => scope.split('@')).filter(([action]) => INSIDE_SCOPES.has(action!));
  if (inside.length === 0) return PUBLIC;
  const bodies = inside.flatMap(([, body]) => (body ? [body] : []));
  return { sees: 'inside', organisations: bodies.includes('*') ? null : bodies };
}

/** The two settings that a connection carries. */
export interface Settings {
  sees: Eyes['sees'];
  /** `*`: every body. */
  organisations: string;
}

const KEY = /^[a-z0-9-]{1,120}$/;

/** Eyes as the settings say them: the same eyes always in the same words. A key that could be none is left out. */
export function settingsOf(eyes: Eyes): Settings {
  if (eyes.sees !== 'inside') return { sees: eyes.sees, organisations: '' };
  if (eyes.organisations === null) return { sees: 'inside', organisations: '*' };
  const keys = new Set(eyes.organisations.filter((key) => KEY.test(key)));
  return { sees: 'inside', organisations: [...keys].sort().join(',') };
}
