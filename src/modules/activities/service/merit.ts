import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { documentName } from '#kernel/document-name.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { invalid, invalidInput, readActivity } from '../fields.ts';
import { MERIT_SIDE_WORDS, MERIT_SIDES } from '../kinds.ts';
import { bodyFacts, thresholdsSet, valuesOf } from '../merit-queries.ts';
import { judge, percentInTime, THRESHOLD_KEYS, THRESHOLDS, type ThresholdKey } from '../merit.ts';
import { ACTIVITY_PERMISSIONS as P } from '../permissions.ts';
import { store } from './open.ts';

const day = (message: string) =>
  z.string().trim().refine(isIsoDate, message).transform((text) => text as IsoDate); // prettier-ignore

const PROPOSAL = z.object({
  side: z.enum(MERIT_SIDES, 'Chọn khen thưởng hoặc nhắc nhở.'),
  organisationKey: z.string().trim().min(1, 'Chọn cơ quan.').max(120),
  from: day('Chọn ngày đầu kỳ.'),
  to: day('Chọn ngày cuối kỳ.'),
  form: z.string().max(300),
  reason: z.string().max(5_000),
});
export type ProposalRequest = z.input<typeof PROPOSAL>;

/**
 * Proposes a reward or reproach for a body. The facts and thresholds are worked out here and kept as they are now; what later changes in the
 * register does not change the proposal.
 * @throws Refusal 401, 403; 422 by field, also for a body of which the register knows nothing in the period
 */
export async function proposeMerit(
  db: Database,
  actor: Actor,
  request: ProposalRequest,
  now: Date = new Date(),
): Promise<{ id: string }> {
  demand(actor, P.decide, { organisation: null });
  const read = PROPOSAL.safeParse(request);
  if (!read.success) throw invalidInput(read.error.issues);
  const { side, organisationKey, from, to, form, reason } = read.data;
  if (to < from) throw invalid({ to: 'Phải từ ngày đầu kỳ trở đi.' });
  if (to > vietnamDate(now)) throw invalid({ to: 'Chọn ngày đến hôm nay.' });
  return transact(db, actor, async (tx) => {
    const [found] = await bodyFacts(tx, from, to, organisationKey);
    if (!found) throw invalid({ organisationKey: 'Không có số liệu nào của cơ quan này trong kỳ.' });
    const { organisationKey: _, name, ...facts } = found;
    const set = await thresholdsSet(tx);
    const thresholds = judge(facts, valuesOf(set), side).checks.map((check) => {
      const row = set.find(({ key }) => key === check.key);
      return { ...check, document: documentName(row?.documentNumber ?? null, row?.documentDate ?? null, 'vi') || null };
    });
    const activity = readActivity('commendation', {
      title: `${MERIT_SIDE_WORDS[side].vi}: ${name}`,
      organisationKey,
      fromDay: from,
      toDay: to,
      fields: { side, form, reason, from, to, facts: { ...facts, percent: percentInTime(facts) }, thresholds },
    });
    return { id: await store(tx, 'commendation', activity, now) };
  });
}

const SETTING = z
  .object({
    key: z.string().refine((key): key is ThresholdKey => (THRESHOLD_KEYS as string[]).includes(key), 'Không có ngưỡng này.'), // prettier-ignore
    value: z
      .string()
      .trim()
      .max(20)
      .transform((typed, context) => {
        if (typed === '') return null;
        const value = /^\d{1,9}(?:[.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;
        if (Number.isFinite(value)) return value;
        context.addIssue({ code: 'custom', message: 'Điền một số, không âm.' });
        return z.NEVER;
      }),
    documentNumber: z.string().max(60).transform((text) => text.normalize('NFC').trim() || null), // prettier-ignore
    documentDate: z.string().trim().refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.').transform((text) => (text || null) as IsoDate | null), // prettier-ignore
  })
  .superRefine(({ key, value }, context) => {
    if (value !== null && value > 100 && THRESHOLDS[key as ThresholdKey]?.fact === 'percent')
      context.addIssue({ code: 'custom', path: ['value'], message: 'Tỷ lệ từ 0 đến 100.' });
  });
export type ThresholdRequest = z.input<typeof SETTING>;

/**
 * Sets a threshold, or with an empty value unsets it; former values stay.
 * @throws Refusal 401, 403, 422
 */
export async function setThreshold(
  db: Database,
  actor: Actor,
  request: ThresholdRequest,
  now: Date = new Date(),
): Promise<void> {
  demand(actor, P.setThresholds);
  const read = SETTING.safeParse(request);
  if (!read.success) throw invalidInput(read.error.issues);
  const { key, value, documentNumber, documentDate } = read.data;
  if (value !== null && !documentNumber) throw invalid({ documentNumber: 'Điền văn bản quy định ngưỡng này.' });
  if ((documentDate ?? '') > vietnamDate(now)) throw invalid({ documentDate: 'Ngày văn bản không được ở tương lai.' });
  await transact(db, actor, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('merit_threshold'), hashtext(${key}))`);
    const former = (await thresholdsSet(tx)).find((each) => each.key === key);
    if ((former?.value ?? null) === value && (former?.documentNumber ?? null) === documentNumber && (former?.documentDate ?? null) === documentDate) return; // prettier-ignore
    await tx.execute(
      sql`insert into merit_threshold (key, version, value, document_number, document_date, set_at, set_by)
        values (${key}, ${(former?.version ?? 0) + 1}, ${value}, ${documentNumber}, ${documentDate}, ${now.toISOString()}, ${actor.id})`,
    );
    tx.record({
      action: 'set',
      subjectType: 'merit-threshold',
      subjectId: key,
      before: { value: former?.value ?? null, document: former?.documentNumber ?? null, documentDate: former?.documentDate ?? null }, // prettier-ignore
      after: { value, document: documentNumber, documentDate },
    });
  });
}
