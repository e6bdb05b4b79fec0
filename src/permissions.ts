import { AUDIT_PERMISSIONS } from '#kernel/audit/permissions.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { IDENTITY_PERMISSIONS } from '#kernel/identity/accounts.ts';
import { heldEverywhere, heldFor, ROLE_NAMES, visitor } from '#kernel/identity/model.ts';
import { may, ROLES, type Denial, type Permission, type Role, type Verdict } from '#kernel/identity/permissions.ts';
import { INDICATOR_PERMISSIONS } from '#kernel/indicators/permissions.ts';
import { csvCell } from '#kernel/lists/index.ts';
import { NOTICE_PERMISSIONS } from '#kernel/notices/permissions.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { ACTIVITY_PERMISSIONS } from '#modules/activities/index.ts';
import {
  FUNDING_PERMISSIONS,
  PLAN_PERMISSIONS,
  REPORT_PERMISSIONS,
  RUNNING_PERMISSIONS,
  TARGET_PERMISSIONS,
} from '#modules/plan/index.ts';

/** All that may be done and by whom, room by room. A room that declares permissions is added here; a test looks for forgotten ones. */
export const PERMISSION_ROOMS: readonly { title: string; permissions: readonly Permission[] }[] = [
  { title: 'Kế hoạch', permissions: Object.values(PLAN_PERMISSIONS) },
  { title: 'Thực hiện kế hoạch', permissions: Object.values(RUNNING_PERMISSIONS) },
  { title: 'Báo cáo định kỳ', permissions: Object.values(REPORT_PERMISSIONS) },
  {
    title: 'Chỉ tiêu, chỉ số',
    permissions: [...Object.values(INDICATOR_PERMISSIONS), ...Object.values(TARGET_PERMISSIONS)],
  },
  { title: 'Kinh phí', permissions: Object.values(FUNDING_PERMISSIONS) },
  { title: 'Kiểm tra, họp, đào tạo, sáng kiến, khen thưởng', permissions: Object.values(ACTIVITY_PERMISSIONS) },
  { title: 'Tổ chức bộ máy', permissions: Object.values(ORGANISATION_PERMISSIONS) },
  { title: 'Tài khoản', permissions: Object.values(IDENTITY_PERMISSIONS) },
  { title: 'Thông báo', permissions: Object.values(NOTICE_PERMISSIONS) },
  { title: 'Nhật ký', permissions: Object.values(AUDIT_PERMISSIONS) },
];

/** What a program's key may be given: what the API offers beyond reading public data. */
export const KEY_PERMISSIONS: readonly Permission[] = [
  PLAN_PERMISSIONS.import,
  PLAN_PERMISSIONS.review,
  RUNNING_PERMISSIONS.report,
  RUNNING_PERMISSIONS.decide,
];

/** Who asks, as a column of the matrix. */
export const ASKERS = ['visitor', ...ROLES] as const;
export type Asker = (typeof ASKERS)[number];
export const ASKER_NAMES: Readonly<Record<Asker, string>> = {
  visitor: 'Khách',
  ...(Object.fromEntries(ROLES.map((role) => [role, ROLE_NAMES[role].vi])) as Record<Role, string>),
};

/** Somebody who asks in this role, held for the whole province, or for one body. */
export function askerAs(asker: Asker, body?: string): Actor {
  if (asker === 'visitor') return visitor(null);
  const grants = body === undefined ? heldEverywhere(asker) : [heldFor(asker, body)];
  return { ...system(ASKER_NAMES[asker]), id: `as-${asker}`, roles: [asker], grants };
}

/**
 * How far a role reaches: `anywhere`, for whatever body it is held; `own`, on the things of the bodies it is held for; `province`,
 * only when it is held for the whole province; `nowhere`.
 */
export type Extent = 'anywhere' | 'own' | 'province' | 'nowhere';

export interface MatrixCell {
  asker: Asker;
  /** To whoever holds the role for the whole province. */
  allowed: boolean;
  extent: Extent;
  /** In words. */
  reason: string;
}

export interface MatrixRow {
  room: string;
  action: string;
  /** What is done, in words. */
  label: string;
  cells: readonly MatrixCell[];
}

const DENIALS: Readonly<Record<Denial, string>> = {
  'not-signed-in': 'Cần đăng nhập',
  'role-missing': 'Ngoài vai trò',
  'scope-missing': 'Ngoài phạm vi của khóa',
  'out-of-scope': 'Ngoài phạm vi',
};

/** Said in a cell where it is allowed. */
export const EXTENT_NAMES: Readonly<Record<Exclude<Extent, 'nowhere'>, string>> = {
  anywhere: 'Được',
  own: 'Trong phạm vi',
  province: 'Toàn tỉnh',
};

/** The matrix as the code decides it: each cell is asked of `may` itself, on one's own body, on another, and on the province. */
export function permissionMatrix(): MatrixRow[] {
  return PERMISSION_ROOMS.flatMap(({ title, permissions }) =>
    permissions.map((permission) => ({
      room: title,
      action: permission.action,
      label: permission.label,
      cells: ASKERS.map((asker) => cellOf(asker, permission)),
    })),
  );
}

function cellOf(asker: Asker, permission: Permission): MatrixCell {
  const may = (actor: Actor, organisation: string | null) => asked(actor, permission, organisation);
  const verdict = may(askerAs(asker), null);
  if (!verdict.allowed) return { asker, allowed: false, extent: 'nowhere', reason: DENIALS[verdict.reason] };
  // Being a citizen is held for no body.
  const ofBody = asker === 'citizen' ? askerAs(asker) : askerAs(asker, 'own');
  const extent = may(ofBody, 'other').allowed ? 'anywhere' : may(ofBody, 'own').allowed ? 'own' : 'province';
  return { asker, allowed: true, extent, reason: EXTENT_NAMES[extent] };
}

/** A permission that is not scoped is asked about without a body. */
function asked(actor: Actor, permission: Permission, organisation: string | null): Verdict {
  if (permission.scoped) return may(actor, permission, { organisation });
  return may(actor, permission);
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
