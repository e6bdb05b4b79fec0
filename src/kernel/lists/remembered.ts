import type { Database } from '../database/connection.ts';
import { keeping } from '../database/kept.ts';
import type { Option } from './definition.ts';

/** Milliseconds for which a process may offer former choices. */
const KEPT = 60_000;

type Options<Scope> = (db: Database, scope: Scope) => Promise<readonly Option[]>;

/**
 * Choices of a filter that take long to gather and seldom change, kept for a minute at most. The list itself is never kept: a choice
 * that is a minute old only finds nothing, or is not offered yet.
 * @param keyOf what the choices depend on
 */
export function rememberedOptions<Scope>(keyOf: (scope: Scope) => string, gather: Options<Scope>): Options<Scope> {
  return keeping({ milliseconds: KEPT, keyOf, throughWrites: true }, gather);
}
