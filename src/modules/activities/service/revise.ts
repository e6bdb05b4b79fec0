import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { invalid, readActivity, type ActivityRequest, type FieldsOf } from '../fields.ts';
import { ACTIVITY_PERMISSIONS as P } from '../permissions.ts';
import type { Activity } from '../schema.ts';
import { perform, type ActivityActed } from './act.ts';
import { mayInspect, ofYear, type Read } from './make.ts';
import { keepParties } from './open.ts';

type Revisable = 'inspection-plan' | 'inspection' | 'meeting' | 'training';

/** What is in the thing and may be changed later; whose it is never is. */
async function revise<K extends Revisable>(
  tx: Transaction,
  found: Activity,
  read: Read<K>,
): Promise<{ set: object; before: Record<string, unknown>; after: Record<string, unknown> }> {
  const { title, fromDay, toDay, isPublic, planId, fields, parties } = read;
  await keepParties(tx, found.kind, found.id, parties);
  const set = { title, fromDay, toDay, isPublic, planId, fields };
  const before = Object.fromEntries(Object.keys(set).map((key) => [key, found[key as keyof typeof set]]));
  return { set, before, after: { ...set, parties } };
}

/** Changes an inspection (its team too) or a plan of inspections that was not issued. @throws Refusal 401, 403, 404, 409, 422 */
export function reviseInspection(
  db: Database,
  actor: Actor,
  activityId: string,
  kind: 'inspection' | 'inspection-plan',
  input: ActivityRequest<'inspection' | 'inspection-plan'> & { revision: number },
  now: Date = new Date(),
): Promise<ActivityActed> {
  const { revision } = input;
  return perform({
    db,
    actor,
    activityId,
    act: 'revise',
    permission: P.inspect,
    kinds: [kind],
    request: { revision },
    now,
    also: async (tx, found, { today }) => {
      if (kind === 'inspection') {
        const read = readActivity('inspection', input as ActivityRequest<'inspection'>);
        const { unplanned } = found.fields as FieldsOf<'inspection'>;
        return revise(tx, found, { ...read, fields: { ...read.fields, unplanned } });
      }
      const read = ofYear(readActivity('inspection-plan', input as ActivityRequest<'inspection-plan'>));
      await mayInspect(tx, actor, read.fields.rows.map(({ organisationKey }, index) => ({ key: organisationKey, field: `rows.${index}.organisationKey` })), today); // prettier-ignore
      return revise(tx, found, read);
    },
  });
}

/** Changes a meeting (who attended too) or a training. @throws Refusal 401, 403, 404, 409, 422 */
export function reviseArranged(
  db: Database,
  actor: Actor,
  activityId: string,
  kind: 'meeting' | 'training',
  input: ActivityRequest<'meeting' | 'training'> & { revision: number },
  now: Date = new Date(),
): Promise<ActivityActed> {
  const { revision } = input;
  return perform({
    db,
    actor,
    activityId,
    act: 'revise',
    permission: P.arrange,
    kinds: [kind],
    request: { revision },
    now,
    also: (tx, found) => {
      const read = readActivity<'meeting' | 'training'>(kind, input);
      if (!read.fromDay) throw invalid({ fromDay: kind === 'meeting' ? 'Chọn ngày họp.' : 'Chọn ngày bắt đầu.' });
      return revise(tx, found, kind === 'meeting' ? { ...read, toDay: read.fromDay } : read);
    },
  });
}
