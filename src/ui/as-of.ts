import { endOfMonth, partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Text } from '#kernel/language.ts';

/** A past day that people often ask for. */
export interface QuickDay {
  day: IsoDate;
  name: Text;
}

const ROMAN = ['I', 'II', 'III', 'IV'];

/** The ends of the last month, quarter and year before today, latest first; a day that is several of them has its greatest name. */
export function quickDays(today: IsoDate): QuickDay[] {
  const { year, month } = partsOf(today);
  const before = (y: number, m: number) => (m < 1 ? { year: y - 1, month: 12 } : { year: y, month: m });
  const lastMonth = before(year, month - 1);
  const lastQuarter = before(year, Math.floor((month - 1) / 3) * 3);
  const quarter = ROMAN[lastQuarter.month / 3 - 1]!;
  const days: QuickDay[] = [
    { day: endOfMonth(year - 1, 12), name: { vi: `hết năm ${year - 1}`, en: `end of ${year - 1}` } },
    {
      day: endOfMonth(lastQuarter.year, lastQuarter.month),
      name: {
        vi: `hết quý ${quarter}/${lastQuarter.year}`,
        en: `end of quarter ${quarter}/${lastQuarter.year}`,
      },
    },
    {
      day: endOfMonth(lastMonth.year, lastMonth.month),
      name: {
        vi: `hết tháng ${lastMonth.month}/${lastMonth.year}`,
        en: `end of ${lastMonth.month}/${lastMonth.year}`,
      },
    },
  ];
  return days.filter(({ day }, at) => days.findIndex((other) => other.day === day) === at).reverse();
}
