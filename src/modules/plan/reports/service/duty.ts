import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { stateAfter } from '#kernel/lifecycle/index.ts';
import { after } from '../../running/facts.ts';
import { OBLIGATION_LIFE, type Act } from '../../running/lifecycle.ts';
import { EMPTY_INPUT } from '../../running/service/act-input.ts';
import type { LockedObligation } from '../../running/service/lock.ts';
import { storeEvent } from '../../running/service/store-event.ts';

/** One act on an obligation of reporting, where it may happen from its state; else nothing. The caller has asked who may. */
export async function move(
  tx: Transaction,
  duty: LockedObligation,
  act: Act,
  onDate: IsoDate,
  note: string | null,
  document?: { number: string; date: IsoDate; issuer: string },
): Promise<void> {
  const rule = OBLIGATION_LIFE.acts[act];
  if (!rule.from.includes(duty.facts.state) || stateAfter(OBLIGATION_LIFE, duty.facts, act) === duty.facts.state)
    return;
  const day = onDate < duty.lastOn ? duty.lastOn : onDate;
  const facts = after(duty.facts, { act, onDate: day, actorId: tx.actor.id });
  await storeEvent(
    tx,
    duty,
    {
      ...EMPTY_INPUT,
      kind: act,
      onDate: day,
      seq: duty.revision + 1,
      note,
      ...(document && {
        documentNumber: document.number,
        documentDate: document.date,
        documentIssuer: document.issuer,
      }),
    },
    facts,
  );
}
