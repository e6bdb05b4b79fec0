import type { Permission } from '#kernel/identity/permissions.ts';

/** What may be done around the plan, and by whom; asked about the body that conducts a thing or, for its own part, answers. */
export const ACTIVITY_PERMISSIONS = {
  inspect: {
    action: 'activities.inspect',
    label: 'lập kế hoạch, tiến hành và kết luận kiểm tra',
    roles: ['inspector', 'plan-owner'],
    scoped: true,
  },
  arrange: {
    action: 'activities.arrange',
    label: 'tổ chức họp, lập kế hoạch đào tạo, tuyên truyền',
    roles: ['head', 'plan-owner'],
    scoped: true,
  },
  answer: {
    action: 'activities.answer',
    label: 'giải trình, báo cáo kết quả hoạt động của cơ quan',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  submitInitiative: {
    action: 'activities.submit-initiative',
    label: 'gửi sáng kiến',
    roles: ['officer', 'head', 'plan-owner'],
    scoped: true,
  },
  decide: {
    action: 'activities.decide',
    label: 'công nhận sáng kiến, đề xuất khen thưởng, nhắc nhở',
    roles: ['plan-owner'],
    scoped: true,
  },
  setThresholds: {
    action: 'activities.set-thresholds',
    label: 'đặt ngưỡng đề xuất khen thưởng, nhắc nhở',
    roles: ['plan-owner'],
  },
} as const satisfies Record<string, Permission>;
