import { AUDIT_PERMISSIONS } from '#kernel/audit/permissions.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { IDENTITY_PERMISSIONS } from '#kernel/identity/accounts.ts';
import { heldEverywhere, ROLE_NAMES, visitor } from '#kernel/identity/model.ts';
import { may, ROLES, type Permission, type Role, type Verdict } from '#kernel/identity/permissions.ts';
import { csvCell } from '#kernel/lists/index.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { PLAN_PERMISSIONS, RUNNING_PERMISSIONS } from '#modules/plan/index.ts';

/** All that may be done and by whom, room by room. A room that declares permissions is added here; a test looks for forgotten ones. */
export const PERMISSION_ROOMS: readonly { title: string; permissions: readonly Permission[] }[] = [
  { title: 'Kế hoạch', permissions: Object.values(PLAN_PERMISSIONS) },
  { title: 'Thực hiện kế hoạch', permissions: Object.values(RUNNING_PERMISSIONS) },
  { title: 'Tổ chức bộ máy', permissions: Object.values(ORGANISATION_PERMISSIONS) },
  { title: 'Tài khoản', permissions: Object.values(IDENTITY_PERMISSIONS) },
  { title: 'Nhật ký', permissions: Object.values(AUDIT_PERMISSIONS) },
];

/** What a program's key may be given: what the API offers beyond reading public data. */
export const KEY_PERMISSIONS: readonly Permission[] = [PLAN_PERMISSIONS.import, PLAN_PERMISSIONS.review];

/** Who asks, as a column of the matrix. */
export const ASKERS = ['visitor', ...ROLES] as const;
export type Asker = (typeof ASKERS)[number];
export const ASKER_NAMES: Readonly<Record<Asker, string>> = {
  visitor: 'Khách',
  ...(Object.fromEntries(ROLES.map((role) => [role, ROLE_NAMES[role].vi])) as Record<Role, string>),
};

/** Somebody who asks in this role. */
export function askerAs(asker: Asker): Actor {
  return asker === 'visitor' ? visitor(null) : { ...system(ASKER_NAMES[asker]), id: `as-${asker}`, roles: [asker], grants: heldEverywhere(asker) };
}

export interface MatrixRow {
  room: string;
  action: string;
  /** What is done, in words. */
  label: string;
  cells: readonly { asker: Asker; allowed: boolean; reason: string }[];
}

const REASONS = {
  'not-signed-in': 'Cần đăng nhập',
  'role-missing': 'Ngoài vai trò',
  'scope-missing': 'Ngoài phạm vi của khóa',
  'out-of-scope': 'Ngoài phạm vi',
} satisfies Record<Extract<Verdict, { allowed: false }>['reason'], string>;

/** The matrix as the code decides it: each cell is asked of `may` itself. */
export function permissionMatrix(): MatrixRow[] {
  return PERMISSION_ROOMS.flatMap(({ title, permissions }) =>
    permissions.map((permission) => ({
      room: title,
      action: permission.action,
      label: permission.label,
      cells: ASKERS.map((asker) => {
        const verdict = may(askerAs(asker), permission);
        return { asker, allowed: verdict.allowed, reason: verdict.allowed ? 'Được' : REASONS[verdict.reason] };
      }),
    })),
  );
}

/** The matrix as CSV (RFC 4180, with a byte-order mark). */
export function matrixCsv(): string {
  const head = ['Phần', 'Việc', 'Tên trong mã', ...ASKERS.map((asker) => ASKER_NAMES[asker])];
  const rows = permissionMatrix().map(({ room, action, label, cells }) => [
    room,
    label,
    action,
    ...cells.map(({ reason }) => reason),
  ]);
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
