/** Organisations over time: the pure part. */
export type * from './model.ts';
export { nameKey, nameWords, syllableKey, tokensOf, type Token } from './names.ts';
export { PhraseIndex } from './phrases.ts';
export { quantifierEnd, type CollectiveReading } from './collectives.ts';
export { readRegistry, type RegistryFiles } from './registry-data.ts';
export {
  ancestorsOf,
  asOf,
  childrenOf,
  findCollective,
  findOrganisation,
  isValidAt,
  membersOf,
  registryIndex,
  successorsOf,
  versionOf,
  type RegistryIndex,
} from './registry.ts';
