import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import * as activities from '#modules/activities/index.ts';

const NONE = '00000000-0000-7000-8000-000000000000';
const DOCUMENT = { documentNumber: '1/QĐ', documentDate: '2025-01-01', note: 'Thử quyền' };
// A body that is not there, so that nothing is made.
const BODY = 'khong-co';
const TITLE = { title: 'Thử', organisationKey: BODY, deciderKey: BODY };

/** The acts around the plan, tried on what is not there. */
export const ACTIVITY_ACTS: readonly {
  name: string;
  permission: string;
  call: (db: Database, actor: Actor) => Promise<unknown>;
}[] = [
  {
    name: 'planInspections',
    permission: 'activities.inspect',
    call: (db, actor) => activities.planInspections(db, actor, { ...TITLE, fields: { year: 2025, rows: [] } }),
  },
  {
    name: 'planInspection',
    permission: 'activities.inspect',
    call: (db, actor) => activities.planInspection(db, actor, { ...TITLE, fields: {} }),
  },
  {
    name: 'reviseInspection',
    permission: 'activities.inspect',
    call: (db, actor) =>
      activities.reviseInspection(db, actor, NONE, 'inspection', { ...TITLE, revision: 0, fields: {} } as never),
  },
  {
    name: 'conductInspection',
    permission: 'activities.inspect',
    call: (db, actor) => activities.conductInspection(db, actor, NONE, 'conclude', DOCUMENT),
  },
  {
    name: 'recordFinding',
    permission: 'activities.inspect',
    call: (db, actor) => activities.recordFinding(db, actor, NONE, { ...DOCUMENT, norm: 'x' }),
  },
  {
    name: 'judgeRemedy',
    permission: 'activities.inspect',
    call: (db, actor) => activities.judgeRemedy(db, actor, NONE, 'accept-remedy', { number: 1 }),
  },
  {
    name: 'planMeeting',
    permission: 'activities.arrange',
    call: (db, actor) => activities.planMeeting(db, actor, { ...TITLE, fromDay: '2025-01-01', fields: {} }),
  },
  {
    name: 'planTraining',
    permission: 'activities.arrange',
    call: (db, actor) =>
      activities.planTraining(db, actor, { ...TITLE, fromDay: '2025-01-01', fields: { form: 'other', outputs: [] } }),
  },
  {
    name: 'reviseArranged',
    permission: 'activities.arrange',
    call: (db, actor) => activities.reviseArranged(db, actor, NONE, 'meeting', { ...TITLE, revision: 0, fields: {} }),
  },
  {
    name: 'arrange',
    permission: 'activities.arrange',
    call: (db, actor) => activities.arrange(db, actor, NONE, 'minute', DOCUMENT),
  },
  {
    name: 'recordConclusion',
    permission: 'activities.arrange',
    call: (db, actor) => activities.recordConclusion(db, actor, NONE, DOCUMENT),
  },
  {
    name: 'answerFor',
    permission: 'activities.answer',
    call: (db, actor) => activities.answerFor(db, actor, NONE, 'explain', DOCUMENT),
  },
  {
    name: 'reportOutputs',
    permission: 'activities.answer',
    call: (db, actor) => activities.reportOutputs(db, actor, NONE, { outputs: [] }),
  },
  {
    name: 'submitInitiative',
    permission: 'activities.submit-initiative',
    call: (db, actor) =>
      activities.submitInitiative(db, actor, { ...TITLE, fields: { problem: 'Thử', solution: 'Thử' } }),
  },
  {
    name: 'advanceInitiative',
    permission: 'activities.submit-initiative',
    call: (db, actor) => activities.advanceInitiative(db, actor, NONE, 'withdraw', DOCUMENT),
  },
  {
    name: 'assessInitiative',
    permission: 'activities.decide',
    call: (db, actor) => activities.assessInitiative(db, actor, NONE, { criteria: [] }),
  },
  {
    name: 'decideOn',
    permission: 'activities.decide',
    call: (db, actor) => activities.decideOn(db, actor, NONE, 'recognise', DOCUMENT),
  },
  {
    name: 'proposeMerit',
    permission: 'activities.decide',
    call: (db, actor) =>
      activities.proposeMerit(db, actor, {
        side: 'reward',
        organisationKey: BODY,
        from: '2025-01-01',
        to: '2025-01-02',
        form: 'Thử',
        reason: 'Thử',
      }),
  },
  {
    name: 'setThreshold',
    permission: 'activities.set-thresholds',
    call: (db, actor) =>
      activities.setThreshold(db, actor, { key: 'khong-co', value: '', documentNumber: '', documentDate: '' }),
  },
];
