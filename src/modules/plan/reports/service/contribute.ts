import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { demand, demandAnywhere } from '#kernel/identity/permissions.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Act } from '../../running/lifecycle.ts';
import { namesOf } from '../../running/overview.ts';
import { lockObligation } from '../../running/service/lock.ts';
import { moveFor } from '../../running/service/move-for.ts';
import { storeOpened } from '../../running/service/open.ts';
import { contributionPart, sectionPart } from '../parts.ts';
import { REPORT_PERMISSIONS } from '../permissions.ts';
import { report, reportContribution, type Report } from '../schema.ts';
import { narrativeOf } from './input.ts';
import { conflict, invalid, lockReport, mustAct } from './lock.ts';
import { addVersion, mustBeSection } from './write.ts';

/** Most bodies asked at once. */
const MOST = 500;

export const ASK_INPUT = z.object({
  organisationKeys: z.array(z.string().trim().min(1).max(120)).min(1, 'Chọn ít nhất một cơ quan.').max(MOST, `Nhiều nhất ${MOST} cơ quan một lần.`), // prettier-ignore
  sections: z.array(z.string().max(60)).min(1, 'Chọn ít nhất một phần của báo cáo.').max(100),
  dueDay: z.string().trim().refine(isIsoDate, 'Chọn hạn gửi.').transform((text) => text as IsoDate), // prettier-ignore
});
export type AskRequest = z.input<typeof ASK_INPUT>;

/**
 * Asks bodies for contributions to sections, by a day: for each body one obligation, followed and reminded like any other. Who was
 * asked before is not asked twice.
 * @returns how many were asked now
 * @throws Refusal 401, 403, 404, 409, 422
 */
export async function askContributions(
  db: Database,
  actor: Actor,
  reportId: string,
  input: AskRequest,
  now: Date = new Date(),
): Promise<{ asked: number }> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  const read = ASK_INPUT.safeParse(input);
  if (!read.success) throw invalid(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))); // prettier-ignore
  const { sections, dueDay } = read.data;
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    const state = mustAct(found, 'ask', actor);
    for (const section of sections) mustBeSection(found, section);
    if (dueDay < today) throw invalid({ dueDay: 'Hạn gửi phải từ hôm nay trở đi.' });
    const wanted = [...new Set(read.data.organisationKeys)].sort();
    await mustExist(tx, wanted, today);
    const known = await tx.select({ key: reportContribution.organisationKey }).from(reportContribution).where(eq(reportContribution.reportId, reportId)); // prettier-ignore
    const fresh = wanted.filter((each) => !known.some(({ key }) => key === each));
    if (fresh.length === 0) throw conflict('plan.report-asked', 'Các cơ quan này đã được đề nghị đóng góp.', { organisationKeys: 'Chọn cơ quan chưa được đề nghị.' }); // prettier-ignore
    const opened = fresh.map((organisationKey) => ({ id: newId(), organisationKey }));
    await storeOpened(
      tx,
      opened.map(({ id, organisationKey }) => ({
        id,
        source: 'report',
        planId: null,
        parentId: found.obligationId,
        title: `Đóng góp nội dung báo cáo công tác cải cách hành chính ${found.label}`,
        organisationKey,
        deciderKey: found.organisationKey,
        openedOn: today,
        lastOn: today,
        isPublic: false,
        state: 'not-started',
        firstLastDay: dueDay,
        lastDay: dueDay,
      })),
    );
    await tx.insert(reportContribution).values(opened.map(({ id, organisationKey }) => ({ reportId, organisationKey, sections, obligationId: id, askedAt: now }))); // prettier-ignore
    await tx
      .update(report)
      .set({ state, revision: found.revision + 1 })
      .where(eq(report.id, reportId));
    tx.record({
      action: 'ask',
      subjectType: 'report',
      subjectId: reportId,
      before: { state: found.state },
      after: { state, bodies: fresh.length, organisations: fresh.join(', '), sections: sections.join(', '), due: dueDay }, // prettier-ignore
    });
    return { asked: fresh.length };
  });
}

async function mustExist(tx: Transaction, keys: readonly string[], day: IsoDate): Promise<void> {
  const rows = await tx.execute<{ key: string }>(
    sql`select organisation_key as key from organisation_version where organisation_key = any(${sql.param(keys)}::text[]) and valid @> ${day}::date`,
    'objects',
  );
  const missing = keys.filter((each) => !rows.some(({ key }) => key === each));
  if (missing.length > 0) throw invalid({ organisationKeys: `Không có cơ quan đang hoạt động: ${missing.slice(0, 5).join(', ')}.` }); // prettier-ignore
}

export interface ContributionWish {
  organisationKey: string;
  /** Markdown by section, with the version that was seen. */
  texts: readonly { section: string; text: string; seen: number }[];
  /** Sends it to whoever asked, for good unless it is returned. */
  submit: boolean;
}

const WRITABLE = ['not-started', 'in-progress'];

/**
 * A body writes its contribution, and sends it. Until it is sent it can be changed; sent, only when it was returned.
 * @throws Refusal 401, 403 (another body's); 404; 409 when it was sent, the report is locked, or somebody saved in between; 422
 */
export async function contribute(
  db: Database,
  actor: Actor,
  reportId: string,
  wish: ContributionWish,
  now: Date = new Date(),
): Promise<void> {
  demandAnywhere(actor, REPORT_PERMISSIONS.contribute);
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    const { asked, duty } = await lockContribution(tx, found, wish.organisationKey, today);
    demand(actor, REPORT_PERMISSIONS.contribute, { organisation: duty.heldBy });
    mustBeCollecting(found);
    if (!WRITABLE.includes(duty.facts.state))
      throw conflict('plan.contribution-sent', 'Đóng góp đã được gửi; chỉ sửa được khi bên tổng hợp trả lại.');
    const versions: string[] = [];
    for (const { section, text, seen } of wish.texts) {
      if (!asked.sections.includes(section)) throw invalid({ [section]: 'Phần này không được đề nghị đóng góp.' });
      const plain = narrativeOf(text, section);
      const { after: version } = await addVersion(tx, found, contributionPart(wish.organisationKey, section), { text: plain, seen }, now); // prettier-ignore
      versions.push(`${section} ${version}`);
    }
    if (wish.submit) {
      const [written] = await tx.execute<{ some: boolean }>(
        sql`select exists (select 1 from report_text where report_id = ${reportId} and text <> ''
          and part = any(${sql.param(asked.sections.map((section) => contributionPart(wish.organisationKey, section)))}::text[])) as some`,
        'objects',
      );
      if (!written!.some) throw invalid({ texts: 'Viết ít nhất một phần rồi gửi.' });
    }
    // The obligation moves as by its own acts, so that the board, the lists and the reminders know.
    const act: Act | null = wish.submit ? 'submit' : duty.facts.state === 'not-started' ? 'start' : null;
    if (act) await moveFor(tx, duty, { act, onDate: today, note: `Đóng góp báo cáo ${found.label}` });
    tx.record({
      action: wish.submit ? 'submit-contribution' : 'write-contribution',
      subjectType: 'report',
      subjectId: reportId,
      after: { organisation: wish.organisationKey, versions: versions.join(', ') },
    });
  });
}

/**
 * Puts a body's contribution at the end of a section, under its name, as a new version; the contribution is thereby accepted.
 * @throws Refusal 401, 403, 404; 409 when it was not sent or somebody saved the section in between; 422
 */
export async function insertContribution(
  db: Database,
  actor: Actor,
  reportId: string,
  wish: { organisationKey: string; section: string; seen: number },
  now: Date = new Date(),
): Promise<{ version: number }> {
  demandAnywhere(actor, REPORT_PERMISSIONS.prepare);
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockReport(tx, reportId);
    mustAct(found, 'write', actor);
    mustBeSection(found, wish.section);
    const { duty } = await lockContribution(tx, found, wish.organisationKey, today);
    if (!['awaiting-confirmation', 'done'].includes(duty.facts.state))
      throw conflict('plan.contribution-not-sent', 'Cơ quan này chưa gửi đóng góp.');
    const given = await latest(tx, reportId, contributionPart(wish.organisationKey, wish.section));
    if (!given?.text) throw conflict('plan.contribution-empty', 'Cơ quan này không viết phần này.');
    const stands = await latest(tx, reportId, sectionPart(wish.section));
    const name = (await namesOf(tx, [wish.organisationKey], today)).get(wish.organisationKey)!;
    const text = [stands?.text ?? '', `**${name.replace(/[\\*_[\]]/g, '\\$&')}**`, given.text].filter(Boolean).join('\n\n'); // prettier-ignore
    const { before, after: version } = await addVersion(tx, found, sectionPart(wish.section), { text: narrativeOf(text, 'text'), seen: wish.seen }, now); // prettier-ignore
    if (duty.facts.state === 'awaiting-confirmation') await moveFor(tx, duty, { act: 'confirm', onDate: today });
    tx.record({
      action: 'insert-contribution',
      subjectType: 'report',
      subjectId: reportId,
      before: { section: wish.section, version: before },
      after: { section: wish.section, version, organisation: wish.organisationKey },
    });
    return { version };
  });
}

function mustBeCollecting({ state }: Report): void {
  if (state !== 'drafting' && state !== 'collecting')
    throw conflict('plan.report-state', 'Báo cáo đã chốt nên không nhận thêm đóng góp.');
}

async function lockContribution(tx: Transaction, { id }: Report, organisationKey: string, today: IsoDate) {
  const [asked] = await tx
    .select()
    .from(reportContribution)
    .where(and(eq(reportContribution.reportId, id), eq(reportContribution.organisationKey, organisationKey)));
  if (!asked) throw new Refusal('plan.contribution-not-found', 'Cơ quan này không được đề nghị đóng góp.', { status: 404 }); // prettier-ignore
  return { asked, duty: await lockObligation(tx, asked.obligationId, today) };
}

async function latest(tx: Transaction, reportId: string, part: string) {
  const [row] = await tx.execute<{ version: number; text: string }>(
    sql`select version, text from report_text where report_id = ${reportId} and part = ${part} order by version desc limit 1`,
    'objects',
  );
  return row;
}
