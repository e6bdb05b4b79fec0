import type { FormValues } from '../../../forms.ts';

/** A field in which the draft as it is now differs from what was typed. */
export interface Difference {
  label: string;
  stored: string;
  typed: string;
}

const FIELDS: Readonly<Record<string, string>> = {
  number: 'Số',
  title: 'Nội dung',
  text: 'Nội dung',
  code: 'Ký hiệu',
  issuedOn: 'Ngày ban hành',
  issuer: 'Cơ quan ban hành',
  signer: 'Người ký',
  subject: 'Trích yếu',
  year: 'Năm',
  scheduleText: 'Tiến độ',
  understanding: 'Cách hiểu tiến độ',
  kind: 'Loại tiến độ',
  due: 'Hạn',
  precision: 'Mức chính xác của hạn',
  assignmentText: 'Phân công như văn bản',
  role: 'Vai trò',
  name: 'Cơ quan',
  operator: 'So sánh',
  value: 'Giá trị',
  unit: 'Đơn vị',
};
const LISTS: Readonly<Record<string, string>> = { products: 'Sản phẩm', roles: 'dòng phân công', targets: 'Chỉ tiêu' };
const NOT_SHOWN = /^(?:revision|change)$|(?:^|\.)id$/;

/**
 * Fields that differ between the draft as stored now and the form as typed, in the form's words.
 * @param words what the choices are called, by field and value
 */
export function differences(
  stored: FormValues,
  typed: FormValues,
  words: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Difference[] {
  const say = (name: string, value: string) => words[name.slice(name.lastIndexOf('.') + 1)]?.[value] ?? value;
  const names = [...new Set([...Object.keys(stored), ...Object.keys(typed)])].filter((name) => !NOT_SHOWN.test(name));
  return names.flatMap((name) => {
    const [now, then] = [stored[name] ?? '', typed[name] ?? ''];
    return now === then ? [] : [{ label: labelOf(name), stored: say(name, now), typed: say(name, then) }];
  });
}

/** `products.0.roles.1.name` → "Sản phẩm 1, dòng phân công 2: Cơ quan" */
function labelOf(name: string): string {
  const steps = name.split('.');
  const field = FIELDS[steps.pop()!] ?? name;
  const rows: string[] = [];
  for (let at = 0; at < steps.length; at += 2)
    rows.push(`${LISTS[steps[at]!] ?? steps[at]} ${Number(steps[at + 1]) + 1}`);
  return rows.length > 0 ? `${rows.join(', ')}: ${field}` : field;
}
