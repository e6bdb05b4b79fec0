/** A type of official paper (Nghị định 30/2020/NĐ-CP, Điều 7; abbreviations: Phụ lục III). */
export interface PaperKindRow {
  name: string;
  /** Stands in the symbol: 15/QĐ-UBND. Công văn and thư công have none. */
  abbreviation: string | null;
  /** Between the bases and the articles, in capitals: QUYẾT ĐỊNH: */
  resolves?: string;
}

/** The 29 types of administrative papers. */
export const PAPER_KINDS = {
  'nghi-quyet': { name: 'Nghị quyết', abbreviation: 'NQ', resolves: 'QUYẾT NGHỊ:' },
  'quyet-dinh': { name: 'Quyết định', abbreviation: 'QĐ', resolves: 'QUYẾT ĐỊNH:' },
  'chi-thi': { name: 'Chỉ thị', abbreviation: 'CT' },
  'quy-che': { name: 'Quy chế', abbreviation: 'QC' },
  'quy-dinh': { name: 'Quy định', abbreviation: 'QyĐ' },
  'thong-cao': { name: 'Thông cáo', abbreviation: 'TC' },
  'thong-bao': { name: 'Thông báo', abbreviation: 'TB' },
  'huong-dan': { name: 'Hướng dẫn', abbreviation: 'HD' },
  'chuong-trinh': { name: 'Chương trình', abbreviation: 'CTr' },
  'ke-hoach': { name: 'Kế hoạch', abbreviation: 'KH' },
  'phuong-an': { name: 'Phương án', abbreviation: 'PA' },
  'de-an': { name: 'Đề án', abbreviation: 'ĐA' },
  'du-an': { name: 'Dự án', abbreviation: 'DA' },
  'bao-cao': { name: 'Báo cáo', abbreviation: 'BC' },
  'bien-ban': { name: 'Biên bản', abbreviation: 'BB' },
  'to-trinh': { name: 'Tờ trình', abbreviation: 'TTr' },
  'hop-dong': { name: 'Hợp đồng', abbreviation: 'HĐ' },
  'cong-van': { name: 'Công văn', abbreviation: null },
  'cong-dien': { name: 'Công điện', abbreviation: 'CĐ' },
  'ban-ghi-nho': { name: 'Bản ghi nhớ', abbreviation: 'BGN' },
  'ban-thoa-thuan': { name: 'Bản thỏa thuận', abbreviation: 'BTT' },
  'giay-uy-quyen': { name: 'Giấy ủy quyền', abbreviation: 'GUQ' },
  'giay-moi': { name: 'Giấy mời', abbreviation: 'GM' },
  'giay-gioi-thieu': { name: 'Giấy giới thiệu', abbreviation: 'GGT' },
  'giay-nghi-phep': { name: 'Giấy nghỉ phép', abbreviation: 'GNP' },
  'phieu-gui': { name: 'Phiếu gửi', abbreviation: 'PG' },
  'phieu-chuyen': { name: 'Phiếu chuyển', abbreviation: 'PC' },
  'phieu-bao': { name: 'Phiếu báo', abbreviation: 'PB' },
  'thu-cong': { name: 'Thư công', abbreviation: null },
} as const satisfies Record<string, PaperKindRow>;

/** Papers that offices print beside the 29 types: they carry neither number nor symbol. */
export const UNNUMBERED_KINDS = {
  'so-theo-doi': { name: 'Sổ theo dõi', abbreviation: null },
} as const satisfies Record<string, PaperKindRow>;

export type OfficialKind = keyof typeof PAPER_KINDS;
export type PaperKind = OfficialKind | keyof typeof UNNUMBERED_KINDS;

/** The row of a type. */
export function kindRow(kind: PaperKind): PaperKindRow {
  return kind in PAPER_KINDS ? PAPER_KINDS[kind as OfficialKind] : UNNUMBERED_KINDS[kind as 'so-theo-doi'];
}

/** Does a paper of this type carry a number and a symbol? */
export function isNumbered(kind: PaperKind): kind is OfficialKind {
  return kind in PAPER_KINDS;
}
