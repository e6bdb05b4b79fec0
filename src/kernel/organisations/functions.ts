import { eq, sql } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import { fold } from '../search/fold.ts';
import { ORGANISATION_PERMISSIONS } from './permissions.ts';
import { organisationFunction } from './schema.ts';

/**
 * Adds a function to the vocabulary; one of that name, however it is written, is there only once.
 * @returns its key
 * @throws Refusal 422 for a name that says nothing; 401, 403
 */
export async function addFunction(db: Database, actor: Actor, name: string): Promise<string> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  const plain = name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  const key = fold(plain).replaceAll('đ', 'd').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 120); // prettier-ignore
  if (key.length < 2 || plain.length > 300) {
    throw new Refusal('organisations.function-invalid', `“${plain.slice(0, 60)}” không phải tên chức năng.`, {
      status: 422,
      where: 'Chức năng',
      remedy: 'Viết tên chức năng, từ 2 đến 300 ký tự.',
    });
  }
  return transact(db, actor, async (tx) => {
    const made = await tx.insert(organisationFunction).values({ key, name: plain }).onConflictDoNothing().returning();
    if (made.length > 0) tx.record({ action: 'create', subjectType: 'organisation-function', subjectId: key, after: { name: plain } }); // prettier-ignore
    const [found] = await tx
      .select()
      .from(organisationFunction)
      .where(sql`${eq(organisationFunction.key, key)} or ${eq(organisationFunction.name, plain)}`)
      .limit(1);
    return found!.key;
  });
}
