import { z } from 'zod';
import data from '../../../data/calendar/vn-special-days.json' with { type: 'json' };
import { isIsoDate, type IsoDate, weekday } from './dates.ts';
import { SPECIAL_DAY_KINDS, type WorkingCalendar } from './working-days.ts';

const date = z.string().refine(isIsoDate, 'Không phải một ngày có thật') as unknown as z.ZodType<IsoDate>;

const schema = z
  .strictObject({
    asOf: date,
    audience: z.string().min(1),
    documents: z.record(
      z.string(),
      z.strictObject({
        number: z.string().min(1),
        date: date.nullable(),
        title: z.string().min(1),
        source: z.string().min(1),
      }),
    ),
    years: z.array(
      z.strictObject({
        year: z.int(),
        complete: z.boolean(),
        documents: z.array(z.string()),
        open: z.array(z.strictObject({ dates: z.array(date), note: z.string().min(1) })),
      }),
    ),
    days: z.array(
      z.strictObject({
        date,
        kind: z.enum(SPECIAL_DAY_KINDS),
        event: z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }),
        document: z.string(),
      }),
    ),
  })
  .superRefine((table, context) => {
    const problem = (message: string) => context.addIssue({ code: 'custom', message });
    const years = new Set(table.years.map(({ year }) => year));
    const seen = new Set<string>();
    for (const day of table.days) {
      if (!(day.document in table.documents)) problem(`${day.date}: không có văn bản “${day.document}”`);
      if (seen.has(day.date)) problem(`${day.date}: ghi hai lần`);
      if (!years.has(Number(day.date.slice(0, 4)))) problem(`${day.date}: năm chưa có trong bảng`);
      const weekend = weekday(day.date) > 5;
      if (day.kind === 'worked' && !weekend) problem(`${day.date}: ngày làm bù phải là thứ Bảy hoặc Chủ nhật`);
      if ((day.kind === 'in-lieu' || day.kind === 'swapped-off') && weekend)
        problem(`${day.date}: ngày nghỉ bù, nghỉ hoán đổi phải là ngày trong tuần`);
      seen.add(day.date);
    }
    for (const year of table.years) {
      for (const key of year.documents)
        if (!(key in table.documents)) problem(`${year.year}: không có văn bản “${key}”`);
    }
  });

/**
 * Checks a table of special days and makes a calendar of it. Fails closed: a wrong row stops the program rather than
 * moving a deadline. @throws ZodError
 */
export function readSpecialDays(table: unknown): WorkingCalendar {
  const { asOf, documents, years, days } = schema.parse(table);
  return {
    asOf,
    years: new Map(
      years.map(({ open, documents: keys, ...year }) => [
        year.year,
        { ...year, open, documents: keys.flatMap((key) => documents[key] ?? []) },
      ]),
    ),
    days: new Map(days.map((day) => [day.date, { ...day, document: documents[day.document] ?? null }])),
  };
}

/** The days off and worked Saturdays of Việt Nam's civil servants, as known on the table's date. */
export const vietnamCalendar: WorkingCalendar = readSpecialDays(data);
