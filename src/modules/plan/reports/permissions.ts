import type { Permission } from '#kernel/identity/permissions.ts';

/**
 * What may be done with reports, and by whom; asked about the body whose report it is (null: the whole plan, for which the role
 * must be held for the whole province).
 */
export const REPORT_PERMISSIONS = {
  prepare: {
    action: 'plan.prepare-report',
    label: 'lập và soạn báo cáo định kỳ',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  contribute: {
    action: 'plan.contribute-to-report',
    label: 'đóng góp nội dung báo cáo',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  finalise: {
    action: 'plan.finalise-report',
    label: 'chốt và ban hành báo cáo',
    roles: ['head', 'plan-owner'],
    scoped: true,
  },
} satisfies Record<string, Permission>;
