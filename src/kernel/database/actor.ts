import type { IsoDate } from '../calendar/dates.ts';

/** Who acts: a signed-in person, or the system itself. Goes into every audit entry. */
export interface Actor {
  /** Account; null for the system and for visitors. */
  id: string | null;
  name: string;
  /** The office held when acting: "Phó Giám đốc, Sở Nội vụ; thay Giám đốc theo ủy quyền đến 30/11/2025". */
  position: string | null;
  /** The distinct roles of `grants`; what decides is `grants`. `system` is the platform itself. */
  roles: readonly string[];
  /** What the actor holds today: each role for which bodies, until when, and how it came. */
  grants: readonly HeldGrant[];
  /** Only of a program with a key: the permissions that it was given (`plan.import`, `plan.report@so-noi-vu`); it has no roles. */
  scopes?: readonly string[];
  /** The body of the main position. */
  organisationKey: string | null;
  /** The bodies of all positions held today, the main one first. */
  organisationKeys: readonly string[];
  /** The request that caused it, to find its lines in the log. */
  requestId: string | null;
}

/** A role that somebody holds on a day. */
export interface HeldGrant {
  role: string;
  /** The body it was given for; null: the whole province. */
  organisation: string | null;
  /**
   * The bodies it covers: that one, everything below it on the day, and ended bodies whose work these now hold; null: the whole
   * province.
   */
  scope: ReadonlySet<string> | null;
  /** Last day on which it holds; null: no end was set. */
  until: IsoDate | null;
  /** `grant`: given by an administrator; `head`: heads the body; `delegation`: stands in for somebody; `account`: everybody signed in. */
  via: 'grant' | 'head' | 'delegation' | 'account';
  /** Only by delegation, for whom: "Giám đốc, Sở Nội vụ". */
  onBehalfOf?: string;
}

/** The platform acting on its own: a job, a timetable, the sample data. */
export function system(name: string, requestId: string | null = null): Actor {
  return {
    id: null,
    name,
    position: null,
    roles: ['system'],
    grants: [],
    organisationKey: null,
    organisationKeys: [],
    requestId,
  };
}
