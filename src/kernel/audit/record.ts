import type { PgAsyncTransaction } from 'drizzle-orm/pg-core';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { EmptyRelations } from 'drizzle-orm/relations';
import pg from 'pg';
import type { Actor } from '../database/actor.ts';
import { canonical, pieces, storable, toJson, type AuditFact } from './chain.ts';
import { sealFields, sealValue, type Keys } from './personal.ts';

/** The inside of a transaction as Drizzle gives it. */
export type DrizzleTransaction = PgAsyncTransaction<NodePgQueryResultHKT, EmptyRelations>;

/** What a service function says of the change it made. */
export interface Change {
  /** Verb of the trade in kebab case: `accept`, `extend-deadline`. */
  action: string;
  subjectType: string;
  subjectId: string | number;
  /** State of the subject before and after; leave out `before` for what is new and `after` for what is gone. */
  before?: unknown;
  after?: unknown;
  /** Why, in the person's own words. */
  reason?: string | null;
  /**
   * What in it is personal data, and whose: fields at the top of `before` and `after`, and `reason` under that name. They are
   * kept under a key of the person's, which an erasure destroys.
   */
  personal?: { subjectId: string; fields: readonly string[] };
}

/** An entry not yet sealed; personal values are still in the clear. */
export type UnsealedFact = Omit<AuditFact, 'at'> & { personal: readonly string[] };

/**
 * Turns a change into an entry. Null when it says itself that nothing changed: before and after are both given and equal.
 * The values are copied, so what happens to them later does not matter.
 */
export function describe(change: Change, actor: Actor): UnsealedFact | null {
  const [before, after] = [toJson(change.before), toJson(change.after)];
  if (before !== null && after !== null && canonical(before) === canonical(after)) return null;
  const clean = (text: string | null | undefined) => (text === null || text === undefined ? null : storable(text));
  return {
    actorId: clean(actor.id),
    actorName: storable(actor.name),
    position: clean(actor.position),
    action: storable(change.action),
    subjectType: storable(change.subjectType),
    subjectId: storable(String(change.subjectId)),
    before,
    after,
    reason: clean(change.reason),
    requestId: clean(actor.requestId),
    personId: clean(change.personal?.subjectId),
    personal: change.personal?.fields ?? [],
  };
}

/** Whose keys the entries need: their actors' and those whose personal data they hold. */
export function personsIn(facts: readonly UnsealedFact[]): string[] {
  return facts.flatMap(({ actorId, personId }) => [actorId, personId]).filter((id) => id !== null);
}

/**
 * The statement that adds entries to the chain, to be sent together with the commit: from here on other transactions wait
 * for ours, because each seal needs the one before it.
 */
export function appending(facts: readonly UnsealedFact[], keys: Keys): string {
  const said = facts.flatMap((fact) => pieces(closed(fact, keys)));
  return `select append_to_record(array[${said.map((piece) => pg.escapeLiteral(piece)).join(',')}])`;
}

/** The entry as it is kept: the actor's name and the personal values sealed. */
function closed({ personal, ...fact }: UnsealedFact, keys: Keys): Omit<AuditFact, 'at'> {
  const { actorId, personId, before, after, reason } = fact;
  const actorName = actorId === null ? fact.actorName : sealValue(fact.actorName, actorId, keys.get(actorId) ?? null);
  if (personId === null) return { ...fact, actorName };
  const key = keys.get(personId) ?? null;
  return {
    ...fact,
    actorName,
    before: sealFields(before, personal, personId, key),
    after: sealFields(after, personal, personId, key),
    reason: reason !== null && personal.includes('reason') ? sealValue(reason, personId, key) : reason,
  };
}
