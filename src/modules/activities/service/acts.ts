import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { ActRequest } from '#modules/plan/index.ts';
import { z } from 'zod';
import { CRITERIA, invalidInput, OUTPUTS, type FieldsOf } from '../fields.ts';
import { ACTIVITY_PERMISSIONS as P } from '../permissions.ts';
import { perform, type ActivityActed } from './act.ts';
import { openInspections } from './open.ts';

/** Acts by who does them; which there are and what each needs stands in `lives.ts`. All throw a Refusal as `perform` does. */

/** Acts of whoever inspects, on an inspection or on a plan of them; a plan that is issued opens its inspections. */
export function conductInspection(
  db: Database,
  actor: Actor,
  activityId: string,
  act: string,
  request: ActRequest,
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({
    db,
    actor,
    activityId,
    act,
    request,
    now,
    permission: P.inspect,
    kinds: NEEDS_MORE.includes(act) ? [] : ['inspection', 'inspection-plan'],
    also: async (tx, found) =>
      found.kind === 'inspection-plan' && act === 'issue'
        ? { after: { inspections: await openInspections(tx, found, now) } }
        : {},
  });
}

/** Acts of whoever arranges a meeting, a training. */
export function arrange(
  db: Database,
  actor: Actor,
  activityId: string,
  act: string,
  request: ActRequest,
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({ db, actor, activityId, act, request, now, permission: P.arrange, ...(NEEDS_MORE.includes(act) ? { kinds: [] } : {}) }); // prettier-ignore
}

/** Acts of the body that is inspected, trains, or is to be rewarded or reproached. Outputs of a training go with `reportOutputs`. */
export function answerFor(
  db: Database,
  actor: Actor,
  activityId: string,
  act: string,
  request: ActRequest,
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({ db, actor, activityId, act, request, now, permission: P.answer, ...(NEEDS_MORE.includes(act) ? { kinds: [] } : {}) }); // prettier-ignore
}

/** Acts of an initiative's own body. */
export function advanceInitiative(
  db: Database,
  actor: Actor,
  activityId: string,
  act: string,
  request: ActRequest,
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({ db, actor, activityId, act, request, now, permission: P.submitInitiative });
}

/** Acts of whoever decides on initiatives, rewards and reproaches. Marks go with `assessInitiative`. */
export function decideOn(
  db: Database,
  actor: Actor,
  activityId: string,
  act: string,
  request: ActRequest,
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({ db, actor, activityId, act, request, now, permission: P.decide, ...(NEEDS_MORE.includes(act) ? { kinds: [] } : {}) }); // prettier-ignore
}

/** Acts that say more than every act does: each has a function of its own. */
const NEEDS_MORE = ['revise', 'find', 'accept-remedy', 'return-remedy', 'conclude-item', 'report', 'assess'];

/** What a training has brought so far, in its units. @throws Refusal 422 at `outputs.…` */
export function reportOutputs(
  db: Database,
  actor: Actor,
  activityId: string,
  request: ActRequest & { outputs: z.input<typeof OUTPUTS> },
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({
    db,
    actor,
    activityId,
    act: 'report',
    request,
    now,
    permission: P.answer,
    also: (_tx, found) => {
      const read = z.object({ outputs: OUTPUTS }).safeParse(request);
      if (!read.success) throw invalidInput(read.error.issues);
      const fields = found.fields as FieldsOf<'training'>;
      // What was planned is not whoever reports's to change; what was not planned may come all the same.
      const planned = new Map(fields.outputs.map((each) => [each.unit.toLocaleLowerCase('vi'), each.planned]));
      const outputs = read.data.outputs.map((each) => ({ ...each, planned: planned.get(each.unit.toLocaleLowerCase('vi')) ?? null })); // prettier-ignore
      const kept = fields.outputs.filter(({ unit }) => !outputs.some((each) => each.unit.toLocaleLowerCase('vi') === unit.toLocaleLowerCase('vi'))); // prettier-ignore
      const after = [...outputs, ...kept];
      return Promise.resolve({ set: { fields: { ...fields, outputs: after } }, before: { outputs: fields.outputs }, after: { outputs: after } }); // prettier-ignore
    },
  });
}

/** Marks of an initiative by criterion, as the council gave them. @throws Refusal 422 at `criteria.…` */
export function assessInitiative(
  db: Database,
  actor: Actor,
  activityId: string,
  request: ActRequest & { criteria: z.input<typeof CRITERIA> },
  now: Date = new Date(),
): Promise<ActivityActed> {
  return perform({
    db,
    actor,
    activityId,
    act: 'assess',
    request,
    now,
    permission: P.decide,
    also: (_tx, found) => {
      const read = z.object({ criteria: CRITERIA }).safeParse(request);
      if (!read.success) throw invalidInput(read.error.issues);
      const fields = found.fields as FieldsOf<'initiative'>;
      const { criteria } = read.data;
      return Promise.resolve({ set: { fields: { ...fields, criteria } }, before: { criteria: fields.criteria }, after: { criteria } }); // prettier-ignore
    },
  });
}
