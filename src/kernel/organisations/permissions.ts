import type { Permission } from '../identity/permissions.ts';

/** What may be done with the province's organisation, and by whom; each is demanded by a function of `service.ts`. */
export const ORGANISATION_PERMISSIONS = {
  reorganise: { action: 'organisations.reorganise', label: 'sắp xếp tổ chức bộ máy', roles: ['administrator'] },
  decideHandover: {
    action: 'organisations.decide-handover',
    label: 'quyết định cơ quan tiếp nhận công việc',
    roles: ['administrator'],
  },
  correct: { action: 'organisations.correct', label: 'sửa cách viết của cơ quan', roles: ['administrator'] },
  importRegistry: {
    action: 'organisations.import-registry',
    label: 'nhập danh mục cơ quan từ tệp',
    roles: ['administrator'],
  },
} satisfies Record<string, Permission>;
