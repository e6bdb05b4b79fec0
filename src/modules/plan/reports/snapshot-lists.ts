import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';

type Reader = Pick<Database, 'execute'>;

/** Extensions granted to an obligation up to a day. */
export interface Extended {
  obligationId: string;
  /** Every date that was promised, the first one first, the present one last. */
  dates: IsoDate[];
  /** Reason given with the last wish. */
  reason: string | null;
  /** Granted within the window. */
  inWindow: number;
}

interface Wish extends Record<string, unknown> {
  id: string;
  act: 'ask-extension' | 'grant-extension';
  on: IsoDate;
  lastDay: IsoDate | null;
  note: string | null;
  first: IsoDate | null;
}

/** Extensions of a plan's obligations, from the events up to the closing day. */
export async function extensionsOn(
  db: Reader,
  planId: string,
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<Map<string, Extended>> {
  // `extensions` never shrinks: who has none today had none then.
  const rows = await db.execute<Wish>(
    sql`select event.obligation_id as id, event.act, event.on_date as on, event.last_day as "lastDay", event.note,
        obligation.first_last_day as first
      from obligation join obligation_event event on event.obligation_id = obligation.id
      where obligation.plan_id = ${planId} and obligation.extensions > 0
        and event.act in ('ask-extension', 'grant-extension') and event.on_date <= ${to}::date
      order by event.obligation_id, event.seq`,
    'objects',
  );
  const found = new Map<string, Extended>();
  const asked = new Map<string, Wish>();
  for (const row of rows) {
    if (row.act === 'ask-extension') {
      asked.set(row.id, row);
      continue;
    }
    const wish = asked.get(row.id);
    const each = found.get(row.id) ?? { obligationId: row.id, dates: row.first ? [row.first] : [], reason: null, inWindow: 0 }; // prettier-ignore
    const granted = row.lastDay ?? wish?.lastDay;
    if (granted) each.dates.push(granted);
    each.reason = wish?.note ?? row.note;
    if (row.on >= from) each.inWindow++;
    found.set(row.id, each);
  }
  return found;
}

/** What hindered an obligation, as known at the closing day. */
export interface Hindrance {
  obligationId: string;
  seq: number;
  text: string;
  ownerKey: string | null;
  due: IsoDate | null;
  raisedOn: IsoDate;
  clearedOn: IsoDate | null;
}

/** Obstacles of a plan's obligations that were open at the closing day, or cleared within the window. */
export async function hindrancesOn(
  db: Reader,
  planId: string,
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<Hindrance[]> {
  return db.execute<Hindrance & Record<string, unknown>>(
    sql`select obstacle.obligation_id as "obligationId", obstacle.seq, obstacle.text, obstacle.owner_key as "ownerKey", obstacle.due,
        raised.on_date as "raisedOn", case when cleared.on_date <= ${to}::date then cleared.on_date end as "clearedOn"
      from obligation_obstacle obstacle
        join obligation on obligation.id = obstacle.obligation_id
        join obligation_event raised on raised.obligation_id = obstacle.obligation_id and raised.seq = obstacle.seq
        left join obligation_event cleared on cleared.obligation_id = obstacle.obligation_id and cleared.seq = obstacle.cleared_seq
      where obligation.plan_id = ${planId} and raised.on_date <= ${to}::date
        and (cleared.on_date is null or cleared.on_date >= ${from}::date)
      order by raised.on_date, obstacle.obligation_id, obstacle.seq`,
    'objects',
  );
}

/** How much went into a snapshot: events up to the closing day, and the last day of one. */
export async function eventsUpTo(
  db: Reader,
  planId: string,
  to: IsoDate,
): Promise<{ events: number; lastEventOn: IsoDate | null }> {
  const [row] = await db.execute<{ events: number; lastEventOn: IsoDate | null }>(
    sql`select count(*)::int as events, max(event.on_date) as "lastEventOn" from obligation
      join obligation_event event on event.obligation_id = obligation.id
      where obligation.plan_id = ${planId} and event.on_date <= ${to}::date`,
    'objects',
  );
  return row!;
}
