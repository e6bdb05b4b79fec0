/** What the page after an act says. The address carries the key, so that nobody can put words of his own on the page. */
export const NOTICES = {
  'da-nhap': 'Đã nhập bản nháp. Rà soát các điểm cần xem rồi ban hành.',
  'da-xu-ly': 'Đã ghi cách xử lý điểm này.',
  'da-mo-lai': 'Đã mở lại điểm này.',
  'da-luu': 'Đã lưu bản nháp.',
  'da-huy': 'Đã hủy bản nháp. Quyết định này có thể được nhập lại.',
  'da-ban-hanh': 'Đã ban hành kế hoạch vào sổ theo dõi.',
  'da-ghi-nhan': 'Đã ghi nhận.',
  'da-huy-ghi-nhan': 'Đã hủy ghi nhận.',
} as const;

export type NoticeKey = keyof typeof NOTICES;

/** The words for the address's notice; null when there is none, or none that we know. */
export function noticeIn(parameters: Pick<URLSearchParams, 'get'>): string | null {
  const key = parameters.get('thong-bao') ?? '';
  return Object.hasOwn(NOTICES, key) ? NOTICES[key as NoticeKey] : null;
}
