import { and, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import { emailKey, weightiest, type Account } from './model.ts';
import { credential, session, user } from './schema.ts';

/** Reads and small writes that the acts on accounts share. */

/** The way of signing in with a password, as the library calls it. */
export const PASSWORD_WAY = 'credential';

/** Condition: the row that holds this account's password. */
export function passwordOf(accountId: string) {
  return and(eq(credential.userId, accountId), eq(credential.providerId, PASSWORD_WAY));
}

/** Condition: somebody can sign in with this account of "user", with a password or through another provider. */
export const canSignIn: SQL<boolean> = sql<boolean>`("user".disabled_at is null and exists (select from account
  where account."userId" = "user".id and (account.password is not null or account."providerId" <> 'credential')))`;

/** Accounts as a query to which conditions are added; read the rows with `toAccount`. */
export function accounts(db: Pick<Database, 'select'>) {
  const { id, name, email, personId, createdAt } = user;
  const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`;
  return db
    .select({
      id,
      name,
      email,
      personId,
      createdAt,
      enabled: canSignIn,
      disabled: sql<boolean>`"user".disabled_at is not null`,
      roles: sql<
        string[]
      >`array(select role from role_grant where account_id = "user".id and revoked_at is null and valid @> ${today})`,
      organisationKey: sql<
        string | null
      >`(select organisation_key from person_position post where post.person_id = "user".person_id
        and post.valid @> ${today} order by is_head desc, lower(valid), post.id limit 1)`,
    })
    .from(user)
    .$dynamic();
}

type AccountRow = Awaited<ReturnType<typeof accounts>>[number];

export function toAccount({ roles, ...row }: AccountRow): Account {
  return { ...row, role: weightiest(roles) };
}

/** The account of an e-mail address, however it is written, or null. */
export async function accountByEmail(db: Pick<Database, 'select'>, email: string): Promise<Account | null> {
  const [row] = await accounts(db).where(eq(user.email, emailKey(email)));
  return row ? toAccount(row) : null;
}

/** Ends sessions of an account, all or all but one. @returns how many */
export async function endSessions(tx: Transaction, accountId: string, butNot?: string): Promise<number> {
  const ended = await tx
    .delete(session)
    .where(and(eq(session.userId, accountId), butNot === undefined ? undefined : ne(session.id, butNot)))
    .returning({ id: session.id });
  return ended.length;
}

/** What the record says an act was done to. */
export function about(accountId: string, action: string) {
  return { action, subjectType: 'account', subjectId: accountId };
}
