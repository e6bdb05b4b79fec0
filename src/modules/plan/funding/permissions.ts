import type { Permission } from '#kernel/identity/permissions.ts';

/** What may be done with the money of tasks, and by whom; a body's own people enter its own. */
export const FUNDING_PERMISSIONS = {
  record: {
    action: 'plan.record-funding',
    label: 'ghi kinh phí của nhiệm vụ',
    roles: ['officer', 'head', 'plan-owner', 'administrator'],
    scoped: true,
  },
  addSource: {
    action: 'plan.add-funding-source',
    label: 'thêm nguồn kinh phí',
    roles: ['plan-owner', 'administrator'],
  },
} as const satisfies Record<string, Permission>;
