import { and, eq, sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { isId, newId } from '../../database/uuid.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { demand, demandAnywhere } from '../permissions.ts';
import { DELEGATION_INPUT, invalid, notFound, rangeOf, read, reason as REASON, toldByField, type DelegationInput } from './input.ts'; // prettier-ignore
import { isOneself, toOneself } from './administer.ts';
import { lockedPerson, onOfficial } from './rows.ts';
import { lockedPosition } from './positions.ts';
import { delegation, personPosition } from './schema.ts';

/** Why somebody is away (sick, on leave) is that person's own. */
const reasonOf = (personId: string) => ({ subjectId: personId, fields: ['reason'] });

/**
 * Has another person do a position's work for some days: to come, and within the position's own. It ends by itself. A stand-in
 * cannot pass it on: what a permission marks `inPerson` is not carried, and a delegation is of a position that one holds.
 * Nobody makes himself a stand-in: it would give him the other's roles.
 * @throws Refusal 422 with a problem per field (oneself, past days, two stand-ins at once, somebody without a position); 404; 401
 * or 403 without the right for the position's body, `identity.grant-to-self`
 */
export async function delegate(
  db: Database,
  actor: Actor,
  { personId, positionId }: { personId: string; positionId: string },
  input: DelegationInput,
  now: Date = new Date(),
): Promise<{ id: string }> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.delegate);
  const { toPersonId, from, until, ...why } = read(DELEGATION_INPUT, input);
  const today = vietnamDate(now);
  return toldByField(() =>
    transact(db, actor, async (tx) => {
      const held = await lockedPosition(tx, personId, positionId);
      demand(actor, IDENTITY_PERMISSIONS.delegate, { organisation: held.organisationKey });
      if (toPersonId === personId) throw invalid({ toPersonId: 'Không thể tự làm thay chính mình.' });
      if (from < today) throw invalid({ from: 'Không giao việc cho những ngày đã qua.' });
      if (from < held.from || (held.until !== null && until > held.until)) {
        throw invalid({ until: 'Thời gian làm thay phải nằm trong thời gian giữ chức vụ.' });
      }
      await lockedPerson(tx, toPersonId);
      if (await isOneself(tx, actor, toPersonId)) throw toOneself();
      const posts = await tx
        .select({ id: personPosition.id })
        .from(personPosition)
        .where(and(eq(personPosition.personId, toPersonId), sql`valid @> ${from}::date`))
        .limit(1);
      if (posts.length === 0) throw invalid({ toPersonId: 'Người này không giữ chức vụ nào vào ngày bắt đầu.' });
      const id = newId();
      await tx.insert(delegation).values({ id, positionId: held.id, toPersonId, valid: rangeOf(from, until), ...why, madeAt: now, madeBy: actor.id }); // prettier-ignore
      const { title, organisationKey } = held;
      tx.record({ ...onOfficial(personId, 'delegate'), after: { title, organisationKey, toPersonId, from, until, source: why.source }, reason: why.reason, personal: reasonOf(personId) }); // prettier-ignore
      return { id };
    }),
  );
}

/**
 * Ends a delegation at once; one that is over or withdrawn stays as it is.
 * @throws Refusal 422 without a reason; 404; 401 or 403 without the right for the position's body
 */
export async function withdrawDelegation(
  db: Database,
  actor: Actor,
  { personId, delegationId }: { personId: string; delegationId: string },
  reason: string,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.delegate);
  const why = read(REASON, reason);
  await transact(db, actor, async (tx) => {
    const [found] = isId(delegationId)
      ? await tx
          .select({
            positionId: delegation.positionId,
            toPersonId: delegation.toPersonId,
            withdrawnAt: delegation.withdrawnAt,
            until: sql<IsoDate>`(upper(valid) - 1)::text`,
          })
          .from(delegation)
          .where(eq(delegation.id, delegationId))
          .for('update')
      : [];
    if (!found) throw notFound('lần giao việc');
    const held = await lockedPosition(tx, personId, found.positionId);
    demand(actor, IDENTITY_PERMISSIONS.delegate, { organisation: held.organisationKey });
    if (found.withdrawnAt || found.until < vietnamDate(now)) return;
    await tx
      .update(delegation)
      .set({ withdrawnAt: now, withdrawnBy: actor.id, withdrawalReason: why })
      .where(eq(delegation.id, delegationId));
    const { title, organisationKey } = held;
    const { toPersonId, until } = found;
    tx.record({ ...onOfficial(personId, 'withdraw-delegation'), before: { title, organisationKey, toPersonId, until, withdrawn: false }, after: { title, organisationKey, toPersonId, until, withdrawn: true }, reason: why, personal: reasonOf(personId) }); // prettier-ignore
  });
}
