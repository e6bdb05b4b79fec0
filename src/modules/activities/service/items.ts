import { z } from 'zod';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { demand } from '#kernel/identity/permissions.ts';
import { openFor, type ActRequest } from '#modules/plan/index.ts';
import { invalid, invalidInput } from '../fields.ts';
import { ACTIVITY_PERMISSIONS as P } from '../permissions.ts';
import { activityObligation, type Activity } from '../schema.ts';
import { nextNumber, perform, type ActivityActed, type Changes, type Told } from './act.ts';

const NORM = z.object({
  norm: z.string().max(1_000, 'Dài nhất 1.000 ký tự.').transform((text) => text.normalize('NFC').trim()).pipe(z.string().min(1, 'Ghi quy định bị vi phạm.')), // prettier-ignore
});

/** What a finding or a conclusion says: text (`note`), the body (`organisationKey`) and the day (`lastDay`) of the act's input. */
interface Item {
  source: 'finding' | 'action-item';
  norm: string | null;
  isPublic: boolean;
}

/** Opens the obligation and keeps the numbered row. */
async function open(tx: Transaction, found: Activity, { input, onDate, seq }: Told, item: Item): Promise<Changes> {
  const text = input.note!;
  if (text.length > 2_000) throw invalid({ note: 'Dài nhất 2.000 ký tự.' });
  const lastDay = input.lastDay!;
  if (lastDay < onDate) throw invalid({ lastDay: 'Hạn phải từ ngày ghi nhận trở đi.' });
  const organisationKey = input.organisationKey!;
  const number = await nextNumber(tx, found.id);
  const obligationId = await openFor(tx, { source: item.source, title: text, organisationKey, deciderKey: found.deciderKey, openedOn: onDate, lastDay, isPublic: item.isPublic }); // prettier-ignore
  await tx.insert(activityObligation).values({ activityId: found.id, number, obligationId, seq, text, norm: item.norm, organisationKey, lastDay }); // prettier-ignore
  return { after: { number, text, norm: item.norm, organisation: organisationKey, lastDay, obligation: obligationId } };
}

/**
 * A finding of an inspection: what is wrong, what it breaks, who mends it until when. The mending is an obligation.
 * @param request `note`, `organisationKey`, `lastDay` and `norm`
 * @throws Refusal 401, 403, 404, 409; 422 by field
 */
export function recordFinding(
  db: Database,
  actor: Actor,
  activityId: string,
  request: ActRequest & { norm: string },
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({
    db,
    actor,
    activityId,
    act: 'find',
    permission: P.inspect,
    request,
    now,
    also: (tx, found, told) => {
      const read = NORM.safeParse(request);
      if (!read.success) throw invalidInput(read.error.issues);
      // Whoever inspects for one body gives work to no other than those below it.
      demand(actor, P.inspect, { organisation: told.input.organisationKey });
      return open(tx, found, told, { source: 'finding', norm: read.data.norm, isPublic: false });
    },
  });
}

/**
 * A numbered conclusion of a meeting: what, who, until when. It is an obligation from then on.
 * @param request `note`, `organisationKey`, `lastDay`
 * @throws Refusal 401, 403 (a body for which the actor may not arrange), 404, 409; 422 by field
 */
export function recordConclusion(
  db: Database,
  actor: Actor,
  activityId: string,
  request: ActRequest,
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({
    db,
    actor,
    activityId,
    act: 'conclude-item',
    permission: P.arrange,
    request,
    now,
    also: (tx, found, told) => {
      demand(actor, P.arrange, { organisation: told.input.organisationKey });
      return open(tx, found, told, { source: 'action-item', norm: null, isPublic: found.isPublic });
    },
  });
}
