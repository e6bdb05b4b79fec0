import { eq, sql } from 'drizzle-orm';
import { vietnamDate } from '../../calendar/dates.ts';
import { erasePersonalData } from '../../audit/erase.ts';
import { AUDIT_PERMISSIONS } from '../../audit/permissions.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { isId, newId } from '../../database/uuid.ts';
import { Refusal } from '../../refusal.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { demand, demandAnywhere } from '../permissions.ts';
import { endSessions } from '../rows.ts';
import { credential, user } from '../schema.ts';
import { mustStandAbove, placesOf } from './administer.ts';
import { notFound, PERSON_INPUT, read, reason as REASON, toldByField, type PersonInput, type PositionInput } from './input.ts'; // prettier-ignore
import { insertPosition, readPosition } from './positions.ts';
import { lockedPerson, onOfficial } from './rows.ts';
import { person } from './schema.ts';

/** What the record keeps under the person's own key. */
export const PERSONAL = ['name', 'email', 'phone', 'staffNumber'] as const;

/** Stands where a person's name was taken out. */
export const ERASED_NAME = '[đã xóa theo yêu cầu]';

/**
 * Adds a person, with a first position unless the whole province is administered.
 * @throws Refusal 422 `identity.input-invalid` with a problem per field; 401 or 403 without the right for that body
 */
export async function addPerson(
  db: Database,
  actor: Actor,
  input: PersonInput & { position: PositionInput | null },
): Promise<{ id: string }> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  const position = input.position === null ? null : readPosition(input.position);
  demand(actor, IDENTITY_PERMISSIONS.people, { organisation: position?.organisationKey ?? null });
  const fields = read(PERSON_INPUT, input);
  const id = newId();
  await toldByField(() =>
    transact(db, actor, async (tx) => {
      await tx.insert(person).values({ id, ...fields });
      tx.record({ ...onOfficial(id, 'add'), after: fields, personal: { subjectId: id, fields: PERSONAL } });
      if (position) await insertPosition(tx, id, position);
    }),
  );
  return { id };
}

/**
 * Corrects what is kept of a person. Positions and roles have acts of their own.
 * @param seen the revision that the form was filled in from
 * @throws Refusal 409 when it changed meanwhile; 422 with a problem per field; 404; 401, or 403 unless the actor stands above
 */
export async function revisePerson(
  db: Database,
  actor: Actor,
  { personId, revision }: { personId: string; revision: number },
  input: PersonInput,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  const fields = read(PERSON_INPUT, input);
  await toldByField(() =>
    transact(db, actor, async (tx) => {
      const { name, email, phone, staffNumber, revision: current } = await lockedPerson(tx, personId);
      await mustStandAbove(tx, actor, personId, vietnamDate(now));
      if (current !== revision) {
        throw new Refusal('identity.person-changed', 'Thông tin này vừa được người khác sửa.', {
          status: 409,
          remedy: 'Tải lại trang để xem nội dung mới rồi sửa tiếp.',
        });
      }
      await tx.update(person).set({ ...fields, revision: current + 1 }).where(eq(person.id, personId)); // prettier-ignore
      await tx.update(user).set({ name: fields.name, updatedAt: now }).where(eq(user.personId, personId));
      const before = { name, email, phone, staffNumber };
      tx.record({ ...onOfficial(personId, 'revise'), before, after: fields, personal: { subjectId: personId, fields: PERSONAL } }); // prettier-ignore
    }),
  );
}

/**
 * Takes out, by law, all that is kept of somebody who has left: the row's data and the account's, and, for good, what the record
 * says of the person. That there was a person in these positions stays. May be run again when it was interrupted.
 * @throws Refusal 409 while the person holds a position or a role; 422 without a reason; 404; 401 or 403 without the right
 */
export async function erasePerson(
  db: Database,
  actor: Actor,
  personId: string,
  reason: string,
  now: Date = new Date(),
): Promise<void> {
  demand(actor, AUDIT_PERMISSIONS.erase);
  const why = read(REASON, reason);
  const accountId = await transact(db, actor, async (tx) => {
    const [found] = isId(personId) ? await tx.select().from(person).where(eq(person.id, personId)).for('update') : [];
    if (!found) throw notFound('cán bộ');
    const [account] = await tx.select({ id: user.id }).from(user).where(eq(user.personId, personId)).for('update');
    if (found.erasedAt) return account?.id;
    const place = (await placesOf(tx, [personId], vietnamDate(now))).get(personId)!;
    if (place.province || place.bodies.length > 0) {
      throw new Refusal('identity.person-active', 'Người này còn giữ chức vụ hoặc vai trò.', {
        status: 409,
        remedy: 'Kết thúc các chức vụ và thu hồi các vai trò trước.',
      });
    }
    await tx
      .update(person)
      .set({ name: ERASED_NAME, email: null, phone: null, staffNumber: null, erasedAt: now })
      .where(eq(person.id, personId));
    if (account) await eraseAccount(tx, account.id, now);
    tx.record({ ...onOfficial(personId, 'erase'), after: { erased: true }, reason: why });
    return account?.id;
  });
  // Each under its own key; what was destroyed before is no matter.
  for (const subject of new Set([personId, ...(accountId ? [accountId] : [])])) {
    await erasePersonalData(db, actor, subject, why).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'audit.erased-already')) throw error;
    });
  }
}

/** Nothing is left to sign in with, and no name. The row stays: others' entries point to it. */
async function eraseAccount(tx: Transaction, accountId: string, now: Date): Promise<void> {
  await endSessions(tx, accountId);
  await tx.delete(credential).where(eq(credential.userId, accountId));
  await tx.execute(sql`delete from second_factor where user_id = ${accountId}`);
  await tx.execute(sql`delete from sign_in_link where user_id = ${accountId}`);
  await tx
    .update(user)
    .set({ name: ERASED_NAME, email: `${accountId}@erased.invalid`, disabledAt: now, updatedAt: now })
    .where(eq(user.id, accountId));
}
