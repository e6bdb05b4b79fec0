import { addDays, dateOf, type IsoDate, weekday } from './dates.ts';
import { hungKingsDay, LUNAR_YEARS, lunarNewYear } from './lunar.ts';
import type { SpecialDay } from './working-days.ts';

const LABOUR_CODE = {
  number: '45/2019/QH14',
  date: '2019-11-20' as IsoDate,
  title: 'Bộ luật Lao động, Điều 111 và Điều 112',
  source: 'Bộ luật Lao động 2019',
};
const CULTURE_DAY = {
  number: '28/2026/QH16',
  date: null,
  title: 'Nghị quyết của Quốc hội, Điều 2: nghỉ ngày Văn hóa Việt Nam 24/11',
  source: 'Nghị quyết 28/2026/QH16',
};

type LawDay = Pick<SpecialDay, 'event'> & { date: IsoDate; madeUp: boolean; document: SpecialDay['document'] };

/**
 * The days off that the law itself fixes for a year without a notice (BLLĐ 2019 Đ.112 k.1; NQ 28/2026/QH16 Đ.2), and
 * the days in lieu that follow from it (BLLĐ Đ.111 k.3). Never the five days of Tết, the day beside 2/9 or a swap: those
 * the Prime Minister decides each year (Đ.112 k.3). Empty before 2021 and after 2100.
 */
export function lawDays(year: number): SpecialDay[] {
  if (year < 2021 || year > LUNAR_YEARS.last) return [];
  const days = fixedDays(year).sort((a, b) => (a.date < b.date ? -1 : 1));
  const off = new Set(days.map(({ date }) => date));
  const result: SpecialDay[] = days.map(({ date, event, document }) => ({ date, kind: 'holiday', event, document }));
  for (const day of days) {
    if (!day.madeUp || weekday(day.date) <= 5) continue;
    let date = addDays(day.date, 1);
    while (weekday(date) > 5 || off.has(date)) date = addDays(date, 1);
    off.add(date);
    result.push({ date, kind: 'in-lieu', event: inLieu(day), document: day.document });
  }
  return result.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function fixedDays(year: number): LawDay[] {
  const day = (date: IsoDate | null, vi: string, en: string, madeUp = true): LawDay[] =>
    date === null ? [] : [{ date, event: { vi, en }, madeUp, document: LABOUR_CODE }];
  return [
    ...day(dateOf(year, 1, 1), 'Tết Dương lịch', "New Year's Day"),
    // When it is made up depends on which five days are chosen.
    ...day(lunarNewYear(year), 'Tết Âm lịch', 'Lunar New Year', false),
    ...day(hungKingsDay(year), 'Giỗ Tổ Hùng Vương', "Hung Kings' Commemoration Day"),
    ...day(dateOf(year, 4, 30), 'Ngày Chiến thắng', 'Victory Day'),
    ...day(dateOf(year, 5, 1), 'Ngày Quốc tế lao động', 'International Labour Day'),
    ...day(dateOf(year, 9, 2), 'Quốc khánh', 'National Day'),
    // Outside Đ.112 k.1, so nothing says that it is made up on another day.
    ...(year < 2026
      ? []
      : day(dateOf(year, 11, 24), 'Ngày Văn hóa Việt Nam', 'Vietnamese Culture Day', false).map((one) => ({
          ...one,
          document: CULTURE_DAY,
        }))),
  ];
}

function inLieu({ date, event }: LawDay): SpecialDay['event'] {
  const of = `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
  return { vi: `Nghỉ bù ${event.vi} (${of})`, en: `In lieu of ${event.en} (${of})` };
}
