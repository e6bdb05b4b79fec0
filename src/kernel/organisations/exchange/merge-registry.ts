import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { isIsoDate, type IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { insertMany } from '../../database/insert-many.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import { demand } from '../../identity/permissions.ts';
import { Refusal } from '../../refusal.ts';
import type { Dependents } from '../dependents.ts';
import type { Registry } from '../model.ts';
import { ORGANISATION_PERMISSIONS } from '../permissions.ts';
import { loggingRefusals } from '../refusal-log.ts';
import { faultsOf } from '../registry-faults.ts';
import type { ProvinceRegistry } from '../registry-files.ts';
import { insertSuccessions, insertVersions } from '../registry-rows.ts';
import { DOCUMENT_INPUT, STEP_INPUT } from '../reorganisation/acts-data.ts';
import { carryOut } from '../reorganisation/carry-out.ts';
import type { CarriedOut, Reorganisation } from '../reorganisation/model.ts';
import { collective, organisationFunction, reorganisation } from '../schema.ts';
import { carryOutIn } from '../service.ts';
import { ACTS_LOCK, loadRegistry, storeActs } from '../store.ts';
import { cutAtJoining, joinRegistries, proposedSteps, underSuccessors, type Joined, type Joining } from './join.ts';

const key = z.string().regex(/^(?=.{2,60}$)[a-z0-9]+(-[a-z0-9]+)*$/, 'chữ thường không dấu, nối bằng gạch ngang');

/** How a province joins: under which prefix and name, on which paper, and what becomes of its bodies. */
export const MERGE_INPUT = z.object({
  province: z.string().trim().normalize('NFC').min(1, 'Điền tên tỉnh.').max(100),
  prefix: key,
  same: z.record(z.string(), z.string()).default({}),
  document: DOCUMENT_INPUT,
  effectiveOn: z.custom<IsoDate>((value) => typeof value === 'string' && isIsoDate(value), 'ngày viết dạng YYYY-MM-DD'),
  inferred: z.boolean().default(false),
  /** With the keys here; null: bodies of the same name, level and kind become one. */
  steps: z.array(STEP_INPUT).max(5_000).nullable().default(null),
});
export type MergeInput = z.input<typeof MERGE_INPUT>;

/** What a merger makes of the two registries. */
export interface Merger {
  joined: Joined;
  act: Reorganisation;
  done: CarriedOut;
}

/** What came in, and what the act put on the work list. */
export interface MergeCounts {
  organisations: number;
  versions: number;
  successions: number;
  merged: number;
  open: number;
}

/** Works a merger out; changes nothing. @throws Refusal 422 with everything that is wrong; 401, 403 */
export async function previewMerge(
  db: Database,
  actor: Actor,
  theirs: ProvinceRegistry,
  input: MergeInput,
): Promise<Merger> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  return workedOut(await loadRegistry(db), theirs, MERGE_INPUT.parse(input));
}

/**
 * Makes one registry of two: the other province's bodies come with their whole history, and its structure joins ours by one act
 * on one day. One transaction; nothing of either is lost, and a body that goes into another keeps its code in the history.
 * @throws Refusal 422 with everything that is wrong; 409 when the province has joined already; 401, 403
 */
export async function mergeRegistry(
  db: Database,
  actor: Actor,
  theirs: ProvinceRegistry,
  input: MergeInput,
  dependents: readonly Dependents[],
  now: Date = new Date(),
): Promise<MergeCounts> {
  demand(actor, ORGANISATION_PERMISSIONS.reorganise);
  const wanted = MERGE_INPUT.parse(input);
  return loggingRefusals(actor, 'merge-registry', () =>
    transact(db, actor, async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
      const merger = workedOut(await loadRegistry(tx), theirs, wanted);
      await storeJoined(tx, merger.joined, now);
      const id = newId();
      const { document, ...rest } = merger.act;
      await tx.insert(reorganisation).values({ id, status: 'drafted', ...document, ...rest, draftedBy: actor.name });
      const { open } = await carryOutIn(tx, id, merger.act, merger.done, dependents, now);
      const { added } = merger.joined;
      const counts = {
        organisations: new Set(added.organisations.map((each) => each.key)).size,
        versions: added.organisations.length,
        successions: added.successions.length,
        merged: merger.act.steps.flatMap((step) => (step.step === 'merge' ? step.keys : [])).length,
      };
      tx.record({ action: 'merge', subjectType: 'registry', subjectId: wanted.prefix, after: { province: wanted.province, ...counts } }); // prettier-ignore
      return { ...counts, open };
    }),
  );
}

function workedOut(ours: Registry, theirs: ProvinceRegistry, input: z.output<typeof MERGE_INPUT>): Merger {
  const joining: Joining = { ...input, from: input.effectiveOn };
  const together = joinRegistries(ours, theirs, joining);
  const steps = input.steps ?? proposedSteps(ours, theirs, together, input.effectiveOn);
  const joined = underSuccessors(together, steps, input.effectiveOn);
  const { document, effectiveOn, inferred } = input;
  const act: Reorganisation = { document, effectiveOn, inferred, steps };
  const done = cutAtJoining(carryOut(joined.registry, act), joined, act);
  mustStand(done.registry, ours);
  return { joined, act, done };
}

/** The registry after the act has no fault that ours had not before. */
function mustStand(after: Registry, ours: Registry): void {
  const was = new Set(faultsOf(ours).map(({ code, message }) => `${code} ${message}`));
  const faults = faultsOf(after).filter(({ code, message }) => !was.has(`${code} ${message}`));
  if (faults.length === 0) return;
  throw new Refusal('organisations.merge-refused', `Chưa hợp nhất được: có ${faults.length} điểm chưa đúng. Chưa có gì thay đổi.`, {
    status: 422,
    where: faults.slice(0, 200).map(({ message }) => message).join('\n'), // prettier-ignore
    remedy: 'Thêm bước vào lần sắp xếp cho các cơ quan đã nêu (chuyển cơ quan chủ quản, hợp nhất, kết thúc), hoặc sửa danh mục của tỉnh kia.',
  }); // prettier-ignore
}

async function storeJoined(tx: Transaction, { added, registry }: Joined, now: Date): Promise<void> {
  await insertVersions(tx, added.organisations);
  await insertSuccessions(tx, added.successions);
  await insertMany(tx, organisationFunction, added.functions);
  for (const { key, members } of registry.collectives) {
    await tx.execute(sql`update collective set members = ${JSON.stringify(members)}::jsonb where key = ${key}`);
  }
  if (added.collectives.length > 0) await tx.insert(collective).values(added.collectives);
  await storeActs(tx, registry, added.reorganisations, now);
}
