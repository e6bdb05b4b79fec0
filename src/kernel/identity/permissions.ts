import type { Actor, HeldGrant } from '../database/actor.ts';
import { Refusal } from '../refusal.ts';

/** Roles that are given by hand, each for one body with everything below it or for the whole province. */
export const GRANTED_ROLES = ['reader', 'officer', 'plan-owner', 'appraiser', 'inspector', 'administrator'] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/**
 * All roles: those given by hand, `head` (whoever holds a head's position) and `citizen` (everybody who is signed in, for what is
 * his own). `system` is the platform itself and belongs to no account.
 */
export const ROLES = ['citizen', 'reader', 'officer', 'head', 'plan-owner', 'appraiser', 'inspector', 'administrator'] as const; // prettier-ignore
export type Role = (typeof ROLES)[number];

/** Roles of officials: all but the citizen's. */
export const OFFICE_ROLES = ROLES.filter((role) => role !== 'citizen');

interface Declared {
  /** `plan.accept`: module and verb. */
  action: string;
  /** Said in a refusal: "tiếp nhận kế hoạch". */
  label: string;
  roles: readonly Role[];
  /** True: a stand-in does not have it from whom he stands in for. */
  inPerson?: true;
}

/** Done on the province as a whole: a role held for one body is not enough, unless `anywhere` says that it is. */
export interface ProvincePermission extends Declared {
  scoped?: undefined;
  /** True: holding the role for any body suffices; the thing has no body of its own. */
  anywhere?: true;
}

/** Done on something that belongs to a body, which must be named when asking. */
export interface ScopedPermission extends Declared {
  scoped: true;
  anywhere?: undefined;
}

/** One thing that may be done, declared beside the service function that does it. */
export type Permission = ProvincePermission | ScopedPermission;

/** Whose thing it is. */
export interface On {
  /** The body; several: covering one of them suffices; null: the province itself. */
  organisation: string | readonly string[] | null;
}

/** What is given beside a permission: the body, where the permission is a scoped one. */
type OnOf<P extends Permission> = P extends ScopedPermission ? [on: On] : [];

/** Why something is allowed: the platform itself, a program's key, or a role held. */
export type Because = { via: 'system' } | { via: 'key' } | HeldGrant;

export type Denial = 'not-signed-in' | 'role-missing' | 'scope-missing' | 'out-of-scope';

/**
 * `role-missing`: none of the roles; `out-of-scope`: one of them, but not for this body (or not for the whole province);
 * `scope-missing`: the program's key does not have it.
 */
export type Verdict = { allowed: true; because: Because } | { allowed: false; reason: Denial };

/**
 * May this actor do it on this, and why (not)? The one rule behind every button and every service function. Deny by default.
 * @param on whose thing it is, for a scoped permission
 */
export function may<P extends Permission>(actor: Actor | null, permission: P, ...on: OnOf<P>): Verdict {
  if (actor?.roles.includes('system')) return { allowed: true, because: { via: 'system' } };
  if (!actor?.id) return { allowed: false, reason: 'not-signed-in' };
  const organisation = (on[0] as On | undefined)?.organisation ?? null;
  if (actor.scopes) return mayWithKey(actor.scopes, permission, organisation);
  let held = false;
  for (const grant of actor.grants) {
    if (!carries(grant, permission)) continue;
    held = true;
    if (permission.anywhere || covers(grant, organisation)) return { allowed: true, because: grant };
  }
  return { allowed: false, reason: held ? 'out-of-scope' : 'role-missing' };
}

/** In a key's scope, after the `@`: the whole province. */
export const WHOLE_PROVINCE = '*';

/**
 * A scope of a key: an action (`plan.import`), and for a scoped permission the one body on whose things it holds
 * (`plan.report@so-noi-vu`), or `plan.report@*` for the whole province. A scoped action without either holds nowhere.
 */
export function readKeyScope(scope: string): { action: string; body: string | null } {
  const at = scope.indexOf('@');
  return at === -1 ? { action: scope, body: null } : { action: scope.slice(0, at), body: scope.slice(at + 1) };
}

function mayWithKey(scopes: readonly string[], permission: Permission, organisation: On['organisation']): Verdict {
  const allowed: Verdict = { allowed: true, because: { via: 'key' } };
  if (!permission.scoped) {
    return scopes.includes(permission.action) ? allowed : { allowed: false, reason: 'scope-missing' };
  }
  const bodies = bodiesOfKey(scopes, permission);
  if (bodies.size === 0) return { allowed: false, reason: 'scope-missing' };
  if (bodies.has(WHOLE_PROVINCE)) return allowed;
  const scope = bodies;
  return covers({ scope }, organisation) ? allowed : { allowed: false, reason: 'out-of-scope' };
}

function bodiesOfKey(scopes: readonly string[], { action }: Permission): ReadonlySet<string> {
  const read = scopes.map(readKeyScope).filter((scope) => scope.action === action && scope.body);
  return new Set(read.map(({ body }) => body!));
}

/** May this actor do it on something at all? For menus and pages; the act itself asks `may` or `demand` with the body. */
export function mayAnywhere(actor: Actor | null, permission: Permission): boolean {
  const reach = reachOf(actor, permission);
  return reach === 'all' || reach.size > 0;
}

const NOWHERE: ReadonlySet<string> = new Set();

/**
 * The bodies on whose things the actor may do it, for lists: one condition in the query instead of a question per row.
 * A permission that is not scoped reaches everything or nothing.
 */
export function reachOf(actor: Actor | null, permission: Permission): 'all' | ReadonlySet<string> {
  const verdict = may(actor, permission as ScopedPermission, { organisation: null });
  if (verdict.allowed) return 'all';
  if (!permission.scoped || verdict.reason !== 'out-of-scope') return NOWHERE;
  if (actor!.scopes) return bodiesOfKey(actor!.scopes, permission);
  const [first, ...rest] = actor!.grants.filter((grant) => carries(grant, permission)).map(({ scope }) => scope!);
  return rest.length === 0 ? first! : new Set([first!, ...rest].flatMap((scope) => [...scope]));
}

function carries({ role, via }: HeldGrant, { roles, inPerson }: Permission): boolean {
  return (roles as readonly string[]).includes(role) && !(inPerson && via === 'delegation');
}

function covers({ scope }: Pick<HeldGrant, 'scope'>, organisation: On['organisation']): boolean {
  if (scope === null) return true;
  if (organisation === null) return false;
  return typeof organisation === 'string' ? scope.has(organisation) : organisation.some((key) => scope.has(key));
}

const REMEDY = 'Liên hệ quản trị hệ thống nếu công việc cần quyền này.';

/** Ends the act when it is not allowed. @throws Refusal 401 or 403 */
export function demand<P extends Permission>(
  actor: Actor | null,
  permission: P,
  ...on: OnOf<P>
): asserts actor is Actor {
  const verdict = may(actor, permission, ...on);
  if (!verdict.allowed) throw denied(verdict.reason, permission.label);
}

/** Ends the act of somebody who may do it on nothing at all, before anything is read. @throws Refusal 401 or 403 */
export function demandAnywhere(actor: Actor | null, permission: Permission): asserts actor is Actor {
  if (mayAnywhere(actor, permission)) return;
  const verdict = may(actor, permission as ScopedPermission, { organisation: null });
  throw denied(verdict.allowed ? 'role-missing' : verdict.reason, permission.label);
}

/** What is said to somebody who may not. @param label of the permission */
export function denied(reason: Denial, label: string): Refusal {
  const told: Record<Denial, () => Refusal> = {
    'not-signed-in': () =>
      new Refusal('identity.not-signed-in', `Cần đăng nhập để ${label}.`, {
        status: 401,
        remedy: 'Đăng nhập rồi thử lại.',
      }),
    'scope-missing': () =>
      new Refusal('identity.not-allowed', `Khóa API này không có quyền ${label}.`, {
        status: 403,
        remedy: 'Đề nghị quản trị hệ thống cấp khóa có quyền này.',
      }),
    'role-missing': () =>
      new Refusal('identity.not-allowed', `Tài khoản của bạn không có quyền ${label}.`, {
        status: 403,
        remedy: REMEDY,
      }),
    'out-of-scope': () =>
      new Refusal('identity.out-of-scope', `Bạn có quyền ${label}, nhưng không phải ở đây.`, {
        status: 403,
        remedy: REMEDY,
      }),
  };
  return told[reason]();
}
