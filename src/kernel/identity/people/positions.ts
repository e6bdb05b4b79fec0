import { and, eq, sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { isId, newId } from '../../database/uuid.ts';
import type { z } from 'zod';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { demand, demandAnywhere } from '../permissions.ts';
import { isOneself, mustReach, toOneself } from './administer.ts';
import { problemWithBody } from './bodies.ts';
import { invalid, notFound, POSITION_END, POSITION_INPUT, rangeOf, read, toldByField, type PositionEnd, type PositionInput } from './input.ts'; // prettier-ignore
import { lockedPerson, onOfficial } from './rows.ts';
import { personPosition } from './schema.ts';

const { people } = IDENTITY_PERMISSIONS;

/** A form's position, checked; its fields are told under `position.` when it came along with a person. */
export const readPosition = (input: PositionInput) => read(POSITION_INPUT, input);

/**
 * Gives a person whom the actor administers already a position at a body. A head's brings the role of the head with it, from its
 * first day to its last; so nobody makes himself head.
 * @throws Refusal 422 with a problem per field: overlaps, a second head, a body that has ended; 404; 401 or 403 without the right
 * for that body, `identity.grant-to-self`
 */
export async function givePosition(
  db: Database,
  actor: Actor,
  personId: string,
  input: PositionInput,
  now: Date = new Date(),
): Promise<{ id: string }> {
  demandAnywhere(actor, people);
  const position = readPosition(input);
  demand(actor, people, { organisation: position.organisationKey });
  return toldByField(() =>
    transact(db, actor, async (tx) => {
      await lockedPerson(tx, personId);
      await mustReach(tx, actor, personId, vietnamDate(now));
      if (position.isHead && (await isOneself(tx, actor, personId))) throw toOneself();
      return { id: await insertPosition(tx, personId, position) };
    }),
  );
}

/** The row and its entry; whoever calls has asked who may. */
export async function insertPosition(
  tx: Transaction,
  personId: string,
  { from, until, ...position }: z.output<typeof POSITION_INPUT>,
): Promise<string> {
  const problem = await problemWithBody(tx, position.organisationKey, from, until);
  if (problem) throw invalid({ organisationKey: problem });
  const id = newId();
  await tx.insert(personPosition).values({ id, personId, ...position, valid: rangeOf(from, until) });
  tx.record({ ...onOfficial(personId, 'give-position'), after: { ...position, from, until } });
  return id;
}

/** A position with its days, last one included. */
export interface Held {
  id: string;
  personId: string;
  organisationKey: string;
  title: string;
  isHead: boolean;
  from: IsoDate;
  until: IsoDate | null;
}

/** A person's position, held until the end of the transaction. @throws Refusal 404, also when it is another person's */
export async function lockedPosition(tx: Transaction, personId: string, positionId: string): Promise<Held> {
  const { id, organisationKey, title, isHead } = personPosition;
  const [found] =
    isId(personId) && isId(positionId)
      ? await tx
          .select({
            id,
            personId: personPosition.personId,
            organisationKey,
            title,
            isHead,
            from: sql<IsoDate>`lower(valid)::text`,
            until: sql<IsoDate | null>`(upper(valid) - 1)::text`,
          })
          .from(personPosition)
          .where(and(eq(id, positionId), eq(personPosition.personId, personId)))
          .for('update')
      : [];
  if (!found) throw notFound('chức vụ');
  return found;
}

/**
 * Ends a position, on a day gone by or to come. Who stood in for it stops with it.
 * @throws Refusal 422 when the day lies before its first or after an end that was set; 404; 401 or 403 without the right for its body
 */
export async function endPosition(
  db: Database,
  actor: Actor,
  { personId, positionId }: { personId: string; positionId: string },
  input: PositionEnd,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, people);
  const { lastDay, source } = read(POSITION_END, input);
  await transact(db, actor, async (tx) => {
    const held = await lockedPosition(tx, personId, positionId);
    demand(actor, people, { organisation: held.organisationKey });
    const { from, until, title, organisationKey } = held;
    if (until !== null && until < vietnamDate(now)) throw invalid({ lastDay: 'Chức vụ này đã kết thúc.' });
    if (lastDay < from) throw invalid({ lastDay: 'Ngày cuối phải từ ngày bắt đầu giữ chức vụ trở đi.' });
    if (until !== null && lastDay > until) throw invalid({ lastDay: 'Chức vụ đã được ghi kết thúc sớm hơn ngày này.' });
    await tx
      .update(personPosition)
      .set({ valid: rangeOf(from, lastDay), endSource: source })
      .where(and(eq(personPosition.id, held.id), eq(personPosition.personId, personId)));
    tx.record({ ...onOfficial(personId, 'end-position'), before: { title, organisationKey, until }, after: { title, organisationKey, until: lastDay }, reason: source }); // prettier-ignore
  });
}
