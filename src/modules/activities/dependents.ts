import { sql, type SQL } from 'drizzle-orm';
import type { Text } from '#kernel/language.ts';
import type { Dependents, OpenWork } from '#kernel/organisations/dependents.ts';
import { KIND_WORDS, KINDS, type Kind } from './kinds.ts';
import { LIVES } from './lives.ts';
import { pathOf } from './pages.ts';
import { passActivity, type Side } from './service/pass-on.ts';

const OPEN = KINDS.flatMap((kind) =>
  Object.entries(LIVES[kind].states).flatMap(([state, { open }]) => (open ? [`${kind}:${state}`] : [])),
);
const isOpen = sql`activity.kind || ':' || activity.state = any(${sql.param(OPEN)}::text[])`;
const keysIn = (keys: readonly string[]): SQL => sql`any(${sql.param(keys)}::text[])`;

interface Sided {
  name: string;
  title: Text;
  /** Column with the body. */
  body: SQL;
  /** Which things are asked for on this side. */
  which: SQL;
  side: Side;
  built: string;
}

function dependentsOf({ name, title, body, which, side, built }: Sided): Dependents {
  const moved = sql`exists (select from handover where subject_type = ${name} and automatic
    and subject_id = activity.id::text and to_key = ${body})`;
  const finished = (keys: readonly string[]) => sql`activity where ${body} = ${keysIn(keys)} and ${which} and not (${isOpen})`; // prettier-ignore
  return {
    name,
    title,
    take: passActivity(side),
    waits: true,

    async openWorkOf(db, keys, on) {
      const rows = await db.execute<{ id: string; kind: Kind; title: string; state: string; named: string; held: string }>(
        sql`select activity.id, activity.kind, activity.title, activity.state, ${body} as named, holder.key as held
          from activity cross join lateral (select obligation_holder(${body}, null, null, ${on}::date) as key) holder
          where ${body} = any((select bodies_held_by(${sql.param(keys)}::text[], ${on}::date))::text[])
            and holder.key = ${keysIn(keys)} and ${which} and ${isOpen}
          order by activity.kind, coalesce(activity.from_day, activity.made_at::date), activity.id limit 100000`,
        'objects',
      ); // prettier-ignore
      return rows.map(({ id, kind, title, state, named, held }): OpenWork => ({
        subjectId: id,
        label: title,
        detail: `${KIND_WORDS[kind].vi}: ${LIVES[kind].states[state]!.name.vi.toLocaleLowerCase('vi')}`,
        path: pathOf(kind, id),
        organisationKey: named,
        heldBy: held,
        function: null,
        sharedWith: [],
      }));
    },

    async historyOf(db, keys) {
      const [row] = await db.execute<{ count: number }>(
        sql`select count(*)::int as count from ${finished(keys)}`,
        'objects',
      );
      return row!.count;
    },

    async finishedOf(db, keys, limit) {
      const rows = await db.execute<{ id: string; kind: Kind; title: string }>(
        sql`select activity.id, activity.kind, activity.title from ${finished(keys)} order by activity.last_on desc nulls last, activity.id limit ${limit}`,
        'objects',
      );
      return rows.map(({ id, kind, title }) => ({ label: `${KIND_WORDS[kind].vi}: ${title}`, path: pathOf(kind, id) }));
    },

    // What followed by itself goes back; what ended at the new body, or was made for it, would name a body that never was.
    async builtOn(db, keys) {
      const rows = await db.execute<{ title: string }>(
        sql`select activity.title from activity where ${body} = ${keysIn(keys)} and ${which} and not (${moved} and ${isOpen})
          order by activity.id limit 20`,
        'objects',
      );
      return rows.map((row) => `${built}: ${row.title}`);
    },
  };
}

/** Inspections of a body, its trainings, initiatives, and what is proposed about it. A body's own meetings go with whoever holds them. */
export const ACTIVITY_DEPENDENTS: Dependents = dependentsOf({
  name: 'activity',
  title: { vi: 'Kiểm tra, đào tạo, sáng kiến, đề xuất khen thưởng của cơ quan', en: 'Activities of the body' },
  body: sql`activity.organisation_key`,
  which: sql`activity.kind <> 'meeting'`,
  side: 'give',
  built: 'Hoạt động của cơ quan mới',
});

/** Inspections that a body conducts, its plans of them, its meetings, trainings that it confirms. */
export const ACTIVITY_DECISION_DEPENDENTS: Dependents = dependentsOf({
  name: 'activity-decider',
  title: { vi: 'Kiểm tra, họp, đào tạo do cơ quan chủ trì', en: 'Activities that the body conducts' },
  body: sql`activity.decider_key`,
  which: sql`true`,
  side: 'give-decision',
  built: 'Hoạt động do cơ quan mới chủ trì',
});
