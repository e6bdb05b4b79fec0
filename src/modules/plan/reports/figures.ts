import type { IsoDate } from '#kernel/calendar/dates.ts';
import { rollUp, type State } from '../model.ts';
import { standingOf, timelinessOn } from '../running/facts.ts';
import { HEADINGS, reportFigures, type Heading, type ReportFigures } from '../running/overview.ts';
import type { Standing } from './standing.ts';

/** Counts of a set of obligations or tasks at a closing day, and what was done of them within the window. */
export interface Counts extends ReportFigures {
  headings: Record<Heading, number>;
  /** Done at the closing day, and not yet before the window began. */
  doneInWindow: { inTime: number; late: number };
  /** Done in time by the present date, yet after the first one: extensions do not hide that. */
  doneAfterFirstDay: number;
}

/** Something that is counted: an obligation, or a task as rolled up from its obligations. */
export interface Counted {
  heading: Heading;
  doneBefore: boolean;
  afterFirstDay: boolean;
}

/** Under which heading an obligation is counted on a day; the same rule as the board's (`running/overview.ts`), held together by a test. */
export function headingOf(
  { state, lastDay, submittedOn }: Pick<Standing, 'state' | 'lastDay' | 'submittedOn'>,
  asOf: IsoDate,
): Heading {
  const late = timelinessOn({ state, lastDay, submittedOn }, asOf) === 'late';
  if (state === 'done') return late ? 'done-late' : 'done-in-time';
  if (state === 'awaiting-confirmation') return 'review';
  if (state === 'cancelled' || state === 'superseded') return 'cancelled';
  return late ? 'late' : state;
}

/** An obligation as it is counted. */
export function countedObligation(each: Standing, asOf: IsoDate): Counted {
  const heading = headingOf(each, asOf);
  return { heading, doneBefore: each.stateBefore === 'done', afterFirstDay: afterFirstDay(each) };
}

function afterFirstDay({ state, submittedOn, firstLastDay }: Standing): boolean {
  return state === 'done' && submittedOn !== null && firstLastDay !== null && submittedOn > firstLastDay;
}

function taskHeading({ progress, timeliness }: State): Heading {
  if (progress === 'done') return timeliness === 'late' ? 'done-late' : 'done-in-time';
  if (progress === 'awaiting-confirmation') return 'review';
  if (progress === 'cancelled' || progress === 'suspended') return progress;
  return timeliness === 'late' ? 'late' : progress;
}

/** The tasks behind obligations, each rolled up from its products as on every other page. */
export function countedTasks(rows: readonly Standing[], asOf: IsoDate): Map<string, Counted & { groupId: string }> {
  const tasks = new Map<string, Counted & { groupId: string }>();
  for (const [taskId, ofTask] of gathered(rows, ({ taskId }) => taskId)) {
    const state = taskState(ofTask, (each) => standingOf(each, asOf));
    const there = ofTask.filter(({ stateBefore }) => stateBefore !== null);
    const before = taskState(there, (each) => standingOf({ ...each, state: each.stateBefore! }, asOf));
    tasks.set(taskId, {
      groupId: ofTask[0]!.groupId,
      heading: taskHeading(state),
      doneBefore: there.length > 0 && before.progress === 'done',
      afterFirstDay: ofTask.some(afterFirstDay),
    });
  }
  return tasks;
}

function taskState(rows: readonly Standing[], stateOf: (row: Standing) => State): State {
  const products = gathered(rows, ({ productId }) => productId);
  return rollUp([...products.values()].map((ofProduct) => rollUp(ofProduct.map(stateOf))));
}

/** Sums of what is counted. */
export function countsOf(each: Iterable<Counted>): Counts {
  const headings = Object.fromEntries(HEADINGS.map((heading) => [heading, 0])) as Record<Heading, number>;
  const doneInWindow = { inTime: 0, late: 0 };
  let doneAfterFirstDay = 0;
  for (const { heading, doneBefore, afterFirstDay: after } of each) {
    headings[heading]++;
    if (!doneBefore && heading === 'done-in-time') doneInWindow.inTime++;
    if (!doneBefore && heading === 'done-late') doneInWindow.late++;
    if (after && heading === 'done-in-time') doneAfterFirstDay++;
  }
  return { ...reportFigures(headings), headings, doneInWindow, doneAfterFirstDay };
}

/** Rows by a key, in the order in which keys first come. */
export function gathered<Row, Key>(rows: Iterable<Row>, keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const found = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = found.get(key);
    if (list) list.push(row);
    else found.set(key, [row]);
  }
  return found;
}

/** Does it belong in the list of what is late: past its day and not done, or done late within the window? */
export function isLateRow(row: Standing, asOf: IsoDate): boolean {
  const heading = headingOf(row, asOf);
  return heading === 'late' || (heading === 'done-late' && row.stateBefore !== 'done');
}
