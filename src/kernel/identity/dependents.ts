import { eq, sql } from 'drizzle-orm';
import type { Dependents, OpenWork } from '../organisations/dependents.ts';
import { about } from './rows.ts';
import { user } from './schema.ts';

/** Accounts that can sign in belong to a body; when it ends they follow the one that takes over. */
export const ACCOUNT_DEPENDENTS: Dependents = {
  name: 'account',
  title: { vi: 'Tài khoản', en: 'Accounts' },

  async openWorkOf(db, keys) {
    const rows = await db.execute<{ id: string; name: string; email: string; key: string }>(
      sql`select id, name, email, organisation_key as key from "user"
        where organisation_key = any(${sql.param(keys)}::text[]) and ${enabled} order by email limit 10000`,
      'objects',
    );
    return rows.map(({ id, name, email, key }): OpenWork => ({
      subjectId: id,
      label: name,
      detail: email,
      path: null,
      organisationKey: key,
      heldBy: key,
      function: null,
      sharedWith: [],
    }));
  },

  async historyOf(db, keys) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from "user" where organisation_key = any(${sql.param(keys)}::text[]) and not ${enabled}`,
      'objects',
    );
    return row!.count;
  },

  async builtOn(db, keys) {
    const rows = await db.execute<{ name: string; email: string }>(
      sql`select name, email from "user" where organisation_key = any(${sql.param(keys)}::text[]) 
        and not exists (select 1 from handover where subject_type = 'account' and subject_id = "user".id and automatic)
        order by email limit 20`,
      'objects',
    );
    return rows.map(({ name, email }) => `Tài khoản: ${name} (${email})`);
  },

  async take(tx, id, toKey) {
    const [before] = await tx.select({ organisationKey: user.organisationKey }).from(user).where(eq(user.id, id)).for('update'); // prettier-ignore
    if (!before) return;
    await tx.update(user).set({ organisationKey: toKey, updatedAt: new Date() }).where(eq(user.id, id));
    tx.record({ ...about(id, 'move'), before, after: { organisationKey: toKey } });
  },
};

const enabled = sql`exists (select 1 from account where account."userId" = "user".id and account.password is not null)`;
