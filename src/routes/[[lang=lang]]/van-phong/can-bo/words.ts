import { toVietnamese, type IsoDate } from '#kernel/calendar/dates.ts';
import type { AccountState, When } from '#kernel/identity/people/index.ts';
import { GRANTED_ROLES } from '#kernel/identity/permissions.ts';
import { ROLE_NAMES } from '#kernel/identity/model.ts';

/** Words of the pages about officials. */

export const STATE_TONES = {
  open: 'good',
  waiting: 'warn',
  disabled: 'late',
  none: 'none',
  erased: 'none',
} as const satisfies Record<AccountState, string>;

export const WHEN = {
  held: { text: 'Đang giữ', tone: 'good' },
  'to-come': { text: 'Sắp tới', tone: 'active' },
  over: { text: 'Đã hết', tone: 'none' },
} as const satisfies Record<When, object>;

/** "từ 01/03/2025 đến hết 30/06/2025" */
export function daysText(from: IsoDate, until: IsoDate | null): string {
  return `từ ${toVietnamese(from)}${until === null ? '' : ` đến hết ${toVietnamese(until)}`}`;
}

/** What each role is for, beside its choice. */
const FOR: Readonly<Record<(typeof GRANTED_ROLES)[number], string>> = {
  reader: 'xem công việc của phạm vi',
  officer: 'theo dõi, báo cáo, ghi nhận kết quả',
  'plan-owner': 'nhập, ban hành và điều hành kế hoạch (của tỉnh: chọn toàn tỉnh)',
  appraiser: 'thẩm định, chấm điểm',
  inspector: 'kiểm tra, giám sát',
  administrator: 'quản lý cán bộ, tài khoản và vai trò của phạm vi',
};

export const ROLE_OPTIONS = GRANTED_ROLES.map((role) => ({
  value: role,
  label: `${ROLE_NAMES[role].vi}: ${FOR[role]}`,
}));

/** Bodies as a choice. */
export const bodyOptions = (bodies: readonly { key: string; name: string }[]) =>
  bodies.map(({ key, name }) => ({ value: key, label: name }));

/** Chosen for a role that holds for the whole province; no body has this key. */
export const PROVINCE = '*';
