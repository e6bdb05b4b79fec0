import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import { officialsOf, type CalendarSource, type ReminderSource } from '#kernel/notices/index.ts';
import { KIND_WORDS, type Kind } from './kinds.ts';
import { LIVES } from './lives.ts';
import { pathOf } from './pages.ts';
import { ACTIVITY_PERMISSIONS as P } from './permissions.ts';

/** Kinds that have a day of their own. What a proposal or an initiative asks of somebody has none. */
const DATED: readonly Kind[] = ['inspection', 'meeting', 'training'];
const BATCH = 5_000;
const LONGEST_TITLE = 160;

/** Until when something must have happened, and who is to see to it: the body itself, or whoever conducts or confirms. */
const DUES: readonly { kind: Kind; states: readonly string[]; awaits: 'body' | 'confirmer' }[] = [
  { kind: 'training', states: ['planned', 'running'], awaits: 'body' },
  { kind: 'training', states: ['submitted'], awaits: 'confirmer' },
  { kind: 'inspection', states: ['planned', 'decided', 'notified'], awaits: 'confirmer' },
  { kind: 'meeting', states: ['planned'], awaits: 'confirmer' },
];
const LAST_DAY = sql`coalesce(activity.to_day, activity.from_day)`;
const IS_DUE: SQL = sql`(${sql.join(
  DUES.map(({ kind, states }) => sql`(activity.kind = ${kind} and activity.state = any(${sql.param([...states])}::text[]))`), // prettier-ignore
  sql` or `,
)})`;
/** Of a thing of the province itself those are told who answer for it with regard to the body that it is about. */
const BODY = sql`coalesce(activity.decider_key, activity.organisation_key)`;

const named = (kind: Kind, title: string): string => `${KIND_WORDS[kind].vi}: ${title}`;

/** Reminders of trainings to hold, inspections and meetings to come, by the rules and letters of all other work. */
export const ACTIVITY_REMINDERS: ReminderSource = {
  name: 'activities.due',

  async *openOn(db, _today, until) {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: { id: string; kind: Kind; state: string; own: string | null; decides: string | null; day: IsoDate; title: string }[] = await db.execute(
        sql`select activity.id, activity.kind, activity.state, activity.organisation_key as own, ${BODY} as decides, ${LAST_DAY} as day,
            left(activity.title, ${LONGEST_TITLE}) as title
          from activity where ${IS_DUE} and ${LAST_DAY} <= ${until}::date and activity.id > ${last}::uuid order by activity.id limit ${BATCH}`,
        'objects',
      ); // prettier-ignore
      yield rows.flatMap(({ id, kind, state, own, decides, day, title }) => {
        const { awaits } = DUES.find((each) => each.kind === kind && each.states.includes(state))!;
        const organisationKey = awaits === 'body' ? own : decides;
        return organisationKey === null
          ? []
          : [{ subjectId: id, organisationKey, lastDay: day, awaits, title: named(kind, title), path: pathOf(kind, id) }]; // prettier-ignore
      });
      if (rows.length < BATCH) return;
      last = rows.at(-1)!.id;
    }
  },

  recipientsOf: (tx, audience, keys, today) => officialsOf(tx, audience, keys, today),

  async lastDaysOf(db, subjectIds) {
    const rows = await db.execute<{ id: string; day: IsoDate }>(
      sql`select activity.id, ${LAST_DAY} as day from activity
        where activity.id = any(${sql.param([...subjectIds])}::uuid[]) and ${IS_DUE} and ${LAST_DAY} is not null`,
      'objects',
    );
    return new Map(rows.map(({ id, day }) => [id, day]));
  },
};

/** Inspections, meetings and trainings in calendars: of those who conduct them, who are their subject, or who take part. */
export const ACTIVITY_CALENDAR: CalendarSource = {
  name: 'activities.due',
  async itemsFor(db, { actor, organisationKey, since }) {
    const reach = reachOf(actor, P.answer);
    const keys =
      organisationKey !== null ? [organisationKey] : reach === 'all' ? [...actor.organisationKeys] : [...reach];
    // What the province itself conducts stands in the calendar of those who may conduct it, not in that of a body.
    const conducts = organisationKey === null && [P.inspect, P.arrange].some((each) => reachOf(actor, each) === 'all');
    const rows = await db.execute<{ id: string; kind: Kind; title: string; state: string; day: IsoDate; revision: number; at: Date }>(
      sql`select activity.id, activity.kind, left(activity.title, ${LONGEST_TITLE}) as title, activity.state, activity.from_day as day, activity.revision,
          coalesce((select max(recorded_at) from activity_event event where event.activity_id = activity.id), activity.made_at) as at
        from activity
        where activity.kind = any(${sql.param(DATED)}::text[]) and activity.from_day is not null and ${LAST_DAY} >= ${since}::date
          and (activity.organisation_key = any(${sql.param(keys)}::text[]) or activity.decider_key = any(${sql.param(keys)}::text[])
            or (${conducts} and activity.decider_key is null)
            or exists (select from activity_party party where party.activity_id = activity.id
              and (party.organisation_key = any(${sql.param(keys)}::text[])
                or (${organisationKey === null} and party.person_id = (select person_id from "user" where id = ${actor.id})))))
        order by activity.from_day, activity.id limit 1000`,
      'objects',
    ); // prettier-ignore
    return rows.map(({ id, kind, title, state, day, revision, at }) => ({
      id: `activity-${id}`,
      day,
      title: named(kind, title),
      path: pathOf(kind, id),
      sequence: revision,
      changedAt: new Date(at),
      state: state === 'cancelled' ? ('cancelled' as const) : LIVES[kind].states[state]!.open ? ('open' as const) : ('done' as const), // prettier-ignore
    }));
  },
};
