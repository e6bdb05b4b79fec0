import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import {
  ACTIVITY_PERMISSIONS as P,
  advanceInitiative,
  answerFor,
  arrange,
  assessInitiative,
  conductInspection,
  decideOn,
  judgeRemedy,
  LIVES,
  recordConclusion,
  recordFinding,
  reportOutputs,
  type Kind,
} from '#modules/activities/index.ts';
import type { ActRequest } from '#modules/plan/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { refusedForm, type FormValues } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { withNotice } from '../paths.ts';
import { besideForm, notThere } from '../refused.ts';
import { evidenceIn, readActForm } from '../viec/[id]/perform.ts';
import { activityPath } from './kinds.ts';
import { filledRows } from './request.ts';

type Door = (db: Database, actor: Actor, id: string, act: string, request: ActRequest) => Promise<unknown>;

/** The service function for the acts of each permission. */
const DOORS: Readonly<Record<string, Door>> = {
  [P.inspect.action]: conductInspection,
  [P.arrange.action]: arrange,
  [P.answer.action]: answerFor,
  [P.submitInitiative.action]: advanceInitiative,
  [P.decide.action]: decideOn,
};

/** Acts with fields of their own. */
const OWN: Readonly<Record<string, (values: FormValues) => Door>> = {
  'inspection.find': (values) => (db, actor, id, _act, request) => recordFinding(db, actor, id, { ...request, norm: values.norm ?? '' }), // prettier-ignore
  'inspection.accept-remedy': (values) => (db, actor, id, _act, request) => judgeRemedy(db, actor, id, 'accept-remedy', { ...request, number: values.number ?? '' }), // prettier-ignore
  'inspection.return-remedy': (values) => (db, actor, id, _act, request) => judgeRemedy(db, actor, id, 'return-remedy', { ...request, number: values.number ?? '' }), // prettier-ignore
  'meeting.conclude-item': () => (db, actor, id, _act, request) => recordConclusion(db, actor, id, request),
  'training.report': (values) => (db, actor, id, _act, request) => reportOutputs(db, actor, id, { ...request, outputs: filledRows(values, 'outputs', ['unit', 'actual']) as never }), // prettier-ignore
  'initiative.assess': (values) => (db, actor, id, _act, request) => assessInitiative(db, actor, id, { ...request, criteria: filledRows(values, 'criteria', ['name', 'most', 'mark']) as never }), // prettier-ignore
};

/** Does what the form of an act says, and comes back to the page. */
export async function actOn(event: RequestEvent & { params: { id: string } }, kind: Kind) {
  const actor = officeActor(event);
  const { id } = event.params;
  const read = await readActForm(event.request).catch(besideForm);
  if (read instanceof Refusal) return refusedForm({ act: event.url.searchParams.get('viec') ?? '' }, read);
  const { values, files } = read;
  const act = values.act ?? '';
  const { acts } = LIVES[kind];
  const rule = Object.hasOwn(acts, act) ? acts[act]! : null;
  if (!rule) throw notThere('việc làm', activityPath(kind, id));
  const asDocument = rule.needs.includes('document');
  try {
    const { documentNumber, documentDate, documentIssuer } = values;
    const request: ActRequest = {
      onDate: values.onDate,
      note: values.note,
      lastDay: values.lastDay,
      organisationKey: values.organisationKey,
      revision: values.revision ? Number(values.revision) : null,
      ...(asDocument ? { documentNumber, documentDate, documentIssuer } : {}),
      evidence: await evidenceIn(asDocument ? { ...values, documentNumber: '' } : values, files),
    };
    const own = OWN[`${kind}.${act}`];
    await (own ? own(values) : DOORS[rule.permission.action]!)(event.locals.db, actor, id, act, request);
  } catch (error) {
    return refusedForm(values, besideForm(error));
  }
  redirect(303, withNotice(activityPath(kind, id), 'da-ghi-nhan'));
}
