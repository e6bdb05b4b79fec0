import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { arrowsOf, axisOf, courseOf, ganttPage, laneOf, placeOf, spanOf, type GanttRow } from './gantt.ts';

const day = isoDate;
const year = axisOf(day('2025-01-01'), day('2025-12-31'), 'vi');
const TODAY = day('2025-04-10');
const row = (more: Partial<GanttRow> = {}): GanttRow => ({
  key: 'I.1',
  label: 'Rà soát văn bản',
  start: day('2025-01-01'),
  due: day('2025-03-31'),
  tone: 'active',
  state: 'Đang thực hiện',
  ...more,
});

describe('trục thời gian', () => {
  it.each([
    ['2025-01-01', '2025-12-31', 'month', 12, 'T1', ['2025']],
    ['2025-01-15', '2025-02-20', 'month', 2, 'T1', ['2025']],
    ['2024-11-03', '2026-04-30', 'month', 18, 'T11', ['2024', '2025', '2026']],
    ['2024-11-03', '2026-05-01', 'quarter', 7, 'Quý IV', ['2024', '2025', '2026']],
    ['2021-01-01', '2030-12-31', 'year', 10, '2021', []],
  ])('%s đến %s: chia theo %s, %i phần', (from, to, unit, count, first, years) => {
    const axis = axisOf(day(from), day(to), 'vi');
    expect([axis.unit, axis.ticks.length, axis.ticks[0]!.label]).toEqual([unit, count, first]);
    expect(axis.years.map(({ label }) => label)).toEqual(years);
  });

  it('mở rộng ra trọn quý, và đặt lại hai ngày bị đảo', () => {
    const axis = axisOf(day('2026-05-01'), day('2024-11-03'), 'en');
    expect([axis.from, axis.to, axis.ticks[0]!.label]).toEqual(['2024-10-01', '2026-06-30', 'QIV']);
  });

  it('các phần phủ kín trục, không chồng nhau', () => {
    const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays(day('2015-01-01'), n));
    fc.assert(
      fc.property(days, days, (a, b) => {
        for (const parts of [axisOf(a, b, 'vi').ticks, axisOf(a, b, 'vi').years]) {
          if (parts.length === 0) continue;
          let edge = 0;
          for (const { start, width } of parts) {
            expect(start).toBeCloseTo(edge, 6);
            expect(width).toBeGreaterThan(0);
            edge = start + width;
          }
          expect(edge).toBeCloseTo(100, 6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('một dòng', () => {
  it('thanh phủ từ đầu ngày đầu đến cuối ngày hạn', () => {
    expect(spanOf(year, day('2025-01-01'), day('2025-12-31'))).toEqual({
      start: 0,
      width: 100,
      cutLeft: false,
      cutRight: false,
    });
    const { bar } = laneOf(row(), year, TODAY);
    expect(bar!.start + bar!.width).toBeCloseTo(placeOf(year, day('2025-04-01')), 9);
  });

  it('phần ngoài khung bị cắt và được đánh dấu; ngoài hẳn thì chỉ rõ phía', () => {
    expect(laneOf(row({ start: day('2024-10-01') }), year, TODAY).bar).toMatchObject({ start: 0, cutLeft: true });
    expect(laneOf(row({ due: day('2026-02-01') }), year, TODAY).bar).toMatchObject({ cutRight: true });
    expect(laneOf(row({ start: day('2024-01-01'), due: day('2024-02-01') }), year, TODAY).outside).toBe('before');
    expect(laneOf(row({ start: day('2026-01-01'), due: day('2026-02-01') }), year, TODAY).outside).toBe('after');
  });

  it('chỉ biết hạn thì vẽ dấu hạn; việc thường xuyên không có điểm cuối; không có ngày nào thì để trống', () => {
    expect(laneOf(row({ start: null }), year, TODAY)).toMatchObject({ bar: null, endless: false });
    expect(laneOf(row({ start: null }), year, TODAY).mark).toBeCloseTo(24.66, 1);
    expect(laneOf(row({ due: null }), year, TODAY)).toMatchObject({ endless: true, mark: null });
    expect(laneOf(row({ start: null, due: null }), year, TODAY)).toMatchObject({
      bar: null,
      mark: null,
      outside: null,
    });
  });

  it('đuôi chậm kéo từ sau hạn đến hôm nay, hoặc đến ngày hoàn thành; chỉ khi dòng nói là chậm', () => {
    const late = laneOf(row({ late: true }), year, TODAY).tail!;
    expect(late.start).toBeCloseTo(placeOf(year, day('2025-04-01')), 9);
    expect(late.start + late.width).toBeCloseTo(placeOf(year, day('2025-04-11')), 9);
    const done = laneOf(row({ late: true, doneOn: day('2025-04-04') }), year, TODAY).tail!;
    expect(done.start + done.width).toBeCloseTo(placeOf(year, day('2025-04-05')), 9);
    expect(laneOf(row(), year, TODAY).tail).toBeNull();
  });

  it('lời hứa đầu tiên giữ nguyên khi hạn đã lùi, cũng khi không biết ngày bắt đầu', () => {
    const first = { due: day('2025-03-31') };
    const moved = laneOf(row({ due: day('2025-06-30'), first }), year, TODAY);
    expect(moved.promise!.width).toBeCloseTo(moved.bar!.width * (90 / 181), 6);
    expect(laneOf(row({ start: null, due: day('2025-06-30'), first }), year, TODAY).promise!.width).toBeCloseTo(
      0.27,
      1,
    );
    expect(
      laneOf(row({ start: day('2025-05-01'), due: day('2025-06-30'), first }), year, TODAY).promise,
    ).not.toBeNull();
  });

  it('sự kiện ngoài khung không vẽ', () => {
    const events = ['2024-12-31', '2025-02-01', '2026-01-01'].map((at) => ({
      at: day(at),
      label: 'Báo cáo',
      kind: 'report' as const,
    }));
    expect(laneOf(row({ events }), year, TODAY).events.map(({ at }) => at)).toEqual(['2025-02-01']);
  });

  it('không vẽ gì ra ngoài khung, với mọi ngày', () => {
    const days = fc.option(fc.integer({ min: -900, max: 1300 }).map((n) => addDays(day('2025-01-01'), n)));
    fc.assert(
      fc.property(days, days, days, days, fc.boolean(), (start, due, doneOn, first, late) => {
        const lane = laneOf(row({ start, due, doneOn, late, ...(first && { first: { due: first } }) }), year, TODAY);
        for (const span of [lane.bar, lane.tail, lane.promise]) {
          if (!span) continue;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.width).toBeGreaterThan(0);
          expect(span.start + span.width).toBeLessThanOrEqual(100.000001);
        }
      }),
    );
  });
});

describe('mũi tên phụ thuộc', () => {
  const rows = [
    row({ key: 'a' }),
    row({ key: 'b', start: day('2025-02-01'), due: day('2025-05-01') }),
    row({ key: 'c', start: day('2025-04-01'), due: day('2025-06-30'), after: ['a', 'a', 'c', 'khong-co'] }),
  ];
  const pieces = (list: readonly GanttRow[]) =>
    arrowsOf(
      list,
      list.map((each) => laneOf(each, year, TODAY)),
    );

  it('đi từ cuối thanh trước, qua các dòng giữa, đến đầu thanh sau', () => {
    const [a, b, c] = pieces(rows);
    expect([a, b, c].map((list) => list!.map(({ half }) => half))).toEqual([['lower'], ['whole'], ['upper']]);
    expect(c![0]).toMatchObject({ clash: false });
    expect(c![0]!.to).toBeCloseTo(a![0]!.x, 6);
  });

  it('đi ngược lên khi việc trước nằm dưới; báo khi việc sau bắt đầu trước khi việc trước đến hạn', () => {
    const [b, a] = pieces([row({ key: 'b', start: day('2025-02-01'), after: ['a'] }), row({ key: 'a' })]);
    expect([a![0]!.half, b![0]!.half, b![0]!.clash]).toEqual(['upper', 'lower', true]);
    expect(b![0]!.to).toBe(a![0]!.x);
  });

  it('việc sau kết thúc cả trước khi việc trước đến hạn: mũi tên chỉ vào cuối thanh', () => {
    const [, late] = pieces([row({ key: 'a', due: day('2025-09-30') }), row({ key: 'b', after: ['a'] })]);
    expect(late![0]).toMatchObject({ clash: true });
    expect(late![0]!.to).toBeCloseTo(placeOf(year, day('2025-04-01')), 6);
  });
});

describe('trang', () => {
  const groups = [3, 0, 4, 5].map((count, index) => ({
    key: String(index),
    label: `Nhóm ${index}`,
    rows: Array.from({ length: count }, (_, at) => row({ key: `${index}.${at}` })),
  }));
  const keys = (page: number, size: number) => ganttPage(groups, page, size).groups.map(({ rows }) => rows.length);

  it('cắt qua nhóm, giữ thứ tự, nói đang ở đâu', () => {
    expect([keys(1, 5), keys(2, 5), keys(3, 5)]).toEqual([[3, 2], [2, 3], [2]]);
    expect(ganttPage(groups, 2, 5)).toMatchObject({ page: 2, last: 3, first: 6, until: 10, total: 12 });
    expect(ganttPage(groups, 2, 5).groups[0]).toMatchObject({ label: 'Nhóm 2', total: 4 });
  });

  it.each([
    [0, 1],
    [-3, 1],
    [99, 3],
    [Number.NaN, 1],
    [2.7, 2],
  ])('trang %s là trang %i', (asked, given) => {
    expect(ganttPage(groups, asked, 5).page).toBe(given);
  });

  it('mọi dòng hiện đúng một lần trên các trang', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (size) => {
        const { last } = ganttPage(groups, 1, size);
        const seen = Array.from({ length: last }, (_, at) => ganttPage(groups, at + 1, size).groups).flat();
        expect(seen.flatMap(({ rows }) => rows.map(({ key }) => key))).toEqual(
          groups.flatMap(({ rows }) => rows.map(({ key }) => key)),
        );
      }),
    );
  });

  it('không có dòng nào thì vẫn có một trang', () => {
    expect(ganttPage([], 1)).toEqual({ groups: [], page: 1, last: 1, first: 0, until: 0, total: 0 });
  });
});

it('khung thời gian chứa mọi dòng và hôm nay; trống thì là năm nay', () => {
  const late: IsoDate = day('2024-12-31');
  expect(courseOf([row({ doneOn: late })], TODAY)).toEqual({ from: late, to: TODAY });
  expect(courseOf([], TODAY)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
});
