import { and, eq, isNull, sql } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import type { GrantedRole } from '../permissions.ts';
import { user } from '../schema.ts';
import { rangeOf } from './input.ts';
import { person, personPosition, roleGrant } from './schema.ts';

/** What an account begins with when it is made in one go: from the command line, the sample, a migration's like. */

const FIRST_TITLE = 'Cán bộ';
const FIRST_REASON = 'Khi mở tài khoản';

/** Roles that answer for the whole plan or the whole installation, whatever body their holder sits in. */
const PROVINCIAL: ReadonlySet<string> = new Set<GrantedRole>(['plan-owner', 'administrator']);

/** For which body a role holds when nobody said: the holder's own; the whole province for some roles and for who has no body. */
export function scopeFor(role: GrantedRole | 'citizen', organisationKey: string | null): string | null {
  return PROVINCIAL.has(role) ? null : organisationKey;
}

interface First {
  accountId: string;
  email: string;
  name: string;
  role: GrantedRole | 'citizen';
  organisationKey: string | null;
  scope: string | null;
}

/** The person of a new account (one who is in the list already under this e-mail, else a new one), position and role. */
export async function giveFirst(tx: Transaction, first: First, today: IsoDate): Promise<void> {
  const { accountId, email, name, role, organisationKey, scope } = first;
  const [present] = await tx
    .select({ id: person.id, accountId: user.id })
    .from(person)
    .leftJoin(user, eq(user.personId, person.id))
    .where(eq(person.email, email));
  const personId = present && !present.accountId ? present.id : accountId;
  if (personId === accountId) await tx.insert(person).values({ id: personId, name, email: present ? null : email });
  await tx.update(user).set({ personId }).where(eq(user.id, accountId));
  if (organisationKey !== null) {
    await tx
      .insert(personPosition)
      .values({ id: newId(), personId, organisationKey, title: FIRST_TITLE, valid: rangeOf(today, null) })
      .onConflictDoNothing();
  }
  await grant(tx, accountId, role, scope, today);
}

/**
 * Takes all roles of an account away and gives one. @returns false when it had just that and nothing changed
 */
export async function replaceGrants(
  tx: Transaction,
  accountId: string,
  role: GrantedRole | 'citizen',
  scope: string | null,
  { now, today }: { now: Date; today: IsoDate },
): Promise<boolean> {
  const open = and(
    eq(roleGrant.accountId, accountId),
    isNull(roleGrant.revokedAt),
    sql`(upper_inf(valid) or upper(valid) > ${today}::date)`,
  );
  const held = await tx.select().from(roleGrant).where(open).for('update');
  const same = held.length === (role === 'citizen' ? 0 : 1) && held.every((each) => each.role === role);
  if (same) return false;
  await tx
    .update(roleGrant)
    .set({ revokedAt: now, revokedBy: tx.actor.id, revocationReason: 'Đổi vai trò' })
    .where(open);
  await grant(tx, accountId, role, scope, today);
  return true;
}

async function grant(
  tx: Transaction,
  accountId: string,
  role: GrantedRole | 'citizen',
  organisationKey: string | null,
  today: IsoDate,
): Promise<void> {
  if (role === 'citizen') return;
  await tx.insert(roleGrant).values({ id: newId(), accountId, role, organisationKey, valid: rangeOf(today, null), reason: FIRST_REASON, grantedBy: tx.actor.id }); // prettier-ignore
}
