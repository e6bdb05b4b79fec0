import { hashPassword } from 'better-auth/crypto';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { vietnamDate, type IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import { organisation } from '../organisations/schema.ts';
import { Refusal } from '../refusal.ts';
import { forgive } from './attempts.ts';
import { IDENTITY_PERMISSIONS } from './identity-permissions.ts';
import { emailKey, type Account } from './model.ts';
import { PASSWORD_PROBLEMS, passwordForm, passwordProblem } from './password-rule.ts';
import { mustStandAbove } from './people/administer.ts';
import { keepingAdministrator } from './people/last-administrator.ts';
import { giveFirst, replaceGrants, scopeFor } from './people/start.ts';
import { demand, demandAnywhere, GRANTED_ROLES, type GrantedRole } from './permissions.ts';
import { about, accountByEmail, accounts, endSessions, PASSWORD_WAY, passwordOf, toAccount } from './rows.ts';
import { credential, user } from './schema.ts';
import { tell } from './sign-in/letters.ts';
import { withdrawAllLinks } from './sign-in/links.ts';

export { IDENTITY_PERMISSIONS };

/** What an account can be made with: a role to hold, or none. */
export const STARTING_ROLES = ['citizen', ...GRANTED_ROLES] as const;

const NEW_ACCOUNT = z.object({
  email: z
    .string()
    .transform(emailKey)
    .pipe(z.email('Thư điện tử phải có dạng ten@coquan.gov.vn.').max(254, 'Thư điện tử dài quá 254 ký tự.')),
  name: z
    .string()
    .transform((name) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
    .pipe(z.string().min(1, 'Cần họ và tên.').max(200, 'Họ và tên dài quá 200 ký tự.')),
  role: z.enum(STARTING_ROLES, `Vai trò phải là một trong: ${STARTING_ROLES.join(', ')}.`),
  organisationKey: z.string().nullish().default(null),
  scope: z.string().nullish(),
  password: z.string(),
});

export interface NewAccount {
  email: string;
  name: string;
  role: GrantedRole | 'citizen';
  /** Key of a known organisation, in which the person gets a position. */
  organisationKey?: string | null;
  /** Body for which the role holds; null: the whole province. Left out: see `scopeFor`. */
  scope?: string | null;
  password: string;
}

/**
 * Makes an account with its person, a position and a role. One that exists already (by e-mail) is left as it is, password and
 * roles too. People of one body with its own administrators are added by `addPerson` and invited.
 * @returns its id, and whether it was made now
 * @throws Refusal `identity.account-invalid` with a problem per field; 401 or 403 without the right
 */
export async function createAccount(
  db: Database,
  actor: Actor,
  input: NewAccount,
  now: Date = new Date(),
): Promise<{ id: string; created: boolean }> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const { password, email, name, role, organisationKey, scope } = await valid(db, input);
  const hash = await hashPassword(passwordForm(password));
  return transact(db, actor, async (tx) => {
    const id = newId();
    const made = await tx
      .insert(user)
      .values({ id, email, name, emailVerified: true })
      .onConflictDoNothing({ target: user.email })
      .returning({ id: user.id });
    if (made.length === 0) return { id: (await known(tx, email)).id, created: false };
    await tx.insert(credential).values({
      id: newId(),
      accountId: id,
      providerId: PASSWORD_WAY,
      userId: id,
      password: hash,
      updatedAt: now,
    });
    const given = scope === undefined ? scopeFor(role, organisationKey) : scope;
    await giveFirst(tx, { accountId: id, email, name, role, organisationKey, scope: given }, vietnamDate(now));
    tx.record({
      ...about(id, 'create'),
      after: { email, name, role, organisationKey, scope: given, enabled: true },
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
 * Gives an account one role in place of all that it has; it holds from the person's next request on. For the command line:
 * `grantRole` and `revokeGrant` say more.
 * @throws Refusal `identity.no-account`, `identity.last-administrator`; 401 or 403 without the right
 */
export async function setRole(
  db: Database,
  actor: Actor,
  email: string,
  role: GrantedRole | 'citizen',
  now: Date = new Date(),
): Promise<void> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const today = vietnamDate(now);
  await transact(db, actor, (tx) =>
    keepingAdministrator(tx, today, async () => {
      const account = await locked(tx, email);
      const scope = scopeFor(role, account.organisationKey);
      if (!(await replaceGrants(tx, account.id, role, scope, { now, today }))) return;
      tx.record({ ...about(account.id, 'set-role'), before: { role: account.role }, after: { role, scope } });
    }),
  );
}

/**
 * Closes an account: its password is gone and its sessions end; no other way of signing in opens it. `setPassword` and
 * `reopenAccount` open it again. Its roles stay written, and are worth nothing meanwhile.
 * @throws Refusal `identity.no-account`, `identity.last-administrator`; 401, or 403 unless the actor stands above the person
 */
export async function disableAccount(db: Database, actor: Actor, email: string, now: Date = new Date()): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  const today = vietnamDate(now);
  await transact(db, actor, (tx) =>
    keepingAdministrator(tx, today, async () => {
      const account = await lockedBelow(tx, actor, email, today);
      if (account.disabled) return;
      await tx.update(credential).set({ password: null, updatedAt: now }).where(passwordOf(account.id));
      await tx.update(user).set({ disabledAt: now, updatedAt: now }).where(eq(user.id, account.id));
      await withdrawAllLinks(tx, account.id, now);
      const sessionsEnded = await endSessions(tx, account.id);
      tx.record({ ...about(account.id, 'disable'), before: { enabled: true }, after: { enabled: false, sessionsEnded } }); // prettier-ignore
    }),
  );
}

/**
 * Opens a disabled account again, without a password: its owner signs in through a provider, or is invited anew.
 * @throws Refusal as `disableAccount`
 */
export async function reopenAccount(db: Database, actor: Actor, email: string, now: Date = new Date()): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  await transact(db, actor, async (tx) => {
    const account = await lockedBelow(tx, actor, email, vietnamDate(now));
    if (!account.disabled) return;
    await tx.update(user).set({ disabledAt: null, updatedAt: now }).where(eq(user.id, account.id));
    tx.record({ ...about(account.id, 'reopen'), before: { disabled: true }, after: { disabled: false } });
  });
}

/**
 * Sets an account's password in its owner's stead, opens it when it was disabled, ends its sessions and forgets its failures. The
 * owner gets a letter.
 * @throws Refusal `identity.account-invalid`, `identity.no-account`; 401 or 403 without the right
 */
export async function setPassword(
  db: Database,
  actor: Actor,
  email: string,
  password: string,
  now: Date = new Date(),
): Promise<void> {
  // Whoever sets a password could sign in with it: only for the installation's own administrators.
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const problem = passwordProblem(password, { email, name: '' });
  if (problem) throw invalid({ password: PASSWORD_PROBLEMS[problem].vi });
  const hash = await hashPassword(passwordForm(password));
  await transact(db, actor, async (tx) => {
    const account = await locked(tx, email);
    const likeName = passwordProblem(password, account);
    if (likeName) throw invalid({ password: PASSWORD_PROBLEMS[likeName].vi });
    await tx.update(user).set({ disabledAt: null, updatedAt: now }).where(eq(user.id, account.id));
    const changed = await tx.update(credential).set({ password: hash, updatedAt: now }).where(passwordOf(account.id)).returning({ id: credential.id }); // prettier-ignore
    if (changed.length === 0) {
      await tx.insert(credential).values({ id: newId(), accountId: account.id, providerId: PASSWORD_WAY, userId: account.id, password: hash, updatedAt: now }); // prettier-ignore
    }
    const sessionsEnded = await endSessions(tx, account.id);
    await forgive(tx, account.email);
    tx.record({ ...about(account.id, 'set-password'), after: { enabled: true, sessionsEnded } });
    await tell(tx, 'password-set', account, { act: `${account.id} ${now.getTime()}`, at: now });
  });
}

async function valid(db: Database, input: NewAccount) {
  const read = NEW_ACCOUNT.safeParse(input);
  const problems: Record<string, string> = {};
  for (const { path, message } of read.error?.issues ?? []) problems[String(path[0])] ??= message;
  const problem = passwordProblem(input.password, input);
  if (problem) problems.password = PASSWORD_PROBLEMS[problem].vi;
  for (const field of ['organisationKey', 'scope'] as const) {
    const key = input[field];
    if (!key) continue;
    const found = await db.select().from(organisation).where(eq(organisation.key, key));
    if (found.length === 0) problems[field] = `Không có cơ quan “${key}”.`;
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

/** The account, held until the end of the transaction. */
async function locked(tx: Transaction, email: string): Promise<Account> {
  await tx
    .select({ id: user.id })
    .from(user)
    .where(eq(user.email, emailKey(email)))
    .for('update');
  return known(tx, email);
}

/** The same, of a person below the actor. */
async function lockedBelow(tx: Transaction, actor: Actor, email: string, today: IsoDate): Promise<Account> {
  const account = await locked(tx, email);
  await mustStandAbove(tx, actor, account.personId, today);
  return account;
}

function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('identity.account-invalid', 'Thông tin tài khoản chưa đúng.', {
    status: 422,
    where: Object.values(fields).join('\n'),
    remedy: 'Sửa các mục trên rồi gửi lại.',
    fields,
  });
}
