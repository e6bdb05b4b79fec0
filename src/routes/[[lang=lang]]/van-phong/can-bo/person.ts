import { fail, type RequestEvent } from '@sveltejs/kit';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import {
  IDENTITY_PERMISSIONS,
  personPage,
  type Permission,
  type PersonPage,
  type PositionInput,
} from '#kernel/identity/index.ts';
import { notFound } from '#kernel/identity/people/input.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Crumb } from '#ui/page.ts';
import type { FormAnswer, FormValues } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { OFFICE, PEOPLE, personPath } from '../paths.ts';
import { told } from '../refused.ts';

type Event = Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } };

export interface OnPerson {
  actor: Actor;
  db: Database;
  today: IsoDate;
  page: PersonPage;
}

/**
 * The person that a page is about, for somebody who may see it.
 * @param permission what the page is for, where seeing is not enough
 * @throws Refusal 403, 404; a redirect to the sign-in
 */
export async function personOf(event: Event, permission: Permission = IDENTITY_PERMISSIONS.see): Promise<OnPerson> {
  const actor = officeActor(event, permission);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  return { actor, db, today, page: await personPage(db, actor, event.params.id, today) };
}

/** The way to a page of a person; the last step is the page itself. */
export function personCrumbs({ person }: PersonPage, ...steps: Crumb[]): Crumb[] {
  return [
    { text: 'Việc của tôi', href: OFFICE },
    { text: 'Cán bộ', href: PEOPLE },
    { text: person.name, href: steps.length > 0 ? personPath(person.id) : undefined },
    ...steps,
  ];
}

/** One of the person's positions or roles. @throws Refusal 404 */
export function oneOf<Each extends { id: string }>(all: readonly Each[], id: string, what: string): Each {
  const found = all.find((each) => each.id === id);
  if (!found) throw notFound(what);
  return found;
}

/**
 * The form again, with what was refused, where a page has several forms: `form` says which one came back.
 * @param names of the fields on the page, where they are not the service's own (each name stands once on a page)
 */
export function refusedIn(form: string, values: FormValues, refusal: Refusal, names: Record<string, string> = {}) {
  const fields =
    refusal.fields && Object.entries(refusal.fields).map(([name, problem]) => [names[name] ?? name, problem]);
  return fail<FormAnswer>(refusal.status, {
    values: { ...values, form },
    errors: fields ? Object.fromEntries(fields) : {},
    refusal: fields ? null : told(refusal),
  });
}

/** The position that a form describes; what is missing is told by the service. */
export function positionIn(values: FormValues): PositionInput {
  const { organisationKey = '', title = '', from = '', until, source } = values;
  return { organisationKey, title, isHead: values.isHead === 'on', from, until, source };
}
