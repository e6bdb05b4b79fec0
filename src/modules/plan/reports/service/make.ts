import { desc, eq, and, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId, newId } from '#kernel/database/uuid.ts';
import { demand, demandAnywhere } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import { REPORT_OUTLINE } from '../outline.ts';
import { FREE, freeWindow, windowOf, type Window } from '../periods.ts';
import { REPORT_PERMISSIONS } from '../permissions.ts';
import { report } from '../schema.ts';
import { firstSettings, type ReportSettings } from '../settings.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import { planIn, wishOf } from '../wish.ts';
import { openDuties, waitingDuty } from './duty.ts';
import { reasonOf } from './input.ts';
import { keepSnapshot } from './keep-snapshot.ts';
import { invalid, lockReport, mustAct } from './lock.ts';

const day = z
  .string()
  .trim()
  .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
  .transform((text) => (text === '' ? null : (text as IsoDate)))
  .nullish()
  .transform((each) => each ?? null);

/** Which report: of a plan, for a kind and year or for free days, of the whole plan or one body. */
export const REPORT_INPUT = z.object({
  planId: z.string().refine(isId, 'Chọn kế hoạch.'),
  kind: z.string().min(1, 'Chọn kỳ báo cáo.').max(40),
  year: z.coerce.number().int().nullish().transform((year) => year ?? null), // prettier-ignore
  from: day,
  to: day,
  organisationKey: z.string().trim().max(120).nullish().transform((key) => key || null), // prettier-ignore
});
export type ReportRequest = z.input<typeof REPORT_INPUT>;
type ReportWish = z.output<typeof REPORT_INPUT>;

/** The window that a wish names. @throws Refusal 422 when there is none, or its closing day has not come */
export function windowIn(wish: Pick<ReportWish, 'kind' | 'year' | 'from' | 'to'>, today: IsoDate): Window {
  const window = wish.kind === FREE ? freeIn(wish) : wish.year === null ? null : windowOf(wish.kind, wish.year);
  if (!window) throw invalid({ kind: 'Không có kỳ báo cáo này trong năm đã chọn.' });
  if (window.to > today)
    throw invalid({ [wish.kind === FREE ? 'to' : 'kind']: 'Chưa đến ngày chốt số liệu của kỳ này.' });
  return window;
}

function freeIn({ from, to }: Pick<ReportWish, 'from' | 'to'>): Window {
  if (!from || !to) throw invalid({ ...(from ? {} : { from: 'Chọn ngày đầu kỳ.' }), ...(to ? {} : { to: 'Chọn ngày chốt số liệu.' }) }); // prettier-ignore
  const window = freeWindow(from, to);
  if (!window) throw invalid({ to: 'Ngày chốt phải từ ngày đầu kỳ trở đi, trong vòng 5 năm.' });
  return window;
}

/**
 * Begins a report: works out all its figures as of the closing day and keeps them, opens the obligation to report so that it is
 * followed and reminded like any other.
 * @throws Refusal 401, 403; 404 for a plan that is not in force; 409 when the same report is being worked on; 422 by field
 */
export async function makeReport(
  db: Database,
  actor: Actor,
  input: ReportRequest,
  now: Date = new Date(),
): Promise<{ id: string }> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  const read = REPORT_INPUT.safeParse(input);
  if (!read.success) throw invalid(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  const wish = read.data;
  const today = vietnamDate(now);
  return transact(
    db,
    actor,
    async (tx) => {
      const ofPlan = await planIn(tx, wish.planId);
      demand(actor, REPORT_PERMISSIONS.prepare, { organisation: wish.organisationKey });
      const window = windowIn(wish, today);
      await mustBeNew(tx, ofPlan.id, window, wish.organisationKey);
      const id = newId();
      const snapshot = await takeSnapshot(tx, { plan: ofPlan, window, organisationKey: wish.organisationKey });
      if (snapshot.inputs.obligations === 0)
        throw invalid({ [wish.organisationKey ? 'organisationKey' : 'kind']: 'Không có việc nào để báo cáo tính đến ngày chốt.' }); // prettier-ignore
      const obligationId = await dutyFor(tx, ofPlan.id, window, wish, actor, today);
      await tx.insert(report).values({
        id,
        planId: ofPlan.id,
        kind: window.kind,
        label: window.label,
        fromDay: window.from,
        toDay: window.to,
        dueDay: window.due,
        organisationKey: wish.organisationKey,
        state: 'drafting',
        outline: REPORT_OUTLINE,
        settings: await settingsFor(tx, wish.organisationKey, window, ofPlan.issuer, snapshot.body?.name ?? null),
        snapshotVersion: 1,
        obligationId,
        madeAt: now,
        madeBy: actor.id,
      });
      const hash = await keepSnapshot(tx, id, 1, snapshot, { reason: null, now });
      tx.record({
        action: 'make',
        subjectType: 'report',
        subjectId: id,
        after: { period: window.label, from: window.from, to: window.to, organisation: wish.organisationKey, plan: ofPlan.number, snapshot: 1, sha256: hash }, // prettier-ignore
      });
      return { id };
    },
    { isolation: 'repeatable read' },
  );
}

/**
 * Takes the figures anew for the same closing day, as another version: what was recorded late for days of the period is in it.
 * The former version stays.
 * @throws Refusal 401, 403, 404, 409; 422 without a reason
 */
export async function retakeSnapshot(
  db: Database,
  actor: Actor,
  reportId: string,
  input: { reason: string },
  now: Date = new Date(),
): Promise<{ version: number; changed: boolean }> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  return transact(
    db,
    actor,
    async (tx) => {
      const found = await lockReport(tx, reportId);
      mustAct(found, 'retake', actor);
      const reason = reasonOf(input.reason);
      const snapshot = await takeSnapshot(tx, await wishOf(tx, found));
      const version = found.snapshotVersion + 1;
      const hash = await keepSnapshot(tx, reportId, version, snapshot, { reason, now });
      const [former] = await tx.execute<{ sha256: string }>(
        sql`select sha256 from report_snapshot where report_id = ${reportId} and version = ${found.snapshotVersion}`,
        'objects',
      );
      await tx
        .update(report)
        .set({ snapshotVersion: version, revision: found.revision + 1 })
        .where(eq(report.id, reportId));
      tx.record({
        action: 'retake',
        subjectType: 'report',
        subjectId: reportId,
        before: { snapshot: found.snapshotVersion, sha256: former!.sha256 },
        after: { snapshot: version, sha256: hash },
        reason,
      });
      return { version, changed: former!.sha256 !== hash };
    },
    { isolation: 'repeatable read' },
  );
}

async function mustBeNew(tx: Transaction, planId: string, { kind, from, to }: Window, organisationKey: string | null) {
  const rows = await tx.execute(
    sql`select 1 from report where plan_id = ${planId} and kind = ${kind} and from_day = ${from} and to_day = ${to}
      and organisation_key is not distinct from ${organisationKey} and state in ('drafting', 'collecting', 'finalised') limit 1`,
    'objects',
  );
  if (rows.length > 0)
    throw new Refusal('plan.report-known', 'Báo cáo kỳ này đang được soạn.', {
      status: 409,
      remedy: 'Mở báo cáo đang soạn; muốn số liệu mới thì “Lấy lại số liệu” ở đó.',
    });
}

/**
 * The obligation to report: the one that the plan's period waits with; else one of the body whose report it is, or of whoever compiles
 * the whole.
 */
async function dutyFor(
  tx: Transaction,
  planId: string,
  window: Window,
  wish: Pick<ReportWish, 'organisationKey'>,
  actor: Actor,
  today: IsoDate,
): Promise<string | null> {
  const deciderKey = wish.organisationKey;
  const waits = deciderKey === null ? await waitingDuty(tx, planId, window) : null;
  const organisationKey = deciderKey ?? actor.organisationKey;
  if (waits !== null || organisationKey === null) return waits;
  const [opened] = await openDuties(tx, [{ window, organisationKey, deciderKey, parentId: null }], today);
  return opened!;
}

/** As in the last report of the same body, so that nobody types it again; only the subject is this period's. */
async function settingsFor(
  tx: Transaction,
  organisationKey: string | null,
  window: Window,
  issuer: string | null,
  body: string | null,
): Promise<ReportSettings> {
  const subject = `Kết quả thực hiện công tác cải cách hành chính ${window.label}`;
  const [last] = await tx
    .select({ settings: report.settings })
    .from(report)
    .where(organisationKey === null ? isNull(report.organisationKey) : and(eq(report.organisationKey, organisationKey)))
    .orderBy(desc(report.madeAt), desc(report.id))
    .limit(1);
  return last ? { ...last.settings, subject } : firstSettings({ issuer: body ?? issuer ?? '', subject });
}
