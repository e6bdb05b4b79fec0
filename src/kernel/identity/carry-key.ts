import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database/transaction.ts';
import type { Move } from '../organisations/dependents.ts';
import { readKeyScope } from './permissions.ts';
import { apiKey } from './schema.ts';

/**
 * Lets a key that acts for one of `move.from` act for another body instead, with the same rights. Taken back, it acts again for
 * the body it named; what it was made with it keeps.
 * @param subject key and body: `019a…:so-noi-vu`
 */
export async function carryKey(tx: Transaction, subject: string, toKey: string, { from, back }: Move): Promise<void> {
  const id = subject.slice(0, subject.indexOf(':'));
  const [key] = await tx.select().from(apiKey).where(eq(apiKey.id, id)).for('update');
  if (!key) return;
  const made = back ? await madeWith(tx, id) : [];
  const own = made.filter((scope) => readKeyScope(scope).body === toKey);
  const scopes = key.scopes.flatMap((scope) => {
    const { action, body } = readKeyScope(scope);
    if (body === null || body === toKey || !from.includes(body) || made.includes(scope)) return [scope];
    // Two bodies may have become one: each gets back what the key was made with for it.
    return own.length > 0 ? [] : [`${action}@${toKey}`];
  });
  const after = [...new Set([...scopes, ...own])].sort();
  if (after.join() === key.scopes.toSorted().join()) return;
  await tx.update(apiKey).set({ scopes: after }).where(eq(apiKey.id, id));
  const said = (of: readonly string[]) => ({ name: key.name, prefix: key.prefix, scopes: of.join(', ') });
  tx.record({ action: 'move', subjectType: 'api-key', subjectId: id, before: said(key.scopes), after: said(after) });
}

/** The scopes that stand in the record of the key's making. */
async function madeWith(tx: Transaction, id: string): Promise<string[]> {
  const [entry] = await tx.execute<{ scopes: string | null }>(
    sql`select after ->> 'scopes' as scopes from audit_entry
      where subject_type = 'api-key' and subject_id = ${id} and action = 'create' order by id limit 1`,
    'objects',
  );
  return (entry?.scopes ?? '').split(', ').filter(Boolean);
}
