import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { foldEvents, newFacts, timelinessOn } from './facts.ts';
import type { ObligationState } from './lifecycle.ts';
import { eventsOfObligation, findObligation, nameOn, type FoundObligation } from './queries.ts';

type Reader = Pick<Database, 'execute'>;

/**
 * An obligation as it stood at the end of a past day: state, days and body from the span that held then, the rest from the events
 * up to it. Nothing later shows. Null when the reader may not see it, or it was not there yet.
 */
export async function obligationOn(db: Reader, id: string, day: IsoDate): Promise<FoundObligation | null> {
  const found = await findObligation(db, id, day);
  if (!found) return null;
  const [[span], events] = await Promise.all([
    db.execute<{
      state: ObligationState;
      lastDay: IsoDate | null;
      submittedOn: IsoDate | null;
      organisationKey: string | null;
      organisation: string | null;
      heldBy: string | null;
      holder: string | null;
    }>(
      sql`select span.state, span.last_day as "lastDay", span.submitted_on as "submittedOn", span.organisation_key as "organisationKey",
          ${nameOn(sql`span.organisation_key`, day)} as organisation, held.key as "heldBy", ${nameOn(sql`held.key`, day)} as holder
        from obligation_span span join obligation on obligation.id = span.obligation_id
          cross join lateral (select obligation_holder(span.organisation_key, span.product_id,
            case when span.organisation_key = obligation.organisation_key then obligation.ordinal end, ${day}::date) as key) held
        where span.obligation_id = ${id} and span.from_day <= ${day}::date and span.to_day > ${day}::date`,
      'objects',
    ),
    eventsOfObligation(db, id, day, { until: day, limit: 2_000 }),
  ]);
  if (!span) return null;
  const told = [...events].reverse();
  const start = newFacts(found.waitsFor === null ? 'not-started' : 'waiting', found.firstLastDay);
  const facts = foldEvents(start, told.map((event) => ({ ...event, actorId: null }))); // prettier-ignore
  const { assigneeId, startedOn, extensions, askedLastDay, lastReportOn, openObstacles, stateBefore } = facts;
  return {
    ...found,
    ...span,
    // A day that came with the event that it waited for was not known before.
    firstLastDay: span.state === 'waiting' ? span.lastDay : found.firstLastDay,
    timeliness: timelinessOn(span, day),
    doneOn: span.state === 'done' ? facts.doneOn : null,
    submittedBy: null,
    askedBy: null,
    assigneeId,
    assignee: told.findLast(({ act }) => act === 'assign' || act === 'give')?.person ?? null,
    startedOn,
    extensions,
    askedLastDay,
    lastReportOn,
    openObstacles,
    stateBefore,
    revision: told.at(-1)?.seq ?? 0,
  };
}
