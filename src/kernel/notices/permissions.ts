import { OFFICE_ROLES, ROLES, type Permission } from '../identity/permissions.ts';

/** What may be done with notices, and by whom. */
export const NOTICE_PERMISSIONS = {
  own: { action: 'notices.own', label: 'xem thông báo của mình và chọn cách nhận', roles: ROLES, anywhere: true },
  feed: { action: 'notices.feed', label: 'lấy lịch công việc của mình', roles: OFFICE_ROLES, anywhere: true },
  configure: { action: 'notices.configure', label: 'đặt lịch nhắc việc', roles: ['plan-owner', 'administrator'] },
  manage: { action: 'notices.manage', label: 'xem và gửi lại thư điện tử', roles: ['administrator'] },
} satisfies Record<string, Permission>;
