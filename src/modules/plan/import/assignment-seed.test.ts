import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { KHANH_HOA, written } from './assignment-testing.ts';
import { parseAssignment } from './assignment.ts';

/** Task, cell "Phân công" as published, and who has which role. */
const PLAN_3487: [string, string, string][] = [
  [
    'I.1',
    'Sở Tư pháp chủ trì; các cơ quan, đơn vị liên quan phối hợp',
    'lead: so-tu-phap | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'I.1 (2)',
    'Các cơ quan, đơn vị, địa phương thực hiện',
    'lead: cac-co-quan-don-vi-dia-phuong | carrying-out: cac-co-quan-don-vi-dia-phuong',
  ],
  [
    'I.2',
    'Sở Kế hoạch và Đầu tư chủ trì, phối hợp với cơ quan, đơn vị liên quan tham mưu',
    'lead: so-ke-hoach-va-dau-tu | advising: so-ke-hoach-va-dau-tu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'I.3',
    'Sở Kế hoạch và Đầu tư chủ trì, phối hợp với các cơ quan, đơn vị, địa phương và các đơn vị liên quan',
    'lead: so-ke-hoach-va-dau-tu | coordinating: cac-co-quan-don-vi-dia-phuong, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'I.4',
    'Sở Nội vụ chủ trì, phối hợp với cơ quan, đơn vị liên quan tham mưu',
    'lead: so-noi-vu | advising: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'I.5',
    'Sở Lao động - Thương binh và Xã hội chủ trì, phối hợp các sở, ban, ngành và Ủy ban nhân dân các huyện, thị xã, thành phố',
    'lead: so-lao-dong-thuong-binh-va-xa-hoi | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [
    'I.6',
    'Sở Kế hoạch và Đầu tư chủ trì, phối hợp với các sở, ngành, hiệp hội có liên quan và Liên đoàn Thương mại và Công nghiệp Việt Nam (VCCI) tham mưu Ủy ban nhân dân tỉnh tổ chức',
    'lead: so-ke-hoach-va-dau-tu | advising: so-ke-hoach-va-dau-tu | coordinating: cac-so-ban-nganh-lien-quan, cac-hiep-hoi-lien-quan, vcci | carrying-out: ubnd-tinh',
  ],
  [
    'II.1',
    '- Các cơ quan, đơn vị, địa phương chủ động rà soát, đề xuất tái cấu trúc các TTHC, dịch vụ công của tỉnh - Văn phòng UBND tỉnh tổng hợp, trình cấp có thẩm quyền xem xét, quyết định',
    'lead: cac-co-quan-don-vi-dia-phuong | carrying-out: cac-co-quan-don-vi-dia-phuong | compiling: van-phong-ubnd-tinh | issuing: cap-co-tham-quyen',
  ],
  [
    'II.2',
    '- Các sở, ban, ngành, UBND cấp huyện - Văn phòng UBND tỉnh thẩm tra, trình Chủ tịch UBND tỉnh xem xét, quyết định',
    'lead: cac-so-ban-nganh, ubnd-cap-huyen | appraising: van-phong-ubnd-tinh | issuing: chu-tich-ubnd-tinh',
  ],
  [
    'II.3',
    '- Văn phòng UBND tỉnh chủ trì, phối hợp Sở Thông tin và Truyền thông, Sở Nội vụ và các cơ quan liên quan hướng dẫn - Các sở, ban, ngành và các cơ quan liên quan thực hiện',
    'lead: van-phong-ubnd-tinh | guiding: van-phong-ubnd-tinh | coordinating: so-thong-tin-va-truyen-thong, so-noi-vu, cac-co-quan-don-vi-lien-quan | carrying-out: cac-so-ban-nganh, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'II.4',
    '- Văn phòng UBND tỉnh chủ trì, phối hợp Sở Nội vụ, Sở Tư pháp hướng dẫn. - Các sở, ban, ngành và các cơ quan liên quan thực hiện',
    'lead: van-phong-ubnd-tinh | guiding: van-phong-ubnd-tinh | coordinating: so-noi-vu, so-tu-phap | carrying-out: cac-so-ban-nganh, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'II.5',
    '- Văn phòng UBND tỉnh chủ trì triển khai - Các sở, ban, ngành và các cơ quan, đơn vị liên quan phối hợp',
    'lead: van-phong-ubnd-tinh | carrying-out: van-phong-ubnd-tinh | coordinating: cac-so-ban-nganh, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'II.6',
    'Sở Thông tin và Truyền thông chủ trì phối hợp với các cơ quan, đơn vị liên quan',
    'lead: so-thong-tin-va-truyen-thong | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'II.7',
    'Văn phòng UBND tỉnh chủ trì phối hợp với Sở Nội vụ, Sở Thông tin và Truyền thông và các sở, ngành, địa phương có TTHC được chọn thí điểm.',
    'lead: van-phong-ubnd-tinh | coordinating: so-noi-vu, so-thong-tin-va-truyen-thong, cac-so-ban-nganh-dia-phuong-lien-quan',
  ],
  [
    'III.1',
    '- Các sở, ban, ngành liên quan trong việc sáp nhập chủ trì nghiên cứu triển khai - Sở Nội vụ hướng dẫn, thẩm định, tham mưu thành lập',
    'lead: cac-so-ban-nganh-lien-quan | carrying-out: cac-so-ban-nganh-lien-quan | guiding: so-noi-vu | appraising: so-noi-vu | advising: so-noi-vu',
  ],
  ['III.2', 'UBND cấp huyện', 'lead: ubnd-cap-huyen'],
  [
    'III.3',
    '- Các sở, ban, ngành chủ trì nghiên cứu triển khai - Sở Nội vụ phối hợp thẩm định',
    'lead: cac-so-ban-nganh | carrying-out: cac-so-ban-nganh | coordinating: so-noi-vu | appraising: so-noi-vu',
  ],
  [
    'III.4',
    '- Các sở, ban, ngành chủ trì nghiên cứu xây dựng quy định - Sở Tư pháp thẩm định văn bản quy phạm pháp luật. - Sở Nội vụ: có ý kiến thẩm định về chuyên môn.',
    'lead: cac-so-ban-nganh | appraising: so-tu-phap, so-noi-vu',
  ],
  [
    'III.5',
    '- UBND cấp huyện xây dựng dự thảo - Phòng Tư pháp thẩm định văn bản quy phạm pháp luật. - Phòng Nội vụ có ý kiến thẩm định về chuyên môn.',
    'lead: ubnd-cap-huyen | carrying-out: ubnd-cap-huyen | appraising: phong-tu-phap, phong-noi-vu',
  ],
  [
    'III.6',
    '- Các cơ quan, đơn vị, địa phương chủ trì nghiên cứu, triển khai xây dựng gửi Sở Nội vụ thẩm định trình UBND tỉnh - Các phòng chuyên môn cấp huyện trình UBND cấp huyện đối với đơn vị sự nghiệp thuộc thẩm quyền quyết định của UBND cấp huyện',
    'lead: cac-co-quan-don-vi-dia-phuong | carrying-out: cac-co-quan-don-vi-dia-phuong, cac-phong-chuyen-mon-cap-huyen | appraising: so-noi-vu | issuing: ubnd-tinh, ubnd-cap-huyen',
  ],
  [
    'III.7',
    'Các sở, ban, ngành, địa phương xây dựng Đề án gửi Sở Nội vụ thẩm định, trình UBND tỉnh',
    'lead: cac-so-ban-nganh-dia-phuong | carrying-out: cac-so-ban-nganh-dia-phuong | appraising: so-noi-vu | issuing: ubnd-tinh',
  ],
  [
    'III.8',
    'Các cơ quan, đơn vị, địa phương xây dựng Đề án gửi Sở Nội vụ thẩm định',
    'lead: cac-co-quan-don-vi-dia-phuong | carrying-out: cac-co-quan-don-vi-dia-phuong | appraising: so-noi-vu',
  ],
  [
    'III.9',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'III.10',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'III.11',
    '- Sở Kế hoạch và Đầu tư - Thường trực Ban Đổi mới và Phát triển doanh nghiệp tỉnh chủ trì hướng dẫn; - Sở Giao thông vận tải chủ trì, phối hợp với các cơ quan liên quan thực hiện',
    'lead: so-ke-hoach-va-dau-tu, so-giao-thong-van-tai | guiding: so-ke-hoach-va-dau-tu | carrying-out: so-giao-thong-van-tai | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  ['IV.1', 'Sở Nội vụ chủ trì tham mưu UBND tỉnh', 'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh'],
  [
    'IV.2',
    '- Các sở, ngành, đơn vị, địa phương triển khai theo Đề án được phê duyệt - Sở Nội vụ tham mưu hướng dẫn, đôn đốc và kiểm tra',
    'lead: cac-so-ban-nganh-don-vi-dia-phuong | carrying-out: cac-so-ban-nganh-don-vi-dia-phuong | advising: so-noi-vu | guiding: so-noi-vu',
  ],
  [
    'IV.3',
    '- Các sở, ngành, đơn vị, địa phương triển khai theo Đề án được phê duyệt - Sở Nội vụ tham mưu hướng dẫn, đôn đốc và kiểm tra',
    'lead: cac-so-ban-nganh-don-vi-dia-phuong | carrying-out: cac-so-ban-nganh-don-vi-dia-phuong | advising: so-noi-vu | guiding: so-noi-vu',
  ],
  [
    'IV.4',
    'Sở Nội vụ chủ trì, phối hợp Sở Thông tin và Truyền thông và các cơ quan, đơn vị, địa phương triển khai thực hiện',
    'lead: so-noi-vu | carrying-out: so-noi-vu | coordinating: so-thong-tin-va-truyen-thong, cac-co-quan-don-vi-dia-phuong',
  ],
  [
    'IV.5',
    '- Sở Nội vụ chủ trì hướng dẫn - Các cơ quan, đơn vị, địa phương tổ chức triển khai thực hiện',
    'lead: so-noi-vu | guiding: so-noi-vu | carrying-out: cac-co-quan-don-vi-dia-phuong',
  ],
  [
    'IV.6',
    '- Sở Nội vụ chủ trì hướng dẫn - Các cơ quan, đơn vị, địa phương tổ chức triển khai thực hiện',
    'lead: so-noi-vu | guiding: so-noi-vu | carrying-out: cac-co-quan-don-vi-dia-phuong',
  ],
  [
    'IV.7',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'IV.8',
    'Sở Nội vụ chủ trì, phối hợp Ban Tổ chức Tỉnh ủy và các cơ quan, đơn vị, địa phương triển khai thực hiện',
    'lead: so-noi-vu | carrying-out: so-noi-vu | coordinating: ban-to-chuc-tinh-uy, cac-co-quan-don-vi-dia-phuong',
  ],
  [
    'V.1',
    '- Sở Tài chính chủ trì - Các sở, ban, ngành và UBND các huyện, thị xã, thành phố phối hợp',
    'lead: so-tai-chinh | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [
    'V.2',
    '- Sở Tài chính chủ trì - Các sở, ban, ngành và UBND các huyện, thị xã, thành phố phối hợp',
    'lead: so-tai-chinh | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [
    'V.3',
    '- Sở Tài chính chủ trì - Các sở, ban, ngành và UBND các huyện, thị xã, thành phố phối hợp',
    'lead: so-tai-chinh | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [
    'V.4',
    '- Sở Tài chính chủ trì - Các sở, ban, ngành và UBND các huyện, thị xã, thành phố phối hợp',
    'lead: so-tai-chinh | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  [
    'V.5',
    '- Các cơ quan quản lý các đơn vị sự nghiệp công lập chủ trì thực hiện chỉ đạo các đơn vị trực thuộc xây dựng phương án hoàn thiện cơ chế, chính sách tự chủ tài chính đơn vị sự nghiệp công lập - Sở Tài chính thẩm định phương án',
    'lead: co-quan-quan-ly-don-vi-su-nghiep-cong-lap | carrying-out: co-quan-quan-ly-don-vi-su-nghiep-cong-lap, don-vi-truc-thuoc | guiding: co-quan-quan-ly-don-vi-su-nghiep-cong-lap | appraising: so-tai-chinh',
  ],
  [
    'V.6',
    '- Các cơ quan đơn vị có tài sản gửi hồ sơ về Sở Tài chính thẩm định - Sở Tài chính thẩm định, trình Ủy ban nhân dân tỉnh phê duyệt',
    'lead: cac-co-quan-don-vi-lien-quan | carrying-out: cac-co-quan-don-vi-lien-quan | appraising: so-tai-chinh | issuing: ubnd-tinh',
  ],
  [
    'VI.1',
    'Sở Thông tin và Truyền thông chủ trì phối hợp với các sở ban ngành, UBND cấp huyện',
    'lead: so-thong-tin-va-truyen-thong | coordinating: cac-so-ban-nganh, ubnd-cap-huyen',
  ],
  ['VI.2', 'Sở Thông tin và Truyền thông chủ trì', 'lead: so-thong-tin-va-truyen-thong'],
  ['VI.3', 'Sở Thông tin và Truyền thông chủ trì', 'lead: so-thong-tin-va-truyen-thong'],
  ['VI.4', 'Sở Thông tin và Truyền thông chủ trì', 'lead: so-thong-tin-va-truyen-thong'],
  ['VI.5', 'Sở Thông tin và Truyền thông chủ trì', 'lead: so-thong-tin-va-truyen-thong'],
  [
    'VI.6',
    'Sở Thông tin và Truyền thông chủ trì phối hợp với các sở, ban ngành liên quan',
    'lead: so-thong-tin-va-truyen-thong | coordinating: cac-so-ban-nganh-lien-quan',
  ],
  [
    'VI.7',
    'Sở Tài nguyên và Môi trường chủ trì phối hợp với các cơ quan, đơn vị có liên quan',
    'lead: so-tai-nguyen-va-moi-truong | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'VI.8',
    'Sở Giáo dục và đào tạo chủ trì phối hợp với các sở, ban, ngành liên quan',
    'lead: so-giao-duc-va-dao-tao | coordinating: cac-so-ban-nganh-lien-quan',
  ],
  [
    'VI.9',
    'Sở Nội vụ chủ trì, phối hợp Sở Thông tin và Truyền thông và các cơ quan, đơn vị có liên quan',
    'lead: so-noi-vu | coordinating: so-thong-tin-va-truyen-thong, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'VI.10',
    'Sở Nội vụ chủ trì, phối hợp Sở Thông tin và Truyền thông và các cơ quan, đơn vị có liên quan',
    'lead: so-noi-vu | coordinating: so-thong-tin-va-truyen-thong, cac-co-quan-don-vi-lien-quan',
  ],
  [
    'VI.11',
    'Sở Nội vụ chủ trì phối hợp với Sở Thông tin và Truyền thông, các sở, ngành, địa phương liên quan tham gia triển khai nhiệm vụ đề án',
    'lead: so-noi-vu | coordinating: so-thong-tin-va-truyen-thong, cac-so-ban-nganh-dia-phuong-lien-quan',
  ],
  [
    'VI.12',
    '- Sở Khoa học và Công nghệ chủ trì, phối hợp: Sở Thông tin và Truyền thông và Văn phòng UBND tỉnh - 10 cơ quan hành chính ở 03 cấp áp dụng thử nghiệm',
    'lead: so-khoa-hoc-va-cong-nghe | coordinating: so-thong-tin-va-truyen-thong, van-phong-ubnd-tinh | carrying-out: co-quan-hanh-chinh-o-03-cap',
  ],
  ['VII.1', 'Sở Nội vụ chủ trì, tham mưu UBND tỉnh', 'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh'],
  ['VII.2', 'Sở Nội vụ chủ trì, tham mưu UBND tỉnh', 'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh'],
  ['VII.3', 'Sở Nội vụ chủ trì, tham mưu UBND tỉnh', 'lead: so-noi-vu | advising: so-noi-vu | issuing: ubnd-tinh'],
  [
    'VII.4',
    'Sở Nội vụ chủ trì, phối hợp Sở Kế hoạch và Đầu tư và các cơ quan liên quan tham mưu UBND tỉnh',
    'lead: so-noi-vu | advising: so-noi-vu | coordinating: so-ke-hoach-va-dau-tu, cac-co-quan-don-vi-lien-quan | issuing: ubnd-tinh',
  ],
  [
    'VII.5',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'VII.6',
    'Sở Nội vụ chủ trì, phối hợp Sở Y tế, Sở Giáo dục và Đào tạo, UBND các huyện, thị xã, thành phố và các sở, ban, ngành liên quan',
    'lead: so-noi-vu | coordinating: so-y-te, so-giao-duc-va-dao-tao, ubnd-cap-huyen, cac-so-ban-nganh-lien-quan',
  ],
  [
    'VII.7',
    'Sở Nội vụ chủ trì, phối hợp Sở Kế hoạch và Đầu tư, Sở Tài chính, Văn phòng UBND tỉnh và các cơ quan liên quan',
    'lead: so-noi-vu | coordinating: so-ke-hoach-va-dau-tu, so-tai-chinh, van-phong-ubnd-tinh, cac-co-quan-don-vi-lien-quan',
  ],
  ['VII.8', 'Sở Nội vụ chủ trì xây dựng báo cáo', 'lead: so-noi-vu | compiling: so-noi-vu'],
  [
    'VII.9',
    'Sở Nội vụ chủ trì; các cơ quan thành viên chuẩn bị theo lĩnh vực phân công',
    'lead: so-noi-vu | carrying-out: co-quan-thanh-vien-ban-chi-dao',
  ],
  [
    'VII.10',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'VII.11',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
  [
    'VII.12',
    'Sở Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị liên quan',
    'lead: so-noi-vu | coordinating: cac-co-quan-don-vi-lien-quan',
  ],
];

describe('phân công trong Kế hoạch kèm theo Quyết định 3487/QĐ-UBND', () => {
  it.each(PLAN_3487)('%s: %s', (_task, text, expected) => {
    const reading = parseAssignment(text, KHANH_HOA, { products: '', at: isoDate('2024-12-31') });
    expect(written(reading.assignment)).toBe(expected);
    expect(reading.unknown).toEqual([]);
    expect(reading.unread).toEqual([]);
    expect(reading.assignment.roles.some(({ role }) => role === 'lead')).toBe(true);
  });

  it('có đủ 62 nhiệm vụ, nhiệm vụ I.1 có hai sản phẩm', () => {
    expect(new Set(PLAN_3487.map(([task]) => task.replace(' (2)', ''))).size).toBe(62);
    expect(PLAN_3487).toHaveLength(63);
  });
});
