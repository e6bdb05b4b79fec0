import type { Target, TargetOperator } from './model.ts';

/** Words before a figure that say how it binds; the nearest one before the figure counts. */
const BEFORE: [RegExp, TargetOperator][] = [
  [/(?:ít nhất|tối thiểu|không dưới|không thấp hơn|từ)\s*$/iu, '>='],
  [/(?:không quá|không vượt quá|tối đa|nhiều nhất|không hơn)\s*$/iu, '<='],
  [/(?:trên|hơn|vượt|cao hơn|lớn hơn)\s*$/iu, '>'],
  [/(?:dưới|ít hơn|thấp hơn|nhỏ hơn)\s*$/iu, '<'],
  [/(?:≥|>=)\s*$/u, '>='],
  [/(?:≤|<=)\s*$/u, '<='],
  [/>\s*$/u, '>'],
  [/<\s*$/u, '<'],
];

/** Words after a figure: "từ 90% trở lên". */
const AFTER: [RegExp, TargetOperator][] = [
  [/^\s*(?:trở lên|hoặc cao hơn)/iu, '>='],
  [/^\s*(?:trở xuống|hoặc thấp hơn)/iu, '<='],
];

const NUMBER = String.raw`(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)`;
const PERCENT = new RegExp(String.raw`(?<![\d/])${NUMBER}\s*%`, 'gu');
/** "trong nhóm 25 tỉnh, thành phố dẫn đầu": a place among the first so many. */
const RANK = new RegExp(
  String.raw`(?:trong\s+)?(?:nhóm|top)\s+${NUMBER}\s+(tỉnh, thành phố|tỉnh|địa phương|đơn vị)`,
  'giu',
);
/** A counted thing is a target only when a comparison stands before it; bare counts are mentions. */
const COUNT = new RegExp(
  String.raw`(?:ít nhất|tối thiểu|không dưới|không quá|tối đa|trên|dưới)\s+${NUMBER}\s+(ngày làm việc|ngày|giờ|phút|điểm|lần|hội nghị|đơn vị|thủ tục|dịch vụ|mô hình|sáng kiến|bậc)`,
  'giu',
);

/**
 * The numeric targets in a sentence, in the order written. Dates and document numbers are no targets.
 * Values use the Vietnamese decimal comma and thousands point.
 */
export function readTargets(sentence: string): Target[] {
  const found: (Target & { at: number })[] = [];
  for (const match of sentence.matchAll(PERCENT)) {
    const before = sentence.slice(0, match.index);
    const after = sentence.slice(match.index + match[0].length);
    found.push({
      at: match.index,
      operator: operatorAround(before, after),
      value: toNumber(match[1]!),
      unit: '%',
      text: clauseAround(sentence, match.index, match.index + match[0].length),
    });
  }
  for (const match of sentence.matchAll(RANK)) {
    found.push({
      at: match.index,
      operator: '<=',
      value: toNumber(match[1]!),
      unit: match[2]!,
      text: clauseAround(sentence, match.index, match.index + match[0].length),
    });
  }
  for (const match of sentence.matchAll(COUNT)) {
    const figureAt = match.index + match[0].search(/\d/u);
    found.push({
      at: match.index,
      operator: operatorAround(sentence.slice(0, figureAt), ''),
      value: toNumber(match[1]!),
      unit: match[2]!,
      text: clauseAround(sentence, match.index, match.index + match[0].length),
    });
  }
  return found.sort((a, b) => a.at - b.at).map(({ at: _at, ...target }) => target);
}

function operatorAround(before: string, after: string): TargetOperator {
  const near = before.slice(-24);
  return (
    AFTER.find(([pattern]) => pattern.test(after))?.[1] ?? BEFORE.find(([pattern]) => pattern.test(near))?.[1] ?? '='
  );
}

/** "1.000" → 1000, "41,33" → 41.33. A point before exactly three digits separates thousands. */
function toNumber(text: string): number {
  const plain = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text) ? text.replaceAll('.', '') : text;
  return Number(plain.replace(',', '.'));
}

/** The clause that holds the figure: between semicolons, full stops, brackets, or commas that stand before a new clause. */
function clauseAround(sentence: string, start: number, end: number): string {
  const borders = [
    ...sentence.matchAll(/[;()]|[.]\s|,\s(?=(?:đối với|trong đó|đảm bảo|bảo đảm|tỷ lệ|giảm|tăng|đạt)\s)/giu),
  ];
  const from = borders.filter((border) => border.index + border[0].length <= start).at(-1);
  const to = borders.find((border) => border.index >= end);
  return sentence
    .slice(from ? from.index + from[0].length : 0, to ? to.index : sentence.length)
    .replace(/^[\s,]+|[\s,.;]+$/gu, '')
    .replace(/,?\s+trong đó$/u, '');
}
