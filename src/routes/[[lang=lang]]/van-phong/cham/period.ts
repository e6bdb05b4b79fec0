import { endOfMonth, isoDate, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';

/** A period for which is asked who has reported: a month or a quarter. */
export interface Period {
  /** As in the address: `2025-03`, `2025-Q1`. */
  key: string;
  name: string;
  from: IsoDate;
  to: IsoDate;
}

const ROMAN = ['I', 'II', 'III', 'IV'];

/** The period that an address names; null when it names none. */
export function readPeriod(text: string | null): Period | null {
  const [, years, kind, number] = /^((?:19|20|21)\d{2})-(Q?)(\d{1,2})$/.exec(text ?? '') ?? [];
  const [year, count] = [Number(years), Number(number)];
  if (!text || !year || count < 1 || count > (kind ? 4 : 12)) return null;
  const last = kind ? count * 3 : count;
  const first = kind ? last - 2 : last;
  return {
    key: text,
    name: kind ? `Quý ${ROMAN[count - 1]}/${year}` : `Tháng ${count}/${year}`,
    from: isoDate(`${years}-${String(first).padStart(2, '0')}-01`),
    to: endOfMonth(year, last),
  };
}

/** The periods usually asked for, the one under way first: quarters, then months, of the year up to a day. */
export function periodsUntil(day: IsoDate): Period[] {
  const { year, month } = partsOf(day);
  const back = (per: number, count: number) =>
    Array.from({ length: count }, (_, ago) => Math.ceil((year * 12 + month) / per) - ago);
  const quarters = back(3, 4).map((at) => `${Math.floor((at - 1) / 4)}-Q${((at - 1) % 4) + 1}`);
  const months = back(1, 6).map((at) => `${Math.floor((at - 1) / 12)}-${String(((at - 1) % 12) + 1).padStart(2, '0')}`);
  return [...quarters, ...months].map((key) => readPeriod(key)!);
}
