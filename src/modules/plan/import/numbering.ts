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

/** Reads "3", "3.", "03", "1.2", "(4)", "5/", "a)", "ii)", "1a", "II.3" (3 of group II); null for anything else. */
export function readTaskNumber(cell: string): TaskNumber | null {
  const text = withoutGroup(cell.trim().replace(/^\(|[).,/\s]+$/g, ''));
  const digits = /^\d{1,6}(?:\.\d{1,4}){0,4}$/.exec(text);
  if (digits) {
    const parts = text.split('.').map(Number);
    return { text: parts.join('.'), last: parts.at(-1)!, depth: parts.length };
  }
  if (/^(?:[a-zđ]|[ivx]{2,5})$/.test(text)) return { text, last: null, depth: 2 };
  const mixed = /^(\d{1,4})\.?([a-zđ])$/.exec(text);
  return mixed ? { text: `${Number(mixed[1])}.${mixed[2]}`, last: null, depth: 2 } : null;
}

/** "II.3" → "3": a number that names its group first. */
function withoutGroup(text: string): string {
  const [code, ...number] = text.split('.');
  return number.length > 0 && isCode(code!) && number.every((part) => /^\d/.test(part)) ? number.join('.') : text;
}

/** A group's code as found alone in the number cell ("II", "B.", "III/"), of a group within a part too ("A.II", "I.2"), or null. */
export function readGroupCode(cell: string): string | null {
  const text = cell.trim().replace(/[).:,/\s–-]+$/g, '');
  const [first, second, ...more] = text.split('.');
  const beneath = second === undefined || isCode(second) || /^\d{1,2}$/.test(second);
  return isCode(first!) && beneath && more.length === 0 ? text : null;
}

function isCode(text: string): boolean {
  return /^[A-HĐ]$/.test(text) || fromRoman(text) !== null;
}

/** What the code counts with; groups counted otherwise stand within the one above ("A" over "I" over "I.1"). */
export function codeKind(code: string): 'letter' | 'roman' | 'within' {
  if (code.includes('.')) return 'within';
  return /^[A-HĐ]$/.test(code) ? 'letter' : 'roman';
}

/** "II. Cải cách thủ tục hành chính" → its code and title; code null when the heading carries none. */
export function splitHeading(text: string): { code: string | null; title: string } {
  const match = /^(?:(?:phần|nhóm|mục)\s+)?([IVXLCDM]{1,7}|[A-HĐ])\s*[.):/-]\s*(\S.*)$/isu.exec(text.trim());
  if (match && (fromRoman(match[1]!) !== null || /^[A-HĐ]$/.test(match[1]!))) {
    return { code: match[1]!, title: match[2]!.trim() };
  }
  return { code: null, title: text.trim() };
}

/** "NHÓM 1: CẢI CÁCH THỂ CHẾ", "1. Cải cách thể chế" → the title alone: groups counted in figures count like any other. */
export function withoutCount(title: string): string {
  return title.replace(
    /^(?:(?:nhóm|phần|mục|nội dung|lĩnh vực)\s+(?:thứ\s+)?\d{1,2}\s*[.):/–-]|\d{1,2}[.)/])\s*(?=\S)/iu,
    '',
  );
}
