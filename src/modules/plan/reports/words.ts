import { formatNumber, formatPercent } from '#kernel/language.ts';
import { dateWords } from '#kernel/papers/index.ts';
import { LIGHT_WORDS } from '#kernel/indicators/words.ts';
import type { Counts } from './figures.ts';
import type { RuleSource } from './periods.ts';
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

/**
 * The plan as a report cites it first (NĐ 30/2020, Phụ lục I): "Quyết định số 3487/QĐ-UBND ngày 31 tháng 12 năm 2024 của Ủy ban nhân dân
 * tỉnh Khánh Hòa về ban hành Kế hoạch …"; what is not known of it is left out.
 */
export function planName({ plan }: Pick<Snapshot, 'plan'>): string {
  const { number, issuedOn, issuer, subject, year } = plan;
  const named = number ? `Quyết định số ${number}` : `kế hoạch năm ${year ?? ''}`.trim();
  const about = subject && number ? `về ${subject.replace(/^./, (first) => first.toLocaleLowerCase('vi'))}` : null;
  return [named, issuedOn && number && dateWords(issuedOn), issuer && `của ${issuer}`, about].filter(Boolean).join(' ');
}

/** "công văn 581/BNV-CCHC của Bộ Nội vụ", and that nobody compared the dates with the signed paper while nobody did. */
export function ruleName({ number, issuer, checked }: RuleSource): string {
  return `công văn ${number} của ${issuer}${checked ? '' : ', chưa đối chiếu với bản ký'}`;
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
