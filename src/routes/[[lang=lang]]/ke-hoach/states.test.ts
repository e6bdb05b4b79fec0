import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { PROGRESS, TIMELINESS } from '#modules/plan/index.ts';
import { leftText, standingOf, STANDING_LOOKS, STANDINGS, statusParts, stateWords } from './states.ts';

/** Facts with the state that follows from them. */
function shown(lastDay: string | null, startedOn: string | null, doneOn: string | null, asOf: string) {
  const measured = doneOn ?? asOf;
  const progress = doneOn ? ('done' as const) : startedOn ? ('in-progress' as const) : ('not-started' as const);
  const timeliness =
    lastDay === null ? ('no-date' as const) : measured > lastDay ? ('late' as const) : ('in-time' as const);
  return { lastDay: day(lastDay), doneOn: day(doneOn), state: { progress, timeliness } };
}

const day = (text: string | null) => (text === null ? null : isoDate(text));

describe('các tình trạng của người đọc', () => {
  it('mỗi trạng thái thuộc đúng một tình trạng, và bộ lọc của tình trạng cho đúng những trạng thái ấy', () => {
    for (const progress of PROGRESS) {
      for (const timeliness of TIMELINESS) {
        const matching = STANDINGS.filter((standing) => {
          const { filters } = STANDING_LOOKS[standing];
          return filters.progress.includes(progress) && (filters.time?.includes(timeliness) ?? true);
        });
        expect(matching).toEqual([standingOf({ progress, timeliness })]);
      }
    }
  });

  it('thanh tình trạng cộng lại bằng tổng, mỗi phần mở ra danh sách của nó', () => {
    const parts = statusParts(
      [
        { progress: 'done', timeliness: 'late', count: 2 },
        { progress: 'in-progress', timeliness: 'late', count: 3 },
        { progress: 'not-started', timeliness: 'no-date', count: 5 },
      ],
      'vi',
      ({ progress }) => progress.join('+'),
    );
    expect(parts.map(({ label, value, href }) => [label, value, href])).toEqual([
      ['Hoàn thành', 2, 'done'],
      ['Chờ xác nhận', 0, 'awaiting-confirmation'],
      ['Đang thực hiện', 0, 'in-progress'],
      ['Quá hạn', 3, 'not-started+in-progress'],
      ['Chưa thực hiện', 5, 'not-started'],
      ['Tạm dừng, không thực hiện', 0, 'suspended+cancelled'],
    ]);
  });
});

describe('tình trạng kèm lý do', () => {
  it.each([
    ['2025-03-31', null, null, 'Chưa thực hiện', 'Còn 16 ngày (31/03/2025)', '16 days left (31 March 2025)'],
    ['2025-06-30', '2025-01-02', null, 'Đang thực hiện', 'Còn 107 ngày (30/06/2025)', '107 days left (30 June 2025)'],
    ['2025-03-15', null, null, 'Chưa thực hiện', 'Hết hạn hôm nay (15/03/2025)', 'Due today (15 March 2025)'],
    [
      '2025-03-14',
      null,
      null,
      'Quá hạn 1 ngày',
      'Ngày cuối còn trong hạn là 14/03/2025',
      'The last day in time was 14 March 2025',
    ],
    [
      '2025-03-31',
      null,
      '2025-03-10',
      'Hoàn thành',
      'Xong ngày 10/03/2025, trước hạn 21 ngày',
      'Done on 10 March 2025, 21 days early',
    ],
    [
      '2025-03-01',
      null,
      '2025-03-10',
      'Hoàn thành',
      'Xong ngày 10/03/2025, chậm 9 ngày',
      'Done on 10 March 2025, 9 days late',
    ],
    [
      '2025-03-10',
      null,
      '2025-03-10',
      'Hoàn thành',
      'Xong ngày 10/03/2025, đúng ngày cuối của hạn',
      'Done on 10 March 2025, on the last day in time',
    ],
    [null, null, '2025-03-10', 'Hoàn thành', 'Xong ngày 10/03/2025', 'Done on 10 March 2025'],
    [null, null, null, 'Chưa thực hiện', 'Làm thường xuyên, không có hạn cuối', 'Continuous, without a final date'],
  ])('hạn %s, bắt đầu %s, xong %s: %s – %s', (lastDay, startedOn, doneOn, text, reason, english) => {
    const facts = shown(lastDay, startedOn, doneOn, '2025-03-15');
    const asOf = isoDate('2025-03-15');
    expect(stateWords(facts, 'continuous', asOf, 'vi')).toMatchObject({ text, reason });
    expect(stateWords(facts, 'continuous', asOf, 'en').reason).toBe(english);
  });

  it('xong sau ngày đang xem thì chưa tính', () => {
    const facts = { ...shown('2025-03-01', null, null, '2025-03-05'), doneOn: day('2025-03-10') };
    expect(stateWords(facts, 'deadline', isoDate('2025-03-05'), 'vi')).toMatchObject({
      tone: 'late',
      text: 'Quá hạn 4 ngày',
    });
  });

  it.each([
    [-1, '1 day late'],
    [0, 'Due today'],
    [1, '1 day left'],
  ])('%i ngày nữa, bằng tiếng Anh', (left, words) => expect(leftText(left, 'en')).toBe(words));
});
