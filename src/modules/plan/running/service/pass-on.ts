import { sql } from 'drizzle-orm';
import { formatDate } from '#kernel/language.ts';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import type { Move } from '#kernel/organisations/dependents.ts';
import { after } from '../facts.ts';
import { OBLIGATION_LIFE, type Act } from '../lifecycle.ts';
import { EMPTY_INPUT } from './act-input.ts';
import { lockObligation, type LockedObligation } from './lock.ts';
import { storeEvent } from './store-event.ts';

/** Obligations when the body that does them, or decides on them, ends. */

const whyOf = ({ day, reason, back }: Move): string =>
  back ? 'Hoàn tác sắp xếp tổ chức.' : (reason ?? `Theo sắp xếp tổ chức có hiệu lực từ ngày ${formatDate(day, 'vi')}.`);

/**
 * Gives what is still open to the body that takes over, by an event like any other: dated by the act's day, but never before
 * what happened last. Taken back, whoever it was assigned to has it again.
 */
export async function passObligation(tx: Transaction, id: string, toKey: string, move: Move): Promise<void> {
  const found = await openObligation(tx, id, move);
  if (!found || found.organisationKey === toKey || !move.from.includes(found.organisationKey ?? '')) return;
  const today = vietnamDate(move.now);
  const day = move.back || move.day > today ? today : move.day;
  const onDate = day < found.lastOn ? found.lastOn : day;
  const before = { organisationKey: found.organisationKey, assigneeId: found.facts.assigneeId };
  await happen(tx, found, 'give', { onDate, note: whyOf(move), organisationKey: toKey });
  const assigneeId = move.back ? await formerAssignee(tx, id, move.from) : null;
  if (assigneeId !== null) {
    await happen(tx, await lockObligation(tx, id, today), 'assign', {
      onDate,
      note: whyOf(move),
      personId: assigneeId,
    });
  }
  tx.record({
    action: 'give',
    subjectType: 'obligation',
    subjectId: id,
    before,
    after: { organisationKey: toKey, assigneeId, onDate, task: found.taskId },
    reason: whyOf(move),
  });
}

/** Lets another body decide on what is still open. */
export async function passDecision(tx: Transaction, id: string, toKey: string, move: Move): Promise<void> {
  const found = await openObligation(tx, id, move);
  if (!found || found.deciderKey === toKey || !move.from.includes(found.deciderKey ?? '')) return;
  await tx.execute(sql`update obligation set decider_key = ${toKey} where id = ${id}`);
  tx.record({
    action: 'give-decision',
    subjectType: 'obligation',
    subjectId: id,
    before: { deciderKey: found.deciderKey },
    after: { deciderKey: toKey },
    reason: whyOf(move),
  });
}

/** Has another body answer for an obstacle that is still there. @param subject obligation and number: `019a…:4` */
export async function passObstacle(tx: Transaction, subject: string, toKey: string, move: Move): Promise<void> {
  const [id = '', seq = ''] = subject.split(':');
  if (!isId(id) || !/^\d{1,9}$/.test(seq)) return;
  const [before] = await tx.execute<{ text: string; ownerKey: string | null }>(
    sql`select text, owner_key as "ownerKey" from obligation_obstacle
      where obligation_id = ${id} and seq = ${Number(seq)} and cleared_seq is null for update`,
    'objects',
  );
  if (!before || before.ownerKey === toKey || !move.from.includes(before.ownerKey ?? '')) return;
  await tx.execute(sql`update obligation_obstacle set owner_key = ${toKey} where obligation_id = ${id} and seq = ${Number(seq)}`); // prettier-ignore
  tx.record({
    action: 'give-obstacle',
    subjectType: 'obligation',
    subjectId: id,
    before,
    after: { ...before, ownerKey: toKey },
    reason: whyOf(move),
  });
}

async function openObligation(tx: Transaction, id: string, { now }: Move): Promise<LockedObligation | null> {
  const [row] = isId(id) ? await tx.execute(sql`select 1 from obligation where id = ${id}`, 'objects') : [];
  if (!row) return null;
  const found = await lockObligation(tx, id, vietnamDate(now));
  return OBLIGATION_LIFE.states[found.facts.state].open ? found : null;
}

interface Said {
  onDate: IsoDate;
  note: string;
  organisationKey?: string;
  personId?: string;
}

async function happen(tx: Transaction, found: LockedObligation, kind: Act, said: Said): Promise<void> {
  const facts = after(found.facts, { act: kind, actorId: tx.actor.id, ...said });
  await storeEvent(tx, found, { ...EMPTY_INPUT, ...said, kind, seq: found.revision + 1 }, facts);
}

/** Who had it before it went to one of these bodies; null when nobody, or when somebody was named since. */
async function formerAssignee(tx: Transaction, id: string, bodies: readonly string[]): Promise<string | null> {
  const [row] = await tx.execute<{ person: string | null }>(
    sql`with given as (select max(seq) as seq from obligation_event
        where obligation_id = ${id} and act = 'give' and organisation_key = any(${sql.param(bodies)}::text[]))
      select case when event.act = 'assign' then event.person_id end as person from obligation_event event, given
      where event.obligation_id = ${id} and event.act in ('assign', 'give') and event.seq < given.seq
      order by event.seq desc limit 1`,
    'objects',
  );
  return row?.person ?? null;
}
