import { z } from 'zod';
import { isIsoDate, type IsoDate } from '../calendar/dates.ts';
import { clashIn, DIRECTIONS, INDICATOR_KINDS, OVER_BODIES, OVER_PERIODS, UNITS } from './model.ts';
import { PERIOD_KINDS } from './periods.ts';
import { readFigure } from './typed.ts';

/** One line of text, in composed form, without blanks around it. */
export const line = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest} ký tự.`)
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim());
const required = (longest: number, ask: string) => line(longest).refine((text) => text !== '', ask);
export const optional = (longest: number) => line(longest).transform((text) => text || null);

/** Longer text; line ends stay. */
export const words = (longest: number) =>
  z
    .string()
    .max(longest, `Dài nhất ${longest} ký tự.`)
    .transform((text) => text.normalize('NFC').trim() || null);

/** A day that must be there. */
export const day = z
  .string()
  .trim()
  .refine((text) => isIsoDate(text), 'Điền ngày có trong lịch.')
  .transform((text) => text as IsoDate);

/** A figure as typed ("1.234,5"); null when nothing was typed. */
export const figure = z
  .string()
  .max(60, 'Số quá dài.')
  .transform((typed, context) => {
    const read = readFigure(typed);
    if (read !== 'unreadable') return read;
    context.addIssue({ code: 'custom', message: 'Không đọc được số này. Ví dụ: 1.234,5' });
    return z.NEVER;
  });

/** A share of the needed level typed in per cent ("95"). */
const threshold = figure
  .refine((value) => value === null || (value > 0 && value <= 100), 'Từ trên 0 đến 100.')
  .transform((value) => value && value / 100);

const CLASHES: Record<Exclude<ReturnType<typeof clashIn>, null>, string> = {
  'yes-no-stands-alone': 'Chỉ số Có/Không không gộp: chọn “không gộp” và “lấy kỳ mới nhất”.',
  'ratio-needs-ratio': 'Các kỳ gộp theo tử số, mẫu số thì các cơ quan cũng phải gộp như vậy, hoặc không gộp.',
  'ratio-does-not-add-up': 'Tỷ lệ không cộng dồn được: chọn cách gộp các kỳ khác.',
  'shares-do-not-add-up': 'Phần trăm không cộng được: chọn tử số chia mẫu số, bình quân hoặc kỳ mới nhất.',
};

const VERSION = {
  from: day,
  name: required(300, 'Điền tên chỉ số.'),
  nameEn: optional(300),
  /** One per line. */
  aliases: z
    .string()
    .max(2_000, 'Quá dài.')
    .transform((text) =>
      [
        ...new Set(
          text
            .normalize('NFC')
            .split('\n')
            .map((each) => each.trim())
            .filter(Boolean),
        ),
      ].slice(0, 20),
    ),
  unit: z.enum(UNITS, 'Chọn đơn vị tính.'),
  unitLabel: optional(60),
  direction: z.enum(DIRECTIONS, 'Chọn chiều tốt.'),
  overBodies: z.enum(OVER_BODIES, 'Chọn cách gộp các cơ quan.'),
  overPeriods: z.enum(OVER_PERIODS, 'Chọn cách gộp các kỳ.'),
  frequency: z.enum(PERIOD_KINDS, 'Chọn kỳ số liệu.'),
  minimum: figure,
  maximum: figure,
  partOfWhole: z.boolean(),
  onPace: threshold,
  behind: threshold,
  source: required(500, 'Nêu nguồn số liệu.'),
  method: required(4_000, 'Nêu cách tính.'),
};

type Shape = z.infer<z.ZodObject<typeof VERSION>>;

function coherent(input: Shape, context: z.RefinementCtx): void {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const clash = clashIn(input);
  if (clash) issue('overPeriods', CLASHES[clash]);
  const { minimum, maximum, onPace, behind } = input;
  if (minimum !== null && maximum !== null && minimum >= maximum) issue('maximum', 'Phải lớn hơn mức nhỏ nhất.');
  if ((onPace === null) !== (behind === null))
    issue(onPace === null ? 'onPace' : 'behind', 'Điền cả hai ngưỡng, hoặc để trống cả hai.');
  if (onPace !== null && behind !== null && behind > onPace) issue('behind', 'Không được cao hơn ngưỡng đúng tiến độ.');
}

/** A version of a definition. */
export const VERSION_INPUT = z.object(VERSION).superRefine(coherent);
export type VersionInput = z.infer<typeof VERSION_INPUT>;

/** A new indicator with its first version. */
export const INDICATOR_INPUT = z
  .object({
    ...VERSION,
    key: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{2,80}$/, 'Chữ thường không dấu, số và gạch nối, 2 đến 80 ký tự. Ví dụ: muc-do-hai-long'),
    kind: z.enum(INDICATOR_KINDS, 'Chọn cách có số liệu.'),
    computation: z
      .string()
      .max(80)
      .transform((text) => text.trim() || null),
    isPublic: z.boolean(),
  })
  .superRefine(coherent);
export type IndicatorInput = z.infer<typeof INDICATOR_INPUT>;

/** Who reports from a day on. */
export const REPORTERS_INPUT = z.object({
  from: day,
  province: z.boolean(),
  organisations: z.array(z.string().max(120)).max(500, 'Chọn nhiều nhất 500 cơ quan.'),
  collectives: z.array(z.string().max(120)).max(50, 'Chọn nhiều nhất 50 nhóm.'),
});
export type ReportersInput = z.infer<typeof REPORTERS_INPUT>;
