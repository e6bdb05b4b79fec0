import { hashPassword } from 'better-auth/crypto';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import { organisation } from '../organisations/schema.ts';
import { Refusal } from '../refusal.ts';
import { forgive } from './attempts.ts';
import { emailKey, type Account } from './model.ts';
import { PASSWORD_PROBLEMS, passwordForm, passwordProblem } from './password-rule.ts';
import { demand, ROLES, type Permission, type Role } from './permissions.ts';
import { about, accountByEmail, accounts, endSessions, PASSWORD_WAY, passwordOf, toAccount } from './rows.ts';
import { credential, user } from './schema.ts';

/** What may be done with accounts, and by whom. */
export const IDENTITY_PERMISSIONS = {
  manage: { action: 'identity.manage', label: 'quản lý tài khoản và khóa API', roles: ['administrator'] },
  own: { action: 'identity.own', label: 'xem và sửa tài khoản của mình', roles: ROLES },
} satisfies Record<string, Permission>;

const NEW_ACCOUNT = z.object({
  email: z
    .string()
    .transform(emailKey)
    .pipe(z.email('Thư điện tử phải có dạng ten@coquan.gov.vn.').max(254, 'Thư điện tử dài quá 254 ký tự.')),
  name: z
    .string()
    .transform((name) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
    .pipe(z.string().min(1, 'Cần họ và tên.').max(200, 'Họ và tên dài quá 200 ký tự.')),
  role: z.enum(ROLES, `Vai trò phải là một trong: ${ROLES.join(', ')}.`),
  organisationKey: z.string().nullish().default(null),
  password: z.string(),
});

export interface NewAccount {
  email: string;
  name: string;
  role: Role;
  /** Key of a known organisation. */
  organisationKey?: string | null;
  password: string;
}

/**
 * Makes an account. One that exists already (by e-mail) is left as it is, password and role too.
 * @returns its id, and whether it was made now
 * @throws Refusal `identity.account-invalid` with a problem per field; 401 or 403 without the right
 */
export async function createAccount(
  db: Database,
  actor: Actor,
  input: NewAccount,
): Promise<{ id: string; created: boolean }> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const { password, ...fields } = await valid(db, input);
  const present = await accountByEmail(db, fields.email);
  if (present) return { id: present.id, created: false };
  const hash = await hashPassword(passwordForm(password));
  return transact(db, actor, async (tx) => {
    const id = newId();
    const made = await tx
      .insert(user)
      .values({ ...fields, id, emailVerified: true })
      .onConflictDoNothing({ target: user.email })
      .returning({ id: user.id });
    if (made.length === 0) return { id: (await known(tx, fields.email)).id, created: false };
    await tx.insert(credential).values({
      id: newId(),
      accountId: id,
      providerId: PASSWORD_WAY,
      userId: id,
      password: hash,
      updatedAt: new Date(),
    });
    tx.record({
      ...about(id, 'create'),
      after: { ...fields, enabled: true },
      personal: { subjectId: id, fields: ['email', 'name'] },
    });
    return { id, created: true };
  });
}

/** All accounts, by e-mail. @throws Refusal 401 or 403 without the right */
export async function listAccounts(db: Pick<Database, 'select'>, actor: Actor): Promise<Account[]> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  return (await accounts(db).orderBy(asc(user.email))).map(toAccount);
}

/**
 * Gives an account another role; it holds from the person's next request on.
 * @throws Refusal `identity.no-account`, `identity.last-administrator`; 401 or 403 without the right
 */
export async function setRole(db: Database, actor: Actor, email: string, role: Role): Promise<void> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  await transact(db, actor, async (tx) => {
    const account = await locked(tx, email);
    if (role === account.role) return;
    if (role !== 'administrator') await mustLeaveAdministrator(tx, account);
    await tx.update(user).set({ role, updatedAt: new Date() }).where(eq(user.id, account.id));
    tx.record({ ...about(account.id, 'set-role'), before: { role: account.role }, after: { role } });
  });
}

/**
 * Closes an account: its password is gone and its sessions end. `setPassword` opens it again.
 * @throws Refusal as `setRole`
 */
export async function disableAccount(db: Database, actor: Actor, email: string): Promise<void> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  await transact(db, actor, async (tx) => {
    const account = await locked(tx, email);
    if (!account.enabled) return;
    await mustLeaveAdministrator(tx, account);
    await tx.update(credential).set({ password: null, updatedAt: new Date() }).where(passwordOf(account.id));
    const sessionsEnded = await endSessions(tx, account.id);
    tx.record({ ...about(account.id, 'disable'), before: { enabled: true }, after: { enabled: false, sessionsEnded } });
  });
}

/**
 * Sets an account's password in its owner's stead, opens it when it was disabled, ends its sessions and forgets its failures.
 * @throws Refusal `identity.account-invalid`, `identity.no-account`; 401 or 403 without the right
 */
export async function setPassword(db: Database, actor: Actor, email: string, password: string): Promise<void> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const problem = passwordProblem(password, await known(db, email));
  if (problem) throw invalid({ password: PASSWORD_PROBLEMS[problem].vi });
  const hash = await hashPassword(passwordForm(password));
  await transact(db, actor, async (tx) => {
    const account = await locked(tx, email);
    await tx.update(credential).set({ password: hash, updatedAt: new Date() }).where(passwordOf(account.id));
    const sessionsEnded = await endSessions(tx, account.id);
    await forgive(tx, account.email);
    tx.record({ ...about(account.id, 'set-password'), after: { enabled: true, sessionsEnded } });
  });
}

async function valid(db: Database, input: NewAccount) {
  const read = NEW_ACCOUNT.safeParse(input);
  const problems: Record<string, string> = {};
  for (const { path, message } of read.error?.issues ?? []) problems[String(path[0])] ??= message;
  const problem = passwordProblem(input.password, input);
  if (problem) problems.password = PASSWORD_PROBLEMS[problem].vi;
  if (input.organisationKey) {
    const found = await db.select().from(organisation).where(eq(organisation.key, input.organisationKey));
    if (found.length === 0) problems.organisationKey = `Không có cơ quan “${input.organisationKey}”.`;
  }
  if (!read.success || Object.keys(problems).length > 0) throw invalid(problems);
  return read.data;
}

async function known(db: Pick<Database, 'select'>, email: string): Promise<Account> {
  const account = await accountByEmail(db, email);
  if (account) return account;
  throw new Refusal('identity.no-account', `Không có tài khoản “${emailKey(email)}”.`, {
    status: 404,
    remedy: 'Xem danh sách: npm run -s cchc -- identity list',
  });
}

/**
 * The account, and with it every administrator, held until the end of the transaction: two acts that would each leave the
 * other's administrator as the last one must come one after the other.
 */
async function locked(tx: Transaction, email: string): Promise<Account> {
  await tx.select({ id: user.id }).from(user).where(eq(user.role, 'administrator')).orderBy(user.id).for('update');
  await tx
    .select({ id: user.id })
    .from(user)
    .where(eq(user.email, emailKey(email)))
    .for('update');
  return known(tx, email);
}

async function mustLeaveAdministrator(tx: Transaction, account: Account): Promise<void> {
  const administrators = (await accounts(tx).where(eq(user.role, 'administrator'))).map(toAccount);
  const able = administrators.filter(({ enabled }) => enabled);
  if (able.length !== 1 || able[0]!.id !== account.id) return;
  throw new Refusal('identity.last-administrator', 'Đây là quản trị hệ thống cuối cùng còn đăng nhập được.', {
    status: 409,
    where: account.email,
    remedy: 'Giao vai trò quản trị cho một tài khoản khác trước.',
  });
}

function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('identity.account-invalid', 'Thông tin tài khoản chưa đúng.', {
    status: 422,
    where: Object.values(fields).join('\n'),
    remedy: 'Sửa các mục trên rồi gửi lại.',
    fields,
  });
}
