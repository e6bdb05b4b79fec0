import type { Part, Tone } from '#ui/charts.ts';
import type { FilterField } from '#ui/filters.ts';
import type { TimelineEntry } from '#ui/timeline.ts';

/** Real-looking rows for the pattern page; not the plan's data. */
export interface SampleTask {
  number: string;
  title: string;
  lead: string;
  due: string | null;
  products: number;
  tone: Tone;
  state: string;
}

export const TASKS: readonly SampleTask[] = [
  {
    number: 'I.1',
    title:
      'Rà soát, hệ thống hóa văn bản quy phạm pháp luật; kiến nghị sửa đổi, bổ sung, thay thế văn bản không còn phù hợp',
    lead: 'Sở Tư pháp',
    due: '2025-03-31',
    products: 2,
    tone: 'late',
    state: 'Quá hạn 4 ngày',
  },
  {
    number: 'II.3',
    title: 'Công bố, cập nhật danh mục thủ tục hành chính thuộc phạm vi, chức năng quản lý',
    lead: 'Văn phòng UBND tỉnh',
    due: '2025-06-30',
    products: 1,
    tone: 'warn',
    state: 'Sắp đến hạn',
  },
  {
    number: 'III.2',
    title: 'Sắp xếp tổ chức bộ máy các cơ quan chuyên môn theo quy định của Chính phủ',
    lead: 'Sở Nội vụ',
    due: '2025-12-31',
    products: 4,
    tone: 'active',
    state: 'Đang thực hiện',
  },
  {
    number: 'VI.7',
    title: 'Nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh',
    lead: 'Sở Thông tin và Truyền thông',
    due: '2025-02-28',
    products: 1,
    tone: 'good',
    state: 'Hoàn thành',
  },
  {
    number: 'VI.9',
    title: 'Kết nối cơ sở dữ liệu quốc gia theo lộ trình của bộ, ngành trung ương',
    lead: 'Công an tỉnh',
    due: null,
    products: 1,
    tone: 'none',
    state: 'Chưa có dữ liệu',
  },
];

export const PARTS: readonly Part[] = [
  { label: 'Hoàn thành', value: 18, tone: 'good', href: '?state=done#danh-sach' },
  { label: 'Đang thực hiện', value: 31, tone: 'active', href: '?state=active#danh-sach' },
  { label: 'Sắp đến hạn', value: 6, tone: 'warn', href: '?state=soon#danh-sach' },
  { label: 'Quá hạn', value: 3, tone: 'late', href: '?state=late#danh-sach' },
  { label: 'Chưa đến kỳ', value: 4, tone: 'calm', href: '?state=calm#danh-sach' },
];

export const MONTHS = [2, 1, 4, 0, 3, 7, null, null, null, null, null, null].map((value, index) => ({
  label: `T${index + 1}`,
  value,
  current: index === 5,
}));

export const FILTERS: readonly FilterField[] = [
  { kind: 'search', name: 'q', label: 'Tìm nhiệm vụ', hint: 'Không cần gõ dấu' },
  {
    kind: 'many',
    name: 'group',
    label: 'Lĩnh vực',
    options: [
      { value: 'institutions', label: 'Cải cách thể chế', count: 9 },
      { value: 'procedures', label: 'Cải cách thủ tục hành chính', count: 14 },
      { value: 'organisation', label: 'Cải cách tổ chức bộ máy hành chính nhà nước', count: 8 },
      { value: 'digital', label: 'Xây dựng và phát triển Chính quyền điện tử, Chính quyền số', count: 16 },
    ],
  },
  {
    kind: 'one',
    name: 'state',
    label: 'Tình trạng',
    options: [
      { value: 'late', label: 'Quá hạn' },
      { value: 'soon', label: 'Sắp đến hạn' },
      { value: 'done', label: 'Hoàn thành' },
    ],
  },
  { kind: 'dates', label: 'Hạn hoàn thành', from: 'due-from', to: 'due-to' },
];

export const HISTORY: readonly (TimelineEntry & { note?: string })[] = [
  {
    key: 3,
    at: new Date('2025-04-04T02:15:00Z'),
    title: 'Ghi nhận Quyết định 812/QĐ-UBND làm tài liệu kiểm chứng',
    by: 'Nguyễn Thị Hường, Sở Tư pháp',
    tone: 'good',
  },
  {
    key: 2,
    at: '2025-03-31',
    title: 'Hết hạn hoàn thành',
    tone: 'late',
    note: 'Hạn ban đầu được giữ để tính số ngày chậm.',
  },
  { key: 1, at: '2024-12-31', title: 'Giao nhiệm vụ theo Quyết định 3487/QĐ-UBND', by: 'UBND tỉnh', tone: 'active' },
];
