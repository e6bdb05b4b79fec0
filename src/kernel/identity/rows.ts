import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Transaction } from '../database/transaction.ts';
import { emailKey, roleFrom, type Account } from './model.ts';
import { credential, session, user } from './schema.ts';

/** Reads and small writes that the acts on accounts share. */

/** The way of signing in with a password, as the library calls it. */
export const PASSWORD_WAY = 'credential';

/** Condition: the row that holds this account's password. */
export function passwordOf(accountId: string) {
  return and(eq(credential.userId, accountId), eq(credential.providerId, PASSWORD_WAY));
}

/** Accounts as a query to which conditions are added; read the rows with `toAccount`. */
export function accounts(db: Pick<Database, 'select'>) {
  const { id, name, email, role, organisationKey, createdAt } = user;
  return db
    .select({ id, name, email, role, organisationKey, createdAt, withPassword: credential.id })
    .from(user)
    .leftJoin(
      credential,
      and(eq(credential.userId, id), eq(credential.providerId, PASSWORD_WAY), isNotNull(credential.password)),
    )
    .$dynamic();
}

type AccountRow = Awaited<ReturnType<typeof accounts>>[number];

export function toAccount({ withPassword, role, ...row }: AccountRow): Account {
  return { ...row, role: roleFrom(role), enabled: withPassword !== null };
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
