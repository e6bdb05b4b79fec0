import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { demandAnywhere } from '#kernel/identity/permissions.ts';
import { citedNumber } from '#kernel/papers/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { lockObligation } from '../../running/service/lock.ts';
import { moveFor } from '../../running/service/move-for.ts';
import { writtenSections } from '../outline.ts';
import { reportPaper } from '../paper.ts';
import { REPORT_PERMISSIONS } from '../permissions.ts';
import { partsOfReport } from '../queries.ts';
import { report } from '../schema.ts';
import { missingInSettings, type ReportSettings } from '../settings.ts';
import { sha256 } from '../snapshot.ts';
import { isOfPlan, settleDuty } from './duty.ts';
import { reasonOf } from './input.ts';
import { invalid, lockReport, mustAct } from './lock.ts';

/**
 * Locks a report: nothing of it changes any more unless it is reopened. Its paper's hash goes into the record.
 * @throws Refusal 401, 403, 404, 409; 422 `plan.report-incomplete` with what is missing
 */
export async function finaliseReport(db: Database, actor: Actor, reportId: string): Promise<{ sha256: string }> {
  demandAnywhere(actor, REPORT_PERMISSIONS.finalise);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    const state = mustAct(found, 'finalise', actor);
    const parts = await partsOfReport(tx, found);
    const empty = writtenSections(found.outline).filter(({ key }) => !parts.texts[key]?.trim());
    const missing = missingInSettings(found.settings);
    if (empty.length > 0 || Object.keys(missing).length > 0) {
      throw new Refusal('plan.report-incomplete', 'Báo cáo chưa đủ để chốt.', {
        status: 422,
        where: [...empty.map(({ title }) => `phần “${title}” chưa có nội dung`), ...Object.values(missing)].join('; '),
        remedy: 'Soạn các phần còn trống (phần không có gì thì ghi “Không phát sinh”) và điền đủ thể thức.',
      });
    }
    const seal = sha256(JSON.stringify(reportPaper({ ...parts, draft: false, issued: null })));
    const [snapshot] = await tx.execute<{ sha256: string }>(
      sql`select sha256 from report_snapshot where report_id = ${reportId} and version = ${found.snapshotVersion}`,
      'objects',
    );
    await tx.update(report).set({ state, sealedSha256: seal, revision: found.revision + 1 }).where(eq(report.id, reportId)); // prettier-ignore
    tx.record({
      action: 'finalise',
      subjectType: 'report',
      subjectId: reportId,
      before: { state: found.state },
      after: { state, snapshot: found.snapshotVersion, snapshotSha256: snapshot!.sha256, sha256: seal },
    });
    return { sha256: seal };
  });
}

/** Opens a locked report that was not issued, for a reason. @throws Refusal 401, 403, 404, 409, 422 */
export async function reopenReport(
  db: Database,
  actor: Actor,
  reportId: string,
  input: { reason: string },
): Promise<void> {
  demandAnywhere(actor, REPORT_PERMISSIONS.finalise);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    const state = mustAct(found, 'reopen', actor);
    const reason = reasonOf(input.reason);
    await tx.update(report).set({ state, sealedSha256: null, revision: found.revision + 1 }).where(eq(report.id, reportId)); // prettier-ignore
    tx.record({ action: 'reopen', subjectType: 'report', subjectId: reportId, before: { state: found.state, sha256: found.sealedSha256 }, after: { state }, reason }); // prettier-ignore
  });
}

/** Takes back a report that nobody needs; what was asked of bodies for it is no longer to be done. @throws Refusal 401, 403, 404, 409, 422 */
export async function discardReport(
  db: Database,
  actor: Actor,
  reportId: string,
  input: { reason: string },
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    const state = mustAct(found, 'discard', actor);
    const reason = reasonOf(input.reason);
    await tx
      .update(report)
      .set({ state, revision: found.revision + 1 })
      .where(eq(report.id, reportId));
    const own = found.obligationId !== null && !(await isOfPlan(tx, found.obligationId)) ? found.obligationId : null;
    const duties = await tx.execute<{ id: string }>(
      sql`select obligation_id as id from report_contribution where report_id = ${reportId}
        union select ${own}::uuid where ${own}::uuid is not null order by id`,
      'objects',
    );
    for (const { id } of duties)
      await moveFor(tx, await lockObligation(tx, id, today), { act: 'cancel', onDate: today, note: reason });
    tx.record({ action: 'discard', subjectType: 'report', subjectId: reportId, before: { state: found.state }, after: { state }, reason }); // prettier-ignore
  });
}

export const ISSUE_INPUT = z.object({
  number: z.coerce.number('Điền số của báo cáo.').int('Điền số của báo cáo.').positive('Điền số của báo cáo.').max(99_999, 'Số quá lớn.'), // prettier-ignore
  issuedOn: z.string().trim().refine(isIsoDate, 'Chọn ngày ban hành.').transform((text) => text as IsoDate), // prettier-ignore
});
export type IssueRequest = z.input<typeof ISSUE_INPUT>;

/**
 * Issues a locked report under its number and date; the obligation to report is thereby done, with the report as its proof.
 * @throws Refusal 401, 403, 404, 409, 422
 */
export async function issueReport(
  db: Database,
  actor: Actor,
  reportId: string,
  input: IssueRequest,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, REPORT_PERMISSIONS.finalise);
  const read = ISSUE_INPUT.safeParse(input);
  if (!read.success) throw invalid(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  const { number, issuedOn } = read.data;
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    const state = mustAct(found, 'issue', actor);
    if (issuedOn > today) throw invalid({ issuedOn: 'Ngày ban hành không được ở tương lai.' });
    if (issuedOn <= found.toDay) throw invalid({ issuedOn: 'Ngày ban hành phải sau ngày chốt số liệu.' });
    await mustBeFree(tx, found.settings, number, issuedOn);
    await tx.update(report).set({ state, number, issuedOn, revision: found.revision + 1 }).where(eq(report.id, reportId)); // prettier-ignore
    const cited = citedNumber(number, found.settings.symbol)!;
    if (found.obligationId)
      await settleDuty(tx, found.obligationId, { number: cited, date: issuedOn, issuer: found.settings.issuer }, found.label, today); // prettier-ignore
    tx.record({
      action: 'issue',
      subjectType: 'report',
      subjectId: reportId,
      before: { state: found.state },
      after: { state, document: cited, documentDate: issuedOn, sha256: found.sealedSha256 },
    });
  });
}

/** Number and symbol are one paper's alone in a year (NĐ 30/2020 Đ.15). */
async function mustBeFree(
  tx: Transaction,
  { symbol, issuer }: ReportSettings,
  number: number,
  on: IsoDate,
): Promise<void> {
  const rows = await tx.execute(
    sql`select 1 from report where state = 'issued' and number = ${number} and settings->>'symbol' = ${symbol}
      and settings->>'issuer' = ${issuer} and extract(year from issued_on) = ${Number(on.slice(0, 4))} limit 1`,
    'objects',
  );
  if (rows.length > 0) throw invalid({ number: 'Số này đã cấp cho một báo cáo khác trong năm.' });
}
