import { z } from 'zod';
import { isIsoDate } from '#kernel/calendar/dates.ts';
import { ROLES } from '../model.ts';
import { readGroupCode, readTaskNumber } from '../import/numbering.ts';

/** What the review forms may send; checked at the door. Texts are normalised, empty ones become null where null is allowed. */

const words = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest.toLocaleString('vi-VN')} ký tự.`)
    .transform((text) => text.normalize('NFC').trim());
const needed = (longest: number, message: string) => words(longest).refine((text) => text !== '', message);
const optional = (longest: number) => words(longest).transform((text) => text || null);
const day = z
  .string()
  .trim()
  .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
  .transform((text) => (text !== '' && isIsoDate(text) ? text : null));

export const DECISION_INPUT = z.object({
  number: optional(60),
  issuedOn: day,
  issuer: optional(200),
  signer: optional(120),
  subject: optional(1_000),
  year: z
    .string()
    .trim()
    .regex(/^(20\d{2})?$/, 'Năm gồm bốn chữ số, từ 2000 đến 2099.')
    .transform((text) => (text === '' ? null : Number(text))),
});
export type DecisionInput = z.infer<typeof DECISION_INPUT>;

export const OBJECTIVE_INPUT = z.object({
  number: needed(10, 'Điền số mục tiêu.'),
  text: needed(5_000, 'Điền nội dung mục tiêu.'),
  targets: z
    .array(
      z.object({
        operator: z.enum(['=', '>', '>=', '<', '<=']),
        value: z
          .string()
          .trim()
          .regex(/^\d{1,12}(?:[.,]\d{1,6})?$/, 'Giá trị là một số, ví dụ 90 hoặc 41,33.')
          .transform((text) => Number(text.replace(',', '.'))),
        unit: needed(60, 'Điền đơn vị, ví dụ %.'),
        text: words(1_000),
      }),
    )
    .max(20),
});
export type ObjectiveInput = z.infer<typeof OBJECTIVE_INPUT>;

export const GROUP_INPUT = z.object({
  code: needed(10, 'Điền ký hiệu nhóm.').refine(
    (code) => readGroupCode(code) === code,
    'Ký hiệu nhóm là số La Mã hoặc một chữ hoa.',
  ),
  title: needed(500, 'Điền tên nhóm.'),
});
export type GroupInput = z.infer<typeof GROUP_INPUT>;

const UNDERSTANDING = z.object({
  kind: z.enum(['deadline', 'recurring', 'continuous', 'conditional']),
  due: day,
  precision: z.enum(['day', 'month', 'quarter', 'half-year', 'year']).nullable(),
});

export const PRODUCT_INPUT = z.object({
  id: z.uuid().nullable(),
  text: needed(5_000, 'Điền kết quả, sản phẩm.'),
  scheduleText: words(1_000),
  /** Null: as the words are understood by themselves. */
  understanding: UNDERSTANDING.refine(({ kind, due }) => kind !== 'deadline' || due !== null, {
    message: 'Có thời hạn thì điền ngày.',
    path: ['due'],
  }).nullable(),
  assignmentText: words(5_000),
  roles: z
    .array(
      z.object({
        role: z.enum(ROLES as [string, ...string[]]).transform((role) => role as (typeof ROLES)[number]),
        name: needed(300, 'Điền tên cơ quan.'),
      }),
    )
    .max(60),
});
export type ProductInput = z.infer<typeof PRODUCT_INPUT>;

export const TASK_INPUT = z.object({
  number: needed(20, 'Điền số nhiệm vụ.').refine(
    (number) => readTaskNumber(number)?.text === number,
    'Số nhiệm vụ viết như 3, 1.2 hoặc a.',
  ),
  title: needed(5_000, 'Điền nội dung nhiệm vụ.'),
  products: z.array(PRODUCT_INPUT).min(1, 'Nhiệm vụ cần ít nhất một kết quả, sản phẩm.').max(60),
});
export type TaskInput = z.infer<typeof TASK_INPUT>;
