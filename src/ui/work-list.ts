import { daysBetween, type IsoDate } from '#kernel/calendar/dates.ts';
import { formatDate, plural, type Language, type Text } from '#kernel/language.ts';
import type { Tone } from './charts.ts';

/** "What needs me now": items by how soon they press. */

export interface WorkItem {
  key: string;
  title: string;
  href: string;
  /** Why it is on my list: "Anh/chị là cơ quan chủ trì", "Chờ anh/chị xác nhận". */
  why: string;
  due: IsoDate | null;
  /** Said instead of the words counted from `due`, when working days or a schedule say it better. */
  dueText?: string;
  /** What to do, as a button. */
  action?: { text: string; href: string };
  /** Whose it is, when not mine. */
  who?: string;
}

/** How soon an item presses. */
export type Urgency = 'late' | 'today' | 'week' | 'month' | 'later' | 'none';

/** In the order shown: the last day in it counted from today, how it is called, how it looks. */
const URGENCIES: readonly { urgency: Urgency; until: number; name: Text; tone: Tone }[] = [
  { urgency: 'late', until: -1, name: { vi: 'Quá hạn', en: 'Overdue' }, tone: 'late' },
  { urgency: 'today', until: 0, name: { vi: 'Hạn hôm nay', en: 'Due today' }, tone: 'warn' },
  { urgency: 'week', until: 7, name: { vi: 'Trong 7 ngày tới', en: 'Within 7 days' }, tone: 'warn' },
  { urgency: 'month', until: 30, name: { vi: 'Trong 30 ngày tới', en: 'Within 30 days' }, tone: 'active' },
  { urgency: 'later', until: Infinity, name: { vi: 'Sau đó', en: 'Later' }, tone: 'calm' },
];
const NO_DUE: Text = { vi: 'Không có hạn', en: 'No due day' };

export interface WorkGroup {
  urgency: Urgency;
  name: Text;
  tone: Tone;
  items: WorkItem[];
}

/** Groups items by how soon they press, soonest due first; items of one day keep their order. Empty groups are left out. */
export function byUrgency(items: readonly WorkItem[], today: IsoDate): WorkGroup[] {
  const sorted = items
    .filter((item): item is WorkItem & { due: IsoDate } => item.due !== null)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const byKind = Map.groupBy(
    sorted,
    ({ due }) => URGENCIES.find(({ until }) => daysBetween(today, due) <= until)!.urgency,
  );
  const groups = URGENCIES.map(({ urgency, name, tone }): WorkGroup => {
    return { urgency, name, tone, items: byKind.get(urgency) ?? [] };
  });
  const open = items.filter(({ due }) => due === null);
  return [...groups, { urgency: 'none' as const, name: NO_DUE, tone: 'calm' as const, items: open }].filter(
    ({ items }) => items.length > 0,
  );
}

/** A due day as people say it, in calendar days: "quá hạn 3 ngày", "hôm nay", "còn 5 ngày"; beyond thirty days the date. */
export function dueInWords(due: IsoDate, today: IsoDate, language: Language): string {
  const days = daysBetween(today, due);
  if (language === 'en') {
    if (days < 0) return `${plural(-days, 'day')} overdue`;
    if (days <= 1) return days === 0 ? 'due today' : 'due tomorrow';
    return days > 30 ? `due ${formatDate(due, language)}` : `${days} days left`;
  }
  if (days < 0) return `quá hạn ${-days} ngày`;
  if (days <= 1) return days === 0 ? 'hạn hôm nay' : 'hạn ngày mai';
  return days > 30 ? `hạn ${formatDate(due, language)}` : `còn ${days} ngày`;
}
