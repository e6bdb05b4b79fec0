import type { Actor } from '../database/actor.ts';
import type { Text } from '../language.ts';
import { ROLES, type Role } from './permissions.ts';

/** Who is signed in. */
export interface SignedIn {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationKey: string | null;
}

/** An account as administrators see it. */
export interface Account extends SignedIn {
  /** False: it has no password, so nobody can sign in with it. */
  enabled: boolean;
  createdAt: Date;
}

/** Names of the roles on the screen. */
export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  reader: { vi: 'Người xem', en: 'Reader' },
  officer: { vi: 'Cán bộ theo dõi', en: 'Officer' },
  'plan-owner': { vi: 'Phụ trách kế hoạch', en: 'Plan owner' },
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
};

/** The role that a stored word means; the least one for a word that is no role, so that no row can make a `system`. */
export function roleFrom(word: string | null | undefined): Role {
  return ROLES.find((role) => role === word) ?? 'reader';
}

/** The account as whoever acts, for service functions and the audit record. */
export function actorOf(account: SignedIn, requestId: string | null): Actor {
  const { id, name, role, organisationKey } = account;
  return { id, name, position: ROLE_NAMES[role].vi, roles: [role], organisationKey, requestId };
}

/** Somebody who is not signed in: may do nothing that needs a role. */
export function visitor(requestId: string | null): Actor {
  return { id: null, name: 'Khách', position: null, roles: [], organisationKey: null, requestId };
}

/** The form in which e-mail addresses are kept and compared. */
export function emailKey(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
