import type { Permission } from '#kernel/identity/permissions.ts';

/** What may be done with plans, and by whom; each is demanded by the service function of the same name. */
export const PLAN_PERMISSIONS = {
  import: { action: 'plan.import', label: 'nhập kế hoạch', roles: ['plan-owner', 'administrator'] },
  // Drafts are the whole province's, and whoever follows the plan for one body reads them too.
  review: {
    action: 'plan.review',
    label: 'xem bản nháp kế hoạch',
    roles: ['officer', 'plan-owner', 'administrator'],
    anywhere: true,
  },
  revise: { action: 'plan.revise', label: 'sửa bản nháp kế hoạch', roles: ['plan-owner', 'administrator'] },
  accept: { action: 'plan.accept', label: 'ban hành kế hoạch vào sổ theo dõi', roles: ['plan-owner', 'administrator'] },
  discard: { action: 'plan.discard', label: 'hủy bản nháp kế hoạch', roles: ['plan-owner', 'administrator'] },
  recordResult: {
    action: 'plan.record-result',
    label: 'ghi nhận kết quả nhiệm vụ',
    roles: ['officer', 'plan-owner', 'administrator'],
    anywhere: true,
  },
} satisfies Record<string, Permission>;
