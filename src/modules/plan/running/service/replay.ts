import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { after } from '../facts.ts';
import type { Act } from '../lifecycle.ts';
import { lockObligation } from './lock.ts';
import { storeEvent } from './store-event.ts';
import { EMPTY_INPUT } from './act-input.ts';

const ACT_OF: Readonly<Record<string, Act>> = { started: 'start', completed: 'register', reopened: 'reopen' };

interface OldEvent extends Record<string, unknown> {
  obligation_id: string;
  kind: string;
  on_date: IsoDate;
  document_number: string | null;
  document_date: IsoDate | null;
  document_issuer: string | null;
  note: string | null;
}

/** Carries the events of products, as releases before obligations kept them, over to every obligation of the product. */
export async function replay(tx: Transaction, planId: string): Promise<void> {
  const events = await tx.execute<OldEvent>(
    sql`select obligation.id as obligation_id, event.kind, event.on_date, event.document_number, event.document_date,
        event.document_issuer, event.note
      from plan_event event join obligation on obligation.product_id = event.product_id
      where obligation.plan_id = ${planId} order by event.recorded_at, event.id`,
    'objects',
  );
  for (const event of events) {
    const found = await lockObligation(tx, event.obligation_id, event.on_date);
    const kind = ACT_OF[event.kind]!;
    // The former release took days in any order.
    const onDate = event.on_date < found.lastOn ? found.lastOn : event.on_date;
    const facts = after(found.facts, { act: kind, onDate, actorId: null });
    await storeEvent(
      tx,
      found,
      {
        ...EMPTY_INPUT,
        kind,
        onDate,
        seq: found.revision + 1,
        note: event.note,
        documentNumber: event.document_number,
        documentDate: event.document_date,
        documentIssuer: event.document_issuer,
      },
      facts,
    );
  }
}
