import type { HistoryWords, Line, Sentence, ToldEntry } from '#kernel/audit/words.ts';
import { documentName } from '#kernel/document-name.ts';
import { formatNumber, type Language, type Text } from '#kernel/language.ts';
import { RESOLUTION_WORDS, STATUS_WORDS } from './words.ts';

const PRODUCT: Text = { vi: 'Kết quả', en: 'Product' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };
const DECISION: Text = { vi: 'Quyết định', en: 'Decision' };
const TASK: Text = { vi: 'Nhiệm vụ', en: 'Task' };
const FINDING: Text = { vi: 'Điểm cần xem', en: 'Finding' };
const SETTLED: Text = { vi: 'Cách xử lý', en: 'Settled as' };
const NOTE: Text = { vi: 'Ghi chú', en: 'Note' };

const result = ({ after }: ToldEntry, language: Language): readonly Line[] => {
  const name = after.document ? documentName(after.document, after.documentDate ?? null, language) : null;
  return [
    [PRODUCT, after.product ?? null],
    [DOCUMENT, name && after.issuer ? `${name} (${after.issuer})` : name],
  ];
};

const edited = (title: Text): Sentence => ({
  title,
  lines: ({ after }) => [
    [{ vi: 'Nay là', en: 'Now' }, after.title ?? after.text ?? after.subject ?? after.number ?? null],
  ],
});

/** Words for what is done with plans and their tasks; the public page and the office tell them alike. */
export const PLAN_HISTORY: HistoryWords = {
  subjects: {
    plan: { name: { vi: 'Kế hoạch', en: 'Plan' }, other: { vi: 'Cập nhật kế hoạch', en: 'Plan updated' } },
    'plan-task': { name: TASK, other: { vi: 'Cập nhật nhiệm vụ', en: 'Task updated' } },
  },
  sentences: {
    'plan.import': {
      title: { vi: 'Nhập văn bản kế hoạch thành bản nháp', en: 'Plan imported as a draft' },
      tone: 'active',
      lines: ({ after }, language) => [
        [DECISION, after.number ? documentName(after.number, after.issuedOn ?? null, language) : null],
        [TASK, after.tasks ? formatNumber(Number(after.tasks), language) : null],
      ],
    },
    'plan.accept': { title: { vi: 'Ban hành kế hoạch vào sổ theo dõi', en: 'Plan put into force' }, tone: 'good' },
    'plan.supersede': {
      title: { vi: 'Kế hoạch được thay thế bằng kế hoạch mới', en: 'Plan superseded by a later one' },
      tone: 'warn',
    },
    'plan.discard': { title: { vi: 'Hủy bản nháp', en: 'Draft discarded' }, tone: 'warn' },
    'plan.resolve-diagnostic': {
      title: { vi: 'Xử lý một điểm cần xem', en: 'Finding settled' },
      lines: ({ after }, language) => [
        [FINDING, after.message ?? null],
        [SETTLED, RESOLUTION_WORDS[after.resolution as keyof typeof RESOLUTION_WORDS]?.[language] ?? null],
        [NOTE, after.note ?? null],
      ],
    },
    'plan.revise-decision': edited({ vi: 'Sửa phần quyết định của bản nháp', en: 'Decision of the draft edited' }),
    'plan.revise-objective': edited({ vi: 'Sửa một mục tiêu của bản nháp', en: 'Objective of the draft edited' }),
    'plan.revise-group': edited({ vi: 'Sửa một nhóm của bản nháp', en: 'Group of the draft edited' }),
    'plan.revise-task': edited({ vi: 'Sửa một nhiệm vụ của bản nháp', en: 'Task of the draft edited' }),
    'plan-task.record-started': {
      title: { vi: 'Bắt đầu thực hiện', en: 'Work started' },
      tone: 'active',
      lines: result,
    },
    'plan-task.record-completed': {
      title: { vi: 'Ghi nhận hoàn thành', en: 'Recorded as done' },
      tone: 'good',
      lines: result,
    },
    'plan-task.record-reopened': {
      title: { vi: 'Hủy ghi nhận hoàn thành', en: 'Completion withdrawn' },
      tone: 'warn',
      lines: result,
    },
  },
  fields: {
    status: { vi: 'Tình trạng', en: 'Status' },
    supersededBy: { vi: 'Kế hoạch thay thế', en: 'Superseded by' },
    number: { vi: 'Số', en: 'Number' },
    issuedOn: { vi: 'Ngày ban hành', en: 'Issued on' },
    issuer: { vi: 'Cơ quan ban hành', en: 'Issuer' },
    signer: { vi: 'Người ký', en: 'Signer' },
    subject: { vi: 'Trích yếu', en: 'Subject' },
    year: { vi: 'Năm', en: 'Year' },
    title: { vi: 'Tên', en: 'Title' },
    text: { vi: 'Nội dung', en: 'Text' },
    file: { vi: 'Tệp (SHA-256)', en: 'File (SHA-256)' },
    tasks: { vi: 'Số nhiệm vụ', en: 'Tasks' },
    diagnostics: { vi: 'Điểm cần xem', en: 'Findings' },
    products: PRODUCT,
    product: PRODUCT,
    schedule: { vi: 'Tiến độ', en: 'Schedule' },
    due: { vi: 'Hạn', en: 'Due' },
    assignment: { vi: 'Phân công', en: 'Assignment' },
    startedOn: { vi: 'Bắt đầu ngày', en: 'Started on' },
    doneOn: { vi: 'Hoàn thành ngày', en: 'Done on' },
    document: DOCUMENT,
    documentDate: { vi: 'Ngày văn bản', en: 'Date of the document' },
    message: FINDING,
    resolution: SETTLED,
    note: NOTE,
  },
  values: { status: STATUS_WORDS, resolution: RESOLUTION_WORDS },
};
