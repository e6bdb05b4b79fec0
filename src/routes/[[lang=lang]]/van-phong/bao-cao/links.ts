import { HEADING_FILTERS, type Snapshot } from '#modules/plan/index.ts';
import { OBLIGATIONS } from '../paths.ts';

/** A figure of a report, by the headings that it sums up. */
const FIGURES = {
  total: ['done-in-time', 'done-late', 'review', 'in-progress', 'not-started', 'late', 'waiting', 'suspended'],
  done: ['done-in-time', 'done-late'],
  doneInTime: ['done-in-time'],
  doneLate: ['done-late'],
  late: ['late'],
} as const;
export type LinkedFigure = keyof typeof FIGURES;

/** The list of what a figure counts, as of the closing day. */
export function listBehind(
  { window, plan, body }: Snapshot,
  figure: LinkedFigure,
  of: { organisation?: string | null; group?: string } = {},
): string {
  const address = new URLSearchParams();
  if (plan.year !== null) address.set('year', String(plan.year));
  const organisation = of.organisation ?? body?.key;
  if (organisation) address.set('organisation', organisation);
  if (of.group) address.set('group', of.group);
  const filters = FIGURES[figure].map((heading) => HEADING_FILTERS[heading]);
  for (const state of new Set(filters.flatMap((each) => each.state))) address.append('state', state);
  for (const time of figure === 'total' || figure === 'done' ? [] : new Set(filters.flatMap((each) => each.time ?? [])))
    address.append('time', time);
  address.set('as_of', window.to);
  return `${OBLIGATIONS}?${address}`;
}

/** The list of tasks behind a figure of the whole plan, on the public page; null for a body's own report. */
export function tasksBehind({ window, plan, body }: Snapshot, figure: LinkedFigure, group?: string): string | null {
  if (body !== null) return null;
  const address = new URLSearchParams();
  if (group) address.set('group', group);
  const wanted: Readonly<Record<LinkedFigure, readonly (readonly [string, string])[]>> = {
    total: ['not-started', 'in-progress', 'awaiting-confirmation', 'done', 'suspended'].map((each) => ['progress', each] as const), // prettier-ignore
    done: [['progress', 'done']], // prettier-ignore
    doneInTime: [['progress', 'done'], ['time', 'in-time'], ['time', 'no-date']], // prettier-ignore
    doneLate: [['progress', 'done'], ['time', 'late']], // prettier-ignore
    late: [['progress', 'not-started'], ['progress', 'in-progress'], ['time', 'late']], // prettier-ignore
  };
  for (const [key, value] of wanted[figure]) address.append(key, value);
  address.set('as_of', window.to);
  return `/ke-hoach/${encodeURIComponent(plan.slug)}/nhiem-vu?${address}`;
}
