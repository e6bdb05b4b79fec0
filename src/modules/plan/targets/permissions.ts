import type { Permission } from '#kernel/identity/permissions.ts';

/** What may be done with the targets of a plan, and by whom. */
export const TARGET_PERMISSIONS = {
  bind: { action: 'plan.bind-target', label: 'gắn chỉ tiêu với chỉ số', roles: ['plan-owner', 'administrator'] },
} as const satisfies Record<string, Permission>;
