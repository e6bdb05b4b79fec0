import { sql } from 'drizzle-orm';
import type { PgAsyncTransaction } from 'drizzle-orm/pg-core';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { EmptyRelations } from 'drizzle-orm/relations';
import { canonical, seal, toJson, type AuditFact, type Json } from './chain.ts';
import { auditEntry } from './schema.ts';
import type { Actor } from '../database/actor.ts';

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
}

/** An entry ready to be sealed. */
export type UnsealedFact = Omit<AuditFact, 'at'>;

/**
 * Turns a change into an entry. Null when it says itself that nothing changed: before and after are both given and equal.
 * The values are copied, so what happens to them later does not matter.
 */
export function describe(change: Change, actor: Actor): UnsealedFact | null {
  const [before, after] = [toJson(change.before), toJson(change.after)];
  if (before !== null && after !== null && canonical(before) === canonical(after)) return null;
  return {
    actorId: actor.id,
    actorName: actor.name,
    position: actor.position,
    action: change.action,
    subjectType: change.subjectType,
    subjectId: String(change.subjectId),
    before,
    after,
    reason: change.reason ?? null,
    requestId: actor.requestId,
  };
}

const CHAIN_LOCK = 0x61756474;

/**
 * Adds entries to the chain, as the last thing before a commit: from here on, other transactions wait for ours, because each
 * seal needs the one before it.
 */
export async function append(tx: DrizzleTransaction, facts: readonly UnsealedFact[]): Promise<void> {
  if (facts.length === 0) return;
  await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const [head] = await tx.execute<{ hash: Buffer | null; at: string }>(
    sql`select (select hash from audit_entry order by id desc limit 1) as hash,
               to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
    'objects',
  );
  let previous = head!.hash;
  const rows = facts.map((fact) => {
    const { at } = head!;
    const row = {
      ...fact,
      at: new Date(at),
      ...jsonColumns(fact),
      previousHash: previous,
      hash: seal({ ...fact, at }, previous),
    };
    previous = row.hash;
    return row;
  });
  await tx.insert(auditEntry).values(rows);
}

/** SQL null rather than the JSON word `null`. */
function jsonColumns({ before, after }: { before: Json; after: Json }) {
  return { before: before ?? undefined, after: after ?? undefined };
}
