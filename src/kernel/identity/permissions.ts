import type { Actor } from '../database/actor.ts';
import { Refusal } from '../refusal.ts';

/** Roles an account can hold; `system` is the platform itself and belongs to no account. */
export const ROLES = ['reader', 'officer', 'plan-owner', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** One thing that may be done, declared beside the service function that does it. */
export interface Permission {
  /** `plan.accept`: module and verb. */
  action: string;
  /** Said in a refusal: "tiếp nhận kế hoạch". */
  label: string;
  roles: readonly Role[];
}

export type Verdict =
  { allowed: true } | { allowed: false; reason: 'not-signed-in' | 'role-missing' | 'scope-missing' };

/** May this actor do it, and if not, why? The one rule behind every button and every service function. Deny by default. */
export function may(actor: Actor | null, permission: Permission): Verdict {
  if (actor?.roles.includes('system')) return { allowed: true };
  if (!actor?.id) return { allowed: false, reason: 'not-signed-in' };
  if (actor.scopes) {
    return actor.scopes.includes(permission.action) ? { allowed: true } : { allowed: false, reason: 'scope-missing' };
  }
  return permission.roles.some((role) => actor.roles.includes(role))
    ? { allowed: true }
    : { allowed: false, reason: 'role-missing' };
}

/** Ends the act when it is not allowed. @throws Refusal 401 or 403 */
export function demand(actor: Actor | null, permission: Permission): asserts actor is Actor {
  const verdict = may(actor, permission);
  if (verdict.allowed) return;
  if (verdict.reason === 'not-signed-in') {
    throw new Refusal('identity.not-signed-in', `Cần đăng nhập để ${permission.label}.`, {
      status: 401,
      remedy: 'Đăng nhập rồi thử lại.',
    });
  }
  if (verdict.reason === 'scope-missing') {
    throw new Refusal('identity.not-allowed', `Khóa API này không có quyền ${permission.label}.`, {
      status: 403,
      remedy: 'Đề nghị quản trị hệ thống cấp khóa có quyền này.',
    });
  }
  throw new Refusal('identity.not-allowed', `Tài khoản của bạn không có quyền ${permission.label}.`, {
    status: 403,
    remedy: 'Liên hệ quản trị hệ thống nếu công việc cần quyền này.',
  });
}
