import { eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import { vietnamDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { isId } from '../database/uuid.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Dependents, FinishedWork } from './dependents.ts';
import { affectedBy, givingUp, noteHandovers, passDue, passOn, renewWorkList, type Affected } from './handovers.ts';
import type { Registry } from './model.ts';
import { ORGANISATION_PERMISSIONS } from './permissions.ts';
import { standingOf } from './reorganisation/bodies.ts';
import { carryOut } from './reorganisation/carry-out.ts';
import type { CarriedOut, Changes, Problem, Reorganisation } from './reorganisation/model.ts';
import { problemsOf } from './reorganisation/problems.ts';
import { about, lockDraft } from './drafts.ts';
import { actOf } from './reorganisation-queries.ts';
import { loggingRefusals } from './refusal-log.ts';
import { handover, reorganisation } from './schema.ts';
import { ACTS_LOCK, loadRegistry, renewHolders, storeChanges } from './store.ts';

/** What carrying an act out would do. */
export interface Preview {
  problems: Problem[];
  /** Null while there are problems. */
  changes: Changes | null;
  /** Everything open with the bodies concerned, and what becomes of it. */
  affected: Affected[];
  /** Finished things that stay with their bodies, by dependents' title. */
  history: { name: string; count: number }[];
  /** The first of them, by dependents' name, where the module can list them. */
  finished: Readonly<Record<string, readonly FinishedWork[]>>;
}

/** Finished things named in a preview, of each sort. */
const FINISHED_SHOWN = 200;

/** Shows what an act would do; changes nothing. @throws Refusal 401, 403 */
export async function previewReorganisation(
  db: Database,
  actor: Actor,
  act: Reorganisation,
  dependents: readonly Dependents[],
): Promise<Preview> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  const registry = await loadRegistry(db);
  const problems = problemsOf(registry, act);
  if (problems.length > 0) return { problems, changes: null, affected: [], history: [], finished: {} };
  const { registry: after, changes } = carryOut(registry, act);
  const keys = givingUp(act);
  const affected = await affectedBy(db, after, keys, act.effectiveOn, dependents);
  const history = await Promise.all(
    dependents.map(async ({ name, historyOf }) => ({ name, count: keys.length === 0 ? 0 : await historyOf(db, keys) })),
  );
  const finished = await Promise.all(
    dependents.map(async ({ name, finishedOf }) => [name, keys.length === 0 ? [] : ((await finishedOf?.(db, keys, FINISHED_SHOWN)) ?? [])] as const), // prettier-ignore
  );
  return { problems, changes, affected, history, finished: Object.fromEntries(finished) };
}

/**
 * Carries a draft out, all of it in one transaction: the registry changes, work with one successor goes along, and what a
 * person must decide comes on the work list.
 * @param seen the revision that the person saw in the preview
 * @throws Refusal 422 with every problem; 409 when it changed or was carried out meanwhile; 401, 403, 404
 */
export async function carryOutReorganisation(
  db: Database,
  actor: Actor,
  id: string,
  seen: number,
  dependents: readonly Dependents[],
  now: Date = new Date(),
): Promise<{ open: number; automatic: number }> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  return loggingRefusals(actor, 'carry-out', () =>
    transact(db, actor, async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
      const act = actOf(await lockDraft(tx, id, seen));
      return carryOutIn(tx, id, act, carryOut(await loadRegistry(tx), act), dependents, now);
    }),
  );
}

/** Writes an act that was drafted and worked out, within a transaction that holds the lock. @returns what came on the work list */
export async function carryOutIn(
  tx: Transaction,
  id: string,
  act: Reorganisation,
  { registry: after, changes }: CarriedOut,
  dependents: readonly Dependents[],
  now: Date,
): Promise<{ open: number; automatic: number }> {
  // What is open is asked before anything moves.
  const affected = await affectedBy(tx, after, givingUp(act), act.effectiveOn, dependents);
  await tx
    .update(reorganisation)
    .set({ status: 'carried-out', carriedOutAt: now, carriedOutBy: tx.actor.name })
    .where(eq(reorganisation.id, id));
  await storeChanges(tx, id, changes);
  await renewHolders(tx, after);
  const noted = await noteHandovers(tx, affected, { reorganisationId: id, day: act.effectiveOn, now }, dependents);
  recordChanges(tx, changes);
  tx.record({ ...about(id, 'carry-out'), after: { act, successions: changes.successions.length, handovers: noted } });
  return noted;
}

export const DECISION_INPUT = z.object({
  ids: z
    .array(z.string().refine(isId))
    .min(1, 'Chọn ít nhất một việc.')
    .max(1_000, 'Chọn nhiều nhất 1.000 việc một lần.'),
  toKey: z.string().min(1, 'Chọn cơ quan tiếp nhận.').max(120),
  reason: z.string().transform((text) => text.normalize('NFC').trim()).pipe(z.string().min(1, 'Nêu lý do hoặc văn bản giao việc.').max(2_000, 'Dài nhất 2.000 ký tự.')), // prettier-ignore
});
export type DecisionInput = z.infer<typeof DECISION_INPUT>;

/**
 * Decides who takes over some open things. All or none.
 * @throws Refusal 409 when one of them was decided by another meanwhile; 422 when the body does not exist or is none of the
 * successors; 401, 403
 */
export async function decideHandover(
  db: Database,
  actor: Actor,
  input: DecisionInput,
  dependents: readonly Dependents[],
  now: Date = new Date(),
): Promise<number> {
  demand(actor, ORGANISATION_PERMISSIONS.decideHandover);
  const { ids, toKey, reason } = DECISION_INPUT.parse(input);
  return loggingRefusals(actor, 'decide-handover', () =>
    transact(db, actor, async (tx) => {
      const wanted = [...new Set(ids)];
      await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
      const rows = await tx
        .select()
        .from(handover)
        .where(inArray(handover.id, wanted))
        .orderBy(handover.id)
        .for('update');
      if (rows.length < wanted.length || rows.some(({ status }) => status !== 'open')) {
        throw new Refusal(
          'organisations.handover-decided',
          'Có việc đã được quyết định hoặc không còn trong danh sách.',
          {
            status: 409,
            where: rows.filter(({ status }) => status !== 'open').map(({ label }) => label).join('\n') || undefined, // prettier-ignore
            remedy: 'Tải lại danh sách rồi chọn lại.',
          },
        );
      }
      const registry = await loadRegistry(tx);
      mustTakeOver(registry, toKey, rows, vietnamDate(now));
      await tx
        .update(handover)
        .set({ status: 'decided', toKey, reason, decidedAt: now, decidedBy: actor.name })
        .where(inArray(handover.id, wanted));
      await passOn(tx, rows.map((row) => ({ ...row, toKey, reason })), dependents, now); // prettier-ignore
      for (const row of rows) {
        tx.record({ action: 'decide-handover', subjectType: row.subjectType, subjectId: row.subjectId, before: { organisationKey: row.heldBy }, after: { organisationKey: toKey }, reason }); // prettier-ignore
      }
      return rows.length;
    }),
  );
}

function mustTakeOver(
  registry: Registry,
  toKey: string,
  rows: readonly (typeof handover.$inferSelect)[],
  today: string,
): void {
  const day = rows.map(({ effectiveOn }) => effectiveOn).reduce((a, b) => (a > b ? a : b), today as (typeof rows)[0]['effectiveOn']); // prettier-ignore
  const refuse = (message: string, remedy: string) =>
    new Refusal('organisations.cannot-take-over', message, { status: 422, where: toKey.slice(0, 120), remedy, fields: { toKey: message } }); // prettier-ignore
  const { state, version } = standingOf(registry, toKey, day);
  if (state === 'unknown') throw refuse('Không có cơ quan này.', 'Chọn cơ quan trong danh mục.');
  if (state !== 'exists')
    throw refuse(`“${version!.name}” không hoạt động vào ngày này.`, 'Chọn cơ quan đang hoạt động.');
}

/**
 * Looks again for open work of bodies that ended until a day, and puts on the work list what is not there: for a plan that
 * was accepted after its bodies had ended. What waited for the day of its act goes over.
 * @throws Refusal 401, 403
 */
export async function renewHandovers(
  db: Database,
  actor: Actor,
  dependents: readonly Dependents[],
  now: Date = new Date(),
): Promise<{ open: number; automatic: number }> {
  demand(actor, ORGANISATION_PERMISSIONS.decideHandover);
  return transact(db, actor, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
    const passed = await passDue(tx, dependents, now);
    const found = await renewWorkList(tx, await loadRegistry(tx), dependents, now);
    if (found.open + found.automatic + passed > 0) {
      tx.record({ action: 'renew-handovers', subjectType: 'work-list', subjectId: vietnamDate(now), after: { ...found, ...(passed > 0 ? { passed } : {}) } }); // prettier-ignore
    }
    return found;
  });
}

function recordChanges(tx: Transaction, { closed, opened }: Changes): void {
  const after = new Map(opened.map((version) => [version.key, version]));
  for (const version of closed) {
    const next = after.get(version.key);
    after.delete(version.key);
    tx.record({ action: next ? 'change' : 'end', subjectType: 'organisation', subjectId: version.key, before: { ...version, validTo: null }, after: next ?? version }); // prettier-ignore
  }
  for (const version of after.values()) tx.record({ action: 'create', subjectType: 'organisation', subjectId: version.key, after: version }); // prettier-ignore
}
