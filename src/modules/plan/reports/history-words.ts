import type { HistoryWords, Sentence } from '#kernel/audit/words.ts';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { documentName } from '#kernel/document-name.ts';
import { formatDate, type Text } from '#kernel/language.ts';
import { REPORT_STATE_WORDS } from './lifecycle.ts';
import { REPORT_OUTLINE } from './outline.ts';

const PERIOD: Text = { vi: 'Kỳ', en: 'Period' };
const TASK: Text = { vi: 'Nhiệm vụ', en: 'Task' };
const SECTION: Text = { vi: 'Phần', en: 'Section' };
const VERSION: Text = { vi: 'Bản', en: 'Version' };
const FIGURES: Text = { vi: 'Bản số liệu', en: 'Version of figures' };
const HASH: Text = { vi: 'Mã băm', en: 'Hash' };
const DUE: Text = { vi: 'Hạn gửi', en: 'Due' };
const BODIES: Text = { vi: 'Số cơ quan', en: 'Bodies' };
const BODY: Text = { vi: 'Cơ quan', en: 'Body' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };

/** As the outline now calls it; the key of one that it has no more. */
const sectionTitle = (key: string | undefined): string | null =>
  REPORT_OUTLINE.find((each) => each.key === key)?.title ?? key ?? null;

const text = (title: Text, tone: Sentence['tone'] = 'active'): Sentence => ({
  title,
  tone,
  lines: ({ after }) => [
    [SECTION, sectionTitle(after.section)],
    [VERSION, after.version ?? null],
    [BODY, after.organisation ?? null],
  ],
});

/** Words for what is done with reports. */
export const REPORT_HISTORY: HistoryWords = {
  subjects: {
    report: { name: { vi: 'Báo cáo', en: 'Report' }, other: { vi: 'Cập nhật báo cáo', en: 'Report updated' } },
  },
  sentences: {
    'report.make': {
      title: { vi: 'Lập báo cáo, chốt số liệu', en: 'Report begun, figures taken' },
      tone: 'active',
      lines: ({ after }) => [
        [PERIOD, after.period ?? null],
        [HASH, after.sha256 ?? null],
      ],
    },
    'plan.follow-reports': {
      title: { vi: 'Theo dõi các kỳ báo cáo', en: 'Periods of reports followed' },
      tone: 'active',
      lines: ({ after }) => [
        [TASK, after.task ?? null],
        [PERIOD, after.periods ?? null],
      ],
    },
    'report.retake': {
      title: { vi: 'Lấy lại số liệu', en: 'Figures taken anew' },
      tone: 'warn',
      lines: ({ before, after }) => [
        [FIGURES, after.snapshot ?? null],
        [HASH, before.sha256 === after.sha256 ? null : (after.sha256 ?? null)],
      ],
    },
    'report.write': text({ vi: 'Soạn nội dung', en: 'Text written' }),
    'report.set': { title: { vi: 'Sửa thể thức văn bản', en: 'Paper set' }, tone: 'calm' },
    'report.ask': {
      title: { vi: 'Đề nghị đóng góp', en: 'Contributions asked for' },
      tone: 'active',
      lines: ({ after }, language) => [
        [BODIES, after.bodies ?? null],
        [DUE, after.due ? formatDate(after.due, language) : null],
      ],
    },
    'report.write-contribution': text({ vi: 'Soạn đóng góp', en: 'Contribution written' }),
    'report.submit-contribution': text({ vi: 'Gửi đóng góp', en: 'Contribution sent' }),
    'report.insert-contribution': text({ vi: 'Đưa đóng góp vào báo cáo', en: 'Contribution put in' }, 'good'),
    'report.finalise': {
      title: { vi: 'Chốt báo cáo', en: 'Report locked' },
      tone: 'good',
      lines: ({ after }) => [
        [FIGURES, after.snapshot ?? null],
        [HASH, after.sha256 ?? null],
      ],
    },
    'report.reopen': { title: { vi: 'Mở lại báo cáo', en: 'Report reopened' }, tone: 'warn' },
    'report.issue': {
      title: { vi: 'Ban hành báo cáo', en: 'Report issued' },
      tone: 'good',
      lines: ({ after }, language) => [
        [
          DOCUMENT,
          documentName(after.document ?? null, (after.documentDate ?? null) as IsoDate | null, language) || null,
        ],
      ],
    },
    'report.discard': { title: { vi: 'Hủy báo cáo', en: 'Report discarded' }, tone: 'warn' },
  },
  fields: {
    period: PERIOD,
    section: SECTION,
    snapshot: FIGURES,
    sha256: HASH,
    due: DUE,
    bodies: BODIES,
    superior: { vi: 'Cơ quan chủ quản', en: 'Superior body' },
    symbol: { vi: 'Ký hiệu', en: 'Symbol' },
    place: { vi: 'Địa danh', en: 'Place' },
    signer: { vi: 'Người ký', en: 'Signer' },
  },
  values: { state: REPORT_STATE_WORDS },
};
