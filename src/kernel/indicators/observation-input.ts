import { z } from 'zod';
import { isIsoDate, type IsoDate } from '../calendar/dates.ts';
import { figure, optional, words } from './definition-input.ts';
import { readPeriod, type Period } from './periods.ts';

const optionalDay = z
  .string()
  .trim()
  .refine((text) => text === '' || isIsoDate(text), 'Ngày không có trong lịch.')
  .transform((text) => (text === '' ? null : (text as IsoDate)));

const web = z
  .string()
  .trim()
  .max(500, 'Dài nhất 500 ký tự.')
  .refine((text) => text === '' || (/^https?:\/\//.test(text) && URL.canParse(text)), 'Địa chỉ bắt đầu bằng https://')
  .transform((text) => text || null);

/** The paper behind figures or money. */
export const DOCUMENT = { documentNumber: optional(60), documentDate: optionalDay, documentIssuer: optional(200) };

/** A period by its key: `2025-07`. */
const period = z.string().transform((text, context): Period => {
  const read = readPeriod(text.trim());
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'Chọn kỳ số liệu.' });
  return z.NEVER;
});

/** Figures of one period, for one body or many, with the evidence they share. */
export const OBSERVATIONS_INPUT = z.object({
  period,
  ...DOCUMENT,
  link: web,
  note: words(2_000),
  entries: z
    .array(
      z.object({
        /** Null: the province itself. */
        organisation: z.string().max(120).nullable(),
        /** Revision that the form showed; 0: none. */
        seen: z.coerce.number().int().min(0),
        outcome: z.enum(['measured', 'not-applicable', 'withdrawn']),
        value: figure,
        numerator: figure,
        denominator: figure,
      }),
    )
    .min(1, 'Chưa có số nào.')
    .max(1_000, 'Nhiều nhất 1.000 cơ quan một lần.'),
});
export type ObservationsInput = z.infer<typeof OBSERVATIONS_INPUT>;
export type ObservationEntry = ObservationsInput['entries'][number];
