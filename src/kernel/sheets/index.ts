/** Tables that come and go as files (XLSX, CSV). */
export type * from './model.ts';
export { SHEET_LIMITS } from './model.ts';
export { openFile, readSheet, readSheetIfThere, type OpenFile } from './read.ts';
export { templateOf, writeSheet, writeSheetCsv, writeSheets } from './write.ts';
