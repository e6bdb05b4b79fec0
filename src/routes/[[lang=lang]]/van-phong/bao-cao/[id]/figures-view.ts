import { bodyName, doneOf, percentText, type ReportCounts, type Snapshot } from '#modules/plan/index.ts';
import { formatDate } from '#kernel/language.ts';
import type { Part, Tone } from '#ui/charts.ts';
import { obligationPath } from '../../paths.ts';
import { listBehind, tasksBehind, type LinkedFigure } from '../links.ts';

/** Bodies shown on the page; the workbook has all. */
const SHOWN = 30;

export interface FigureLine {
  key: string;
  label: string;
  cells: { value: number; href: string | null }[];
  open: number;
  inWindow: number;
  percent: string;
}

const LINKED = ['total', 'doneInTime', 'doneLate', 'late'] as const;

function lineOf(
  key: string,
  label: string,
  counts: ReportCounts,
  href: (figure: LinkedFigure) => string | null,
): FigureLine {
  return {
    key,
    label,
    cells: LINKED.map((figure) => ({ value: counts[figure], href: counts[figure] > 0 ? href(figure) : null })),
    open: counts.open,
    inWindow: counts.doneInWindow.inTime + counts.doneInWindow.late,
    percent: percentText(counts.percentDone),
  };
}

const STATES: readonly { label: string; tone: Tone; figure: (typeof LINKED)[number] | 'open' }[] = [
  { label: 'Hoàn thành đúng hạn', tone: 'good', figure: 'doneInTime' },
  { label: 'Hoàn thành trễ hạn', tone: 'warn', figure: 'doneLate' },
  { label: 'Quá hạn', tone: 'late', figure: 'late' },
  { label: 'Chưa quá hạn', tone: 'calm', figure: 'open' },
];

/** The figures of a snapshot as the page shows them; every number opens its list as of the closing day. */
export function figuresView(snapshot: Snapshot) {
  const { tasks, obligations } = snapshot;
  const groups = snapshot.groups.filter((group) => group.tasks.total > 0);
  const unit = snapshot.body === null ? tasks : obligations;
  // A body's own report counts what that body holds: its tasks are shared with others.
  const countsIn = (of: Record<'tasks' | 'obligations', ReportCounts>) => (snapshot.body === null ? of.tasks : of.obligations); // prettier-ignore
  const behind = (figure: LinkedFigure, group?: string) =>
    tasksBehind(snapshot, figure, group) ?? listBehind(snapshot, figure, group === undefined ? {} : { group });
  return {
    noun: snapshot.body === null ? 'nhiệm vụ' : 'việc',
    tiles: [
      { label: 'Phải thực hiện', value: unit.total, href: behind('total'), tone: 'calm' as const },
      { label: 'Hoàn thành', value: unit.doneInTime + unit.doneLate, note: `${doneOf(unit)}, ${percentText(unit.percentDone)}`, href: unit.doneInTime + unit.doneLate > 0 ? behind('done') : null, tone: 'good' as const }, // prettier-ignore
      { label: 'Hoàn thành trong kỳ', value: unit.doneInWindow.inTime + unit.doneInWindow.late, href: null, tone: 'active' as const }, // prettier-ignore
      { label: 'Trễ hạn', value: unit.doneLate, href: unit.doneLate > 0 ? behind('doneLate') : null, tone: 'warn' as const }, // prettier-ignore
      { label: 'Quá hạn chưa xong', value: unit.late, href: unit.late > 0 ? behind('late') : null, tone: 'late' as const }, // prettier-ignore
      {
        label: 'Được gia hạn',
        value: snapshot.extended.length,
        href: snapshot.extended.length > 0 ? '#gia-han' : null,
        tone: 'calm' as const,
      },
    ],
    afterFirstDay: unit.doneAfterFirstDay,
    withoutBody: snapshot.withoutBody,
    groups: groups.map(({ code, title, ...of }) =>
      lineOf(code, `${code}. ${title}`, countsIn(of), (figure) => behind(figure, code)),
    ),
    bodies: snapshot.bodies.now.slice(0, SHOWN).map(
      ({ key, counts }) =>
      lineOf(key ?? '', bodyName(snapshot, key), counts, (figure) => key && listBehind(snapshot, figure, { organisation: key })), // prettier-ignore
    ),
    bodiesMore: Math.max(0, snapshot.bodies.now.length - SHOWN),
    chart: {
      states: STATES.map(({ label, tone }) => ({ label, tone })),
      rows: groups.map(({ code, title, ...of }) => ({
        key: code,
        label: `${code}. ${title}`,
        parts: STATES.map(({ label, tone, figure }): Part => {
          const href = figure === 'open' ? null : behind(figure, code);
          const value = countsIn(of)[figure];
          return { label, tone, value, ...(href && value > 0 ? { href } : {}) };
        }),
      })),
    },
    extended: snapshot.extended.map((each) => ({
      key: each.id,
      href: obligationPath(each.id),
      code: snapshot.titles[each.taskId]?.code ?? '',
      title: [snapshot.titles[each.taskId]?.title ?? '', each.period].filter(Boolean).join(' - '),
      body: bodyName(snapshot, each.body),
      dates: each.dates.map((date) => formatDate(date, 'vi')).join(' → '),
      reason: each.reason,
    })),
  };
}
