import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import {
  after,
  foldEvents,
  keptFirstPromise,
  newFacts,
  timelinessOn,
  type Facts,
  type ObligationEvent,
} from './facts.ts';
import { ACTS, OBLIGATION_LIFE, OBLIGATION_STATES, type Act } from './lifecycle.ts';

const LAST = isoDate('2025-03-31');
const on = (day: string, act: Act, more: Partial<ObligationEvent> = {}): ObligationEvent => ({
  act,
  onDate: isoDate(day),
  actorId: 'a',
  ...more,
});
const told = (...events: ObligationEvent[]): Facts => foldEvents(newFacts('not-started', LAST), events);

describe('đời của một nhiệm vụ được giao', () => {
  it.each<[string, ObligationEvent[], Partial<Facts>]>([
    ['báo cáo thì đang làm', [on('2025-02-01', 'report')], { state: 'in-progress', startedOn: isoDate('2025-02-01') }],
    [
      'gửi kết quả thì chờ xác nhận',
      [on('2025-03-30', 'submit')],
      { state: 'awaiting-confirmation', submittedBy: 'a' },
    ],
    ['xác nhận muộn không làm cơ quan muộn', [on('2025-03-30', 'submit'), on('2025-04-20', 'confirm')], { state: 'done', doneOn: isoDate('2025-03-30') }], // prettier-ignore
    ['trả lại thì làm tiếp, lần gửi cũ không tính', [on('2025-03-30', 'submit'), on('2025-04-02', 'return')], { state: 'in-progress', submittedOn: null }], // prettier-ignore
    ['gửi lại sau khi bị trả: ngày gửi là ngày sau', [on('2025-03-30', 'submit'), on('2025-04-02', 'return'), on('2025-04-05', 'submit'), on('2025-04-06', 'confirm')], { doneOn: isoDate('2025-04-05') }], // prettier-ignore
    ['gia hạn giữ hạn đầu', [on('2025-03-01', 'ask-extension', { lastDay: isoDate('2025-05-31') }), on('2025-03-05', 'grant-extension', { lastDay: isoDate('2025-04-30') })], { lastDay: isoDate('2025-04-30'), firstLastDay: LAST, extensions: 1, askedLastDay: null }], // prettier-ignore
    ['không gia hạn thì hạn như cũ', [on('2025-03-01', 'ask-extension', { lastDay: isoDate('2025-05-31') }), on('2025-03-05', 'refuse-extension')], { lastDay: LAST, extensions: 0, askedLastDay: null }], // prettier-ignore
    ['tạm dừng 20 ngày: hạn lùi 20 ngày, trở lại trạng thái trước', [on('2025-02-01', 'report'), on('2025-03-01', 'suspend'), on('2025-03-21', 'resume')], { state: 'in-progress', lastDay: isoDate('2025-04-20'), firstLastDay: LAST }], // prettier-ignore
    ['tiếp tục với hạn mới', [on('2025-03-01', 'suspend'), on('2025-03-21', 'resume', { lastDay: isoDate('2025-06-30') })], { state: 'not-started', lastDay: isoDate('2025-06-30') }], // prettier-ignore
    ['không thực hiện nữa', [on('2025-03-01', 'cancel')], { state: 'cancelled', closedOn: isoDate('2025-03-01') }],
    ['ghi nhận rồi hủy ghi nhận', [on('2025-03-01', 'register'), on('2025-03-02', 'reopen')], { state: 'in-progress', doneOn: null, closedOn: null }], // prettier-ignore
    ['nêu rồi gỡ vướng mắc', [on('2025-03-01', 'raise-obstacle'), on('2025-03-02', 'raise-obstacle'), on('2025-03-03', 'clear-obstacle')], { openObstacles: 1 }], // prettier-ignore
  ])('%s', (_name, events, expected) => {
    expect(told(...events)).toMatchObject(expected);
  });

  it('việc chờ điều kiện: điều kiện có thì đồng hồ chạy, và hạn ấy là hạn đầu', () => {
    const waiting = newFacts('waiting', null);
    const facts = after(waiting, on('2025-05-10', 'trigger', { lastDay: isoDate('2025-06-10') }));
    expect(facts).toMatchObject({ state: 'not-started', lastDay: '2025-06-10', firstLastDay: '2025-06-10' });
  });

  it('mọi việc làm chỉ dẫn đến trạng thái có tên, và mọi trạng thái mở đều có đường ra', () => {
    for (const act of ACTS) {
      const { from, to } = OBLIGATION_LIFE.acts[act];
      expect(from.length).toBeGreaterThan(0);
      expect([...OBLIGATION_STATES, 'stays', 'returns']).toContain(to);
    }
    for (const state of OBLIGATION_STATES.filter((each) => OBLIGATION_LIFE.states[each].open)) {
      expect(ACTS.some((act) => OBLIGATION_LIFE.acts[act].from.includes(state) && OBLIGATION_LIFE.acts[act].to !== 'stays')).toBe(true); // prettier-ignore
    }
  });
});

describe('trong hạn hay quá hạn', () => {
  it.each<[string, ObligationEvent[], string, string]>([
    ['chưa làm, đúng ngày cuối', [], '2025-03-31', 'in-time'],
    ['chưa làm, hôm sau', [], '2025-04-01', 'late'],
    ['gửi đúng hạn, chưa ai xác nhận', [on('2025-03-31', 'submit')], '2025-05-01', 'in-time'],
    ['gửi muộn, chưa ai xác nhận', [on('2025-04-01', 'submit')], '2025-05-01', 'late'],
    ['xong đúng hạn', [on('2025-03-31', 'register')], '2026-01-01', 'in-time'],
    ['xong muộn vẫn là muộn', [on('2025-04-01', 'register')], '2026-01-01', 'late'],
    ['đang tạm dừng không muộn', [on('2025-03-01', 'suspend')], '2025-12-31', 'in-time'],
    ['không thực hiện nữa không muộn', [on('2025-04-05', 'cancel')], '2025-12-31', 'in-time'],
  ])('%s', (_name, events, asOf, expected) => {
    expect(timelinessOn(told(...events), isoDate(asOf))).toBe(expected);
  });

  it('xong trong hạn đã gia hạn nhưng sau hạn đầu: cả hai đều thấy', () => {
    const facts = told(
      on('2025-03-01', 'ask-extension', { lastDay: isoDate('2025-04-30') }),
      on('2025-03-05', 'grant-extension', { lastDay: isoDate('2025-04-30') }),
      on('2025-04-15', 'register'),
    );
    expect(timelinessOn(facts, isoDate('2025-05-01'))).toBe('in-time');
    expect(keptFirstPromise(facts, isoDate('2025-05-01'))).toBe(false);
  });

  it('hạn đầu không bao giờ đổi; số lần gia hạn không bao giờ giảm', () => {
    const start: IsoDate = isoDate('2025-01-01');
    const event = fc.record({ act: fc.constantFrom(...ACTS), step: fc.integer({ min: 0, max: 20 }), more: fc.integer({ min: 1, max: 90 }) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        let facts = newFacts('not-started', LAST);
        let day = start;
        for (const { act, step, more } of events) {
          day = addDays(day, step);
          if (!OBLIGATION_LIFE.acts[act].from.includes(facts.state)) continue;
          const next = after(facts, { act, onDate: day, actorId: 'a', lastDay: addDays(LAST, more) });
          expect(next.firstLastDay).toBe(LAST);
          expect(next.extensions).toBeGreaterThanOrEqual(facts.extensions);
          expect(next.state === 'done').toBe(next.doneOn !== null);
          facts = next;
        }
      }),
    );
  });
});
