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
  'da-lap-sap-xep': 'Đã lập bản nháp. Thêm các thay đổi rồi xem trước.',
  'da-sua-sap-xep': 'Đã lưu bản nháp sắp xếp.',
  'da-huy-sap-xep': 'Đã hủy bản nháp sắp xếp.',
  'da-sap-xep': 'Đã thực hiện sắp xếp tổ chức.',
  'da-hoan-tac': 'Đã hoàn tác lần sắp xếp.',
  'da-quyet-dinh': 'Đã ghi quyết định cơ quan tiếp nhận.',
  'da-thu-hoi-khoa': 'Đã thu hồi khóa API. Chương trình dùng khóa này bị từ chối từ bây giờ.',
  'da-ra-lai': 'Đã rà lại công việc của các cơ quan đã kết thúc.',
} as const;

export type NoticeKey = keyof typeof NOTICES;

/** The words for the address's notice; null when there is none, or none that we know. */
export function noticeIn(parameters: Pick<URLSearchParams, 'get'>): string | null {
  const key = parameters.get('thong-bao') ?? '';
  return Object.hasOwn(NOTICES, key) ? NOTICES[key as NoticeKey] : null;
}
