import { eq } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { isId, newId } from '../database/uuid.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import { ORGANISATION_PERMISSIONS } from './permissions.ts';
import { REORGANISATION_INPUT } from './reorganisation/acts-data.ts';
import type { Reorganisation } from './reorganisation/model.ts';
import { actOf, findReorganisation, noSuchReorganisation, type ReorganisationRow } from './reorganisation-queries.ts';
import { reorganisation } from './schema.ts';

/** Keeps an act as a draft; whether it can be carried out is told by its preview. @throws Refusal 401, 403, 422 */
export async function draftReorganisation(db: Database, actor: Actor, input: Reorganisation): Promise<{ id: string }> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  const act = valid(input);
  return transact(db, actor, async (tx) => {
    const id = newId();
    await tx.insert(reorganisation).values({ id, status: 'drafted', ...columnsOf(act), draftedBy: actor.name });
    tx.record({ ...about(id, 'draft'), after: act });
    return { id };
  });
}

/**
 * Changes a draft.
 * @param seen the revision that the person saw
 * @throws Refusal 409 when another person changed it meanwhile or it is no draft any more; 401, 403, 404, 422
 */
export async function reviseReorganisation(
  db: Database,
  actor: Actor,
  id: string,
  seen: number,
  input: Reorganisation,
): Promise<{ revision: number }> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  const act = valid(input);
  return transact(db, actor, async (tx) => {
    const row = await lockDraft(tx, id, seen);
    const revision = row.revision + 1;
    await tx.update(reorganisation).set({ ...columnsOf(act), revision }).where(eq(reorganisation.id, id)); // prettier-ignore
    tx.record({ ...about(id, 'revise'), before: actOf(row), after: act });
    return { revision };
  });
}

/** Throws a draft away; its record stays. @throws Refusal as `reviseReorganisation` */
export async function discardReorganisation(db: Database, actor: Actor, id: string, seen: number): Promise<void> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  await transact(db, actor, async (tx) => {
    await lockDraft(tx, id, seen);
    await tx.update(reorganisation).set({ status: 'discarded' }).where(eq(reorganisation.id, id));
    tx.record({ ...about(id, 'discard'), before: { status: 'drafted' }, after: { status: 'discarded' } });
  });
}

/** The draft, held until the end of the transaction. */
export async function lockDraft(tx: Transaction, id: string, seen: number): Promise<ReorganisationRow> {
  const row = await lockReorganisation(tx, id);
  if (row.status !== 'drafted') {
    throw new Refusal('organisations.not-a-draft', 'Lần sắp xếp này không còn là bản nháp.', { status: 409, remedy: 'Tải lại trang để xem trạng thái hiện nay.' }); // prettier-ignore
  }
  if (row.revision !== seen) {
    throw new Refusal('organisations.changed-meanwhile', 'Bản nháp vừa được người khác sửa.', { status: 409, remedy: 'Tải lại trang, xem bản mới rồi làm tiếp.' }); // prettier-ignore
  }
  return row;
}

/** @throws Refusal 404 */
export async function lockReorganisation(tx: Transaction, id: string): Promise<ReorganisationRow> {
  if (!isId(id)) throw noSuchReorganisation(id);
  await tx.select({ id: reorganisation.id }).from(reorganisation).where(eq(reorganisation.id, id)).for('update'); // prettier-ignore
  return findReorganisation(tx, id);
}

function valid(input: Reorganisation): Reorganisation {
  const read = REORGANISATION_INPUT.safeParse(input);
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[path.join('.')] ??= message;
  throw new Refusal('organisations.reorganisation-invalid', 'Nội dung sắp xếp chưa đúng.', {
    status: 422,
    where: Object.entries(fields).map(([field, message]) => `${field}: ${message}`).join('\n'), // prettier-ignore
    remedy: 'Sửa các mục trên rồi gửi lại.',
    fields,
  });
}

const columnsOf = ({ document, ...rest }: Reorganisation) => ({ ...document, ...rest });

/** What the record says an act of this room was done to. */
export const about = (id: string, action: string) => ({ action, subjectType: 'reorganisation', subjectId: id });
