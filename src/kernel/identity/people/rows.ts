import { eq } from 'drizzle-orm';
import type { Transaction } from '../../database/transaction.ts';
import { isId } from '../../database/uuid.ts';
import { Refusal } from '../../refusal.ts';
import { notFound } from './input.ts';
import { person } from './schema.ts';

/** What the record says an act was done to. */
export function onOfficial(personId: string, action: string) {
  return { action, subjectType: 'official', subjectId: personId };
}

/** The person, held until the end of the transaction. @throws Refusal 404; 409 when the data were erased */
export async function lockedPerson(tx: Transaction, id: string): Promise<typeof person.$inferSelect> {
  const [found] = isId(id) ? await tx.select().from(person).where(eq(person.id, id)).for('update') : [];
  if (!found) throw notFound('cán bộ');
  if (found.erasedAt) {
    throw new Refusal('identity.person-erased', 'Dữ liệu của người này đã được xóa theo yêu cầu.', { status: 409 });
  }
  return found;
}
