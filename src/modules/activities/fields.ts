import { z } from 'zod';
import { isIsoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { isId } from '#kernel/database/uuid.ts';
import { Refusal } from '#kernel/refusal.ts';
import { MERIT_SIDES, PARTY_ROLES, TRAINING_FORMS, type Kind } from './kinds.ts';

const clean = (text: string) => text.toWellFormed().replaceAll('\0', '').normalize('NFC').trim();
const words = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest.toLocaleString('vi')} ký tự.`)
    .transform(clean);
const needed = (longest: number, message: string) => words(longest).pipe(z.string().min(1, message));
const optionalKey = z
  .string()
  .max(120)
  .nullish()
  .transform((key) => key?.trim() || null);
const optionalDay = z
  .string()
  .trim()
  .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
  .nullish()
  .transform((text) => (text ? (text as IsoDate) : null));
/** What is counted; "1.250" and "12,5" are read as Vietnamese write them. */
const figure = (most: number) =>
  z
    .union([z.number(), z.string().max(20)])
    .nullish()
    .transform((typed, context) => {
      if (typed === null || typed === undefined || typed === '') return null;
      const read =
        typeof typed === 'number' ? typed : Number(typed.trim().replace(/\.(?=\d{3}(?:\D|$))/g, '').replace(',', '.')); // prettier-ignore
      if (Number.isFinite(read) && read >= 0 && read <= most) return read;
      context.addIssue({ code: 'custom', message: `Điền số từ 0 đến ${most.toLocaleString('vi')}.` });
      return z.NEVER;
    });

/** So that no two rows say the same thing. */
const distinct = <Row>(keyOf: (row: Row) => string, message: string) =>
  ((rows: readonly Row[], context) => {
    const seen = new Set<string>();
    for (const [index, row] of rows.entries()) {
      const key = keyOf(row);
      if (seen.has(key)) context.addIssue({ code: 'custom', path: [index], message });
      seen.add(key);
    }
  }) as (rows: readonly Row[], context: z.RefinementCtx) => void;

const OUTPUT = z.object({
  /** "lớp", "lượt người", "tin, bài". */
  unit: needed(60, 'Điền đơn vị tính.'),
  planned: figure(100_000_000),
  actual: figure(100_000_000),
});
export type Output = z.output<typeof OUTPUT>;
export const OUTPUTS = z
  .array(OUTPUT)
  .max(30, 'Nhiều nhất 30 dòng.')
  .superRefine(distinct(({ unit }: Output) => unit.toLocaleLowerCase('vi'), 'Đơn vị tính này đã có.'));

const CRITERION = z
  .object({
    name: needed(300, 'Điền tên tiêu chí.'),
    most: figure(1_000),
    mark: figure(1_000),
  })
  .superRefine(({ most, mark }, context) => {
    if (most === null || mark === null)
      context.addIssue({ code: 'custom', path: [most === null ? 'most' : 'mark'], message: 'Điền điểm.' });
    else if (mark > most)
      context.addIssue({ code: 'custom', path: ['mark'], message: 'Điểm chấm lớn hơn điểm tối đa.' });
  });
export const CRITERIA = z.array(CRITERION).min(1, 'Điền ít nhất một tiêu chí.').max(30, 'Nhiều nhất 30 tiêu chí.');
export type Criterion = z.output<typeof CRITERION>;

/** What a thing says beyond what all have, by kind. */
export const FIELDS = {
  'inspection-plan': z.object({
    year: z.coerce.number('Điền năm.').int('Điền năm.').min(2000, 'Điền năm từ 2000.').max(2100, 'Điền năm đến 2100.'),
    rows: z
      .array(
        z.object({
          organisationKey: needed(120, 'Chọn cơ quan.'),
          month: z.coerce.number('Chọn tháng.').int('Chọn tháng.').min(1, 'Chọn tháng.').max(12, 'Chọn tháng.'),
          content: words(1_000).default(''),
        }),
      )
      .max(300, 'Nhiều nhất 300 cuộc kiểm tra một kế hoạch.')
      .superRefine(distinct(({ organisationKey, month }) => `${organisationKey} ${month}`, 'Cơ quan này đã có trong tháng này.')), // prettier-ignore
  }),
  inspection: z.object({
    content: words(5_000).default(''),
    /** Not of the yearly plan. */
    unplanned: z.boolean().default(false),
  }),
  meeting: z.object({ place: words(300).default(''), agenda: words(10_000).default('') }),
  training: z.object({
    form: z.enum(TRAINING_FORMS, 'Chọn hình thức.'),
    audience: words(500).default(''),
    outputs: OUTPUTS,
  }),
  initiative: z.object({
    problem: needed(10_000, 'Nêu thực trạng.'),
    solution: needed(10_000, 'Nêu giải pháp.'),
    effect: words(10_000).default(''),
    criteria: z.array(CRITERION).max(30).default([]),
  }),
  commendation: z.object({
    side: z.enum(MERIT_SIDES, 'Chọn khen thưởng hoặc nhắc nhở.'),
    /** "Bằng khen", "Phê bình bằng văn bản": as the owner says. */
    form: needed(300, 'Điền hình thức.'),
    reason: needed(5_000, 'Nêu lý do.'),
    from: z.string(),
    to: z.string(),
    /** As they were when it was proposed; never changed. */
    facts: z.record(z.string(), z.number().nullable()),
    thresholds: z.array(
      z.object({ key: z.string(), value: z.number().nullable(), met: z.boolean().nullable(), document: z.string().nullable() }), // prettier-ignore
    ),
  }),
} as const satisfies Record<Kind, z.ZodType>;
export type FieldsOf<K extends Kind> = z.output<(typeof FIELDS)[K]>;
export type FieldsRequest<K extends Kind> = z.input<(typeof FIELDS)[K]>;

/** What all have. */
export const COMMON = z
  .object({
    title: needed(2_000, 'Điền tên.'),
    organisationKey: optionalKey,
    deciderKey: optionalKey,
    planId: z.string().refine((id) => id === '' || isId(id), 'Chọn kế hoạch.').nullish().transform((id) => id || null), // prettier-ignore
    parentId: z.string().refine((id) => id === '' || isId(id), 'Chọn kế hoạch kiểm tra.').nullish().transform((id) => id || null), // prettier-ignore
    fromDay: optionalDay,
    toDay: optionalDay,
    isPublic: z.boolean().default(false),
    parties: z
      .array(
        z.object({
          role: z.enum(PARTY_ROLES, 'Chọn vai trò.'),
          personId: z.string().refine((id) => id === '' || isId(id), 'Chọn một người.').nullish().transform((id) => id || null), // prettier-ignore
          organisationKey: optionalKey,
        }),
      )
      .max(300, 'Nhiều nhất 300 người, cơ quan.')
      .default([]),
  })
  .superRefine(({ fromDay, toDay, parties }, context) => {
    if (fromDay && toDay && toDay < fromDay)
      context.addIssue({ code: 'custom', path: ['toDay'], message: 'Phải từ ngày bắt đầu trở đi.' });
    for (const [index, { personId, organisationKey }] of parties.entries())
      if (!personId && !organisationKey)
        context.addIssue({ code: 'custom', path: ['parties', index, 'personId'], message: 'Chọn một người hoặc một cơ quan.' }); // prettier-ignore
  });
export type Common = z.output<typeof COMMON>;
/** A thing as somebody gives it. */
export type ActivityRequest<K extends Kind> = z.input<typeof COMMON> & { fields: FieldsRequest<K> };

/** Reads what somebody gives. @throws Refusal `activities.invalid` with a problem per field; those of `fields` without that prefix */
export function readActivity<K extends Kind>(kind: K, given: ActivityRequest<K>): Common & { fields: FieldsOf<K> } {
  const common = COMMON.safeParse(given);
  const fields = FIELDS[kind].safeParse(given.fields);
  if (common.success && fields.success) return { ...common.data, fields: fields.data as FieldsOf<K> };
  throw invalidInput([...(common.error?.issues ?? []), ...(fields.error?.issues ?? [])]);
}

/** The refusal that names each problem at its field. */
export function invalidInput(issues: readonly z.core.$ZodIssue[]): Refusal {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) fields[path.map(String).join('.')] ??= message;
  return invalid(fields);
}

export function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('activities.invalid', 'Còn mục chưa đúng.', { status: 422, fields, remedy: 'Sửa các mục được nêu rồi gửi lại.' }); // prettier-ignore
}
