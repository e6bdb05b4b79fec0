import { toVietnamese, type IsoDate } from '../calendar/dates.ts';
import type { Actor, HeldGrant } from '../database/actor.ts';
import type { Text } from '../language.ts';
import { GRANTED_ROLES, type GrantedRole, type Role } from './permissions.ts';

/** Who is signed in. */
export interface SignedIn {
  id: string;
  name: string;
  email: string;
}

/** An account as administrators see it. */
export interface Account extends SignedIn {
  /** Null: a citizen's. */
  personId: string | null;
  /** The weightiest of the roles given to it that hold today; without one it is a citizen's. */
  role: GrantedRole | 'citizen';
  /** The body of the person's first position. */
  organisationKey: string | null;
  /** False: nobody can sign in with it, because it was disabled or has no way of signing in yet. */
  enabled: boolean;
  /** Closed by an administrator. */
  disabled: boolean;
  createdAt: Date;
}

/** Names of the roles on the screen. */
export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  citizen: { vi: 'Công dân', en: 'Citizen' },
  reader: { vi: 'Người xem', en: 'Reader' },
  officer: { vi: 'Cán bộ theo dõi', en: 'Officer' },
  head: { vi: 'Thủ trưởng', en: 'Head' },
  'plan-owner': { vi: 'Phụ trách kế hoạch', en: 'Plan owner' },
  appraiser: { vi: 'Thẩm định', en: 'Appraiser' },
  inspector: { vi: 'Kiểm tra', en: 'Inspector' },
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
};

/** The weightiest of some roles: the last in the order of `GRANTED_ROLES`; words that are no role do not count. */
export function weightiest(roles: readonly string[]): GrantedRole | 'citizen' {
  return GRANTED_ROLES.findLast((role) => roles.includes(role)) ?? 'citizen';
}

/** A position held on a day. */
export interface HeldPosition {
  title: string;
  organisation: string;
  organisationName: string;
}

/** What somebody stands in for on a day. */
export interface HeldDelegation extends HeldPosition {
  /** Last day. */
  until: IsoDate;
}

/** What an account's owner holds on a day; see `loadActor`. */
export interface Holdings {
  positions: readonly HeldPosition[];
  delegations: readonly HeldDelegation[];
  grants: readonly HeldGrant[];
}

/** Everybody who is signed in, for what is his own. */
const OWN: HeldGrant = { role: 'citizen', organisation: null, scope: null, until: null, via: 'account' };

/** The account as whoever acts, for service functions and the audit record. */
export function actorOf(account: SignedIn, holdings: Holdings, requestId: string | null): Actor {
  const grants = [OWN, ...holdings.grants];
  const roles = [...new Set(grants.map(({ role }) => role))];
  const organisationKeys = [...new Set(holdings.positions.map(({ organisation }) => organisation))];
  return {
    id: account.id,
    name: account.name,
    position: positionWords(holdings, weightiest(roles)),
    roles,
    grants,
    organisationKey: organisationKeys[0] ?? null,
    organisationKeys,
    requestId,
  };
}

/** "Phó Giám đốc, Sở Nội vụ; thay Giám đốc theo ủy quyền đến 30/11/2025"; the role's name for whoever holds no position. */
function positionWords({ positions, delegations }: Holdings, role: Role): string {
  const [main] = positions;
  const held = positions.map(({ title, organisationName }) => `${title}, ${organisationName}`);
  const standing = delegations.map(({ title, organisation, organisationName, until }) => {
    const place = organisation === main?.organisation ? '' : `, ${organisationName}`;
    return `thay ${title}${place} theo ủy quyền đến ${toVietnamese(until)}`;
  });
  return [...(held.length > 0 ? held : [ROLE_NAMES[role].vi]), ...standing].join('; ');
}

/** Roles held for the whole province and without an end, as tests and the matrix of permissions ask with. */
export function heldEverywhere(...roles: readonly string[]): HeldGrant[] {
  return roles.map((role) => ({ role, organisation: null, scope: null, until: null, via: 'grant' }));
}

/** A role held for some bodies, as tests and the matrix of permissions ask with. */
export function heldFor(role: string, ...keys: readonly string[]): HeldGrant {
  return { role, organisation: keys[0] ?? null, scope: new Set(keys), until: null, via: 'grant' };
}

/** Somebody who is not signed in: may do nothing that needs a role. */
export function visitor(requestId: string | null): Actor {
  return {
    id: null,
    name: 'Khách',
    position: null,
    roles: [],
    grants: [],
    organisationKey: null,
    organisationKeys: [],
    requestId,
  };
}

/** The form in which e-mail addresses are kept and compared. */
export function emailKey(email: string): string {
  // PostgreSQL has no NUL in its texts.
  return email.normalize('NFC').replaceAll('\0', '').trim().toLowerCase();
}
