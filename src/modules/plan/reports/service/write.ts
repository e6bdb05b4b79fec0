import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { demandAnywhere } from '#kernel/identity/permissions.ts';
import { fromMarkdown } from '#kernel/papers/index.ts';
import { writtenSections } from '../outline.ts';
import { sectionPart } from '../parts.ts';
import { REPORT_PERMISSIONS } from '../permissions.ts';
import { report, reportText, type Report } from '../schema.ts';
import { SETTINGS_INPUT, type ReportSettings, type SettingsRequest } from '../settings.ts';
import { narrativeOf } from './input.ts';
import { conflict, invalid, lockReport, mustAct } from './lock.ts';

/** The version that somebody saw when beginning to write; 0: nothing was written. */
export interface TextWish {
  section: string;
  text: string;
  seen: number;
}

/**
 * Saves a section's narrative as a new version. What equals the version that stands adds none.
 * @throws Refusal 401, 403, 404, 422; 409 `plan.report-text-changed` when somebody saved in between: both texts are then to be shown
 */
export async function writeSection(
  db: Database,
  actor: Actor,
  reportId: string,
  wish: TextWish,
  now: Date = new Date(),
): Promise<{ version: number }> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  const text = narrativeOf(wish.text, 'text');
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    mustAct(found, 'write', actor);
    mustBeSection(found, wish.section);
    const version = await addVersion(tx, found, sectionPart(wish.section), { text, seen: wish.seen }, now);
    tx.record({
      action: 'write',
      subjectType: 'report',
      subjectId: reportId,
      before: { section: wish.section, version: version.before },
      after: { section: wish.section, version: version.after },
    });
    return { version: version.after };
  });
}

/** @throws Refusal 404 for a section that the report does not have or that has no text of its own */
export function mustBeSection(found: Pick<Report, 'outline'>, key: string): void {
  if (!writtenSections(found.outline).some((each) => each.key === key))
    throw invalid({ section: 'Báo cáo không có phần này.' });
}

/** Adds a version of a part; one that says nothing new adds none. The report's row must be locked. */
export async function addVersion(
  tx: Transaction,
  found: Report,
  part: string,
  { text, seen }: { text: string; seen: number },
  now: Date,
): Promise<{ before: number; after: number }> {
  // What cannot be printed is refused now, not on the day of issue.
  fromMarkdown(text);
  const [last] = await tx.execute<{ version: number; text: string }>(
    sql`select version, text from report_text where report_id = ${found.id} and part = ${part} order by version desc limit 1`,
    'objects',
  );
  const before = last?.version ?? 0;
  if ((last?.text ?? '') === text) return { before, after: before };
  if (before !== seen) throw conflict('plan.report-text-changed', 'Có người vừa lưu phần này sau khi bạn mở trang.');
  await tx.insert(reportText).values({
    reportId: found.id,
    part,
    version: before + 1,
    text,
    snapshotVersion: found.snapshotVersion,
    actorId: tx.actor.id,
    position: tx.actor.position ?? tx.actor.name,
    writtenAt: now,
  });
  return { before, after: before + 1 };
}

/**
 * Sets what the paper says beside figures and narrative: issuer, symbol, place, signature, recipients.
 * @throws Refusal 401, 403, 404, 422; 409 when somebody set it in between
 */
export async function setReportPaper(
  db: Database,
  actor: Actor,
  reportId: string,
  input: SettingsRequest & { revision: number },
): Promise<void> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  const read = SETTINGS_INPUT.safeParse(input);
  if (!read.success) throw invalid(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    mustAct(found, 'set', actor);
    if (found.revision !== input.revision) throw conflict('plan.report-changed', 'Có người vừa thay đổi báo cáo này.');
    await tx
      .update(report)
      .set({ settings: read.data, revision: found.revision + 1 })
      .where(eq(report.id, reportId));
    // The signer's name stands on the paper; the record, which is never emptied, needs only the office.
    const told = ({ signer: _, ...settings }: ReportSettings, revision: number) => ({ ...settings, revision });
    tx.record({
      action: 'set',
      subjectType: 'report',
      subjectId: reportId,
      before: told(found.settings, found.revision),
      after: told(read.data, found.revision + 1),
    });
  });
}
