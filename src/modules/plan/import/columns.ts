import { fold } from '#kernel/search/fold.ts';

/** What a column of the annex holds. `other` is kept, but has no place in the structure (a diagnostic says so). */
export type ColumnRole =
  'ordinal' | 'group' | 'task' | 'product' | 'schedule' | 'assignment' | 'lead' | 'coordinating' | 'note' | 'other';

/**
 * Headings as provinces write them, without accents. Order matters: the first pattern that matches decides, so the narrow
 * ones stand first ("Cơ quan phối hợp" before "Cơ quan", "Sản phẩm" before "Nhiệm vụ" in "Sản phẩm của nhiệm vụ").
 */
const BODIES = /^(?:(?:cac )?(?:co quan|don vi|dia phuong|so|ban|nganh|to chuc|ca nhan|nguoi)(?: ?(?:,|\/|va) ?| |$))*/;
const HEADINGS: [ColumnRole, RegExp][] = [
  ['ordinal', /^(s?tt|so tt|so thu tu|thu tu|muc|no\.?)$/],
  [
    'assignment',
    /^(phan cong|trach nhiem thuc hien|co quan,? don vi thuc hien|don vi thuc hien|co quan thuc hien|don vi,? co quan thuc hien|to chuc thuc hien|trach nhiem)\b|chu tri ?[/,(].*phoi hop|chu tri (va|,) phoi hop|^phan cong\b/,
  ],
  [
    'coordinating',
    /^(co quan|don vi|cac co quan|cac don vi|co quan,? don vi|don vi,? dia phuong)?,? ?(phoi hop|tham gia)( thuc hien)?$/,
  ],
  [
    'lead',
    /^(co quan|don vi|cac co quan|cac don vi|co quan,? don vi|don vi,? dia phuong)?,? ?(chu tri|dau moi)( thuc hien)?( tham muu)?$/,
  ],
  ['product', /^(ket qua|san pham|ket qua dau ra|dau ra|du kien san pham|du kien ket qua|yeu cau san pham)\b/],
  ['schedule', /^(du kien )?(tien do|thoi han|thoi gian|thoi diem|ky han|han hoan thanh|lo trinh)\b/],
  ['task', /^(ten |noi dung )?(cac )?(nhiem vu|cong viec|noi dung|hoat dong|muc tieu, nhiem vu|nhom nhiem vu)\b/],
  ['group', /^(linh vuc|nhom linh vuc|ten linh vuc|nhom)$/],
  ['schedule', /^(ngay )?(hoan thanh|ket thuc)$/],
  [
    'note',
    /^((thoi gian |thoi diem |ngay )?bat dau|ghi chu|chu thich|can cu( thuc hien)?|nguon kinh phi|kinh phi|nguon luc|du toan|lanh dao phu trach|nguoi phu trach)\b/,
  ],
];

/** What a heading announces, or null when it is none that we know. */
export function columnRole(heading: string): ColumnRole | null {
  if (heading.length > 160) return null;
  const key = fold(heading)
    .replace(/[()*:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (key === '') return null;
  // "Nhiệm vụ 1" is a task, not a heading.
  if (/\d/.test(key.replace(/\/.*/, '')) && !key.startsWith('thoi')) return null;
  if (/^(thoi gian|thoi diem|ngay) bat dau/.test(key)) return 'note';
  return HEADINGS.find(([, pattern]) => pattern.test(key))?.[0] ?? bodyRole(key);
}

/** "Cơ quan, đơn vị, địa phương phối hợp", "Đơn vị chịu trách nhiệm": bodies, then what they do. */
function bodyRole(key: string): ColumnRole | null {
  const bodies = BODIES.exec(key)![0];
  if (bodies === '') return null;
  const does = key.slice(bodies.length);
  if (/^(phoi hop|tham gia)\b/.test(does)) return 'coordinating';
  if (/^(chu tri|dau moi|phu trach|duoc giao|tham muu)\b/.test(does)) return 'lead';
  return /^(chiu trach nhiem|thuc hien)\b/.test(does) ? 'assignment' : null;
}

/** Do these headings announce the table of tasks? It names tasks, and says at least what, when or who. */
export function announcesTasks(roles: readonly (ColumnRole | null)[]): boolean {
  const has = (role: ColumnRole) => roles.includes(role);
  const details = [has('product'), has('schedule'), has('assignment') || has('lead')].filter(Boolean).length;
  return has('task') ? details >= 1 : details === 3;
}
