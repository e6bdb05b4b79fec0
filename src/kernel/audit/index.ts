export type { Change } from './record.ts';
export type { Json } from './chain.ts';
export { history, verify, type HistoryEntry, type Verification } from './queries.ts';
