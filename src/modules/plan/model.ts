import { daysBetween, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import type { Role } from './import/model.ts';

/** `draft`: being reviewed; `active`: in force; `superseded`: replaced by a later plan of the year; `discarded`: a draft thrown away. */
export type PlanStatus = 'draft' | 'active' | 'superseded' | 'discarded';

export type Resolution = 'open' | 'accepted' | 'corrected';

export const ROLES: readonly Role[] = [
  'lead',
  'coordinating',
  'guiding',
  'appraising',
  'advising',
  'compiling',
  'carrying-out',
  'issuing',
];

/** How far something is that several bodies, or several products, make up. */
export const PROGRESS = [
  'not-started',
  'in-progress',
  'awaiting-confirmation',
  'done',
  'suspended',
  'cancelled',
] as const;
export type Progress = (typeof PROGRESS)[number];

export const TIMELINESS = ['in-time', 'late', 'no-date'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

export interface State {
  progress: Progress;
  timeliness: Timeliness;
}

/**
 * State of a whole from its parts: of a product from what each body owes, of a task from its products. Cancelled parts do not
 * count unless nothing else is left; late when any part is late. The same rule stands in SQL in `running/state-sql.ts`; a test
 * holds both together.
 */
export function rollUp(parts: readonly State[]): State {
  const live = parts.filter(({ progress }) => progress !== 'cancelled');
  const timeliness = (['late', 'in-time'] as const).find((value) => live.some((part) => part.timeliness === value));
  return { progress: rolledProgress(parts, live), timeliness: timeliness ?? 'no-date' };
}

function rolledProgress(parts: readonly State[], live: readonly State[]): Progress {
  if (parts.length === 0) return 'not-started';
  if (live.length === 0) return 'cancelled';
  const all = (...among: Progress[]) => live.every(({ progress }) => among.includes(progress));
  if (all('done')) return 'done';
  if (all('done', 'awaiting-confirmation')) return 'awaiting-confirmation';
  if (all('done', 'suspended')) return 'suspended';
  return all('not-started') ? 'not-started' : 'in-progress';
}

/** Days until the last day (negative: days late), for words such as "còn 12 ngày". */
export function daysLeft(lastDay: IsoDate, asOf: IsoDate): number {
  return daysBetween(asOf, lastDay);
}

/**
 * Why a draft may not be accepted yet; an empty list when it may. Errors must be settled one by one; warnings may stay, since
 * the source itself can be in doubt.
 */
export function obstaclesToAcceptance(
  status: PlanStatus,
  year: number | null,
  diagnostics: readonly (Pick<Diagnostic, 'severity'> & { resolution: Resolution })[],
): ('not-a-draft' | 'year-unknown' | 'open-errors')[] {
  const obstacles: ('not-a-draft' | 'year-unknown' | 'open-errors')[] = [];
  if (status !== 'draft') obstacles.push('not-a-draft');
  if (year === null) obstacles.push('year-unknown');
  if (diagnostics.some(({ severity, resolution }) => severity === 'error' && resolution === 'open'))
    obstacles.push('open-errors');
  return obstacles;
}

/** Address of a plan made from its decision: "3487/QĐ-UBND" of 2024 → `3487-qd-ubnd-2024`. */
export function planSlug(number: string | null, issuedOn: IsoDate | null, fallback: string): string {
  const plain = (number ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const year = issuedOn?.slice(0, 4);
  return plain === '' ? `ke-hoach-${fallback}` : [plain, year].filter(Boolean).join('-');
}
