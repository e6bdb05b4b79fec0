import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Dependents } from './dependents.ts';
import { giveBack } from './handovers.ts';
import { ORGANISATION_PERMISSIONS } from './permissions.ts';
import { touchedBy } from './reorganisation/bodies.ts';
import { actLabel } from './reorganisation/carry-out.ts';
import { actOf, type ReorganisationRow } from './reorganisation-queries.ts';
import { handover, organisationVersion, reorganisation } from './schema.ts';
import { lockReorganisation } from './drafts.ts';
import { ACTS_LOCK, loadRegistry, renewHolders, withdrawChanges } from './store.ts';

/**
 * Takes an act back, as long as nothing was built on it.
 * @throws Refusal 409 that names everything that stands on it; 422 without a reason; 401, 403, 404
 */
export async function reverseReorganisation(
  db: Database,
  actor: Actor,
  id: string,
  reason: string,
  dependents: readonly Dependents[],
  now: Date = new Date(),
): Promise<void> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  const why = reason.normalize('NFC').trim();
  if (why === '') {
    throw new Refusal('organisations.no-reason', 'Chưa nêu lý do hoàn tác.', { status: 422, where: 'Lý do', remedy: 'Nêu lý do rồi gửi lại.', fields: { reason: 'Nêu lý do hoàn tác.' } }); // prettier-ignore
  }
  await transact(db, actor, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
    const row = await lockReorganisation(tx, id);
    if (row.status !== 'carried-out') {
      throw new Refusal('organisations.not-carried-out', 'Chỉ hoàn tác được lần sắp xếp đã thực hiện.', { status: 409, remedy: 'Tải lại trang để xem trạng thái hiện nay.' }); // prettier-ignore
    }
    const obstacles = await standingOn(tx, row, dependents);
    if (obstacles.length > 0) {
      throw new Refusal('organisations.built-upon', 'Không hoàn tác được: đã có việc dựa trên lần sắp xếp này.', { status: 409, where: obstacles.join('\n'), remedy: 'Gỡ các việc trên trước, hoặc lập một lần sắp xếp mới.' }); // prettier-ignore
    }
    const handedOver = await tx.select().from(handover).where(eq(handover.reorganisationId, id));
    await giveBack(tx, handedOver, dependents, now);
    await tx.delete(handover).where(eq(handover.reorganisationId, id));
    await withdrawChanges(tx, id);
    await renewHolders(tx, await loadRegistry(tx));
    await tx
      .update(reorganisation)
      .set({ status: 'reversed', reversedAt: now, reversedBy: actor.name, reversalReason: why })
      .where(eq(reorganisation.id, id));
    tx.record({ action: 'reverse', subjectType: 'reorganisation', subjectId: id, before: { status: 'carried-out' }, after: { status: 'reversed' }, reason: why }); // prettier-ignore
  });
}

/** What keeps an act from being taken back, in words; an empty list when nothing does. */
export async function standingOn(
  tx: Pick<Transaction, 'select' | 'execute'>,
  row: ReorganisationRow,
  dependents: readonly Dependents[],
): Promise<string[]> {
  const { id, steps } = row;
  const changed = await tx
    .select({ key: organisationVersion.organisationKey })
    .from(organisationVersion)
    .where(sql`${organisationVersion.openedBy} = ${id} or ${organisationVersion.closedBy} = ${id}`);
  const made = steps.flatMap((step) => (step.step === 'create' ? [step.key] : []));
  const splitting = steps.flatMap((step) => (step.step === 'split' ? [step.key] : []));
  const own = new Set([...changed.map(({ key }) => key), ...splitting]);
  const later = await tx
    .select()
    .from(reorganisation)
    .where(
      and(
        eq(reorganisation.status, 'carried-out'),
        sql`(${reorganisation.effectiveOn} > ${row.effectiveOn} or ${reorganisation.carriedOutAt} > ${row.carriedOutAt})`,
      ),
    );
  const decided = await tx
    .select({ label: handover.label })
    .from(handover)
    .where(and(eq(handover.reorganisationId, id), eq(handover.status, 'decided'), eq(handover.automatic, false)))
    .limit(20);
  const built: string[] = [];
  for (const { builtOn } of made.length === 0 ? [] : dependents) built.push(...(await builtOn(tx, made)));
  const passedOn = made.length === 0 ? [] : await tx.select({ label: handover.label }).from(handover).where(and(inArray(handover.toKey, made), eq(handover.status, 'decided'), sql`${handover.reorganisationId} is distinct from ${id}`)).limit(20); // prettier-ignore
  return [
    ...later
      .filter((each) => touchedBy(each).some((key) => own.has(key)))
      .map((each) => `Lần sắp xếp sau: ${actLabel(actOf(each))}`),
    ...decided.map(({ label }) => `Đã quyết định cơ quan tiếp nhận: ${label}`),
    ...passedOn.map(({ label }) => `Đã giao cho cơ quan mới: ${label}`),
    ...built,
  ];
}
