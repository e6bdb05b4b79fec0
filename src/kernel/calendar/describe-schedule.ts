import { ENGLISH_MONTHS, formatDate, type Language } from '../language.ts';
import { partsOf, toVietnamese, type IsoDate } from './dates.ts';
import type { DayRule, Recurrence, Schedule, SchedulePart } from './schedule-model.ts';
import { lastDayInTime } from './schedule-lateness.ts';

/**
 * The schedule as it was understood, in one sentence for the screen: "Hạn: hết quý I/2025 (31/03/2025)",
 * "Due by the end of quarter I/2025 (31 March 2025)". Events stay in Vietnamese, as written.
 */
export function describeSchedule(schedule: Schedule, language: Language): string {
  if (!schedule.understood) {
    const said = schedule.event ?? schedule.text.trim();
    if (said === '') return language === 'vi' ? 'Không ghi thời hạn' : 'No schedule given';
    return language === 'vi' ? `Chưa hiểu được thời hạn: “${said}”` : `Schedule not understood: “${said}”`;
  }
  return schedule.parts.map((part) => describePart(part, language)).join('; ');
}

/** One statement of a schedule, in words. */
export function describePart(part: SchedulePart, language: Language): string {
  switch (part.kind) {
    case 'deadline':
      return describeDeadline(part, language);
    case 'recurring':
      return part.recurrence === null
        ? { vi: 'Định kỳ', en: 'Periodically' }[language]
        : describeRecurrence(part.recurrence, language);
    case 'continuous':
      return { vi: 'Thường xuyên', en: 'Continuously' }[language];
    case 'conditional':
      return describeEvent(part.event ?? part.text, language);
  }
}

function describeDeadline(part: SchedulePart, language: Language): string {
  const { due, precision } = part;
  const last = lastDayInTime(part);
  const vietnamese = language === 'vi';
  if (due === null || last === null)
    return vietnamese ? `Hạn: “${part.text}” (chưa rõ năm)` : `Due: “${part.text}” (year not given)`;
  if (part.bound === 'before') {
    if (precision === 'day')
      return vietnamese ? `Hạn: trước ngày ${toVietnamese(due)}` : `Due before ${formatDate(due, 'en')}`;
    return vietnamese
      ? `Hạn: trước ${nameOf(due, part, 'vi')} (chậm nhất ${toVietnamese(last)})`
      : `Due before ${nameOf(due, part, 'en')} (by ${formatDate(last, 'en')})`;
  }
  if (precision === 'day') return vietnamese ? `Hạn: ngày ${toVietnamese(due)}` : `Due by ${formatDate(due, 'en')}`;
  return vietnamese
    ? `Hạn: hết ${nameOf(due, part, 'vi')} (${toVietnamese(due)})`
    : `Due by the end of ${nameOf(due, part, 'en')} (${formatDate(due, 'en')})`;
}

const QUARTERS = ['I', 'II', 'III', 'IV'];

/** The period that ends with this day, or begins with it. */
function nameOf(day: IsoDate, part: SchedulePart, language: Language): string {
  const { year, month } = partsOf(day);
  const quarter = QUARTERS[Math.ceil(month / 3) - 1];
  const firstHalf = month < 7;
  const names: Record<string, [string, string]> = {
    month: [`tháng ${monthNumber(month)}/${year}`, `${ENGLISH_MONTHS[month - 1]} ${year}`],
    quarter: [`quý ${quarter}/${year}`, `quarter ${quarter}/${year}`],
    'half-year': [
      `6 tháng ${firstHalf ? 'đầu' : 'cuối'} năm ${year}`,
      `the ${firstHalf ? 'first' : 'second'} half of ${year}`,
    ],
    year: [`năm ${year}`, `${year}`],
  };
  const name = names[part.precision ?? ''] ?? [toVietnamese(day), formatDate(day, 'en')];
  return language === 'vi' ? name[0] : name[1];
}

/** January and February are written 01 and 02 in official papers, so that a digit cannot be added (NĐ 30/2020). */
function monthNumber(month: number): string {
  return month < 3 ? `0${month}` : `${month}`;
}

const EVERY: Record<Recurrence['every'], [vi: string, en: string, noun: string, period: string]> = {
  day: ['Hằng ngày', 'Every day', 'day', 'ngày'],
  week: ['Hằng tuần', 'Every week', 'week', 'tuần'],
  month: ['Hằng tháng', 'Every month', 'month', 'tháng'],
  quarter: ['Hằng quý', 'Every quarter', 'quarter', 'quý'],
  'half-year': ['6 tháng một lần', 'Every half-year', 'half-year', 'kỳ 6 tháng'],
  year: ['Hằng năm', 'Every year', 'year', 'năm'],
};

/** A rhythm in words: "Hằng quý, trước ngày 20 của tháng cuối quý". */
export function describeRecurrence(recurrence: Recurrence, language: Language): string {
  const { every, times, months, dayRule } = recurrence;
  const [vi, en, noun, period] = EVERY[every];
  const text = [language === 'vi' ? vi : en];
  if (months !== null && months.length > 0) {
    text[0] =
      language === 'vi'
        ? `${listed(
            months.map((month, index) => (index === 0 ? 'Tháng ' : 'tháng ') + monthNumber(month)),
            'và',
          )} hằng năm`
        : `Every ${listed(
            months.map((month) => ENGLISH_MONTHS[month - 1] ?? ''),
            'and',
          )}`;
  }
  if (times !== null) text.push(language === 'vi' ? `${times} lần mỗi ${period}` : `${times} × per ${noun}`);
  if (dayRule !== null) text.push(describeDay(dayRule, recurrence, language, noun, period));
  return text.join(', ');
}

const WEEKDAYS: [string, string][] = [
  ['thứ Hai', 'Monday'],
  ['thứ Ba', 'Tuesday'],
  ['thứ Tư', 'Wednesday'],
  ['thứ Năm', 'Thursday'],
  ['thứ Sáu', 'Friday'],
  ['thứ Bảy', 'Saturday'],
  ['Chủ nhật', 'Sunday'],
];

function describeDay(rule: DayRule, recurrence: Recurrence, language: Language, noun: string, period: string): string {
  const vietnamese = language === 'vi';
  const before = rule.bound === 'before';
  const lead = vietnamese ? (before ? 'trước ' : 'chậm nhất ') : before ? 'before ' : 'by ';
  if (rule.on === 'weekday') {
    const name = WEEKDAYS[rule.weekday - 1];
    return lead + (vietnamese ? name?.[0] : name?.[1]);
  }
  if (rule.on !== 'day') {
    const working = rule.on === 'last-working-day';
    const named = recurrence.months !== null;
    return vietnamese
      ? `${lead}ngày ${working ? 'làm việc ' : ''}cuối cùng của ${named ? 'tháng' : period}`
      : `${lead}the last ${working ? 'working ' : ''}day of the ${named ? 'month' : noun}`;
  }
  if (rule.month === 'each') return vietnamese ? `${lead}ngày ${rule.day}` : `${lead}day ${rule.day}`;
  if (vietnamese) {
    const next = recurrence.every === 'month' ? 'tháng sau' : `tháng đầu ${period} sau`;
    const month = { 'first-of-period': `tháng đầu ${period}`, 'last-of-period': `tháng cuối ${period}`, next }[
      rule.month
    ];
    return `${lead}ngày ${rule.day} của ${month}`;
  }
  const month = {
    'first-of-period': `the ${noun}'s first month`,
    'last-of-period': `the ${noun}'s last month`,
    next: recurrence.every === 'month' ? 'the next month' : `the first month of the next ${noun}`,
  }[rule.month];
  return `${lead}day ${rule.day} of ${month}`;
}

function listed(items: string[], and: string): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;
}

const AFTER = /^(?:ngay )?sau khi\s+/iu;

function describeEvent(event: string, language: Language): string {
  const happening = event.replace(AFTER, '');
  if (happening !== event) {
    return language === 'vi' ? `Sau sự kiện: ${happening}` : `After the event: “${happening}”`;
  }
  const capital = event.charAt(0).toUpperCase() + event.slice(1);
  return language === 'vi' ? capital : `Depends on: “${capital}”`;
}
