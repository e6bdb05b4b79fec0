import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { stateAfter } from '#kernel/lifecycle/index.ts';
import { after } from '../facts.ts';
import { OBLIGATION_LIFE, type Act } from '../lifecycle.ts';
import { EMPTY_INPUT, type EvidenceInput } from './act-input.ts';
import type { LockedObligation } from './lock.ts';
import { storeEvent } from './store-event.ts';

/** An act that follows from what was done elsewhere: a report issued, a remedy accepted by those who inspected. */
export interface Moving {
  act: Act;
  /** Day on which it happened; never before the last thing that was recorded. */
  onDate: IsoDate;
  note?: string | null;
  document?: { number: string; date: IsoDate | null; issuer: string | null };
  lastDay?: IsoDate | null;
  evidence?: readonly EvidenceInput[];
}

/**
 * Does an act on an obligation by its own life, on behalf of another room: the fact is kept, and states, counts and reminders follow.
 * Whether the actor may is for the caller to ask, and so is the entry in the record. The obligation must be locked.
 * @returns false when its state does not allow the act, or when nothing would be said by it; then nothing has changed
 */
export async function moveFor(tx: Transaction, duty: LockedObligation, moving: Moving): Promise<boolean> {
  const { act, onDate, note = null, document, lastDay = null, evidence = [] } = moving;
  const { from } = OBLIGATION_LIFE.acts[act];
  const changes = stateAfter(OBLIGATION_LIFE, duty.facts, act) !== duty.facts.state;
  if (!from.includes(duty.facts.state) || (!changes && evidence.length === 0)) return false;
  const day = onDate < duty.lastOn ? duty.lastOn : onDate;
  await storeEvent(
    tx,
    duty,
    {
      ...EMPTY_INPUT,
      kind: act,
      onDate: day,
      seq: duty.revision + 1,
      note,
      lastDay,
      evidence: [...evidence],
      ...(document && {
        documentNumber: document.number,
        documentDate: document.date,
        documentIssuer: document.issuer,
      }),
    },
    after(duty.facts, { act, onDate: day, actorId: tx.actor.id, lastDay }),
  );
  return true;
}
