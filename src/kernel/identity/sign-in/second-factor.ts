import { eq } from 'drizzle-orm';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { Refusal } from '../../refusal.ts';
import { forgive, takeAttempt } from '../attempts.ts';
import { authOf, type Auth } from '../auth.ts';
import { mustBeSomebody } from '../own-account.ts';
import { about, endSessions } from '../rows.ts';
import { user } from '../schema.ts';
import type { Session } from '../sign-in.ts';
import { backupCodeHash, newBackupCodes } from './backup-codes.ts';
import { tell } from './letters.ts';
import { proofWanted, prove, type Unproven, type Wanted } from './proof.ts';
import { backupCode, secondFactor } from './schema.ts';
import { purposeKey, seal, unseal } from './sealed.ts';
import { sealedSecret, secondFactorSince } from './second-factor-rows.ts';
import { carry, countedAs, passSession } from './second-step.ts';
import { mustHaveSecondFactor } from './standing.ts';
import { authenticatorAddress, newSecret, stepOfCode } from './totp.ts';

/** Setting up one's own second factor, and renewing its backup codes. */

const SET_UP_MINUTES = 30;

/** A key to be put into an authenticator; nothing is kept until a code proves that it is there. */
export interface Preparation {
  /** The key, for the form to bring back: opens for this account only, for half an hour. */
  sealed: string;
  /** The key in groups of four, to type it in. */
  key: string;
  /** What the square picture says. */
  address: string;
}

/** A new key for an account, or the one that a form brought back, so that an error does not make the person scan again. */
export function prepareSecondFactor(
  auth: Auth,
  account: { id: string; email: string },
  now: Date,
  broughtBack?: string,
): Preparation {
  const brought = broughtBack ? open(auth, broughtBack, account.id, now) : null;
  const key = brought ?? newSecret();
  const until = now.getTime() + SET_UP_MINUTES * 60_000;
  return {
    sealed: brought ? broughtBack! : seal(setUpKey(auth), `${until} ${key}`, account.id),
    key: key.replaceAll(/.{4}(?=.)/g, '$& '),
    address: authenticatorAddress(key, account.email, 'CCHC'),
  };
}

/** The same with the installation's own secret. */
export function prepareOwnSecondFactor(
  db: Database,
  account: { id: string; email: string },
  now: Date,
  broughtBack?: string,
): Preparation {
  return prepareSecondFactor(authOf(db), account, now, broughtBack);
}

function open(auth: Auth, sealed: string, accountId: string, now: Date): string | null {
  const [until, key] = unseal(setUpKey(auth), sealed, accountId)?.split(' ') ?? [];
  return key && now.getTime() < Number(until) ? key : null;
}

const setUpKey = (auth: Auth) => purposeKey(auth.options.secret, 'set up second factor');

/** What the owner sees of his second factor. */
export interface OwnSecondFactor {
  since: Date | null;
  codesLeft: number;
  /** What must be shown again before it is changed. */
  wanted: Wanted;
  /** Cannot be done without: an administrator's. */
  forced: boolean;
}

/** @throws Refusal `identity.not-signed-in` */
export async function ownSecondFactor(
  db: Database,
  actor: Actor,
  session: Session,
  now: Date,
): Promise<OwnSecondFactor> {
  const id = mustBeSomebody(actor);
  const all = seeingAll(db);
  const [row, wanted] = await Promise.all([secondFactorSince(all, id), proofWanted(all, id, session, now)]);
  const forced = isForced(actor, session);
  return { since: row?.since ?? null, codesLeft: row?.codesLeft ?? 0, wanted, forced };
}

/** Whose second factor cannot be done without. */
export const isForced = (actor: Actor, session: Session) => mustHaveSecondFactor(actor.roles) && !session.demonstration;

export interface SettingUp {
  /** As prepared. */
  sealed: string;
  /** The code that the authenticator shows. */
  typed: string;
  proof: string;
  session: Session;
  now: Date;
}

export type SetUpResult =
  | { outcome: 'set-up'; backupCodes: string[]; setCookies: string[] }
  | { outcome: 'wrong' | 'expired' | 'over' }
  | Unproven;

/**
 * Puts a second factor on one's own account, in place of the one before if there is one. Sessions elsewhere end; the one in use
 * goes on under another token. The backup codes are given this once.
 * @throws Refusal `identity.not-signed-in`
 */
export async function setUpSecondFactor(
  db: Database,
  actor: Actor,
  { sealed, typed, proof, session, now }: SettingUp,
  auth: Auth = authOf(db),
): Promise<SetUpResult> {
  const id = mustBeSomebody(actor);
  // Whoever still owes the code of the one before must not put his own in its place.
  if (session.secondFactor === 'needed') return { outcome: 'over' };
  const all = seeingAll(db);
  const key = open(auth, sealed, id, now);
  if (key === null) return { outcome: 'expired' };
  const seconds = await takeAttempt(all, 'account', countedAs(id));
  if (seconds !== null) return { outcome: 'wait', seconds };
  const lastStep = stepOfCode(key, typed.replaceAll(/\s/g, ''), now);
  if (lastStep === null) return { outcome: 'wrong' };
  const unproven = await prove(all, auth, { ...actor, id }, { proof, session, now });
  if (unproven) return unproven;
  const codes = newBackupCodes();
  const token = await transact(db, actor, async (tx) => {
    const owner = await lockedOwner(tx, id);
    const replaced = await removeRows(tx, id);
    await tx.insert(secondFactor).values({
      userId: id,
      secret: sealedSecret(auth.options.secret, key, id),
      lastStep,
      createdAt: now,
    });
    await keepCodes(tx, id, codes);
    const passed = await passSession(tx, session.id, now);
    const otherSessionsEnded = await endSessions(tx, id, session.id);
    await forgive(tx, countedAs(id));
    tx.record({ ...about(id, 'set-up-second-factor'), after: { replaced, otherSessionsEnded } });
    await tell(tx, 'second-factor-set-up', owner, { act: `${id} ${now.getTime()}`, at: now });
    return passed;
  });
  return token === null
    ? { outcome: 'over' }
    : { outcome: 'set-up', backupCodes: codes, setCookies: await carry(auth, token) };
}

/** New backup codes in place of all before. @throws Refusal `identity.not-signed-in`, `identity.no-second-factor` */
export async function renewBackupCodes(
  db: Database,
  actor: Actor,
  shown: { proof: string; session: Session; now: Date },
  auth: Auth = authOf(db),
): Promise<{ outcome: 'renewed'; backupCodes: string[] } | Unproven> {
  const id = mustBeSomebody(actor);
  const unproven = await prove(seeingAll(db), auth, { ...actor, id }, shown);
  if (unproven) return unproven;
  const codes = newBackupCodes();
  await transact(db, actor, async (tx) => {
    const owner = await lockedOwner(tx, id);
    if (!(await secondFactorSince(tx, id))) throw noSecondFactor();
    await tx.delete(backupCode).where(eq(backupCode.userId, id));
    await keepCodes(tx, id, codes);
    tx.record({ ...about(id, 'renew-backup-codes'), after: { codes: codes.length } });
    await tell(tx, 'backup-codes-renewed', owner, { act: `${id} ${shown.now.getTime()}`, at: shown.now });
  });
  return { outcome: 'renewed', backupCodes: codes };
}

/** Two acts on one account's second factor come one after the other. */
export async function lockedOwner(tx: Transaction, id: string): Promise<{ name: string; email: string }> {
  const [owner] = await tx
    .select({ name: user.name, email: user.email })
    .from(user)
    .where(eq(user.id, id))
    .for('update');
  return owner!;
}

/** @returns was there one? */
export async function removeRows(tx: Transaction, id: string): Promise<boolean> {
  const removed = await tx
    .delete(secondFactor)
    .where(eq(secondFactor.userId, id))
    .returning({ id: secondFactor.userId });
  return removed.length > 0;
}

async function keepCodes(tx: Transaction, userId: string, codes: readonly string[]): Promise<void> {
  await tx.insert(backupCode).values(codes.map((code) => ({ userId, hash: backupCodeHash(code)! })));
}

export function noSecondFactor(): Refusal {
  return new Refusal('identity.no-second-factor', 'Tài khoản này chưa bật xác thực hai bước.', {
    status: 409,
    remedy: 'Tải lại trang để xem tình trạng hiện nay.',
  });
}
