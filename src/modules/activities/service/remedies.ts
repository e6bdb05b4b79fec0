import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { lockObligation, moveFor, type ActRequest } from '#modules/plan/index.ts';
import { invalid } from '../fields.ts';
import { ACTIVITY_PERMISSIONS as P } from '../permissions.ts';
import { activityObligation } from '../schema.ts';
import { conflict, ownWork, perform, type ActivityActed, type Changes, type Told } from './act.ts';

const NUMBER = z.coerce.number().int().positive();

/** Which act on the obligation follows from the inspectors' own. */
const FOLLOWS = { 'accept-remedy': 'confirm', 'return-remedy': 'return' } as const;
export type RemedyAct = keyof typeof FOLLOWS;

/**
 * Those who inspected look at what a body sent as the remedy of a finding and accept it, or return it with a reason. The obligation
 * moves by its own life, as if the plan's owner had decided; nobody judges what he sent himself.
 * @param request `number` of the finding; `note` when it is returned
 * @throws Refusal 401, 403, 404; 409 when the body sent nothing, or somebody was quicker; 422 by field
 */
export function judgeRemedy(
  db: Database,
  actor: Actor,
  activityId: string,
  act: RemedyAct,
  request: ActRequest & { number: number | string },
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({
    db,
    actor,
    activityId,
    act,
    permission: P.inspect,
    kinds: Object.hasOwn(FOLLOWS, act) ? ['inspection'] : [],
    request,
    now,
    also: (tx, found, told) => judged(tx, found.id, act, request.number, told),
  });
}

async function judged(
  tx: Transaction,
  activityId: string,
  act: RemedyAct,
  given: number | string,
  { input, onDate, today }: Told,
): Promise<Changes> {
  const number = NUMBER.safeParse(given).data;
  const [item] =
    number === undefined
      ? []
      : await tx
          .select({ obligationId: activityObligation.obligationId })
          .from(activityObligation)
          .where(and(eq(activityObligation.activityId, activityId), eq(activityObligation.number, number)));
  if (!item) throw invalid({ number: 'Chọn một phát hiện của cuộc kiểm tra này.' });
  const duty = await lockObligation(tx, item.obligationId, today);
  if (duty.facts.state !== 'awaiting-confirmation')
    throw conflict('remedy-not-sent', `Cơ quan chưa gửi kết quả khắc phục phát hiện số ${number}, hoặc đã được xét.`);
  if (tx.actor.id !== null && duty.facts.submittedBy === tx.actor.id) throw ownWork();
  const note = [`Phát hiện số ${number}`, input.note].filter(Boolean).join(': ');
  await moveFor(tx, duty, { act: FOLLOWS[act], onDate, note });
  return { after: { number, obligation: item.obligationId } };
}
