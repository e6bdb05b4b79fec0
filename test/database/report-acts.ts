import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import * as plan from '#modules/plan/index.ts';

const NONE = '00000000-0000-7000-8000-000000000000';
const PAPER = {
  superior: '', issuer: 'Thử', symbol: '', place: '', subject: 'Thử', addressees: '', recipients: '', archive: '',
  signing: '' as const, authority: '', position: '', signer: '', revision: 0,
}; // prettier-ignore

const act = (name: string, permission: string, call: (db: Database, actor: Actor) => Promise<unknown>) => ({
  name,
  permission,
  call,
});
const PREPARE = 'plan.prepare-report';
const FINALISE = 'plan.finalise-report';

/** The acts on reports, tried on one that is not there. */
export const REPORT_ACTS = [
  act('makeReport', PREPARE, (db, actor) => plan.makeReport(db, actor, { planId: NONE, kind: 'year', year: 2024 })),
  act('retakeSnapshot', PREPARE, (db, actor) => plan.retakeSnapshot(db, actor, NONE, { reason: 'Thử' })),
  act('writeSection', PREPARE, (db, actor) => plan.writeSection(db, actor, NONE, { section: 'x', text: 'x', seen: 0 })),
  act('setReportPaper', PREPARE, (db, actor) => plan.setReportPaper(db, actor, NONE, PAPER)),
  act('askContributions', PREPARE, (db, actor) =>
    plan.askContributions(db, actor, NONE, { organisationKeys: ['x'], sections: ['x'], dueDay: '2030-01-01' }),
  ),
  act('insertContribution', PREPARE, (db, actor) =>
    plan.insertContribution(db, actor, NONE, { organisationKey: 'x', section: 'x', seen: 0 }),
  ),
  act('discardReport', PREPARE, (db, actor) => plan.discardReport(db, actor, NONE, { reason: 'Thử' })),
  act('contribute', 'plan.contribute-to-report', (db, actor) =>
    plan.contribute(db, actor, NONE, { organisationKey: 'x', texts: [], submit: false }),
  ),
  act('followPeriods', FINALISE, (db, actor) => plan.followPeriods(db, actor, { planId: NONE, obligationId: NONE })),
  act('finaliseReport', FINALISE, (db, actor) => plan.finaliseReport(db, actor, NONE)),
  act('reopenReport', FINALISE, (db, actor) => plan.reopenReport(db, actor, NONE, { reason: 'Thử' })),
  act('issueReport', FINALISE, (db, actor) => plan.issueReport(db, actor, NONE, { number: 1, issuedOn: '2025-01-01' })),
];
