/** Money of tasks: estimated, allocated, spent. */
export { FUNDING_DEPENDENTS } from './dependents.ts';
export { FUNDING_ENTRY_LIST, type FundingEntryRow } from './entry-list.ts';
export { FUNDING_HISTORY } from './history-words.ts';
export type { FundingScope } from './list-scope.ts';
export { FUNDING_LIST, type FundingRow } from './lists.ts';
export { dongText, FUNDING_KINDS, readDong, spentShare, warningsOf, type FundingKind, type FundingWarning, type Money } from './model.ts'; // prettier-ignore
export { FUNDING_PERMISSIONS } from './permissions.ts';
export { fundingLine, fundingSources, fundingTotals, type FundingTotal, type FundingTotals } from './queries.ts';
export { addFundingSource, cancelFunding, FUNDING_INPUT, recordFunding, type FundingInput } from './record.ts';
export { FUNDING_KIND_WORDS, FUNDING_WARNING_WORDS } from './words.ts';
