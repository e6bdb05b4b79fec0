/**
 * The six areas of administrative reform in the order of Nghị quyết 76/NQ-CP (15/7/2021), then direction of the work:
 * what the seven groups of a yearly plan stand for when their headings are lost.
 */
export const REFORM_AREAS = [
  'Cải cách thể chế',
  'Cải cách thủ tục hành chính',
  'Cải cách tổ chức bộ máy hành chính nhà nước',
  'Cải cách chế độ công vụ',
  'Cải cách tài chính công',
  'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
  'Công tác chỉ đạo, điều hành cải cách hành chính',
] as const;
