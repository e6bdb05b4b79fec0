import { sql } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import { gateTo, type Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { demand } from '../identity/permissions.ts';
import { logger } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { AUDIT_PERMISSIONS } from './permissions.ts';
import { destroyKey, keyRingOf } from './personal.ts';

/**
 * Makes what the record says of a person unreadable for good, by destroying the person's key; the entries and their seals
 * stay, and an entry says that it was done. Old backups still hold the key: they must expire or be told too.
 * @throws Refusal 422 without a reason, 409 when it was done before, 401 or 403 without the right
 */
export async function erasePersonalData(db: Database, actor: Actor, personId: string, reason: string): Promise<void> {
  demand(actor, AUDIT_PERMISSIONS.erase);
  const why = reason.normalize('NFC').trim();
  if (why === '') {
    throw new Refusal('audit.erase-reason', 'Nêu căn cứ của việc xóa dữ liệu cá nhân.', {
      status: 422,
      remedy: 'Ghi số văn bản hoặc yêu cầu của người có dữ liệu.',
      fields: { reason: 'Nêu căn cứ.' },
    });
  }
  const ring = keyRingOf(gateTo(db));
  await transact(db, actor, async (tx) => {
    if (!(await destroyKey(tx, personId))) {
      throw new Refusal('audit.erased-already', 'Dữ liệu của người này đã được xóa trước đó.', { status: 409 });
    }
    ring.forget(personId);
    tx.record({ action: 'erase-personal-data', subjectType: 'person', subjectId: personId, reason: why });
  });
  ring.forget(personId);
  // An updated row keeps its former self on the disk until it is vacuumed.
  await db.execute(sql`vacuum personal_key`).catch((error: unknown) => {
    logger.warn(
      { error },
      'personal keys not vacuumed: the erased key may still be on the disk until autovacuum comes by',
    );
  });
}
