import { and, eq, isNull, sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { isId, newId } from '../../database/uuid.ts';
import { Refusal } from '../../refusal.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { ROLE_NAMES } from '../model.ts';
import { demandAnywhere, type GrantedRole } from '../permissions.ts';
import { about } from '../rows.ts';
import { user } from '../schema.ts';
import { mustGive, mustReach, toOneself } from './administer.ts';
import { problemWithBody } from './bodies.ts';
import { GRANT_END, GRANT_INPUT, invalid, notFound, rangeOf, read, reason as REASON, type GrantEnd, type GrantInput } from './input.ts'; // prettier-ignore
import { keepingAdministrator } from './last-administrator.ts';
import { roleGrant } from './schema.ts';

const { people } = IDENTITY_PERMISSIONS;

/** A role given, with its days, last one included. */
interface Given {
  id: string;
  accountId: string;
  role: GrantedRole;
  organisationKey: string | null;
  from: IsoDate;
  until: IsoDate | null;
  revokedAt: Date | null;
}

/**
 * Gives an account a role for a body and everything below it, or for the whole province, from a day on and, better, until one.
 * Not to oneself, and nothing beyond one's own scope; not to a disabled account, where it would come alive unseen when that is opened.
 * @throws Refusal 422 with a problem per field; 409 `identity.account-disabled`, `identity.grant-doubled`; 404; 401 or 403 without
 * the right for that body, `identity.grant-to-self`
 */
export async function grantRole(
  db: Database,
  actor: Actor,
  accountId: string,
  input: GrantInput,
  now: Date = new Date(),
): Promise<{ id: string }> {
  demandAnywhere(actor, people);
  const { role, organisationKey, from, until, reason } = read(GRANT_INPUT, input);
  mustGive(actor, role, organisationKey);
  mustBeAnother(actor, accountId);
  if (from < vietnamDate(now)) throw invalid({ from: 'Vai trò không có hiệu lực ngược về những ngày đã qua.' });
  return transact(db, actor, async (tx) => {
    const [account] = await tx.select().from(user).where(eq(user.id, accountId)).for('update');
    if (!account || account.personId === null) throw notFound('tài khoản cán bộ');
    await mustReach(tx, actor, account.personId, vietnamDate(now));
    if (account.disabledAt) {
      throw new Refusal('identity.account-disabled', 'Tài khoản này đang bị khóa.', {
        status: 409,
        where: account.email,
        remedy: 'Mở lại tài khoản trước khi giao vai trò.',
      });
    }
    const problem = organisationKey === null ? null : await problemWithBody(tx, organisationKey, from, until);
    if (problem) throw invalid({ organisationKey: problem });
    const valid = rangeOf(from, until);
    const same = await tx
      .select({ id: roleGrant.id })
      .from(roleGrant)
      .where(
        and(
          eq(roleGrant.accountId, accountId),
          eq(roleGrant.role, role),
          sql`organisation_key is not distinct from ${organisationKey}`,
          isNull(roleGrant.revokedAt),
          sql`valid && ${valid}::daterange`,
        ),
      );
    if (same.length > 0) {
      throw new Refusal('identity.grant-doubled', `Tài khoản đã có vai trò ${ROLE_NAMES[role].vi} ở phạm vi này trong thời gian đó.`, { status: 409, remedy: 'Gia hạn vai trò đang có.' }); // prettier-ignore
    }
    const id = newId();
    await tx.insert(roleGrant).values({ id, accountId, role, organisationKey, valid, reason, grantedAt: now, grantedBy: actor.id }); // prettier-ignore
    tx.record({ ...about(accountId, 'grant-role'), after: { role, organisationKey, from, until }, reason });
    return { id };
  });
}

/**
 * Takes a role away at once; one that is over or was taken away before stays as it is.
 * @throws Refusal 409 `identity.last-administrator`; 422 without a reason; 404; 401 or 403 without the right for its body
 */
export async function revokeGrant(
  db: Database,
  actor: Actor,
  which: { accountId: string; grantId: string },
  reason: string,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, people);
  const why = read(REASON, reason);
  const today = vietnamDate(now);
  await transact(db, actor, (tx) =>
    keepingAdministrator(tx, today, async () => {
      const { id, accountId, role, organisationKey, until, revokedAt } = await lockedGrant(tx, actor, which);
      if (revokedAt || (until !== null && until < today)) return;
      await tx
        .update(roleGrant)
        .set({ revokedAt: now, revokedBy: actor.id, revocationReason: why })
        .where(and(eq(roleGrant.id, id), eq(roleGrant.accountId, accountId)));
      const said = { role, organisationKey };
      tx.record({ ...about(accountId, 'revoke-role'), before: { ...said, revoked: false }, after: { ...said, revoked: true }, reason: why }); // prettier-ignore
    }),
  );
}

/**
 * Sets another last day for a role that is not over yet: later, earlier, or none.
 * @throws Refusal 422 when the day lies before today or the first; 409 `identity.grant-over`, `identity.last-administrator`; 404;
 * 401 or 403 without the right for its body, `identity.grant-to-self`
 */
export async function extendGrant(
  db: Database,
  actor: Actor,
  which: { accountId: string; grantId: string },
  input: GrantEnd,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, people);
  const { until, reason } = read(GRANT_END, input);
  mustBeAnother(actor, which.accountId);
  const today = vietnamDate(now);
  await transact(db, actor, (tx) =>
    keepingAdministrator(tx, today, async () => {
      const held = await lockedGrant(tx, actor, which);
      const { id, accountId, role, organisationKey, from } = held;
      if (held.revokedAt || (held.until !== null && held.until < today)) {
        throw new Refusal('identity.grant-over', 'Vai trò này đã hết hạn hoặc đã thu hồi.', { status: 409, remedy: 'Giao vai trò mới.' }); // prettier-ignore
      }
      if (until !== null && (until < today || until < from)) {
        throw invalid({ until: 'Ngày cuối phải từ hôm nay và từ ngày bắt đầu trở đi. Để thôi ngay, thu hồi vai trò.' });
      }
      const problem = organisationKey === null ? null : await problemWithBody(tx, organisationKey, from > today ? from : today, until); // prettier-ignore
      if (problem) throw invalid({ until: problem });
      await tx
        .update(roleGrant)
        .set({ valid: rangeOf(from, until) })
        .where(and(eq(roleGrant.id, id), eq(roleGrant.accountId, accountId)));
      const said = { role, organisationKey };
      tx.record({ ...about(accountId, 'extend-role'), before: { ...said, until: held.until }, after: { ...said, until }, reason }); // prettier-ignore
    }),
  );
}

/** An account's role, held until the end of the transaction. @throws Refusal 404, also when it is another account's; 403 */
async function lockedGrant(
  tx: Transaction,
  actor: Actor,
  { accountId, grantId }: { accountId: string; grantId: string },
): Promise<Given> {
  const { id, role, organisationKey, revokedAt } = roleGrant;
  const [found] = isId(grantId)
    ? await tx
        .select({
          id,
          accountId: roleGrant.accountId,
          role,
          organisationKey,
          revokedAt,
          from: sql<IsoDate>`lower(valid)::text`,
          until: sql<IsoDate | null>`(upper(valid) - 1)::text`,
        })
        .from(roleGrant)
        .where(and(eq(id, grantId), eq(roleGrant.accountId, accountId)))
        .for('update')
    : [];
  if (!found) throw notFound('vai trò');
  mustGive(actor, found.role, found.organisationKey);
  return found;
}

function mustBeAnother(actor: Actor, accountId: string): void {
  if (actor.id === accountId) throw toOneself();
}
