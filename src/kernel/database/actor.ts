/** Who acts: a signed-in person, or the system itself. Goes into every audit entry. */
export interface Actor {
  /** Account; null for the system and for visitors. */
  id: string | null;
  name: string;
  /** The office held when acting, e.g. "Chuyên viên, Sở Nội vụ". */
  position: string | null;
  roles: readonly string[];
  /** Only of a program with a key: the permissions (`plan.import`) that it was given; it has no roles. */
  scopes?: readonly string[];
  organisationKey: string | null;
  /** The request that caused it, to find its lines in the log. */
  requestId: string | null;
}

/** The platform acting on its own: a job, a timetable, the sample data. */
export function system(name: string, requestId: string | null = null): Actor {
  return { id: null, name, position: null, roles: ['system'], organisationKey: null, requestId };
}
