import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { KHANH_HOA, written } from './assignment-testing.ts';
import { parseAssignment, parseAssignmentColumns, type AssignmentColumns } from './assignment.ts';

const SIGNED = { products: '', at: isoDate('2024-12-31') };
const read = (text: string) => parseAssignment(text, KHANH_HOA, SIGNED);

/** Cell and who has which role, in the manner of many provinces. */
const CASES: [string, string][] = [
  ['Sở Nội vụ', 'lead: so-noi-vu'],
  ['Sở Nội vụ; các sở, ban, ngành', 'lead: so-noi-vu | coordinating: cac-so-ban-nganh'],
  ['Sở Nội vụ/Các sở, ban, ngành', 'lead: so-noi-vu | coordinating: cac-so-ban-nganh'],
  ['Sở Nội vụ, Sở Tài chính, UBND cấp huyện', 'lead: so-noi-vu | coordinating: so-tai-chinh, ubnd-cap-huyen'],
  ['Các sở, ngành, UBND các huyện, thị xã, thành phố', 'lead: cac-so-ban-nganh, ubnd-cap-huyen'],
  ['Các sở, ban, ngành; UBND cấp huyện, cấp xã', 'lead: cac-so-ban-nganh, ubnd-cap-huyen, ubnd-cap-xa'],
  [
    'Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: Sở Tài chính, Sở Tư pháp',
    'lead: so-noi-vu | coordinating: so-tai-chinh, so-tu-phap',
  ],
  ['Chủ trì: Sở Tư pháp. Phối hợp: các sở, ban, ngành', 'lead: so-tu-phap | coordinating: cac-so-ban-nganh'],
  [
    '- Chủ trì: Sở Nội vụ\n- Phối hợp: Các sở, ngành; UBND cấp huyện',
    'lead: so-noi-vu | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [
    'Chủ trì:\n- Sở Nội vụ\n- Sở Tài chính\nPhối hợp:\n- Sở Y tế',
    'lead: so-noi-vu, so-tai-chinh | coordinating: so-y-te',
  ],
  [
    'Đơn vị chủ trì: Văn phòng UBND tỉnh. Đơn vị phối hợp: Sở KH&CN, VNPT Khánh Hòa',
    'lead: van-phong-ubnd-tinh | coordinating: so-khoa-hoc-va-cong-nghe, ?VNPT Khánh Hòa',
  ],
  ['Sở Nội vụ (chủ trì), Sở Tài chính, Sở Y tế (phối hợp)', 'lead: so-noi-vu | coordinating: so-tai-chinh, so-y-te'],
  [
    'Sở Nội vụ (chủ trì); các cơ quan, đơn vị liên quan (phối hợp)',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'Sở TT&TT chủ trì, phối hợp với Sở KH&ĐT, Sở GD&ĐT, Sở LĐ-TB&XH',
    'lead: so-thong-tin-va-truyen-thong | coordinating: so-ke-hoach-va-dau-tu, so-giao-duc-va-dao-tao, so-lao-dong-thuong-binh-va-xa-hoi',
  ],
  [
    'VP UBND tỉnh chủ trì; Sở TTTT, Sở NV phối hợp',
    'lead: van-phong-ubnd-tinh | coordinating: so-thong-tin-va-truyen-thong, so-noi-vu',
  ],
  [
    'Uỷ ban nhân dân tỉnh chỉ đạo các sở, ngành thực hiện',
    'lead: ubnd-tinh | guiding: ubnd-tinh | carrying-out: cac-so-ban-nganh',
  ],
  [
    'Sở Nội vụ hướng dẫn các sở, ban, ngành, địa phương triển khai thực hiện',
    'lead: so-noi-vu | guiding: so-noi-vu | carrying-out: cac-so-ban-nganh-dia-phuong',
  ],
  [
    'Sở Nội vụ theo dõi, đôn đốc, tổng hợp báo cáo UBND tỉnh',
    'lead: so-noi-vu | guiding: so-noi-vu | compiling: so-noi-vu | issuing: ubnd-tinh',
  ],
  [
    'Các sở, ban, ngành báo cáo kết quả gửi Sở Nội vụ tổng hợp',
    'lead: cac-so-ban-nganh | carrying-out: cac-so-ban-nganh | compiling: so-noi-vu',
  ],
  [
    'Các đơn vị gửi báo cáo về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh',
    'lead: cac-co-quan-don-vi | carrying-out: cac-co-quan-don-vi | compiling: so-noi-vu | issuing: ubnd-tinh',
  ],
  [
    'Sở Tư pháp chủ trì, tham mưu UBND tỉnh trình HĐND tỉnh ban hành',
    'lead: so-tu-phap | advising: so-tu-phap | issuing: ubnd-tinh, hdnd-tinh',
  ],
  [
    'Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu, trình UBND tỉnh phê duyệt',
    'lead: so-tai-chinh | advising: so-tai-chinh | coordinating: so-noi-vu | issuing: ubnd-tinh',
  ],
  [
    'Sở Tài chính chủ trì xây dựng, trình UBND tỉnh phê duyệt và tổ chức thực hiện',
    'lead: so-tai-chinh | carrying-out: so-tai-chinh | issuing: ubnd-tinh',
  ],
  [
    'Giao Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan thực hiện',
    'lead: so-noi-vu | carrying-out: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  ['Các Sở: Tài chính, Nội vụ, Tư pháp phối hợp thực hiện', 'coordinating: so-tai-chinh, so-noi-vu, so-tu-phap'],
  [
    'Sở Nội vụ chủ trì, phối hợp với các sở: Tài chính, Tư pháp, Xây dựng',
    'lead: so-noi-vu | coordinating: so-tai-chinh, so-tu-phap, so-xay-dung',
  ],
  [
    'Sở Nội vụ chủ trì, phối hợp với Ban Quản lý Khu kinh tế Vân Phong và Bảo hiểm xã hội tỉnh',
    'lead: so-noi-vu | coordinating: ?Ban Quản lý Khu kinh tế Vân Phong, ?Bảo hiểm xã hội tỉnh',
  ],
  [
    'Công an tỉnh chủ trì, phối hợp với Sở Y tế, Cục Thuế tỉnh và Kho bạc Nhà nước tỉnh',
    'lead: ?Công an tỉnh | coordinating: so-y-te, ?Cục Thuế tỉnh, ?Kho bạc Nhà nước tỉnh',
  ],
  ['Thanh tra tỉnh chủ trì; các sở, ngành phối hợp', 'lead: ?Thanh tra tỉnh | coordinating: cac-so-ban-nganh'],
  ['Sở Du lịch chủ trì, phối hợp Hiệp hội Du lịch tỉnh', 'lead: ?Sở Du lịch | coordinating: ?Hiệp hội Du lịch tỉnh'],
  [
    'Trung tâm Công nghệ thông tin và Dịch vụ hành chính công chủ trì',
    'lead: ?Trung tâm Công nghệ thông tin và Dịch vụ hành chính công',
  ],
  ['Sở Nội vụ tỉnh Ninh Thuận chủ trì', 'lead: ?Sở Nội vụ tỉnh Ninh Thuận'],
  ['UBND huyện Ninh Sơn chủ trì, phối hợp với Sở Nội vụ', 'lead: ?UBND huyện Ninh Sơn | coordinating: so-noi-vu'],
  ['UBND tỉnh Ninh Thuận', 'lead: ubnd-tinh-ninh-thuan'],
  [
    'UBND huyện Vạn Ninh, UBND thị xã Ninh Hòa, TP. Nha Trang thực hiện',
    'lead: ubnd-huyen-van-ninh, ubnd-thi-xa-ninh-hoa, ubnd-thanh-pho-nha-trang | carrying-out: ubnd-huyen-van-ninh, ubnd-thi-xa-ninh-hoa, ubnd-thanh-pho-nha-trang',
  ],
  ['UBND xã Vạn Thạnh thực hiện', 'lead: ?UBND xã Vạn Thạnh | carrying-out: ?UBND xã Vạn Thạnh'],
  [
    'Các phòng, đơn vị thuộc Sở Y tế thực hiện',
    'lead: ?Các phòng, đơn vị thuộc Sở Y tế | carrying-out: ?Các phòng, đơn vị thuộc Sở Y tế',
  ],
  [
    'Các trường đại học, cao đẳng trên địa bàn tỉnh phối hợp',
    'coordinating: ?Các trường đại học, cao đẳng trên địa bàn tỉnh',
  ],
  [
    'Sở GDĐT chủ trì, phối hợp với các trường trung học phổ thông',
    'lead: so-giao-duc-va-dao-tao | coordinating: ?các trường trung học phổ thông',
  ],
  [
    'Báo Khánh Hòa, Đài Phát thanh và Truyền hình Khánh Hòa phối hợp tuyên truyền',
    'coordinating: ?Báo Khánh Hòa, ?Đài Phát thanh và Truyền hình Khánh Hòa',
  ],
  [
    'Các cơ quan báo chí phối hợp với Sở TT&TT tuyên truyền',
    'lead: co-quan-thong-tin-dai-chung | carrying-out: co-quan-thong-tin-dai-chung | coordinating: so-thong-tin-va-truyen-thong',
  ],
  [
    'Các đơn vị phối hợp với Sở Nội vụ thực hiện',
    'lead: cac-co-quan-don-vi | carrying-out: cac-co-quan-don-vi | coordinating: so-noi-vu',
  ],
  [
    'UBND cấp huyện phối hợp với Sở Nội vụ thực hiện',
    'lead: ubnd-cap-huyen | carrying-out: ubnd-cap-huyen | coordinating: so-noi-vu',
  ],
  [
    'Sở Nội vụ chủ trì; các đơn vị phối hợp với Sở Nội vụ thực hiện',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi | carrying-out: cac-co-quan-don-vi',
  ],
  ['Sở Nội vụ là cơ quan đầu mối, phối hợp các sở, ngành', 'lead: so-noi-vu | coordinating: cac-so-ban-nganh'],
  ['Sở Nội vụ làm đầu mối tổng hợp, báo cáo', 'lead: so-noi-vu | compiling: so-noi-vu'],
  ['Sở Nội vụ - chủ trì; Sở Tài chính - phối hợp', 'lead: so-noi-vu | coordinating: so-tai-chinh'],
  [
    'Sở Nội vụ (cơ quan thường trực Ban Chỉ đạo CCHC tỉnh) chủ trì, phối hợp với các cơ quan thành viên Ban Chỉ đạo',
    'lead: so-noi-vu | coordinating: co-quan-thanh-vien-ban-chi-dao',
  ],
  ['Các sở, ngành được giao chủ trì thực hiện', 'lead: cac-so-ban-nganh | carrying-out: cac-so-ban-nganh'],
  [
    'Các cơ quan, đơn vị được phân công thực hiện nhiệm vụ',
    'lead: cac-co-quan-don-vi | carrying-out: cac-co-quan-don-vi',
  ],
  [
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị, địa phương thực hiện theo hướng dẫn của Bộ Nội vụ',
    'lead: so-noi-vu | carrying-out: so-noi-vu | coordinating: cac-co-quan-don-vi-dia-phuong | guiding: bo-noi-vu',
  ],
  ['Triển khai theo chỉ đạo của Chính phủ', 'guiding: chinh-phu'],
  ['Sở Tư pháp thẩm định; UBND tỉnh ban hành', 'appraising: so-tu-phap | lead: ubnd-tinh | issuing: ubnd-tinh'],
  [
    'Sở Nội vụ chủ trì, phối hợp với các sở, Sở Tư pháp thẩm định',
    'lead: so-noi-vu | coordinating: cac-so-ban-nganh | appraising: so-tu-phap',
  ],
  [
    'Sở Nội vụ chủ trì phối hợp\nvới Sở Tài chính,\nSở Tư pháp',
    'lead: so-noi-vu | coordinating: so-tai-chinh, so-tu-phap',
  ],
  ['Sở Nội vụ chủ trì\nCác cơ quan, đơn vị phối hợp', 'lead: so-noi-vu | coordinating: cac-co-quan-don-vi'],
  [
    'Sở Nội vụ chủ trì, phối hợp với:\n- Sở Tài chính\n- UBND cấp huyện',
    'lead: so-noi-vu | coordinating: so-tai-chinh, ubnd-cap-huyen',
  ],
  ['SỞ NỘI VỤ CHỦ TRÌ, PHỐI HỢP VỚI CÁC SỞ, BAN, NGÀNH', 'lead: so-noi-vu | coordinating: cac-so-ban-nganh'],
  ['Sở nội vụ chủ trì, phối hợp sở tài chính', 'lead: so-noi-vu | coordinating: so-tai-chinh'],
  ['Tất cả các sở, ban, ngành và UBND các cấp', 'lead: cac-so-ban-nganh, ubnd-cac-cap'],
  [
    'Một số sở, ngành, địa phương thực hiện thí điểm',
    'lead: cac-so-ban-nganh-dia-phuong | carrying-out: cac-so-ban-nganh-dia-phuong',
  ],
  [
    'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội phối hợp giám sát',
    'coordinating: ?Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, cac-doan-the | guiding: ?Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, cac-doan-the',
  ],
  ['Các đoàn thể, doanh nghiệp tham gia', 'coordinating: cac-doan-the, cac-doanh-nghiep'],
  ['Sở KHCN chủ trì, phối hợp với các doanh nghiệp', 'lead: so-khoa-hoc-va-cong-nghe | coordinating: cac-doanh-nghiep'],
  ['Sở Nội vụ chủ trì, cùng với Sở Tài chính', 'lead: so-noi-vu | coordinating: so-tai-chinh'],
  [
    'Ban Chỉ đạo chuyển đổi số tỉnh chỉ đạo',
    'lead: ?Ban Chỉ đạo chuyển đổi số tỉnh | guiding: ?Ban Chỉ đạo chuyển đổi số tỉnh',
  ],
  ['Văn phòng HĐND và UBND các huyện, thị xã, thành phố', 'lead: van-phong-hdnd-va-ubnd-cap-huyen'],
  [
    'Phòng Nội vụ cấp huyện chủ trì, phối hợp với Phòng Tài chính - Kế hoạch',
    'lead: phong-noi-vu | coordinating: phong-tai-chinh-ke-hoach',
  ],
  [
    'Phòng Văn hóa và Thông tin huyện tham mưu UBND huyện',
    'lead: ?Phòng Văn hóa và Thông tin huyện | advising: ?Phòng Văn hóa và Thông tin huyện | issuing: ubnd-cap-huyen',
  ],
  ['Chủ tịch UBND các huyện, thị xã, thành phố chịu trách nhiệm', 'lead: chu-tich-ubnd-cap-huyen'],
  [
    'Giám đốc các sở, Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm thực hiện',
    'lead: cac-so-ban-nganh, cac-co-quan-don-vi | carrying-out: cac-so-ban-nganh, cac-co-quan-don-vi',
  ],
  ['Bộ phận Một cửa các cấp thực hiện', 'lead: bo-phan-mot-cua | carrying-out: bo-phan-mot-cua'],
  ['Các cơ quan Trung ương đóng trên địa bàn tỉnh phối hợp', 'coordinating: co-quan-nganh-doc'],
  ['Trung tâm PVHCC tỉnh chủ trì, phối hợp VNPT', 'lead: trung-tam-phuc-vu-hanh-chinh-cong-tinh | coordinating: ?VNPT'],
  [
    'Sở Nội vụ tham mưu cho UBND tỉnh, Chủ tịch UBND tỉnh',
    'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh, chu-tich-ubnd-tinh',
  ],
  [
    'Sở Xây dựng chủ trì, phối hợp Sở Nông nghiệp và Môi trường, Sở Văn hóa, Thể thao và Du lịch',
    'lead: so-xay-dung | coordinating: so-nong-nghiep-va-moi-truong, so-van-hoa-the-thao-va-du-lich',
  ],
  ['Sở Nông nghiệp và PTNT chủ trì', 'lead: so-nong-nghiep-va-phat-trien-nong-thon'],
  ['Sở Nội vụ trình UBND tỉnh quyết định', 'lead: so-noi-vu | carrying-out: so-noi-vu | issuing: ubnd-tinh'],
  ['Sở Nội vụ tham mưu, giúp UBND tỉnh chỉ đạo, đôn đốc', 'lead: so-noi-vu | advising: so-noi-vu | guiding: ubnd-tinh'],
  ['Các sở, ngành, hội, đoàn thể', 'lead: cac-so-ban-nganh, cac-hiep-hoi, cac-doan-the'],
  ['Cục Thống kê tỉnh, Chi cục Hải quan', 'lead: ?Cục Thống kê tỉnh | coordinating: ?Chi cục Hải quan'],
  ['Sở Nội vụ, các cơ quan liên quan', 'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan'],
  [
    'Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và địa phương',
    'lead: so-noi-vu | coordinating: so-tai-chinh, cac-dia-phuong',
  ],
  ['1. Sở Nội vụ chủ trì 2. Sở Tài chính phối hợp', 'lead: so-noi-vu | coordinating: so-tai-chinh'],
  ['a) Sở Nội vụ chủ trì\nb) Sở Tài chính phối hợp', 'lead: so-noi-vu | coordinating: so-tai-chinh'],
  ['+ Sở Nội vụ: Chủ trì\n+ Các sở, ngành: Phối hợp', 'lead: so-noi-vu | coordinating: cac-so-ban-nganh'],
  ['• Sở Nội vụ chủ trì • Sở Tư pháp thẩm định', 'lead: so-noi-vu | appraising: so-tu-phap'],
  ['Sở Nội vụ (Phòng CCHC) chủ trì', 'lead: so-noi-vu'],
  ['Các sở, ngành (theo lĩnh vực) chủ trì, phối hợp Sở Nội vụ', 'lead: cac-so-ban-nganh | coordinating: so-noi-vu'],
  ['Sở Nội vụ và Sở Tài chính đồng chủ trì', 'lead: so-noi-vu, so-tai-chinh'],
  [
    'Sở Nội vụ, Sở Tài chính chủ trì; các cơ quan khác phối hợp',
    'lead: so-noi-vu, so-tai-chinh | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'Các sở, ban, ngành chủ động thực hiện; định kỳ báo cáo Sở Nội vụ',
    'lead: cac-so-ban-nganh | carrying-out: cac-so-ban-nganh | compiling: so-noi-vu',
  ],
  [
    'Văn phòng UBND tỉnh kiểm tra, đôn đốc các sở, ngành, địa phương',
    'lead: van-phong-ubnd-tinh | guiding: van-phong-ubnd-tinh | carrying-out: cac-so-ban-nganh-dia-phuong',
  ],
  ['Sở Nội vụ thẩm định trình Chủ tịch UBND tỉnh phê duyệt', 'appraising: so-noi-vu | issuing: chu-tich-ubnd-tinh'],
  ['HĐND tỉnh thông qua; UBND tỉnh trình', 'issuing: hdnd-tinh | lead: ubnd-tinh | carrying-out: ubnd-tinh'],
  ['UBND tỉnh ban hành; Sở Nội vụ tham mưu', 'issuing: ubnd-tinh | lead: so-noi-vu | advising: so-noi-vu'],
  ['Hội đồng nhân dân tỉnh ban hành Nghị quyết', 'lead: hdnd-tinh | issuing: hdnd-tinh'],
  ['Sở Lao động, Thương binh và Xã hội; Sở Y tế', 'lead: so-lao-dong-thuong-binh-va-xa-hoi | coordinating: so-y-te'],
  [
    'Sở Nội vụ chủ trì thực hiện với sự tham gia của các sở, ngành',
    'lead: so-noi-vu | carrying-out: so-noi-vu | coordinating: cac-so-ban-nganh',
  ],
  [
    'Liên đoàn Lao động tỉnh, Tỉnh đoàn, Hội Liên hiệp Phụ nữ tỉnh phối hợp',
    'coordinating: ?Liên đoàn Lao động tỉnh, ?Tỉnh đoàn, ?Hội Liên hiệp Phụ nữ tỉnh',
  ],
  ['Các tổ chức, cá nhân có liên quan', 'lead: to-chuc-ca-nhan-lien-quan'],
  ['Các cơ quan chuyên môn thuộc UBND tỉnh; UBND cấp huyện', 'lead: cac-so-ban-nganh, ubnd-cap-huyen'],
  [
    'Công ty Điện lực Khánh Hòa phối hợp Sở Công Thương',
    'lead: ?Công ty Điện lực Khánh Hòa | coordinating: ?Sở Công Thương',
  ],
  ['Các bộ, ngành Trung ương hỗ trợ', 'coordinating: bo-nganh-trung-uong'],
  ['Sở Nội vụ chủ trì xây dựng kế hoạch, các sở phối hợp', 'lead: so-noi-vu | coordinating: cac-so-ban-nganh'],
  ['Viễn thông Khánh Hòa, Viettel Khánh Hòa phối hợp', 'coordinating: ?Viễn thông Khánh Hòa, ?Viettel Khánh Hòa'],
  ['UBND phường, xã', 'lead: ubnd-cap-xa'],
  ['Ban Dân tộc tỉnh chủ trì', 'lead: ?Ban Dân tộc tỉnh'],
  [
    'Bộ Chỉ huy Quân sự tỉnh; Công an tỉnh; Sở Ngoại vụ',
    'lead: ?Bộ Chỉ huy Quân sự tỉnh | coordinating: ?Công an tỉnh, ?Sở Ngoại vụ',
  ],
  ['Sở Nội vụ chủ trì;  Sở Tài chính bố trí kinh phí', 'lead: so-noi-vu | carrying-out: so-tai-chinh'],
  [
    'Sở Nội vụ chủ trì; đơn vị trực thuộc Sở Y tế phối hợp',
    'lead: so-noi-vu | coordinating: ?đơn vị trực thuộc Sở Y tế',
  ],
  [
    'Sở Nội vụ chủ trì, phối hợp với Sở Ngoại vụ, Ban Dân tộc và các đơn vị liên quan',
    'lead: so-noi-vu | coordinating: ?Sở Ngoại vụ, ?Ban Dân tộc, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'Sở Tài chính hướng dẫn; các cơ quan, đơn vị, địa phương thực hiện; Kho bạc Nhà nước Khánh Hòa kiểm soát chi',
    'guiding: so-tai-chinh, ?Kho bạc Nhà nước Khánh Hòa | lead: cac-co-quan-don-vi-dia-phuong | carrying-out: cac-co-quan-don-vi-dia-phuong',
  ],
  [
    'UBND cấp xã thực hiện; UBND cấp huyện kiểm tra, đôn đốc',
    'lead: ubnd-cap-xa | carrying-out: ubnd-cap-xa | guiding: ubnd-cap-huyen',
  ],
  ['Sở Nội vụ tham mưu xây dựng; UBND tỉnh ban hành', 'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh'],
  [
    'Sở Tư pháp chủ trì, phối hợp với Văn phòng UBND tỉnh, Trung tâm Phục vụ hành chính công tỉnh rà soát',
    'lead: so-tu-phap | coordinating: van-phong-ubnd-tinh, trung-tam-phuc-vu-hanh-chinh-cong-tinh',
  ],
  [
    'Trung tâm Phục vụ hành chính công tỉnh, Bộ phận Một cửa các cấp thực hiện',
    'lead: trung-tam-phuc-vu-hanh-chinh-cong-tinh, bo-phan-mot-cua | carrying-out: trung-tam-phuc-vu-hanh-chinh-cong-tinh, bo-phan-mot-cua',
  ],
  ['Sở Giáo dục & Đào tạo, Sở Y tế chủ trì theo lĩnh vực được phân công', 'lead: so-giao-duc-va-dao-tao, so-y-te'],
  [
    'Các sở, ngành, đơn vị liên quan phối hợp Sở Nội vụ',
    'lead: cac-so-ban-nganh-don-vi-lien-quan | coordinating: so-noi-vu',
  ],
  ['Thủ trưởng các sở, ban, ngành; Chủ tịch UBND cấp huyện', 'lead: cac-so-ban-nganh, chu-tich-ubnd-cap-huyen'],
  [
    'Sở Khoa học và Công nghệ chủ trì; các sở, ban, ngành, đoàn thể, UBND cấp huyện tham gia',
    'lead: so-khoa-hoc-va-cong-nghe | coordinating: cac-so-ban-nganh, cac-doan-the, ubnd-cap-huyen',
  ],
  [
    'Sở Nội vụ, cơ quan thường trực Ban Chỉ đạo CCHC tỉnh, tham mưu UBND tỉnh',
    'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh',
  ],
  [
    'Văn phòng UBND tỉnh công bố; các sở, ngành cung cấp',
    'issuing: van-phong-ubnd-tinh | lead: cac-so-ban-nganh | carrying-out: cac-so-ban-nganh',
  ],
  ['Đề nghị Công an tỉnh phối hợp', 'coordinating: ?Công an tỉnh'],
  [
    'UBND các huyện, thị xã, thành phố chỉ đạo UBND các xã, phường, thị trấn thực hiện',
    'lead: ubnd-cap-huyen | guiding: ubnd-cap-huyen | carrying-out: ubnd-cap-xa',
  ],
];

describe('đọc ô phân công', () => {
  it.each(CASES)('%s', (text, expected) => {
    const { assignment, unknown } = read(text);
    expect(written(assignment)).toBe(expected);
    expect(unknown).toEqual([...new Set(assignment.roles.filter(({ key }) => key === null).map(({ name }) => name))]);
  });
});

const COLUMNS: [AssignmentColumns, string][] = [
  [
    { lead: 'Sở Nội vụ', coordinating: 'Sở Tài chính, Sở Y tế' },
    'lead: so-noi-vu | coordinating: so-tai-chinh, so-y-te',
  ],
  [
    { lead: 'Sở Nội vụ', coordinating: 'Các sở, ban, ngành; UBND cấp huyện' },
    'lead: so-noi-vu | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [{ lead: 'Sở Nội vụ và Sở Tư pháp', coordinating: '' }, 'lead: so-noi-vu, so-tu-phap'],
  [{ lead: 'Các sở, ngành, UBND cấp huyện' }, 'lead: cac-so-ban-nganh, ubnd-cap-huyen'],
  [
    { lead: 'Sở GD&ĐT', coordinating: 'Sở LĐTBXH\nSở Y tế\nVNPT Khánh Hòa' },
    'lead: so-giao-duc-va-dao-tao | coordinating: so-lao-dong-thuong-binh-va-xa-hoi, so-y-te, ?VNPT Khánh Hòa',
  ],
  [
    { lead: 'Văn phòng UBND tỉnh', coordinating: '- Sở Nội vụ\n- Các cơ quan, đơn vị liên quan' },
    'lead: van-phong-ubnd-tinh | coordinating: so-noi-vu, cac-co-quan-don-vi-lien-quan',
  ],
  [
    { lead: 'Sở Nội vụ', coordinating: 'Sở Tài chính', appraising: 'Sở Tư pháp', issuing: 'UBND tỉnh' },
    'lead: so-noi-vu | coordinating: so-tai-chinh | appraising: so-tu-phap | issuing: ubnd-tinh',
  ],
  [
    { lead: 'Sở Thông tin và\nTruyền thông', coordinating: 'Các cơ quan,\nđơn vị' },
    'lead: so-thong-tin-va-truyen-thong | coordinating: cac-co-quan-don-vi',
  ],
  [{ coordinating: 'Các sở: Tài chính, Tư pháp' }, 'coordinating: so-tai-chinh, so-tu-phap'],
  [{ lead: 'Công an tỉnh/Sở Y tế' }, 'lead: ?Công an tỉnh, so-y-te'],
  [{ lead: '', coordinating: '' }, ''],
];

describe('đọc các cột phân công', () => {
  it.each(COLUMNS)('%j', (columns, expected) => {
    expect(written(parseAssignmentColumns(columns, KHANH_HOA, SIGNED).assignment)).toBe(expected);
  });
});

describe('tên hiển thị', () => {
  it('là tên trong danh mục tại ngày ký, dù văn bản viết tắt', () => {
    expect(read('UBND tỉnh, Sở LĐ-TB&XH').assignment.roles.map(({ name }) => name)).toEqual([
      'UBND tỉnh',
      'Sở Lao động - Thương binh và Xã hội',
    ]);
  });

  it('giữ nguyên văn khi danh mục không có', () => {
    expect(read('Viettel Khánh Hòa chủ trì')).toMatchObject({
      unknown: ['Viettel Khánh Hòa'],
      assignment: { roles: [{ role: 'lead', name: 'Viettel Khánh Hòa', key: null, collective: false }] },
    });
  });
});

describe('cấp có thẩm quyền', () => {
  const decider = (text: string, products: string) =>
    parseAssignment(text, KHANH_HOA, { products })
      .assignment.roles.filter(({ role }) => role === 'issuing')
      .map(({ key }) => key);

  it.each([
    ['Sở Nội vụ trình cấp có thẩm quyền quyết định', 'Quyết định của Chủ tịch UBND tỉnh', ['chu-tich-ubnd-tinh']],
    ['Sở Nội vụ tham mưu ban hành', 'Kế hoạch được UBND tỉnh ban hành', ['ubnd-tinh']],
    [
      'Sở Nội vụ trình cấp có thẩm quyền quyết định',
      'Quyết định của UBND tỉnh, Nghị quyết của HĐND tỉnh',
      ['cap-co-tham-quyen'],
    ],
    ['Sở Nội vụ chủ trì', 'Quyết định của UBND tỉnh', []],
  ])('%s; sản phẩm: %s', (text, products, expected) => expect(decider(text, products)).toEqual(expected));
});

describe('không bỏ sót', () => {
  it.each([
    ['nhà thầu tư vấn', ['nhà thầu tư vấn']],
    ['Sở Nội vụ chủ trì, phối hợp với nhà thầu tư vấn', ['nhà thầu tư vấn']],
    ['Sở Nội vụ chủ trì cập nhật dữ liệu dân cư', []],
  ])('chữ chưa hiểu ở chỗ của cơ quan được nêu ra: %s', (text, unread) => expect(read(text).unread).toEqual(unread));

  it('cơ quan chỉ được nhắc tới thì nêu riêng', () => {
    expect(read('Sở Nội vụ chủ trì khai thác dữ liệu của Bộ Công an').aside).toEqual(['Bộ Công an']);
  });

  const body = fc.constantFrom(...KHANH_HOA.organisations, ...KHANH_HOA.collectives);
  const link = fc.constantFrom(
    ' chủ trì; ',
    ' chủ trì, phối hợp với ',
    ', ',
    '; ',
    '\n- ',
    ' thực hiện. ',
    ' hướng dẫn ',
    ' tham mưu ',
    ' thẩm định, trình ',
    ' và ',
    ' phối hợp - ',
  );

  it('mọi cơ quan trong danh mục đặt vào ô đều được đọc lại', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(body, link), { minLength: 1, maxLength: 8 }), (parts) => {
        const reading = read(parts.map(([{ name }, between]) => name + between).join(''));
        const found = [...reading.assignment.roles.map(({ name }) => name), ...reading.aside];
        for (const [{ name }] of parts) expect(found).toContain(name);
        expect(reading.unread).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('chịu được mọi chuỗi ký tự', () => {
    const bits = fc.constantFrom(
      'Sở ',
      'các ',
      'UBND ',
      'huyện ',
      'phối hợp ',
      'với ',
      ', ',
      ' và ',
      '\n',
      '- ',
      '(',
      ')',
      ':',
      '/',
      'của ',
      'thuộc ',
      'trình ',
      'Nội vụ ',
      '\u0300',
      '\ud800',
      '10 ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(bits, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(read(text).assignment.text).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan; ',
    'các , ',
    '(Sở ',
    'UBND ',
    'Ban Ban ',
    'các sở có ',
    ', và ',
  ])('thời gian tăng theo độ dài: lặp lại “%s”', (piece) => {
    const time = (copies: number) => {
      const start = performance.now();
      read(piece.repeat(copies));
      return performance.now() - start;
    };
    time(500);
    // Ten times the text; a square would be a hundred times the work.
    expect(time(10_000)).toBeLessThan(40 * Math.max(time(1_000), 5));
  });
});
