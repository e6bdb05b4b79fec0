export { annexSheets, type Sheet } from './annex-sheets.ts';
export { kindRow, PAPER_KINDS, type OfficialKind, type PaperKind } from './kinds.ts';
export { ledgerPaper, ledgerTable, type Ledger } from './ledger.ts';
export { fromMarkdown } from './markdown.ts';
export type * from './model.ts';
export { PAPER_MEDIA_TYPES, renderPaper, renderSheets, type PaperFormat } from './render.ts';
export { citedNumber, dateWords, placeDate, symbolOf } from './strings.ts';
