import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Language } from '#kernel/language.ts';
import { daysLeft, type OrganisationTask } from '#modules/plan/index.ts';
import { taskPath } from '../ke-hoach/addresses.ts';
import type { DueRow } from '../ke-hoach/due-rows.ts';
import { leftText, standingOf } from '../ke-hoach/states.ts';

/** What an organisation leads, coordinates, and does otherwise. */
export interface Work {
  lead: OrganisationTask[];
  coordinating: OrganisationTask[];
  other: OrganisationTask[];
}

/** An organisation's tasks by role, in the order given. */
export function inRoles(tasks: readonly OrganisationTask[]): Work {
  return {
    lead: tasks.filter(({ role }) => role === 'lead'),
    coordinating: tasks.filter(({ role }) => role === 'coordinating'),
    other: tasks.filter(({ role }) => role !== 'lead' && role !== 'coordinating'),
  };
}

/** Tasks of one plan that wait for the organisation past their date, each once whatever its roles. */
export function lateIn(tasks: readonly OrganisationTask[], planSlug: string): number {
  return new Set(
    tasks.filter((task) => task.planSlug === planSlug && standingOf(task) === 'late').map(({ code }) => code),
  ).size;
}

const SHOWN = 10;

/** What it leads that is due from a day on, nearest first. */
export function dueNext(tasks: readonly OrganisationTask[], asOf: IsoDate, language: Language): DueRow[] {
  return tasks
    .filter((task) => task.role === 'lead' && task.progress !== 'done' && task.nextDue !== null && task.nextDue >= asOf)
    .sort((a, b) => (a.nextDue! < b.nextDue! ? -1 : a.nextDue! > b.nextDue! ? 1 : 0))
    .slice(0, SHOWN)
    .map((task) => ({
      href: taskPath(language, task.planSlug, task.code),
      code: task.code,
      title: task.title,
      lead: '',
      due: task.nextDue!,
      left: leftText(daysLeft(task.nextDue!, asOf), language),
    }));
}
