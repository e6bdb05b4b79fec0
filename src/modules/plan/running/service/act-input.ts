import { z } from 'zod';
import { isIsoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { isKeptAttachment, type KeptAttachment } from '#kernel/files/index.ts';
import { isId } from '#kernel/database/uuid.ts';
import type { Need } from '#kernel/lifecycle/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OBLIGATION_LIFE, type Act } from '../lifecycle.ts';

const words = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest} ký tự.`)
    .transform((text) => text.normalize('NFC').trim() || null)
    .nullish()
    .transform((text) => text ?? null);
const day = z
  .string()
  .trim()
  .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
  .transform((text) => (text === '' ? null : (text as IsoDate)))
  .nullish()
  .transform((date) => date ?? null);

const EVIDENCE = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('document'),
    title: words(500),
    documentNumber: words(60),
    documentDate: day,
    documentIssuer: words(200),
    isPublic: z.boolean().default(true),
  }),
  z.object({
    kind: z.literal('file'),
    title: words(500),
    file: z.custom<KeptAttachment>(isKeptAttachment, 'Tệp chưa được gửi.'),
    isPublic: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('link'),
    title: words(500),
    url: z.url({ protocol: /^https?$/, message: 'Liên kết phải bắt đầu bằng http:// hoặc https://.' }).max(2_000),
    isPublic: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('figure'),
    title: words(500),
    indicatorKey: z.string().min(1, 'Chọn chỉ số.').max(120),
    indicatorPeriod: z.string().min(1, 'Điền kỳ của số liệu.').max(40),
    isPublic: z.boolean().default(false),
  }),
]);
export type EvidenceInput = z.output<typeof EVIDENCE>;
/** The same as given by a caller. */
export type EvidenceRequest = z.input<typeof EVIDENCE>;

/** What an act may say; which of it the act needs stands in the lifecycle. */
export const ACT_INPUT = z.object({
  /** Day on which it happened; today when not said. */
  onDate: day,
  note: words(5_000),
  lastDay: day,
  personId: z.string().refine(isId, 'Chọn một người.').nullish().transform((id) => id ?? null), // prettier-ignore
  organisationKey: words(120),
  documentNumber: words(60),
  documentDate: day,
  documentIssuer: words(200),
  /** Which obstacle is cleared: the number of the event that raised it. */
  obstacle: z.coerce.number().int().positive().nullish().transform((seq) => seq ?? null), // prettier-ignore
  figures: z.record(z.string().max(60), z.union([z.number(), z.string().max(200)])).nullish().transform((all) => all ?? null), // prettier-ignore
  evidence: z.array(EVIDENCE).max(50, 'Nhiều nhất 50 tài liệu một lần.').default([]),
  /** The product that the person meant; null: whatever the obligation is about. */
  productId: z
    .string()
    .nullish()
    .transform((id) => id || null),
  /** The state that the person saw; null: whatever it is now. */
  revision: z.coerce.number().int().min(0).nullish().transform((revision) => revision ?? null), // prettier-ignore
});
export type ActInput = z.output<typeof ACT_INPUT>;
/** The same as given by a caller. */
export type ActRequest = z.input<typeof ACT_INPUT>;

type Problems = Readonly<Record<string, string>>;
const NONE: Problems = {};

const MISSING: Readonly<Record<Exclude<Need, 'optional-date'>, (input: ActInput) => Problems>> = {
  text: ({ note }) => (note ? NONE : { note: 'Viết nội dung.' }),
  reason: ({ note }) => (note ? NONE : { note: 'Nêu lý do.' }),
  date: ({ lastDay }) => (lastDay ? NONE : { lastDay: 'Chọn ngày.' }),
  person: ({ personId }) => (personId ? NONE : { personId: 'Chọn một người.' }),
  organisation: ({ organisationKey }) => (organisationKey ? NONE : { organisationKey: 'Chọn cơ quan.' }),
  document: ({ documentNumber, documentDate }) => ({
    ...(documentNumber ? NONE : { documentNumber: 'Điền số, ký hiệu của văn bản.' }),
    ...(documentDate ? NONE : { documentDate: 'Điền ngày của văn bản.' }),
  }),
  // "A product is done when its document is registered": nothing is submitted without something that proves it.
  evidence: ({ evidence }) => (evidence.length > 0 ? NONE : { evidence: 'Kèm ít nhất một tài liệu kiểm chứng.' }),
};

/** Reads what an act on an obligation says. @throws Refusal `plan.act-invalid` with a problem per field */
export function readActInput(act: Act, given: ActRequest): ActInput {
  return readNeeds(OBLIGATION_LIFE.acts[act].needs, given);
}

/** Reads what an act says and checks that nothing of its needs is missing. @throws Refusal `plan.act-invalid` with a problem per field */
export function readNeeds(needs: readonly Need[], given: ActRequest): ActInput {
  const read = ACT_INPUT.safeParse(given);
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error?.issues ?? []) fields[path.map(String).join('.')] ??= message;
  for (const need of read.success ? needs : []) {
    if (need !== 'optional-date') Object.assign(fields, MISSING[need](read.data!));
  }
  for (const [index, each] of (read.data?.evidence ?? []).entries()) {
    if (each.kind === 'document' && !(each.documentNumber && each.documentDate))
      fields[`evidence.${index}`] = 'Văn bản cần số, ký hiệu và ngày.';
  }
  if (!read.success || Object.keys(fields).length > 0) {
    throw new Refusal('plan.act-invalid', 'Còn mục chưa đúng.', { status: 422, fields, remedy: 'Sửa các mục được nêu rồi gửi lại.' }); // prettier-ignore
  }
  return read.data;
}

/** An act that says nothing but that it happened. */
export const EMPTY_INPUT: ActInput = ACT_INPUT.parse({});
