import type { Actor } from '../database/actor.ts';
import { may, readKeyScope, WHOLE_PROVINCE, type Permission, type ScopedPermission } from './permissions.ts';

/** Scopes of keys as they are given and told; what they allow stands in `permissions.ts`. */

/** May a key be given this: one of these permissions, with a body exactly where the permission is a scoped one? */
export function isKeyScope(scope: string, grantable: readonly Permission[]): boolean {
  const { action, body } = readKeyScope(scope);
  const permission = grantable.find((each) => each.action === action);
  if (!permission?.scoped) return permission !== undefined && body === null;
  return body === WHOLE_PROVINCE || /^[a-z0-9-]{1,120}$/.test(body ?? '');
}

/** How a scope of this permission is written. */
export function keyScopeForm({ action, scoped }: Permission): string {
  return scoped ? `${action}@mã-cơ-quan hoặc ${action}@${WHOLE_PROVINCE}` : action;
}

/** Nobody gives a key a right that he lacks, nor for a body that his own does not reach. */
export function mayGrant(actor: Actor, scope: string, grantable: readonly Permission[]): boolean {
  const { action, body } = readKeyScope(scope);
  const permission = grantable.find((each) => each.action === action) as ScopedPermission;
  return may(actor, permission, { organisation: body === WHOLE_PROVINCE ? null : body }).allowed;
}

/** A scope in words: the permission and, in brackets, its body. @param nameOf the body's name, its key when not said */
export function keyScopeLabel(
  scope: string,
  grantable: readonly Permission[],
  nameOf: (key: string) => string = (key) => key,
): string {
  const { action, body } = readKeyScope(scope);
  const label = grantable.find((each) => each.action === action)?.label ?? action;
  return body === null ? label : `${label} (${body === WHOLE_PROVINCE ? 'toàn tỉnh' : nameOf(body)})`;
}
