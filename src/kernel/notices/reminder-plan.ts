import { addDays, type IsoDate } from '../calendar/dates.ts';
import { isUndecided, isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts';
import type { Text } from '../language.ts';

/** Whose move it is: the body's that must do it, or the one's that must confirm or return it. */
export type Awaits = 'body' | 'confirmer';

export const AUDIENCES = ['responsible', 'confirmer', 'head', 'chairman'] as const;
/** Who is reminded: those who do it, who confirms it, the head of the body, the chairman of the province. */
export type Audience = (typeof AUDIENCES)[number];

export const AUDIENCE_NAMES: Readonly<Record<Audience, Text>> = {
  responsible: { vi: 'Người thực hiện', en: 'Those who do it' },
  confirmer: { vi: 'Người xác nhận', en: 'Who confirms it' },
  head: { vi: 'Người đứng đầu cơ quan', en: 'Head of the body' },
  chairman: { vi: 'Chủ tịch UBND tỉnh', en: 'Chairman of the province' },
};

const REMINDED_WHILE: Readonly<Record<Audience, Awaits>> = {
  responsible: 'body',
  confirmer: 'confirmer',
  head: 'body',
  chairman: 'body',
};

/** Something that must be done by a day and is not done yet. */
export interface OpenSubject {
  subjectId: string;
  /** The body whose move it is. */
  organisationKey: string;
  /** Last day that is still in time; null: it has no date, so nobody is reminded. */
  lastDay: IsoDate | null;
  awaits: Awaits;
  title: string;
  /** Its page. */
  path: string;
}

/** When is reminded, and whom. */
export interface ReminderRule {
  id: string;
  /** Working days after the last day; before it when negative; 0: on the day. */
  offsetDays: number;
  audience: Audience;
}

/** A reminder decided before, of the same subject and the same last day. */
export interface Decided {
  /** The rule, and those whose place it took. */
  ruleIds: readonly string[];
  audience: Audience;
  offsetDays: number;
}

export interface PlannedReminder {
  subject: OpenSubject;
  lastDay: IsoDate;
  rule: ReminderRule;
  /** `passed-over`: a more urgent one to the same audience was sent before. */
  outcome: 'sent' | 'passed-over';
  /** Less urgent rules to the same audience that fell due too, and whose place this one takes. */
  passedOver: readonly string[];
}

/** Working days after the last day (before it: negative). @returns null outside the reach given to `offsetsAround` */
export type Offsets = (lastDay: IsoDate) => number;

/**
 * How far each day lies from today in working days, computed once for all subjects.
 * Days beyond the reach count as `reach + 1` late, or as far ahead.
 * @param reach working days either way
 */
export function offsetsAround(calendar: WorkingCalendar, today: IsoDate, reach: number): Offsets {
  const known = new Map<IsoDate, number>([[today, 0]]);
  for (let date = today, days = 0; days <= reach;) {
    date = addDays(date, 1);
    if (isWorkingDay(calendar, date)) days += 1;
    known.set(date, -days);
  }
  // Day by day backwards: what lies between a last day and today does not count the last day itself.
  for (let date = today, days = 0; days <= reach;) {
    if (isWorkingDay(calendar, date)) days += 1;
    date = addDays(date, -1);
    known.set(date, days);
  }
  return (lastDay) => known.get(lastDay) ?? (lastDay < today ? reach + 1 : -(reach + 1));
}

/**
 * Which reminders fall due for these subjects. Pure: the same input gives the same reminders, so two who plan at once decide alike,
 * and the unique key (subject × rule × last day) lets only one of them send.
 *
 * A rule falls due when today is as many working days from the last day as it says, or later. Of all that are due to one audience
 * (after a week of standstill there can be several) only the most urgent is sent, and none when a more urgent one was sent before.
 * Nothing is sent on a day off. A moved last day begins anew.
 * @param decided what was decided before, by subject, for the subject's present last day
 */
export function planReminders(
  open: readonly OpenSubject[],
  rules: readonly ReminderRule[],
  decided: ReadonlyMap<string, readonly Decided[]>,
  calendar: WorkingCalendar,
  today: IsoDate,
  offsets: Offsets = offsetsAround(calendar, today, reachOf(rules)),
): PlannedReminder[] {
  if (!isWorkingDay(calendar, today)) return [];
  const urgentFirst = [...rules].sort((a, b) => b.offsetDays - a.offsetDays);
  const planned: PlannedReminder[] = [];
  for (const subject of open) {
    const { lastDay } = subject;
    if (lastDay === null) continue;
    const offset = offsets(lastDay);
    const before = decided.get(subject.subjectId) ?? [];
    const now = new Map<Audience, string[]>();
    for (const rule of urgentFirst) {
      const { audience } = rule;
      if (rule.offsetDays > offset || REMINDED_WHILE[audience] !== subject.awaits) continue;
      if (before.some(({ ruleIds }) => ruleIds.includes(rule.id))) continue;
      const inPlace = now.get(audience);
      if (inPlace) {
        inPlace.push(rule.id);
        continue;
      }
      const late = before.some((each) => each.audience === audience && each.offsetDays >= rule.offsetDays);
      const passedOver: string[] = [];
      now.set(audience, passedOver);
      planned.push({ subject, lastDay, rule, outcome: late ? 'passed-over' : 'sent', passedOver });
    }
  }
  return planned;
}

/** Working days that the rules reach from a last day, either way. */
export function reachOf(rules: readonly ReminderRule[]): number {
  return Math.max(1, ...rules.map(({ offsetDays }) => Math.abs(offsetDays)));
}

/** The furthest last day that any rule concerns today: what lies later need not be read. */
export function horizonOf(rules: readonly ReminderRule[], calendar: WorkingCalendar, today: IsoDate): IsoDate {
  const earliest = Math.min(0, ...rules.map(({ offsetDays }) => offsetDays));
  let date = today;
  // The first day that lies further than the earliest rule, less one.
  for (let left = -earliest; ; date = addDays(date, 1)) {
    if (isWorkingDay(calendar, addDays(date, 1)) && left-- === 0) return date;
  }
}

/**
 * How a last day stands today, in words: "Đến hạn 30/11/2026, còn 5 ngày làm việc". Days on the way that no notice has decided
 * yet make it provisional.
 */
export function dueWords(calendar: WorkingCalendar, lastDay: IsoDate, today: IsoDate): string {
  const date = `${lastDay.slice(8)}/${lastDay.slice(5, 7)}/${lastDay.slice(0, 4)}`;
  let [days, provisional] = [0, false];
  const [from, to] = lastDay < today ? [lastDay, today] : [today, lastDay];
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    provisional ||= isUndecided(calendar, day);
    if (isWorkingDay(calendar, day)) days += 1;
  }
  const about = provisional ? ' (tạm tính)' : '';
  if (lastDay < today) return `Quá hạn ${date}, đã ${days} ngày làm việc${about}`;
  if (days > 0) return `Đến hạn ${date}, còn ${days} ngày làm việc${about}`;
  return `Đến hạn ${date}, ${lastDay === today ? 'là hôm nay' : 'hôm nay là ngày làm việc cuối cùng'}${about}`;
}
