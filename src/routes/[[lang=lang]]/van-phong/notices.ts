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
  'da-nhap-danh-muc': 'Đã nhập danh mục cơ quan. Cơ quan không có trong tệp giữ nguyên.',
  'da-quyet-dinh': 'Đã ghi quyết định cơ quan tiếp nhận.',
  'da-them-can-bo': 'Đã thêm cán bộ.',
  'da-sua-can-bo': 'Đã lưu thông tin cán bộ.',
  'da-giao-chuc-vu': 'Đã ghi chức vụ.',
  'da-thoi-chuc-vu': 'Đã ghi ngày thôi giữ chức vụ.',
  'da-giao-thay': 'Đã giao người làm thay. Việc giao tự hết sau ngày cuối.',
  'da-thoi-giao-thay': 'Đã thôi giao người làm thay.',
  'da-giao-vai-tro': 'Đã giao vai trò. Có hiệu lực từ lần mở trang sau của người đó.',
  'da-doi-thoi-han': 'Đã đổi thời hạn vai trò.',
  'da-thu-hoi-vai-tro': 'Đã thu hồi vai trò. Có hiệu lực ngay.',
  'da-khoa-tai-khoan': 'Đã khóa tài khoản và kết thúc mọi phiên đăng nhập.',
  'da-mo-tai-khoan': 'Đã mở lại tài khoản. Gửi lời mời để người đó đặt mật khẩu mới.',
  'da-ket-thuc-phien': 'Đã kết thúc phiên đăng nhập.',
  'da-go-xac-thuc': 'Đã gỡ xác thực hai bước.',
  'da-xoa-du-lieu': 'Đã xóa dữ liệu cá nhân.',
  'da-thu-hoi-khoa': 'Đã thu hồi khóa API. Chương trình dùng khóa này bị từ chối từ bây giờ.',
  'da-luu-nhac-viec': 'Đã lưu cách nhắc việc.',
  'da-gui-lai': 'Thư sẽ được gửi lại ngay.',
  'da-ra-lai': 'Đã rà lại công việc của các cơ quan đã kết thúc.',
  'da-dinh-nghia-chi-so': 'Đã lưu định nghĩa chỉ số.',
  'da-giao-bao-cao': 'Đã ghi cơ quan báo cáo chỉ số.',
  'da-nhap-so-lieu': 'Đã lưu số liệu. Số trước vẫn còn trong lịch sử.',
  'so-lieu-nhu-cu': 'Số liệu như đã có; không có gì thay đổi.',
  'da-xac-nhan-so-lieu': 'Đã xác nhận số liệu. Số liệu đã xác nhận được công khai.',
  'da-gan-chi-tieu': 'Đã gắn chỉ tiêu với chỉ số.',
  'da-bo-gan-chi-tieu': 'Đã bỏ gắn. Chỉ tiêu này chưa được đo.',
  'da-ghi-kinh-phi': 'Đã ghi khoản kinh phí.',
  'da-huy-kinh-phi': 'Đã hủy khoản kinh phí bằng một khoản ngược lại.',
  'da-them-nguon': 'Đã thêm nguồn kinh phí.',
} as const;

export type NoticeKey = keyof typeof NOTICES;

/** The words for the address's notice; null when there is none, or none that we know. */
export function noticeIn(parameters: Pick<URLSearchParams, 'get'>): string | null {
  const key = parameters.get('thong-bao') ?? '';
  return Object.hasOwn(NOTICES, key) ? NOTICES[key as NoticeKey] : null;
}
