import type { Permission } from '#kernel/identity/permissions.ts';

/** What may be done while a plan runs, and by whom; the scoped ones for the bodies that a grant covers. */
export const RUNNING_PERMISSIONS = {
  report: {
    action: 'plan.report',
    label: 'báo cáo tiến độ, gửi kết quả của nhiệm vụ',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  assign: {
    action: 'plan.assign',
    label: 'phân công người thực hiện nhiệm vụ',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  decide: {
    action: 'plan.decide',
    label: 'xác nhận, trả lại, gia hạn, tạm dừng nhiệm vụ',
    // A head decides on what the own body gave out; on the province's plan only who owns it for the whole province.
    roles: ['head', 'plan-owner'],
    scoped: true,
  },
  break: {
    action: 'plan.break-down',
    label: 'lập kế hoạch riêng từ việc được giao',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  addTask: { action: 'plan.add-task', label: 'bổ sung nhiệm vụ trong năm', roles: ['plan-owner'] },
  carryOver: { action: 'plan.carry-over', label: 'chuyển việc sang kế hoạch thay thế', roles: ['plan-owner'] },
  direct: {
    action: 'plan.direct',
    label: 'giao ý kiến chỉ đạo',
    roles: ['head', 'plan-owner'],
    scoped: true,
  },
} satisfies Record<string, Permission>;
