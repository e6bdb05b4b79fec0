import { expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import type { PlannedPerson } from '#kernel/identity/bulk/index.ts';
import { importView } from './import-view.ts';

const from = isoDate('2026-01-01');
const place = { row: 3, organisationKey: 'so-a', organisationName: 'Sở A', from, until: null };
const person = (more: Partial<PlannedPerson>): PlannedPerson => ({
  kind: 'new', rows: [3], known: null, fields: { name: 'Lê Hà', email: 'ha@x.vn', phone: null, staffNumber: null },
  corrections: [], positions: [], roles: [], opensAccount: true, invites: true, notes: [], ...more,
}); // prettier-ignore

it('nói bằng lời từng việc sẽ làm, và điều giữ nguyên', () => {
  const view = importView({
    fingerprint: 'x',
    errors: [
      { row: 4, column: 'Cơ quan', code: 'body-unknown', message: 'Dòng 4, cột “Cơ quan”: không có cơ quan “X”.' },
      { row: 5, column: 'Từ ngày', code: 'not-a-date', message: 'Dòng 5, cột “Từ ngày” (ô I5): “y” không phải ngày.' },
      { row: 6, column: null, code: 'oneself', message: 'Dòng 6: đây là chính bạn.' },
    ],
    people: [
      person({ positions: [{ ...place, title: 'Giám đốc', isHead: true }], roles: [{ ...place, role: 'officer' }] }),
      person({
        kind: 'changed',
        opensAccount: false,
        corrections: [{ field: 'phone', before: null, after: '0203' }],
        notes: ['Chuyên viên đang ghi không có ngày hết, giữ nguyên'],
      }),
      person({ kind: 'unchanged', invites: false }),
      person({ rows: [2, 4] }),
    ],
  });
  expect(view.counts).toEqual({ errors: 3, new: 1, changed: 1, unchanged: 1, invited: 1 });
  expect(view.errors.map(({ message }) => message)).toEqual(['Không có cơ quan “X”.', '“y” không phải ngày.', 'Đây là chính bạn.']); // prettier-ignore
  expect(view.fresh[0]!.adds).toEqual([
    'Chức vụ: Giám đốc, Sở A (đứng đầu), từ 01/01/2026',
    'Vai trò: Cán bộ theo dõi, Sở A, từ 01/01/2026',
    'Mở tài khoản và mời',
  ]);
  expect(view.changed[0]!.adds).toEqual(['Điện thoại: (trống) → 0203', 'Mời đặt mật khẩu']);
  expect(view.kept).toHaveLength(1);
});

it('bảng dài thì cắt, số đếm thì không', () => {
  const people = Array.from({ length: 600 }, () => person({}));
  const view = importView({ fingerprint: 'x', errors: [], people });
  expect([view.counts.new, view.fresh.length]).toEqual([600, 500]);
});
