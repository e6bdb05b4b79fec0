import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Part, Tone } from '#ui/charts.ts';
import type { GanttGroup, GanttRow } from '#ui/gantt.ts';
import type { MatrixCell, MatrixLine } from '#ui/matrix.ts';
import type { CalendarItem, CalendarNote } from '#ui/month-calendar.ts';
import type { WorkItem } from '#ui/work-list.ts';

/** Real-looking figures for the patterns of running a plan; not the plan's data. */
export const TODAY: IsoDate = isoDate('2025-04-10');

const TITLES = [
  'Rà soát, hệ thống hóa văn bản quy phạm pháp luật; kiến nghị sửa đổi, bổ sung, thay thế',
  'Công bố, cập nhật danh mục thủ tục hành chính',
  'Báo cáo công tác cải cách hành chính quý I',
  'Sắp xếp tổ chức bộ máy các cơ quan chuyên môn',
  'Đánh giá mức độ hài lòng của người dân, tổ chức',
  'Nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh',
];
const GROUPS = [
  'Cải cách thể chế',
  'Cải cách thủ tục hành chính',
  'Cải cách tổ chức bộ máy',
  'Cải cách chế độ công vụ',
];
const AGENCIES = ['Sở Tư pháp', 'Văn phòng UBND tỉnh', 'Sở Nội vụ', 'Sở Tài chính', 'Công an tỉnh'];

/** How a task stands, in turn: each kind of drawing that the timeline knows. */
const COURSES: readonly ((start: IsoDate) => Partial<GanttRow> & Pick<GanttRow, 'start' | 'due' | 'tone' | 'state'>)[] =
  [
    (start) => ({
      start,
      due: addDays(start, 75),
      doneOn: addDays(start, 70),
      tone: 'good',
      state: 'Hoàn thành đúng hạn',
      events: [{ at: addDays(start, 40), label: 'Báo cáo tiến độ', kind: 'report' }],
    }),
    (start) => ({ start, due: addDays(start, 80), late: true, tone: 'active', state: 'Quá hạn' }),
    (start) => ({
      start,
      due: addDays(start, 150),
      first: { due: addDays(start, 90) },
      tone: 'active',
      state: 'Đang thực hiện, đã gia hạn',
      events: [
        { at: addDays(start, 30), label: 'Báo cáo tiến độ', kind: 'report' },
        { at: addDays(start, 85), label: 'Được gia hạn', kind: 'extension' },
      ],
    }),
    (start) => ({ start: null, due: addDays(start, 110), tone: 'warn', state: 'Sắp đến hạn' }),
    (start) => ({ start, due: null, tone: 'active', state: 'Thường xuyên' }),
    (start) => ({
      start: addDays(start, 130),
      due: addDays(start, 290),
      tone: 'calm',
      state: 'Chưa đến kỳ',
    }),
    () => ({ start: null, due: null, tone: 'none', state: 'Chưa có thời hạn' }),
  ];

/** So many tasks in four groups; every fourth waits for the one two lines above. */
export function ganttSample(count: number): GanttGroup[] {
  const size = Math.ceil(count / GROUPS.length);
  return GROUPS.map((label, group) => ({
    key: `g${group}`,
    label,
    rows: Array.from({ length: Math.max(0, Math.min(size, count - group * size)) }, (_, at): GanttRow => {
      const number = group * size + at;
      const course = COURSES[number % COURSES.length]!(addDays(isoDate('2025-01-06'), (number % 5) * 6));
      return {
        key: `${group}.${at}`,
        label: `${['I', 'II', 'III', 'IV'][group]}.${at + 1} ${TITLES[number % TITLES.length]}`,
        href: '#dong-thoi-gian',
        who: AGENCIES[number % AGENCIES.length],
        ...course,
        ...(at % 4 === 2 && { after: [`${group}.${at - 2}`] }),
      };
    }),
  }));
}

export const MATRIX_ROWS: readonly MatrixLine[] = [...AGENCIES, 'Ủy ban nhân dân thành phố Nha Trang'].map(
  (label, at) => ({ key: `a${at}`, label, href: '#ma-tran' }),
);
export const MATRIX_COLUMNS: readonly MatrixLine[] = [
  { key: 'c0', label: 'Cải cách thể chế', short: 'Thể chế' },
  { key: 'c1', label: 'Cải cách thủ tục hành chính', short: 'TTHC' },
  { key: 'c2', label: 'Cải cách tổ chức bộ máy hành chính nhà nước', short: 'Bộ máy' },
  { key: 'c3', label: 'Cải cách chế độ công vụ', short: 'Công vụ' },
  { key: 'c4', label: 'Cải cách tài chính công', short: 'Tài chính công' },
  { key: 'c5', label: 'Xây dựng và phát triển Chính quyền điện tử, Chính quyền số', short: 'Chính quyền số' },
];
export const MATRIX_CELLS: readonly MatrixCell[] = MATRIX_ROWS.flatMap((row, at) =>
  MATRIX_COLUMNS.flatMap((column, place): MatrixCell[] => {
    const value = (at * 5 + place * 3) % 13;
    if (value === 7) return [];
    return [{ row: row.key, column: column.key, value, ...(value > 0 && { href: '#ma-tran' }) }];
  }),
);

export const CALENDAR_NOTES: readonly CalendarNote[] = [
  { day: isoDate('2025-04-07'), kind: 'off', name: 'Giỗ Tổ Hùng Vương' },
  { day: isoDate('2025-04-26'), kind: 'worked', name: 'Làm bù' },
  { day: isoDate('2025-04-30'), kind: 'off', name: 'Ngày Chiến thắng' },
  { day: isoDate('2025-05-01'), kind: 'off', name: 'Quốc tế lao động' },
  { day: isoDate('2025-05-02'), kind: 'off', name: 'Nghỉ hoán đổi' },
];
const DUE: readonly (readonly [string, number, Tone, string])[] = [
  ['2025-04-04', 1, 'late', 'Quá hạn'],
  ['2025-04-10', 2, 'warn', 'Sắp đến hạn'],
  ['2025-04-15', 9, 'active', 'Đang thực hiện'],
  ['2025-04-25', 1, 'good', 'Hoàn thành'],
  ['2025-04-30', 4, 'calm', 'Chưa đến kỳ'],
];
export const CALENDAR_ITEMS: readonly CalendarItem[] = DUE.flatMap(([day, count, tone, state]) =>
  Array.from({ length: count }, (_, at) => ({
    key: `${day} ${at}`,
    day: isoDate(day),
    text: `I.${at + 1} ${TITLES[at % TITLES.length]}`,
    href: '#lich',
    tone,
    state,
  })),
);

export const QUARTERS = ['I/2024', 'II/2024', 'III/2024', 'IV/2024', 'I/2025', 'II/2025', 'III/2025', 'IV/2025'];
export const SERIES = [
  { label: 'Hồ sơ trực tuyến', values: [41.2, 44.8, null, 52.1, 58.06, null, null, null] },
  { label: 'Thanh toán trực tuyến', values: [12, 15.5, null, 21.4, 33.7, null, null, null], href: '#chi-so' },
];
export const TARGET = { label: 'Mục tiêu cuối năm 2025', values: QUARTERS.map((_, at) => (at < 4 ? null : 70)) };
export const FORECAST = {
  label: 'Dự báo hồ sơ trực tuyến và khoảng có thể',
  middle: [null, null, null, null, 58.06, 62.3, 66.5, 70.8],
  low: [null, null, null, null, 58.06, 59, 60.4, 61.2],
  high: [null, null, null, null, 58.06, 65.6, 72.7, 80.3],
};

export const STATES: readonly { label: string; tone: Tone }[] = [
  { label: 'Hoàn thành đúng hạn', tone: 'good' },
  { label: 'Đang thực hiện', tone: 'active' },
  { label: 'Sắp đến hạn', tone: 'warn' },
  { label: 'Quá hạn', tone: 'late' },
  { label: 'Chưa đến kỳ', tone: 'calm' },
];
export const STATE_ROWS = MATRIX_ROWS.map((row, at) => ({
  ...row,
  href: '#theo-co-quan',
  parts: STATES.map((state, place): Part => ({ ...state, value: (at * 7 + place * 5) % 11, href: '#theo-co-quan' })),
}));

const work = (days: number | null, at: number, why: string, action?: string): WorkItem => ({
  key: `${days} ${at}`,
  title: TITLES[at]!,
  href: '#viec',
  why,
  due: days === null ? null : addDays(TODAY, days),
  ...(action && { action: { text: action, href: '#viec' } }),
});
export const WORK: readonly WorkItem[] = [
  work(-6, 0, 'Bạn chủ trì; chưa có báo cáo nào trong quý', 'Báo cáo'),
  work(-1, 1, 'Chờ bạn xác nhận sản phẩm: Quyết định 812/QĐ-UBND', 'Xem và xác nhận'),
  { ...work(0, 2, 'Kỳ báo cáo kết thúc hôm nay', 'Gửi báo cáo'), who: 'Sở Nội vụ' },
  work(5, 3, 'Bạn chủ trì', 'Báo cáo'),
  work(20, 4, 'Bạn phối hợp'),
  { ...work(null, 5, 'Chưa đơn vị nào bên dưới nhận', 'Phân công'), dueText: 'thường xuyên' },
];
