import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Language } from '#kernel/language.ts';
import { daysLeft, type TaskRow } from '#modules/plan/index.ts';
import { taskPath } from './addresses.ts';
import { leftText } from './states.ts';

/** A task and the date that matters next. */
export interface DueRow {
  href: string;
  code: string;
  title: string;
  lead: string;
  due: IsoDate;
  left: string;
}

/** Tasks with the earliest date (from a day on, when given) of a product that is not done; those without one are left out. */
export function dueRows(
  tasks: readonly TaskRow[],
  { slug, asOf, from, language }: { slug: string; asOf: IsoDate; from?: IsoDate; language: Language },
): DueRow[] {
  return tasks.flatMap((task): DueRow[] => {
    const open = task.products.filter(
      ({ due, doneOn }) => due !== null && due >= (from ?? '') && !(doneOn !== null && doneOn <= asOf),
    );
    const due = open.map((product) => product.due!).sort()[0];
    if (due === undefined) return [];
    const leads = task.products.flatMap(({ roles }) =>
      roles.filter(({ role }) => role === 'lead').map(({ name }) => name),
    );
    return [
      {
        href: taskPath(language, slug, task.code),
        code: task.code,
        title: task.title,
        lead: [...new Set(leads)].join('; '),
        due,
        left: leftText(daysLeft(due, asOf), language),
      },
    ];
  });
}
