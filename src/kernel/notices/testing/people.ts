import { sql } from 'drizzle-orm';
import { system, type Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import type { Role } from '#kernel/identity/permissions.ts';

/** An account by itself, without a password, and whoever acts with it. */
export async function makeAccount(db: Database, name: string, role: Role = 'officer'): Promise<Actor & { id: string }> {
  const id = newId();
  const email = `${id.slice(-12)}@khanh-hoa.example`;
  await transact(db, system('Kiểm thử'), async (tx) => {
    await tx.execute(
      sql`insert into "user" (id, name, email, "emailVerified") values (${id}, ${name}, ${email}, true)`,
    );
    tx.record({ action: 'try', subjectType: 'test', subjectId: id, after: {} });
  });
  return { ...system(name), id, roles: [role], grants: heldEverywhere(role) };
}
