/** How far a sign-in has come. */

/** Minutes in which a sign-in must be finished; and how long it is fresh enough to change how one signs in. */
export const FRESH_MINUTES = 15;

/** What is known of a session when somebody comes with it. */
export interface Begun {
  startedAt: Date;
  /** `needed`: a code must be given first; `passed`: it was; null: none was asked at the start. */
  secondFactor: 'needed' | 'passed' | null;
  /** An account of the sample. */
  demonstration: boolean;
}

/** `code`: the second step of signing in; `set-up`: an administrator has no second factor yet. */
export type Missing = 'code' | 'set-up';

/** `over`: it was begun but not finished in time. */
export type Standing = 'whole' | Missing | 'over';

/**
 * What a session still lacks before anything may be done with it. Administrators never act without a second factor, not even in
 * a session that began before they became one.
 */
export function standingOf(begun: Begun, roles: readonly string[], now: Date): Standing {
  const missing = missingIn(begun, roles);
  if (missing === null) return 'whole';
  return isFresh(begun.startedAt, now) ? missing : 'over';
}

function missingIn({ secondFactor, demonstration }: Begun, roles: readonly string[]): Missing | null {
  if (secondFactor === 'needed') return 'code';
  return secondFactor === null && mustHaveSecondFactor(roles) && !demonstration ? 'set-up' : null;
}

/** Whose roles ask for a second factor. */
export function mustHaveSecondFactor(roles: readonly string[]): boolean {
  return roles.includes('administrator');
}

/** Was it begun so lately that nobody else sits there by now? */
export function isFresh(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() < FRESH_MINUTES * 60_000;
}
