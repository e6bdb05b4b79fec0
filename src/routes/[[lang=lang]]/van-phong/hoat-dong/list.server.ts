import { redirect, type RequestEvent } from '@sveltejs/kit';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { eyesOf } from '#kernel/database/eyes.ts';
import { mayAnywhere } from '#kernel/identity/permissions.ts';
import { findingTotals, LIVES, type Kind } from '#modules/activities/index.ts';
import { HEADING_FILTERS } from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../guard.ts';
import { OBLIGATIONS, OFFICE } from '../paths.ts';
import { activityLook, KIND_PAGES } from './kinds.ts';

/** The page of all things of a kind. */
export async function listPage(event: Pick<RequestEvent, 'locals' | 'url' | 'request'>, kind: Kind) {
  const actor = officeActor(event);
  const clean = event.request.method === 'GET' ? withoutEmpty(event.url) : null;
  if (clean) redirect(303, clean);
  const { list, crumb, permission, newTitle, path } = KIND_PAGES[kind];
  const today = vietnamDate(new Date());
  return {
    title: crumb,
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: crumb }],
    today,
    path,
    newTitle: mayAnywhere(actor, permission) ? newTitle : null,
    looks: Object.fromEntries(Object.keys(LIVES[kind].states).map((state) => [state, activityLook(kind, state)])),
    view: await loadListView(event.locals.db, list, { today }, { url: event.url, language: 'vi' }),
  };
}

const SOURCES = { inspection: 'finding', meeting: 'action-item' } as const;

/**
 * How many findings or conclusions there are, how many are done and late; each opens the obligations that it counts, for whoever sees them
 * all (to others the list would be shorter than the figure).
 */
export async function itemFigures(event: Pick<RequestEvent, 'locals'>, kind: keyof typeof SOURCES, today: IsoDate) {
  const totals = await findingTotals(event.locals.db, kind, today);
  const open = eyesOf(event.locals.actor).sees === 'all';
  const link = (filters: Readonly<Record<string, readonly string[]>>) => {
    const address = new URLSearchParams({ source: SOURCES[kind] });
    for (const [name, values] of Object.entries(filters)) for (const value of values) address.append(name, value);
    return open ? `${OBLIGATIONS}?${address}` : undefined;
  };
  return {
    total: { value: totals.total, href: link({}) },
    done: { value: totals.done, href: link({ state: ['done'] }) },
    late: { value: totals.late, href: link(HEADING_FILTERS.late) },
  };
}
