/** Real-looking texts for the patterns of writing together. */
export const REPORT = `## Kết quả đạt được

Trong quý I/2025, tỉnh đã **hoàn thành 18 trên 62 nhiệm vụ**, trong đó *17 nhiệm vụ đúng hạn*.

- Ban hành Kế hoạch rà soát văn bản quy phạm pháp luật;
- Công bố danh mục thủ tục hành chính:
  - cấp tỉnh;
  - cấp xã.

| Lĩnh vực | Hoàn thành | Quá hạn |
| --- | --- | --- |
| Thể chế | 4 | **1** |
| Thủ tục hành chính | 6 | 0 |

Nguồn: [Công báo tỉnh](<https://congbao.example/2025>).`;

export const BEFORE = `Kết quả đạt được

Trong quý I/2025, tỉnh đã hoàn thành 17 trên 62 nhiệm vụ, đạt 27,4 % kế hoạch năm.

Công tác tuyên truyền được quan tâm.

Các sở, ban, ngành đã báo cáo đúng hạn.

Ủy ban nhân dân các xã đang tiếp tục rà soát.

Tồn tại: một số cơ quan chậm gửi báo cáo.`;

export const AFTER = `Kết quả đạt được

Trong quý I/2025, tỉnh đã hoàn thành 18 trên 62 nhiệm vụ, đạt 29 % kế hoạch năm, cao hơn cùng kỳ.

Công tác tuyên truyền được quan tâm.

Các sở, ban, ngành đã báo cáo đúng hạn.

Ủy ban nhân dân các xã đang tiếp tục rà soát.

Nguyên nhân: phần mềm của ba cơ quan chưa kết nối.`;
