/** How plans number their groups and tasks. */

const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 4 → "IV". For 1 to 3,999; larger numbers come back as digits. */
export function toRoman(value: number): string {
  if (value > 3999) return String(value);
  let rest = value;
  let text = '';
  for (const [size, digits] of ROMAN) {
    for (; rest >= size; rest -= size) text += digits;
  }
  return text;
}

/** "IV" → 4; null when it is not a Roman numeral in its proper form. */
export function fromRoman(text: string): number | null {
  if (!/^[IVXLCDM]{1,15}$/.test(text)) return null;
  let rest = text;
  let value = 0;
  for (const [size, digits] of ROMAN) {
    while (rest.startsWith(digits)) {
      value += size;
      rest = rest.slice(digits.length);
    }
  }
  return toRoman(value) === text ? value : null;
}

/** A task's or sub-task's number as found in its cell. */
export interface TaskNumber {
  /** "3", "1.2", "a": without brackets and closing dots. */
  text: string;
  /** 3 for "3"; 2 for "1.2" (its last part); null for letters. */
  last: number | null;
  depth: number;
}

/** Reads "3", "3.", "03", "1.2", "(4)", "5/", "a)", "1a"; null for anything else. */
export function readTaskNumber(cell: string): TaskNumber | null {
  const text = cell.trim().replace(/^\(|[).,/\s]+$/g, '');
  const digits = /^\d{1,6}(?:\.\d{1,4}){0,4}$/.exec(text);
  if (digits) {
    const parts = text.split('.').map(Number);
    return { text: parts.join('.'), last: parts.at(-1)!, depth: parts.length };
  }
  if (/^[a-zđ]$/.test(text)) return { text, last: null, depth: 2 };
  const mixed = /^(\d{1,4})\.?([a-zđ])$/.exec(text);
  return mixed ? { text: `${Number(mixed[1])}.${mixed[2]}`, last: null, depth: 2 } : null;
}

/** A group's code as found alone in the number cell ("II", "B."), or null. */
export function readGroupCode(cell: string): string | null {
  const text = cell.trim().replace(/[).:,\s]+$/g, '');
  return /^[A-HĐ]$/.test(text) || fromRoman(text) !== null ? text : null;
}

/** "II. Cải cách thủ tục hành chính" → its code and title; code null when the heading carries none. */
export function splitHeading(text: string): { code: string | null; title: string } {
  const match = /^(?:(?:phần|nhóm|mục)\s+)?([IVXLCDM]{1,7}|[A-HĐ])\s*[.):/-]\s*(\S.*)$/isu.exec(text.trim());
  if (match && (fromRoman(match[1]!) !== null || /^[A-HĐ]$/.test(match[1]!))) {
    return { code: match[1]!, title: match[2]!.trim() };
  }
  return { code: null, title: text.trim() };
}
