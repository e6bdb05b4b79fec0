import { OFFICE_ROLES, ROLES, type Permission } from './permissions.ts';

/** What may be done with people, accounts, roles and keys, and by whom. */
export const IDENTITY_PERMISSIONS = {
  manage: {
    action: 'identity.manage',
    label: 'quản lý khóa API và tài khoản của toàn tỉnh',
    roles: ['administrator'],
  },
  people: {
    action: 'identity.people',
    label: 'quản lý cán bộ, tài khoản và vai trò',
    roles: ['administrator'],
    scoped: true,
  },
  see: {
    action: 'identity.see-people',
    label: 'xem hồ sơ cán bộ',
    roles: ['head', 'administrator'],
    scoped: true,
  },
  delegate: {
    action: 'identity.delegate',
    label: 'giao người thay khi vắng mặt',
    roles: ['head', 'administrator'],
    scoped: true,
    inPerson: true,
  },
  office: { action: 'identity.office', label: 'vào phần việc của cán bộ', roles: OFFICE_ROLES, anywhere: true },
  own: { action: 'identity.own', label: 'xem và sửa tài khoản của mình', roles: ROLES, anywhere: true },
} satisfies Record<string, Permission>;
