/** Periodic reports of how a plan runs. */
export { followedPeriods, servableTasks, type FollowedPeriod, type Servable } from './followed.ts';
export { REPORT_HISTORY } from './history-words.ts';
export { REPORT_ACTS, REPORT_LIFE, REPORT_STATE_WORDS, REPORT_STATES, type ReportAct, type ReportState } from './lifecycle.ts'; // prettier-ignore
export { REPORT_LIST, type ReportRow, type ReportScope } from './lists.ts';
export { writtenSections, type Section as ReportSection } from './outline.ts';
export { reportPaper, reportSheets, type ReportParts } from './paper.ts';
export { contributionPart, sectionPart } from './parts.ts';
export { ALL_KINDS, FREE, freeWindow, kindName, likelyKind, reportKinds, windowOf, type Window as ReportWindow } from './periods.ts'; // prettier-ignore
export { REPORT_PERMISSIONS } from './permissions.ts';
export * from './queries.ts';
export type { Counts as ReportCounts } from './figures.ts';
export type { Report } from './schema.ts';
export { SETTINGS_INPUT as REPORT_SETTINGS_INPUT, SIGNING, type ReportSettings, type SettingsRequest } from './settings.ts'; // prettier-ignore
export { bodyName, type Snapshot } from './snapshot.ts';
export { suggestionFor } from './suggest.ts';
export { takeSnapshot, type SnapshotWish } from './take-snapshot.ts';
export { doneOf, lightText, percentText, readingText, ruleName } from './words.ts';
export { followPeriods, type FollowRequest } from './service/follow.ts';
export { askContributions, contribute, insertContribution, type AskRequest, type ContributionWish } from './service/contribute.ts'; // prettier-ignore
export { discardReport, finaliseReport, issueReport, reopenReport, type IssueRequest } from './service/finish.ts';
export { makeReport, REPORT_INPUT, retakeSnapshot, windowIn, type ReportRequest } from './service/make.ts';
export { standingOfReport } from './service/lock.ts';
export { setReportPaper, writeSection, type TextWish } from './service/write.ts';
