import { describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import {
  factsOf,
  obstaclesToAcceptance,
  planSlug,
  productState,
  taskState,
  type Progress,
  type State,
  type Timeliness,
} from './model.ts';

const day = (text: string | null): IsoDate | null => (text === null ? null : isoDate(text));

describe('tình trạng của một kết quả', () => {
  it.each<[string, string | null, string | null, string | null, string, Progress, Timeliness]>([
    ['chưa làm, chưa đến hạn', '2025-03-31', null, null, '2025-03-31', 'not-started', 'in-time'],
    ['chưa làm, qua hạn một ngày', '2025-03-31', null, null, '2025-04-01', 'not-started', 'late'],
    ['đang làm', '2025-03-31', '2025-02-01', null, '2025-02-01', 'in-progress', 'in-time'],
    [
      'việc bắt đầu sau ngày hỏi thì chưa bắt đầu',
      '2025-03-31',
      '2025-02-01',
      null,
      '2025-01-31',
      'not-started',
      'in-time',
    ],
    ['xong đúng ngày cuối', '2025-03-31', null, '2025-03-31', '2025-12-31', 'done', 'in-time'],
    ['xong muộn vẫn là muộn', '2025-03-31', null, '2025-04-01', '2025-12-31', 'done', 'late'],
    ['xong muộn, hỏi trước hạn', '2025-03-31', '2025-01-05', '2025-04-01', '2025-03-31', 'in-progress', 'in-time'],
    ['không có hạn thì không bao giờ muộn', null, null, null, '2099-12-31', 'not-started', 'no-date'],
    ['không có hạn, đã xong', null, null, '2025-06-01', '2025-06-01', 'done', 'no-date'],
  ])('%s', (_name, lastDay, startedOn, doneOn, asOf, progress, timeliness) => {
    const facts = { lastDay: day(lastDay), startedOn: day(startedOn), doneOn: day(doneOn) };
    expect(productState(facts, isoDate(asOf))).toEqual({ progress, timeliness });
  });
});

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
  ])('%s', (_name, products, expected) => {
    expect(taskState(products)).toEqual(expected);
  });
});

describe('sự kiện thành dữ kiện', () => {
  it('hủy ghi nhận thì chưa xong nữa, nhưng việc vẫn đã bắt đầu', () => {
    expect(
      factsOf([
        { kind: 'completed', onDate: isoDate('2025-03-01') },
        { kind: 'reopened', onDate: isoDate('2025-03-10') },
      ]),
    ).toEqual({ startedOn: '2025-03-01', doneOn: null });
  });

  it('hoàn thành lại sau khi hủy: ngày của lần sau', () => {
    const events = (['started', 'completed', 'reopened', 'completed'] as const).map((kind, index) => ({
      kind,
      onDate: isoDate(`2025-0${index + 1}-01`),
    }));
    expect(factsOf(events)).toEqual({ startedOn: '2025-01-01', doneOn: '2025-04-01' });
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
