import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { ScheduleKind } from '#kernel/calendar/schedule-model.ts';
import { formatDate, plural, say, type Language, type Text } from '#kernel/language.ts';
import {
  daysLeft,
  PROGRESS_WORDS,
  TASK_STANDINGS,
  taskStandingOf,
  TIMELINESS_WORDS,
  type State,
  type StateCount,
  type TaskStanding,
} from '#modules/plan/index.ts';
import type { Part, Tone } from '#ui/charts.ts';

/** The states that a reader tells apart; together they are all tasks, and each is a filter of the task list. */
export const STANDINGS = TASK_STANDINGS;
export type Standing = TaskStanding;

interface StandingLook {
  text: Text;
  tone: Tone;
  /** Filters of TASK_LIST that give exactly these tasks. */
  filters: { progress: string[]; time?: string[] };
}

export const STANDING_LOOKS: Readonly<Record<Standing, StandingLook>> = {
  done: { text: PROGRESS_WORDS.done, tone: 'good', filters: { progress: ['done'] } },
  review: {
    text: PROGRESS_WORDS['awaiting-confirmation'],
    tone: 'warn',
    filters: { progress: ['awaiting-confirmation'] },
  },
  active: {
    text: PROGRESS_WORDS['in-progress'],
    tone: 'active',
    filters: { progress: ['in-progress'], time: ['in-time', 'no-date'] },
  },
  late: {
    text: TIMELINESS_WORDS.late,
    tone: 'late',
    filters: { progress: ['not-started', 'in-progress'], time: ['late'] },
  },
  waiting: {
    text: PROGRESS_WORDS['not-started'],
    tone: 'calm',
    filters: { progress: ['not-started'], time: ['in-time', 'no-date'] },
  },
  stopped: {
    text: { vi: 'Tạm dừng, không thực hiện', en: 'Suspended or cancelled' },
    tone: 'none',
    filters: { progress: ['suspended', 'cancelled'] },
  },
};

/** Filters for tasks that are not done. */
export const OPEN_FILTERS = { progress: ['not-started', 'in-progress', 'awaiting-confirmation', 'suspended'] };

export const standingOf = taskStandingOf;

/** Tasks by standing. */
export function standingsOf(counts: readonly StateCount[]): Record<Standing, number> {
  const sums: Record<Standing, number> = { done: 0, review: 0, active: 0, late: 0, waiting: 0, stopped: 0 };
  for (const each of counts) sums[standingOf(each)] += each.count;
  return sums;
}

/** How many tasks in all. */
export function totalCount(counts: readonly StateCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** Parts of a status bar; `href` gives the list behind each. */
export function statusParts(
  counts: readonly StateCount[],
  language: Language,
  href?: (filters: StandingLook['filters']) => string,
): Part[] {
  const sums = standingsOf(counts);
  return STANDINGS.map((standing) => {
    const { text, tone, filters } = STANDING_LOOKS[standing];
    return { label: say(text, language), value: sums[standing], tone, href: href?.(filters) };
  });
}

/** A state in words, with its reason: "Quá hạn 12 ngày", "Còn 3 ngày". */
export interface StateWords {
  tone: Tone;
  text: string;
  /** Null when the state says it all. */
  reason: string | null;
}

/** Days before its last day from which a task is called due soon. */
export const SOON = 30;

const WITHOUT_DATE: Readonly<Record<ScheduleKind, Text>> = {
  deadline: { vi: 'Kế hoạch không nêu ngày', en: 'The plan gives no date' },
  recurring: { vi: 'Làm định kỳ, không có hạn cuối', en: 'Recurring, without a final date' },
  continuous: { vi: 'Làm thường xuyên, không có hạn cuối', en: 'Continuous, without a final date' },
  conditional: { vi: 'Chờ điều kiện nêu trong kế hoạch', en: 'Waits for the condition that the plan names' },
};

/** What the words say something about. */
export interface ShownFacts {
  state: State;
  /** Last day that is still in time, extensions included. */
  lastDay: IsoDate | null;
  doneOn: IsoDate | null;
}

/** Where a product stands on a day, and why, for a reader who knows no rule. */
export function stateWords(facts: ShownFacts, kind: ScheduleKind, asOf: IsoDate, language: Language): StateWords {
  const { state } = facts;
  const look = STANDING_LOOKS[standingOf(state)];
  const text = say(look.text, language);
  if (state.progress === 'done') return { tone: 'good', text, reason: doneReason(facts, language) };
  if (state.progress === 'cancelled' || state.progress === 'suspended') return { tone: 'none', text: say(PROGRESS_WORDS[state.progress], language), reason: null }; // prettier-ignore
  if (facts.lastDay === null) return { tone: look.tone, text, reason: say(WITHOUT_DATE[kind], language) };
  const left = daysLeft(facts.lastDay, asOf);
  const last = formatDate(facts.lastDay, language);
  if (left < 0 && state.timeliness === 'late') {
    return {
      tone: 'late',
      text: language === 'vi' ? `Quá hạn ${-left} ngày` : `${plural(-left, 'day')} late`,
      reason: language === 'vi' ? `Ngày cuối còn trong hạn là ${last}` : `The last day in time was ${last}`,
    };
  }
  const soon = left <= SOON && state.progress === 'not-started' ? 'warn' : look.tone;
  return { tone: soon, text, reason: `${leftText(left, language)} (${last})` };
}

/** "Còn 12 ngày", "Hết hạn hôm nay", "Quá hạn 3 ngày". */
export function leftText(left: number, language: Language): string {
  if (left < 0) return language === 'vi' ? `Quá hạn ${-left} ngày` : `${plural(-left, 'day')} late`;
  if (left === 0) return language === 'vi' ? 'Hết hạn hôm nay' : 'Due today';
  return language === 'vi' ? `Còn ${left} ngày` : `${plural(left, 'day')} left`;
}

function doneReason({ lastDay, doneOn }: ShownFacts, language: Language): string | null {
  if (doneOn === null) return null;
  const on = formatDate(doneOn, language);
  const done = language === 'vi' ? `Xong ngày ${on}` : `Done on ${on}`;
  if (lastDay === null) return done;
  const early = daysLeft(lastDay, doneOn);
  if (early < 0) return language === 'vi' ? `${done}, chậm ${-early} ngày` : `${done}, ${plural(-early, 'day')} late`;
  if (early === 0) return language === 'vi' ? `${done}, đúng ngày cuối của hạn` : `${done}, on the last day in time`;
  return language === 'vi' ? `${done}, trước hạn ${early} ngày` : `${done}, ${plural(early, 'day')} early`;
}
