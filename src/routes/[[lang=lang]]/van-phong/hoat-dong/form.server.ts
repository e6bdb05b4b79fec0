import { sql } from 'drizzle-orm';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import {
  findActivity,
  issuedInspectionPlans,
  KIND_WORDS,
  partiesOf,
  PARTY_ROLE_WORDS,
  ROLES_OF,
  unitsUsed,
  type Kind,
} from '#modules/activities/index.ts';
import { readForm, refusedForm } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { OFFICE, withNotice } from '../paths.ts';
import { besideForm, notThere } from '../refused.ts';
import { activityPath, decidesFor, KIND_PAGES, kindCrumbs } from './kinds.ts';
import { requestFrom, valuesFrom } from './request.ts';

type FormKind = Exclude<Kind, 'commendation'>;

/** What the fields offer: bodies that the actor reaches, people, plans of inspections, units. */
async function choicesOf(db: Database, kind: Kind, reach: 'all' | ReadonlySet<string>, today: IsoDate) {
  const ofReach = reach === 'all' ? sql`true` : sql`organisation_key = any(${sql.param([...reach])}::text[])`;
  const [bodies, allBodies, people, plans, units] = await Promise.all([
    db.execute<{ value: string; label: string }>(
      sql`select organisation_key as value, name as label from organisation_version where valid @> ${today}::date and ${ofReach}
        order by level = 'commune', name collate "vi-x-icu" limit 1000`,
      'objects',
    ),
    kind === 'meeting'
      ? db.execute<{ value: string; label: string }>(
          sql`select organisation_key as value, name as label from organisation_version where valid @> ${today}::date
            order by level = 'commune', name collate "vi-x-icu" limit 1000`,
          'objects',
        )
      : [],
    ROLES_OF[kind].length > 0
      ? db.execute<{ value: string; label: string }>(
          sql`select person.id as value, person.name || coalesce(' (' || (select title from person_position position
              where position.person_id = person.id and position.valid @> ${today}::date order by is_head desc limit 1) || ')', '') as label
            from person where erased_at is null order by person.name collate "vi-x-icu" limit 2000`,
          'objects',
        )
      : [],
    kind === 'inspection' ? issuedInspectionPlans(db) : [],
    kind === 'training' ? unitsUsed(db) : [],
  ]);
  return { bodies, allBodies, people, plans, units };
}

const shared = (kind: Kind, title: string) => ({
  title,
  kind,
  roles: ROLES_OF[kind].map((value) => ({ value, label: PARTY_ROLE_WORDS[value].vi })),
  cancelHref: KIND_PAGES[kind].path,
  breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, ...kindCrumbs(kind), { text: title }],
});

/** The page on which a thing of a kind is made. */
export function newPage(kind: FormKind) {
  const { permission, newTitle, make } = KIND_PAGES[kind];
  return {
    load: async (event: RequestEvent) => {
      const actor = officeActor(event, permission);
      const today = vietnamDate(new Date());
      return {
        ...shared(kind, newTitle),
        choices: await choicesOf(event.locals.db, kind, reachOf(actor, permission), today),
        values: { year: today.slice(0, 4), parentId: event.url.searchParams.get('ke-hoach') ?? '', organisationKey: actor.organisationKey ?? '' }, // prettier-ignore
        revising: false,
      };
    },
    actions: {
      default: async (event: RequestEvent) => {
        const actor = officeActor(event, permission);
        const values = await readForm(event.request);
        let made;
        try {
          made = await make!(event.locals.db, actor, requestFrom(kind, values, decidesFor(actor, permission)) as never);
        } catch (error) {
          return refusedForm(values, besideForm(error));
        }
        redirect(303, withNotice(activityPath(kind, made.id), 'da-lap-hoat-dong'));
      },
    },
  };
}

type OfOne = RequestEvent & { params: { id: string } };

/** The page on which a thing of a kind is changed. */
export function revisePage(kind: Exclude<FormKind, 'initiative'>) {
  const { permission, path, revise } = KIND_PAGES[kind];
  return {
    load: async (event: OfOne) => {
      const actor = officeActor(event, permission);
      const { db } = event.locals;
      const today = vietnamDate(new Date());
      const found = await findActivity(db, kind, event.params.id, today);
      if (!found) throw notThere(KIND_WORDS[kind].vi.toLocaleLowerCase('vi'), path);
      const head = shared(kind, `Sửa: ${found.title}`);
      return {
        ...head,
        cancelHref: activityPath(kind, found.id),
        choices: await choicesOf(db, kind, reachOf(actor, permission), today),
        values: valuesFrom({ ...found, parties: await partiesOf(db, found.id, found.fromDay ?? today) }),
        revising: true,
      };
    },
    actions: {
      default: async (event: OfOne) => {
        const actor = officeActor(event, permission);
        const values = await readForm(event.request);
        try {
          const input = { ...requestFrom(kind, values, null), revision: Number(values.revision) || 0 };
          await revise!(event.locals.db, actor, event.params.id, input as never);
        } catch (error) {
          return refusedForm(values, besideForm(error));
        }
        redirect(303, withNotice(activityPath(kind, event.params.id), 'da-ghi-nhan'));
      },
    },
  };
}
