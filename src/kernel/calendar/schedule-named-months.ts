import { endOfMonth } from './dates.ts';
import type { Item } from './schedule-items.ts';
import type { DayRule, Recurrence } from './schedule-model.ts';
import { every } from './schedule-recurrences.ts';

type PeriodItem = Item & { what: 'period' };

/** Periods without a year that come back every year: one rhythm for all of them where the same day is meant. */
export function yearlyRhythms(periods: PeriodItem[], start: number, end: number): Item[] {
  const rhythms = periods.map(yearly);
  const first = rhythms[0];
  const same =
    first !== undefined && rhythms.every((one) => JSON.stringify(one.dayRule) === JSON.stringify(first.dayRule));
  if (same) {
    const months = [...new Set(rhythms.flatMap((one) => one.months ?? []))].sort((a, b) => a - b);
    return [{ what: 'rhythm', start, end, recurrence: { ...first, months } }];
  }
  return periods.map((item, index) => ({
    what: 'rhythm',
    start: index === 0 ? start : item.start,
    end: index === periods.length - 1 ? end : item.end,
    recurrence: rhythms[index] ?? null,
  }));
}

function yearly({ period, bound }: PeriodItem): Recurrence {
  const [month, day] = period.to;
  if (bound === 'before' && period.precision !== 'day') {
    return every('year', { months: [period.from[0]], dayRule: { on: 'day', day: 1, month: 'each', bound } });
  }
  const dayRule: DayRule | null =
    period.precision !== 'day'
      ? null
      : day === 0
        ? { on: 'last-day', bound }
        : { on: 'day', day: Math.min(day, Number(endOfMonth(2024, month).slice(8))), month: 'each', bound };
  return every('year', { months: [month], dayRule });
}
