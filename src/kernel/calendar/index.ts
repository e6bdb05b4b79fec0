export * from './dates.ts';
export type * from './schedule-model.ts';
export { parseSchedule } from './schedule.ts';
export { isLate, lastDayInTime } from './schedule-lateness.ts';
export { describePart, describeRecurrence, describeSchedule } from './describe-schedule.ts';
export { occurrences } from './occurrences.ts';
export {
  addCalendarDays,
  addWorkingDays,
  isUndecided,
  isWorkingDay,
  specialDayOn,
  workingDaysBetween,
  type CalendarDocument,
  type CalendarYear,
  type DueDay,
  type SpecialDay,
  type SpecialDayKind,
  type WorkingCalendar,
} from './working-days.ts';
export { readSpecialDays, vietnamCalendar } from './special-days.ts';
export { hungKingsDay, lunarNewYear, lunarToSolar, solarToLunar, type LunarDate } from './lunar.ts';
