export * from './definition.ts';
export { addressOf, readQuery } from './address.ts';
export { conditionOf, readAll, readPage } from './read.ts';
export { csvCell, exportList, EXPORT_BOUNDS, type ExportFormat } from './export.ts';
export { anyOf, everyWord, patternsOf, optionsOf } from './conditions.ts';
export { rememberedOptions } from './remembered.ts';
