import { erasePersonalData, lookUpEntry, viewsOf } from '#kernel/audit/index.ts';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import {
  addPerson,
  changePassword,
  createAccount,
  createApiKey,
  delegate,
  disableAccount,
  endAccountSession,
  endPosition,
  erasePerson,
  extendGrant,
  givePosition,
  grantRole,
  importPeople,
  listAccounts,
  listApiKeys,
  openAccount,
  ownSessions,
  personPage,
  previewPeopleImport,
  reopenAccount,
  revisePerson,
  revokeApiKey,
  revokeGrant,
  setPassword,
  setRole,
  signOutElsewhere,
  withdrawDelegation,
  endOwnSession,
  giveCode,
  goLinking,
  invitationsTo,
  inviteAccount,
  linkedProviders,
  ownSecondFactor,
  removeOwnSecondFactor,
  removeSecondFactor,
  renewBackupCodes,
  setUpSecondFactor,
  unlinkProvider,
  withdrawInvitation,
} from '#kernel/identity/index.ts';
import { testAuth } from '#kernel/identity/testing.ts';
import {
  assignReporters,
  confirmObservations,
  defineIndicator,
  enterObservations,
  reviseIndicator,
  yearOf,
} from '#kernel/indicators/index.ts';
import {
  addReminderRule,
  chooseChannels,
  isSubscribed,
  markAllRead,
  openFeed,
  ownChannels,
  ownFeeds,
  ownNotices,
  readNotice,
  reminderSettings,
  resendMail,
  retireReminderRule,
  revokeFeed,
  setWeeklyDay,
  subscribe,
  unsubscribe,
} from '#kernel/notices/index.ts';
import { discardReorganisation, draftReorganisation, reviseReorganisation } from '#kernel/organisations/drafts.ts';
import { correctOrganisation } from '#kernel/organisations/correct.ts';
import { importRegistry, previewRegistryImport } from '#kernel/organisations/exchange/import-registry.ts';
import { mergeRegistry, previewMerge } from '#kernel/organisations/exchange/merge-registry.ts';
import { addFunction } from '#kernel/organisations/functions.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import {
  carryOutReorganisation,
  decideHandover,
  previewReorganisation,
  renewHandovers,
} from '#kernel/organisations/service.ts';
import {
  acceptPlan,
  discardPlan,
  importPlanDocument,
  recordResult,
  resolveDiagnostic,
  reviseDecision,
  reviseGroup,
  reviseObjective,
  reviseTask,
  addFundingSource,
  bindTarget,
  cancelFunding,
  recordFunding,
  unbindTarget,
} from '#modules/plan/index.ts';

import { REPORT_ACTS } from './report-acts.ts';
import { ACTIVITY_ACTS } from './activity-acts.ts';
import { RUNNING_ACTS } from './running-acts.ts';

/** A service function, the permission it declares, and a call of it that can do no harm: at things that are not there, or to no effect. */
export interface Act {
  name: string;
  /** `plan.accept`, as in the matrix. */
  permission: string;
  call: (db: Database, actor: Actor) => Promise<unknown>;
}

const NOBODY = 'khong-co@x.vn';
const NONE = '00000000-0000-7000-8000-000000000000';
const SEEN = { planId: NONE, revision: 1 };
const DAY = '2025-01-01' as IsoDate;
const DECISION = { number: null, issuedOn: null, issuer: null, signer: null, subject: null, year: null };
const REORGANISATION = {
  document: { number: null, issuedOn: null, title: 'Thử quyền', source: null },
  effectiveOn: DAY,
  inferred: false,
  steps: [],
};
const RESULT = { kind: 'started' as const, onDate: DAY, documentNumber: null, documentDate: null, documentIssuer: null, note: null }; // prettier-ignore

const VERSION = {
  from: DAY, name: 'Thử', nameEn: null, aliases: [], unit: 'count' as const, unitLabel: null, direction: 'higher' as const,
  overBodies: 'none' as const, overPeriods: 'latest' as const, frequency: 'year' as const, minimum: null, maximum: null,
  partOfWhole: false, onPace: null, behind: null, source: 'Thử', method: 'Thử',
}; // prettier-ignore
const FIGURES = {
  period: yearOf(2025), documentNumber: null, documentDate: null, documentIssuer: null, link: null, note: null,
  entries: [{ organisation: null, seen: 0, outcome: 'measured' as const, value: 1, numerator: null, denominator: null }],
}; // prettier-ignore
const MONEY = {
  kind: 'estimate' as const, sourceKey: 'ngan-sach-tinh', organisationKey: 'so-noi-vu', amount: 1n, onDate: DAY,
  documentNumber: null, documentDate: null, documentIssuer: null, note: null,
}; // prettier-ignore
const BINDING = {
  indicatorKey: 'khong-co', organisationKey: null, period: yearOf(2025), baseline: null, baselineNote: null, onPace: null, behind: null,
}; // prettier-ignore
const TARGET = { objectiveId: NONE, ordinal: 1 };

const NOW = new Date();
/** A session of the actor's that has just begun. */
const sessionOf = ({ id, name }: Actor) => ({
  id: NONE,
  account: { id: id ?? '', name, email: NOBODY },
  startedAt: NOW,
  secondFactor: null,
  demonstration: true,
});
const shownBy = (actor: Actor) => ({ proof: '', session: sessionOf(actor), now: NOW });

const NO_TABLE = Buffer.from('Một bức thư.');
const NO_PROVINCE = {
  province: '',
  functions: [],
  organisations: [],
  successions: [],
  collectives: [],
  reorganisations: [],
};
const MERGER = { province: 'X', prefix: 'tinh-khac', document: REORGANISATION.document, effectiveOn: DAY };

/** Every service function that changes something or shows what is not for everybody. A unit test finds the forgotten ones. */
export const ACTS: readonly Act[] = [
  {
    name: 'importPlanDocument',
    permission: 'plan.import',
    call: (db, actor) => importPlanDocument(db, actor, { bytes: Buffer.from('Một bức thư.'), name: 'thu.txt' }),
  },
  { name: 'acceptPlan', permission: 'plan.accept', call: (db, actor) => acceptPlan(db, actor, NONE) },
  { name: 'discardPlan', permission: 'plan.discard', call: (db, actor) => discardPlan(db, actor, NONE, 'Thử') },
  {
    name: 'resolveDiagnostic',
    permission: 'plan.revise',
    call: (db, actor) =>
      resolveDiagnostic(db, actor, { planId: NONE, diagnosticId: NONE }, { resolution: 'open', note: null }),
  },
  {
    name: 'reviseDecision',
    permission: 'plan.revise',
    call: (db, actor) => reviseDecision(db, actor, SEEN, DECISION),
  },
  {
    name: 'reviseObjective',
    permission: 'plan.revise',
    call: (db, actor) => reviseObjective(db, actor, SEEN, NONE, { number: '1', text: 'Thử', targets: [] }),
  },
  {
    name: 'reviseGroup',
    permission: 'plan.revise',
    call: (db, actor) => reviseGroup(db, actor, SEEN, NONE, { code: 'I', title: 'Thử' }),
  },
  {
    name: 'reviseTask',
    permission: 'plan.revise',
    call: (db, actor) => reviseTask(db, actor, SEEN, NONE, { number: '1', title: 'Thử', products: [] }),
  },
  ...RUNNING_ACTS,
  ...ACTIVITY_ACTS,
  ...REPORT_ACTS,
  {
    name: 'recordResult',
    permission: 'plan.record-result',
    call: (db, actor) => recordResult(db, actor, NONE, RESULT),
  },
  {
    name: 'previewReorganisation',
    permission: 'organisations.reorganise',
    call: (db, actor) => previewReorganisation(db, actor, REORGANISATION, []),
  },
  {
    name: 'draftReorganisation',
    permission: 'organisations.reorganise',
    call: (db, actor) => draftReorganisation(db, actor, { ...REORGANISATION, effectiveOn: 'sai' as IsoDate }),
  },
  {
    name: 'reviseReorganisation',
    permission: 'organisations.reorganise',
    call: (db, actor) => reviseReorganisation(db, actor, NONE, 1, REORGANISATION),
  },
  {
    name: 'discardReorganisation',
    permission: 'organisations.reorganise',
    call: (db, actor) => discardReorganisation(db, actor, NONE, 1),
  },
  {
    name: 'carryOutReorganisation',
    permission: 'organisations.reorganise',
    call: (db, actor) => carryOutReorganisation(db, actor, NONE, 1, []),
  },
  {
    name: 'reverseReorganisation',
    permission: 'organisations.reorganise',
    call: (db, actor) => reverseReorganisation(db, actor, NONE, 'Thử', []),
  },
  { name: 'addFunction', permission: 'organisations.reorganise', call: (db, actor) => addFunction(db, actor, '') },
  {
    name: 'decideHandover',
    permission: 'organisations.decide-handover',
    call: (db, actor) => decideHandover(db, actor, { ids: [NONE], toKey: 'khong-co', reason: 'Thử' }, []),
  },
  {
    name: 'renewHandovers',
    permission: 'organisations.decide-handover',
    call: (db, actor) => renewHandovers(db, actor, []),
  },
  {
    name: 'correctOrganisation',
    permission: 'organisations.correct',
    call: (db, actor) => correctOrganisation(db, actor, { key: 'khong-co', validFrom: null, seen: '' }, { name: 'x', shortName: '', code: '', area: '', aliases: '', reason: 'x' }), // prettier-ignore
  },
  {
    name: 'previewRegistryImport',
    permission: 'organisations.import-registry',
    call: (db, actor) => previewRegistryImport(db, actor, NO_TABLE),
  },
  {
    name: 'importRegistry',
    permission: 'organisations.import-registry',
    call: (db, actor) => importRegistry(db, actor, NO_TABLE, '', []),
  },
  {
    name: 'previewMerge',
    permission: 'organisations.reorganise',
    call: (db, actor) => previewMerge(db, actor, NO_PROVINCE, MERGER),
  },
  {
    name: 'mergeRegistry',
    permission: 'organisations.reorganise',
    call: (db, actor) => mergeRegistry(db, actor, NO_PROVINCE, MERGER, []),
  },
  {
    name: 'createAccount',
    permission: 'identity.manage',
    call: (db, actor) => createAccount(db, actor, { email: 'x', name: '', role: 'reader', password: '' }),
  },
  { name: 'listAccounts', permission: 'identity.manage', call: listAccounts },
  { name: 'setRole', permission: 'identity.manage', call: (db, actor) => setRole(db, actor, NOBODY, 'reader') },
  { name: 'disableAccount', permission: 'identity.people', call: (db, actor) => disableAccount(db, actor, NOBODY) },
  { name: 'reopenAccount', permission: 'identity.people', call: (db, actor) => reopenAccount(db, actor, NOBODY) },
  {
    name: 'addPerson',
    permission: 'identity.people',
    call: (db, actor) => addPerson(db, actor, { name: '', position: null }),
  },
  {
    name: 'previewPeopleImport',
    permission: 'identity.people',
    call: (db, actor) => previewPeopleImport(db, actor, NO_TABLE),
  },
  {
    name: 'importPeople',
    permission: 'identity.people',
    call: (db, actor) => importPeople(db, actor, NO_TABLE, { seen: '', changes: false }, { mail: false, days: 7 }),
  },
  {
    name: 'revisePerson',
    permission: 'identity.people',
    call: (db, actor) => revisePerson(db, actor, { personId: NONE, revision: 1 }, { name: 'Thử' }),
  },
  { name: 'erasePerson', permission: 'audit.erase', call: (db, actor) => erasePerson(db, actor, NONE, 'Thử') },
  {
    name: 'givePosition',
    permission: 'identity.people',
    call: (db, actor) => givePosition(db, actor, NONE, { organisationKey: 'so-noi-vu', title: 'Thử', from: DAY }),
  },
  {
    name: 'endPosition',
    permission: 'identity.people',
    call: (db, actor) => endPosition(db, actor, { personId: NONE, positionId: NONE }, { lastDay: DAY, source: 'Thử' }),
  },
  {
    name: 'delegate',
    permission: 'identity.delegate',
    call: (db, actor) =>
      delegate(
        db,
        actor,
        { personId: NONE, positionId: NONE },
        { toPersonId: NONE, from: DAY, until: DAY, reason: 'Thử' },
      ),
  },
  {
    name: 'withdrawDelegation',
    permission: 'identity.delegate',
    call: (db, actor) => withdrawDelegation(db, actor, { personId: NONE, delegationId: NONE }, 'Thử'),
  },
  {
    name: 'grantRole',
    permission: 'identity.people',
    call: (db, actor) =>
      grantRole(db, actor, NONE, { role: 'reader', organisationKey: null, from: DAY, reason: 'Thử' }),
  },
  {
    name: 'revokeGrant',
    permission: 'identity.people',
    call: (db, actor) => revokeGrant(db, actor, { accountId: NONE, grantId: NONE }, 'Thử'),
  },
  {
    name: 'extendGrant',
    permission: 'identity.people',
    call: (db, actor) => extendGrant(db, actor, { accountId: NONE, grantId: NONE }, { until: null, reason: 'Thử' }),
  },
  { name: 'openAccount', permission: 'identity.people', call: (db, actor) => openAccount(db, actor, NONE) },
  {
    name: 'endAccountSession',
    permission: 'identity.people',
    call: (db, actor) => endAccountSession(db, actor, { personId: NONE, sessionId: NONE }),
  },
  { name: 'personPage', permission: 'identity.see-people', call: (db, actor) => personPage(db, actor, NONE, DAY) },
  {
    name: 'setPassword',
    permission: 'identity.manage',
    call: (db, actor) => setPassword(db, actor, NOBODY, 'mưa rào tháng bảy'),
  },
  {
    name: 'createApiKey',
    permission: 'identity.manage',
    call: (db, actor) => createApiKey(db, actor, { name: '', scopes: [], until: '' }, []),
  },
  { name: 'listApiKeys', permission: 'identity.manage', call: (db, actor) => listApiKeys(db, actor) },
  { name: 'revokeApiKey', permission: 'identity.manage', call: (db, actor) => revokeApiKey(db, actor, NONE) },
  {
    name: 'changePassword',
    permission: 'identity.own',
    call: (db, actor) => changePassword(db, actor, { current: 'a', next: 'b', sessionId: null }),
  },
  { name: 'signOutElsewhere', permission: 'identity.own', call: (db, actor) => signOutElsewhere(db, actor, NONE) },
  { name: 'ownSessions', permission: 'identity.own', call: ownSessions },
  { name: 'endOwnSession', permission: 'identity.own', call: (db, actor) => endOwnSession(db, actor, NONE) },
  {
    name: 'giveCode',
    permission: 'identity.own',
    call: (db, actor) =>
      giveCode(db, actor, { typed: '', session: sessionOf(actor), address: '::1', cookie: null, requestId: '', now: NOW }, testAuth(db)), // prettier-ignore
  },
  {
    name: 'ownSecondFactor',
    permission: 'identity.own',
    call: (db, actor) => ownSecondFactor(db, actor, sessionOf(actor), NOW),
  },
  {
    name: 'setUpSecondFactor',
    permission: 'identity.own',
    call: (db, actor) => setUpSecondFactor(db, actor, { sealed: '', typed: '', ...shownBy(actor) }, testAuth(db)),
  },
  {
    name: 'renewBackupCodes',
    permission: 'identity.own',
    call: (db, actor) => renewBackupCodes(db, actor, shownBy(actor), testAuth(db)),
  },
  {
    name: 'removeOwnSecondFactor',
    permission: 'identity.own',
    call: (db, actor) => removeOwnSecondFactor(db, actor, shownBy(actor), testAuth(db)),
  },
  { name: 'linkedProviders', permission: 'identity.own', call: linkedProviders },
  { name: 'unlinkProvider', permission: 'identity.own', call: (db, actor) => unlinkProvider(db, actor, NONE) },
  {
    name: 'goLinking',
    permission: 'identity.own',
    call: (db, actor) =>
      goLinking(db, actor, { provider: 'khong-co', cookie: null, language: 'vi', ...shownBy(actor) }, testAuth(db)),
  },
  {
    name: 'removeSecondFactor',
    permission: 'identity.people',
    call: (db, actor) => removeSecondFactor(db, actor, NOBODY),
  },
  {
    name: 'inviteAccount',
    permission: 'identity.people',
    call: (db, actor) => inviteAccount(db, actor, NOBODY, { mail: false, days: 7 }),
  },
  {
    name: 'withdrawInvitation',
    permission: 'identity.people',
    call: (db, actor) => withdrawInvitation(db, actor, NOBODY),
  },
  { name: 'invitationsTo', permission: 'identity.people', call: (db, actor) => invitationsTo(db, actor, []) },
  {
    name: 'erasePersonalData',
    permission: 'audit.erase',
    call: (db, actor) => erasePersonalData(db, actor, 'khong-co', ''),
  },
  { name: 'lookUpEntry', permission: 'audit.search', call: (db, actor) => lookUpEntry(db, actor, '0') },
  { name: 'viewsOf', permission: 'audit.see-views', call: (db, actor) => viewsOf(db, actor, 'khong-co') },
  { name: 'ownNotices', permission: 'notices.own', call: (db, actor) => ownNotices(db, actor) },
  { name: 'readNotice', permission: 'notices.own', call: (db, actor) => readNotice(db, actor, NONE) },
  { name: 'markAllRead', permission: 'notices.own', call: (db, actor) => markAllRead(db, actor, NONE) },
  { name: 'ownChannels', permission: 'notices.own', call: (db, actor) => ownChannels(db, actor, []) },
  {
    name: 'chooseChannels',
    permission: 'notices.own',
    call: (db, actor) => chooseChannels(db, actor, { x: 'off' }, []),
  },
  { name: 'subscribe', permission: 'notices.own', call: (db, actor) => subscribe(db, actor, { type: '', id: '' }) },
  {
    name: 'unsubscribe',
    permission: 'notices.own',
    call: (db, actor) => unsubscribe(db, actor, { type: 'x', id: 'x' }),
  },
  {
    name: 'isSubscribed',
    permission: 'notices.own',
    call: (db, actor) => isSubscribed(db, actor, { type: 'x', id: 'x' }),
  },
  { name: 'ownFeeds', permission: 'notices.feed', call: ownFeeds },
  { name: 'openFeed', permission: 'notices.feed', call: (db, actor) => openFeed(db, actor, 'khong-co') },
  { name: 'revokeFeed', permission: 'notices.feed', call: (db, actor) => revokeFeed(db, actor, NONE) },
  {
    name: 'addReminderRule',
    permission: 'notices.configure',
    call: (db, actor) => addReminderRule(db, actor, { days: 5, when: 'before', audience: 'responsible' }),
  },
  {
    name: 'retireReminderRule',
    permission: 'notices.configure',
    call: (db, actor) => retireReminderRule(db, actor, NONE),
  },
  { name: 'setWeeklyDay', permission: 'notices.configure', call: (db, actor) => setWeeklyDay(db, actor, 9) },
  { name: 'reminderSettings', permission: 'notices.configure', call: reminderSettings },
  {
    name: 'defineIndicator',
    permission: 'indicators.define',
    call: (db, actor) =>
      defineIndicator(
        db,
        actor,
        { ...VERSION, key: 'thu', kind: 'computed', computation: 'khong-co', isPublic: false },
        {},
      ),
  },
  {
    name: 'reviseIndicator',
    permission: 'indicators.define',
    call: (db, actor) => reviseIndicator(db, actor, { key: 'khong-co', seen: 1 }, VERSION),
  },
  {
    name: 'assignReporters',
    permission: 'indicators.define',
    call: (db, actor) =>
      assignReporters(db, actor, 'khong-co', { from: DAY, province: true, organisations: [], collectives: [] }),
  },
  {
    name: 'enterObservations',
    permission: 'indicators.enter',
    call: (db, actor) => enterObservations(db, actor, 'khong-co', FIGURES),
  },
  {
    name: 'confirmObservations',
    permission: 'indicators.confirm',
    call: (db, actor) => confirmObservations(db, actor, 'khong-co', yearOf(2025), [null]),
  },
  { name: 'bindTarget', permission: 'plan.bind-target', call: (db, actor) => bindTarget(db, actor, TARGET, BINDING) },
  { name: 'unbindTarget', permission: 'plan.bind-target', call: (db, actor) => unbindTarget(db, actor, TARGET) },
  {
    name: 'recordFunding',
    permission: 'plan.record-funding',
    call: (db, actor) => recordFunding(db, actor, NONE, MONEY),
  },
  {
    name: 'cancelFunding',
    permission: 'plan.record-funding',
    call: (db, actor) => cancelFunding(db, actor, NONE, 'Thử'),
  },
  {
    name: 'addFundingSource',
    permission: 'plan.add-funding-source',
    call: (db, actor) => addFundingSource(db, actor, ''),
  },
  { name: 'resendMail', permission: 'notices.manage', call: (db, actor) => resendMail(db, actor, 0) },
];

/** Functions with an actor that ask for no permission, and why that is right. */
export const UNASKED: Readonly<Record<string, string>> = {
  remind: 'a job of the platform itself',
  queueDigests: 'a job of the platform itself',
  queueWeekly: 'a job of the platform itself',
  bringOverOldPlans: 'run by the platform itself at its start',
  transact: 'the machinery below all acts',
  act: 'the machinery below the acts on obligations, which are tried one by one; demands what the act declares',
  perform: 'a page’s form, handed to the acts on obligations',
  workerOf: 'a question about the actor himself, on which his own page stands',
  workOf: 'what waits for the actor himself; the database hides what he may not see',
  mustStandAbove: 'asks itself who may: the rule of administration below oneself',
  mustReach: 'asks itself who may: the rule of administration within one’s bodies',
  isOneself: 'a question about the actor himself, inside an act',
  recordView: 'adds to the record that somebody looked; must never be refused',
};
