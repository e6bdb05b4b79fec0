/** SQLSTATE of a failed statement, also when the data-access layer wrapped it; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

/** Name of the constraint that a statement broke. */
export function brokenConstraint(error: unknown): string | undefined {
  return databaseError(error)?.constraint;
}

/** Would the same transaction succeed when run again: serialization failure, deadlock, or two links to one audit entry? */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01' || brokenConstraint(error) === 'audit_entry_previous_hash_key';
}

function databaseError(error: unknown): { code?: string; constraint?: string } | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, severity } = at as { code?: string; severity?: string };
    if (code && severity) return at as { code?: string; constraint?: string };
  }
  return undefined;
}
