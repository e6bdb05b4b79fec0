import type { IsoDate } from './dates.ts';

/** What a schedule expression (`Tiến độ`, `Thời hạn`, `Thời gian hoàn thành`) says. */
export type ScheduleKind = 'deadline' | 'recurring' | 'continuous' | 'conditional';

/** How exact a deadline was given; it decides on which day lateness begins (the day after the period's last day). */
export type Precision = 'day' | 'month' | 'quarter' | 'half-year' | 'year';

/**
 * `by`: on that day at the latest ("đến hết", "trong", "chậm nhất", a bare month or quarter);
 * `before`: the day itself is already too late ("trước ngày 15/12").
 */
export type Bound = 'by' | 'before';

/** Which day inside each period of a recurring schedule, where the text says. */
export type DayRule =
  /** "ngày 20 hằng tháng", "trước ngày 20 của tháng cuối quý" */
  | { on: 'day'; day: number; month: 'each' | 'first-of-period' | 'last-of-period' | 'next'; bound: Bound }
  /** "ngày cuối tháng", "ngày làm việc cuối cùng của tháng" */
  | { on: 'last-day' | 'last-working-day'; bound: Bound }
  /** "thứ Sáu hằng tuần": 1 = Monday … 7 = Sunday */
  | { on: 'weekday'; weekday: number; bound: Bound };

export interface Recurrence {
  every: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
  /** "02 lần/năm": how many times in each period, when said. */
  times: number | null;
  /** "Tháng 6, tháng 12": the named months (1–12) of each year. */
  months: number[] | null;
  dayRule: DayRule | null;
}

/** One statement of the expression. A field that the statement does not settle is null. */
export interface SchedulePart {
  text: string;
  kind: ScheduleKind;
  /** Last day of the period given, or the day as written; see `bound` for whether the day itself still counts. */
  due: IsoDate | null;
  bound: Bound | null;
  precision: Precision | null;
  recurrence: Recurrence | null;
  /** The event, pace or guidance waited for, as written. */
  event: string | null;
}

/** An expression as written and as understood. The first five fields are those of its leading part. */
export interface Schedule extends SchedulePart {
  /** Every part in the order written, the leading one included; one element when the expression is simple. */
  parts: SchedulePart[];
  /** False when nothing in the text could be read as time: kind is then `conditional` and the event is the whole text. */
  understood: boolean;
}
