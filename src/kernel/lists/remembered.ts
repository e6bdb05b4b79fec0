import type { Database } from '../database/connection.ts';
import type { Option } from './definition.ts';

/** Milliseconds for which a process may offer former choices. */
const KEPT = 60_000;
/** Entries at most, over all databases; the oldest go first. */
const MOST = 500;

type Options<Scope> = (db: Database, scope: Scope) => Promise<readonly Option[]>;

/**
 * Choices of a filter that take long to gather and seldom change, kept for a minute. The list itself is never kept: a choice
 * that is a minute old only finds nothing, or is not offered yet.
 * @param keyOf what the choices depend on
 */
export function rememberedOptions<Scope>(
  keyOf: (scope: Scope) => string,
  gather: Options<Scope>,
  now: () => number = Date.now,
): Options<Scope> {
  const kept = new Map<string, { db: Database; until: number; options: Promise<readonly Option[]> }>();
  return (db, scope) => {
    const key = keyOf(scope);
    const known = kept.get(key);
    if (known && known.db === db && now() < known.until) return known.options;
    const options = gather(db, scope);
    kept.delete(key);
    kept.set(key, { db, until: now() + KEPT, options });
    options.catch(() => kept.delete(key));
    if (kept.size > MOST) kept.delete(kept.keys().next().value!);
    return options;
  };
}
