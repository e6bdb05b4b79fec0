import { toVietnamese } from '../../calendar/dates.ts';
import type { Text } from '../../language.ts';
import type { LegalDocument, StepKind } from './model.ts';

/** What the screen calls the kinds of step. */
export const STEP_WORDS: Record<StepKind, Text> = {
  create: { vi: 'Thành lập', en: 'Create' },
  rename: { vi: 'Đổi tên', en: 'Rename' },
  merge: { vi: 'Hợp nhất, sáp nhập', en: 'Merge' },
  split: { vi: 'Chia, tách theo chức năng', en: 'Split by function' },
  abolish: { vi: 'Giải thể, kết thúc hoạt động', en: 'Abolish' },
  move: { vi: 'Chuyển cơ quan chủ quản', en: 'Move under another body' },
  upgrade: { vi: 'Đổi cấp, loại hình, địa bàn', en: 'Change of level, kind or area' },
};

/** How successions quote the act: "Nghị quyết …", or the number and day of its paper. */
export function sourceOf({ source, number, issuedOn, title }: LegalDocument): string {
  if (source) return source;
  if (!number) return title;
  return issuedOn ? `${number} ngày ${toVietnamese(issuedOn)}` : number;
}
