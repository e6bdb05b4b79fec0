import type { ScheduleKind } from '#kernel/calendar/schedule-model.ts';
import type { Severity } from '#kernel/diagnostic.ts';
import type { Text } from '#kernel/language.ts';
import type { Role } from './import/model.ts';
import type { PlanStatus, Progress, Resolution, Timeliness } from './model.ts';

/** What the screen calls the module's values. */
export const ROLE_WORDS: Record<Role, Text> = {
  lead: { vi: 'Chủ trì', en: 'Lead' },
  coordinating: { vi: 'Phối hợp', en: 'Coordinating' },
  guiding: { vi: 'Hướng dẫn', en: 'Guiding' },
  appraising: { vi: 'Thẩm định', en: 'Appraising' },
  advising: { vi: 'Tham mưu', en: 'Advising' },
  compiling: { vi: 'Tổng hợp', en: 'Compiling' },
  'carrying-out': { vi: 'Thực hiện', en: 'Carrying out' },
  issuing: { vi: 'Ban hành, phê duyệt', en: 'Issuing' },
};

export const SCHEDULE_KIND_WORDS: Record<ScheduleKind, Text> = {
  deadline: { vi: 'Có thời hạn', en: 'Deadline' },
  recurring: { vi: 'Định kỳ', en: 'Recurring' },
  continuous: { vi: 'Thường xuyên', en: 'Continuous' },
  conditional: { vi: 'Theo điều kiện', en: 'Conditional' },
};

export const PROGRESS_WORDS: Record<Progress, Text> = {
  'not-started': { vi: 'Chưa thực hiện', en: 'Not started' },
  'in-progress': { vi: 'Đang thực hiện', en: 'In progress' },
  'awaiting-confirmation': { vi: 'Chờ xác nhận', en: 'Awaiting confirmation' },
  done: { vi: 'Hoàn thành', en: 'Done' },
  suspended: { vi: 'Tạm dừng', en: 'Suspended' },
  cancelled: { vi: 'Không thực hiện nữa', en: 'Cancelled' },
};

export const TIMELINESS_WORDS: Record<Timeliness, Text> = {
  'in-time': { vi: 'Trong hạn', en: 'In time' },
  late: { vi: 'Quá hạn', en: 'Late' },
  'no-date': { vi: 'Không có hạn', en: 'No date' },
};

export const STATUS_WORDS: Record<PlanStatus, Text> = {
  draft: { vi: 'Bản nháp', en: 'Draft' },
  active: { vi: 'Đang thực hiện', en: 'In force' },
  superseded: { vi: 'Đã được thay thế', en: 'Superseded' },
  discarded: { vi: 'Đã hủy', en: 'Discarded' },
};

export const SEVERITY_WORDS: Record<Severity, Text> = {
  error: { vi: 'Lỗi', en: 'Error' },
  warning: { vi: 'Cần xem', en: 'Warning' },
  info: { vi: 'Ghi nhận', en: 'Note' },
};

export const RESOLUTION_WORDS: Record<Resolution, Text> = {
  open: { vi: 'Chưa xử lý', en: 'Open' },
  accepted: { vi: 'Chấp nhận như văn bản', en: 'Accepted as written' },
  corrected: { vi: 'Đã sửa', en: 'Corrected' },
};
