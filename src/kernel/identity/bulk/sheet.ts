import type { RowOf, Sheet } from '../../sheets/index.ts';
import { ROLE_NAMES } from '../model.ts';
import { GRANTED_ROLES } from '../permissions.ts';

/** Officials as a table: one row for each position; who holds several has several rows under one address. */
export const PEOPLE_SHEET = {
  name: 'can-bo',
  version: 1,
  title: { vi: 'Cán bộ', en: 'Officials' },
  columns: [
    { key: 'staffNumber', title: 'Số hiệu', aliases: ['Số hiệu cán bộ', 'Mã cán bộ'], type: 'text', maxLength: 40, width: 14 },
    { key: 'name', title: 'Họ và tên', type: 'text', required: true, maxLength: 200, width: 28 },
    { key: 'email', title: 'Thư điện tử', aliases: ['Email', 'Thư công vụ'], type: 'text', required: true, maxLength: 254, width: 32, hint: 'Thư công vụ, cũng là tên đăng nhập. Lời mời đặt mật khẩu gửi đến đây.' },
    { key: 'phone', title: 'Điện thoại', type: 'text', maxLength: 40, width: 16 },
    { key: 'body', title: 'Cơ quan', type: 'text', required: true, maxLength: 300, width: 40, hint: 'Tên đầy đủ, mã định danh hoặc khóa trong danh mục cơ quan.' },
    { key: 'title', title: 'Chức vụ', aliases: ['Chức danh'], type: 'text', required: true, maxLength: 200, width: 28 },
    { key: 'isHead', title: 'Đứng đầu', type: 'yes-no', width: 10, hint: '“có” với người đứng đầu cơ quan ở cột Cơ quan: có vai trò thủ trưởng.' },
    { key: 'role', title: 'Vai trò', type: 'choice', width: 20, hint: 'Cho cơ quan ở cột Cơ quan và các đơn vị bên dưới. Để trống: chưa giao.', values: GRANTED_ROLES.map((value) => ({ value, label: ROLE_NAMES[value].vi })) },
    { key: 'from', title: 'Từ ngày', type: 'date', required: true, width: 12, hint: 'Ngày bắt đầu giữ chức vụ. Vai trò có hiệu lực sớm nhất từ ngày nhập.' },
    { key: 'until', title: 'Đến hết ngày', type: 'date', width: 12, hint: 'Ngày cuối của chức vụ và vai trò. Để trống: chưa định.' },
  ],
} as const satisfies Sheet; // prettier-ignore

export type PersonFileRow = RowOf<typeof PEOPLE_SHEET>;

/** Head of a column, as a person reads it in the template. */
export const headOf = (key: keyof PersonFileRow): string => PEOPLE_SHEET.columns.find((column) => column.key === key)!.title; // prettier-ignore

/** Filled rows at most: one transaction carries them all in. */
export const MOST_ROWS = 5_000;
