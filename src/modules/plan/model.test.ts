import { describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { obstaclesToAcceptance, planSlug, rollUp, type Progress, type State, type Timeliness } from './model.ts';

const day = (text: string | null): IsoDate | null => (text === null ? null : isoDate(text));

describe('tình trạng của một nhiệm vụ', () => {
  const state = (progress: Progress, timeliness: Timeliness): State => ({ progress, timeliness });
  it.each<[string, State[], State]>([
    ['xong khi mọi kết quả xong', [state('done', 'in-time'), state('done', 'no-date')], state('done', 'in-time')],
    [
      'một kết quả xong: đang làm',
      [state('done', 'in-time'), state('not-started', 'in-time')],
      state('in-progress', 'in-time'),
    ],
    ['một kết quả muộn: muộn', [state('not-started', 'late'), state('done', 'in-time')], state('in-progress', 'late')],
    ['không kết quả nào có hạn', [state('in-progress', 'no-date')], state('in-progress', 'no-date')],
    ['chưa có kết quả nào', [], state('not-started', 'no-date')],
    ['còn lại đều chờ xác nhận', [state('done', 'in-time'), state('awaiting-confirmation', 'in-time')], state('awaiting-confirmation', 'in-time')], // prettier-ignore
    ['một phần chờ xác nhận, một phần chưa', [state('awaiting-confirmation', 'in-time'), state('not-started', 'in-time')], state('in-progress', 'in-time')], // prettier-ignore
    ['phần không thực hiện nữa không tính', [state('cancelled', 'late'), state('done', 'in-time')], state('done', 'in-time')], // prettier-ignore
    ['không còn phần nào thực hiện', [state('cancelled', 'in-time')], state('cancelled', 'no-date')],
    ['phần còn lại tạm dừng', [state('done', 'in-time'), state('suspended', 'in-time')], state('suspended', 'in-time')],
    ['có phần tạm dừng, có phần đang làm', [state('suspended', 'in-time'), state('in-progress', 'in-time')], state('in-progress', 'in-time')], // prettier-ignore
  ])('%s', (_name, products, expected) => {
    expect(rollUp(products)).toEqual(expected);
  });
});

describe('ban hành', () => {
  it.each([
    ['draft', 2025, [], []],
    ['draft', 2025, [{ severity: 'warning', resolution: 'open' }], []],
    ['draft', 2025, [{ severity: 'error', resolution: 'accepted' }], []],
    ['draft', 2025, [{ severity: 'error', resolution: 'open' }], ['open-errors']],
    ['draft', null, [], ['year-unknown']],
    ['active', 2025, [], ['not-a-draft']],
  ] as const)('%s, năm %s, %j: %j', (status, year, diagnostics, expected) => {
    expect(obstaclesToAcceptance(status, year, diagnostics)).toEqual(expected);
  });
});

describe('địa chỉ của kế hoạch', () => {
  it.each([
    ['3487/QĐ-UBND', '2024-12-31', '3487-qd-ubnd-2024'],
    ['12/KH-UBND', null, '12-kh-ubnd'],
    [null, '2025-01-01', 'ke-hoach-abc'],
    ['../../etc', null, 'etc'],
  ])('%s của %s: %s', (number, date, slug) => {
    expect(planSlug(number, day(date), 'abc')).toBe(slug);
  });
});
