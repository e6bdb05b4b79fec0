import type { RowOf, Sheet } from '../../sheets/index.ts';
import type { OrganisationVersion, Succession } from '../model.ts';
import { ORGANISATION_KINDS, ORGANISATION_LEVELS } from '../registry-data.ts';
import { KIND_WORDS, LEVEL_WORDS } from '../words.ts';

/** The registry as a table: one row for each version of each body. */
export const ORGANISATION_SHEET = {
  name: 'co-quan',
  version: 1,
  title: { vi: 'Cơ quan', en: 'Organisations' },
  columns: [
    { key: 'key', title: 'Khóa', type: 'text', required: true, maxLength: 120, width: 32, hint: 'Không bao giờ đổi: chữ thường không dấu, nối bằng gạch ngang (so-noi-vu). Cơ quan đổi tên giữ khóa; cơ quan lập lại dưới tên cũ có khóa mới.' }, // prettier-ignore
    {
      key: 'code',
      title: 'Mã định danh',
      type: 'text',
      maxLength: 40,
      hint: 'Theo Quyết định 20/2020/QĐ-TTg, nếu biết.',
    },
    { key: 'name', title: 'Tên', type: 'text', required: true, maxLength: 300, width: 48 },
    { key: 'shortName', title: 'Tên gọn', type: 'text', maxLength: 300 },
    {
      key: 'aliases',
      title: 'Tên gọi khác',
      type: 'list',
      maxLength: 300,
      hint: 'Những cách viết khác trong văn bản.',
    },
    { key: 'level', title: 'Cấp', type: 'choice', required: true, width: 14, values: ORGANISATION_LEVELS.map((value) => ({ value, label: LEVEL_WORDS[value].vi })) }, // prettier-ignore
    { key: 'kind', title: 'Loại', type: 'choice', required: true, width: 28, values: ORGANISATION_KINDS.map((value) => ({ value, label: KIND_WORDS[value].vi })) }, // prettier-ignore
    { key: 'parentKey', title: 'Khóa cơ quan chủ quản', aliases: ['Khóa cấp trên'], type: 'text', maxLength: 120, width: 32 }, // prettier-ignore
    { key: 'area', title: 'Địa bàn', type: 'text', maxLength: 2_000, width: 36, hint: 'Phạm vi phụ trách, ghi bằng lời như trong văn bản; để trống nếu văn bản không nêu.' }, // prettier-ignore
    { key: 'validFrom', title: 'Từ ngày', type: 'date', width: 12, hint: 'Ngày bắt đầu có tên, cấp, cơ quan chủ quản, địa bàn này. Để trống: từ trước tới nay.' }, // prettier-ignore
    { key: 'validTo', title: 'Trước ngày', type: 'date', width: 12, hint: 'Ngày đầu tiên không còn như thế nữa. Để trống: vẫn đang như thế.' }, // prettier-ignore
  ],
} as const satisfies Sheet;

/** Who took over from whom, by function. */
export const SUCCESSION_SHEET = {
  name: 'ke-thua',
  version: 1,
  title: { vi: 'Kế thừa', en: 'Successions' },
  columns: [
    { key: 'predecessorKey', title: 'Khóa cơ quan cũ', type: 'text', required: true, maxLength: 120, width: 32 },
    { key: 'successorKey', title: 'Khóa cơ quan tiếp nhận', type: 'text', required: true, maxLength: 120, width: 32 },
    { key: 'function', title: 'Chức năng', type: 'text', maxLength: 300, width: 32, hint: 'Tên trong danh mục chức năng. Để trống: toàn bộ, hoặc phần còn lại.' }, // prettier-ignore
    { key: 'effectiveOn', title: 'Từ ngày', type: 'date', required: true, width: 12 },
    { key: 'source', title: 'Nguồn', type: 'text', required: true, maxLength: 4_000, width: 60 },
    { key: 'inferred', title: 'Suy ra', type: 'yes-no', width: 10, hint: '“có” khi chỉ suy ra từ mô hình chung, không đọc thấy trong văn bản.' }, // prettier-ignore
  ],
} as const satisfies Sheet;

export type OrganisationRow = RowOf<typeof ORGANISATION_SHEET>;
export type SuccessionRow = RowOf<typeof SUCCESSION_SHEET>;

/** A row as a version, and the other way round: both have the same fields, in another order. */
export const versionFrom = (row: OrganisationRow): OrganisationVersion => ({ ...row });
export const organisationRow = (version: OrganisationVersion): OrganisationRow => ({ ...version });
export const successionFrom = (row: SuccessionRow): Succession => ({ ...row, inferred: row.inferred ?? false });
export const successionRow = (succession: Succession): SuccessionRow => ({ ...succession });
