import { formatNumber, formatPercent } from '#kernel/language.ts';
import { LIGHT_WORDS } from '#kernel/indicators/words.ts';
import type { Counts } from './figures.ts';
import type { Snapshot, TargetLine } from './snapshot.ts';

/** "toàn tỉnh", or the body of the report. */
export function whose(snapshot: Pick<Snapshot, 'body'>): string {
  return snapshot.body?.name ?? 'toàn tỉnh';
}

/** Done of those that count: "31/75". */
export function doneOf({ doneInTime, doneLate, total }: Counts): string {
  return `${formatNumber(doneInTime + doneLate, 'vi')}/${formatNumber(total, 'vi')}`;
}

/** "41,33 %"; "–" when nothing counts. */
export function percentText(percent: number | null): string {
  return percent === null ? '–' : formatPercent(percent, 'vi');
}

/** "Kế hoạch số 3487/QĐ-UBND ngày 31/12/2024" as sentences name it. */
export function planName({ plan }: Pick<Snapshot, 'plan'>): string {
  return plan.number ? `Quyết định số ${plan.number}` : `kế hoạch năm ${plan.year ?? ''}`.trim();
}

/** What a target was measured at so far. */
export function readingText({ reading, unit }: TargetLine): string {
  if (reading === null) return 'Chưa gắn chỉ số';
  if (reading.state !== 'measured' || reading.value === null) return 'Chưa có số liệu';
  return `${formatNumber(reading.value, 'vi', { decimals: 2 })} ${unit}`.trim();
}

/** Where a target stands, in a word. */
export function lightText({ light }: TargetLine): string {
  return light === null ? '–' : LIGHT_WORDS[light].vi;
}
