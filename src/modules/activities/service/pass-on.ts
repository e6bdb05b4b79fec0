import { eq } from 'drizzle-orm';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { formatDate } from '#kernel/language.ts';
import type { Move } from '#kernel/organisations/dependents.ts';
import { LIVES } from '../lives.ts';
import { activity, activityEvent, type Activity } from '../schema.ts';

/** Which body of a thing: the one that it is about and that answers, or the one that conducts and decides. */
export type Side = 'give' | 'give-decision';

const OWN = ['organisationKey'] as const;
const DECIDER = ['deciderKey'] as const;
/** A body's own meeting is about itself, so that both go together. */
const MEETINGS = [...OWN, ...DECIDER] as const;
const named = (fields: readonly (keyof Pick<Activity, 'organisationKey' | 'deciderKey'>)[], key: string) => Object.fromEntries(fields.map((field) => [field, key])); // prettier-ignore

const whyOf = ({ day, reason, back }: Move): string =>
  back ? 'Hoàn tác sắp xếp tổ chức.' : (reason ?? `Theo sắp xếp tổ chức có hiệu lực từ ngày ${formatDate(day, 'vi')}.`);

/**
 * Gives a thing that is not over to the body that takes over, by an event of its own dated by the act's day. What was recorded of it
 * stays under the old name; acts may still be dated before that day.
 */
export function passActivity(side: Side) {
  return async (tx: Transaction, id: string, toKey: string, move: Move): Promise<void> => {
    const [found] = isId(id) ? await tx.select().from(activity).where(eq(activity.id, id)).for('update') : [];
    if (!found || !LIVES[found.kind].states[found.state]!.open) return;
    const from = side === 'give' ? found.organisationKey : found.deciderKey;
    if (from === null || from === toKey || !move.from.includes(from)) return;
    const fields = side === 'give' ? OWN : found.kind === 'meeting' ? MEETINGS : DECIDER;
    const [before, after] = [named(fields, from), named(fields, toKey)];
    const today = vietnamDate(move.now);
    const onDate = move.back || move.day > today ? today : move.day;
    const seq = found.revision + 1;
    const note = whyOf(move);
    await tx.insert(activityEvent).values({ activityId: id, seq, act: side, onDate, recordedAt: move.now, actorId: tx.actor.id, position: tx.actor.position ?? tx.actor.name, note, organisationKey: toKey }); // prettier-ignore
    await tx
      .update(activity)
      .set({ ...after, revision: seq })
      .where(eq(activity.id, id));
    tx.record({ action: side, subjectType: found.kind, subjectId: id, before, after: { ...after, onDate }, reason: note }); // prettier-ignore
  };
}
