import type { Permission } from '../identity/permissions.ts';

/** What may be done with the record, and by whom. Adding to it is no permission: every act does. */
export const AUDIT_PERMISSIONS = {
  search: { action: 'audit.search', label: 'tra cứu nhật ký', roles: ['administrator'] },
  erase: { action: 'audit.erase', label: 'xóa dữ liệu cá nhân trong nhật ký', roles: ['administrator'] },
  seeViews: {
    action: 'audit.see-views',
    label: 'xem ai đã xem dữ liệu cá nhân của người khác',
    roles: ['administrator'],
  },
} satisfies Record<string, Permission>;
