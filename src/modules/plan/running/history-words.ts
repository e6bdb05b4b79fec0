import type { HistoryWords, Line, ToldEntry } from '#kernel/audit/words.ts';
import { documentName } from '#kernel/document-name.ts';
import { formatDate, type Language, type Text } from '#kernel/language.ts';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { ACTS, OBLIGATION_LIFE, OBLIGATION_STATE_WORDS, type Act } from './lifecycle.ts';

const UNTIL: Text = { vi: 'Hạn', en: 'Due' };
const ASKED: Text = { vi: 'Đề nghị đến', en: 'Asked until' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };
const ON: Text = { vi: 'Ngày', en: 'On' };

const day = (text: string | null | undefined, language: Language) =>
  text ? formatDate(text as IsoDate, language) : null;

const lines = ({ before, after }: ToldEntry, language: Language): readonly Line[] => [
  [ON, day(after.onDate, language)],
  [DOCUMENT, after.document ? documentName(after.document, after.documentDate ?? null, language) : null],
  [UNTIL, before.lastDay === after.lastDay ? null : day(after.lastDay, language)],
  [ASKED, before.askedLastDay === after.askedLastDay ? null : day(after.askedLastDay, language)],
];

const TONES: Partial<Record<Act, 'good' | 'warn' | 'active'>> = {
  start: 'active',
  report: 'active',
  submit: 'active',
  confirm: 'good',
  register: 'good',
  return: 'warn',
  reopen: 'warn',
  suspend: 'warn',
  cancel: 'warn',
  'ask-extension': 'warn',
};

/** Words for what is done with obligations: "Đồng ý gia hạn", until when, on what paper. */
export const RUNNING_HISTORY: HistoryWords = {
  subjects: {
    obligation: {
      name: { vi: 'Việc được giao', en: 'Obligation' },
      other: { vi: 'Cập nhật việc được giao', en: 'Obligation updated' },
    },
  },
  sentences: {
    ...Object.fromEntries(
      ACTS.map((act) => [
        `obligation.${act}`,
        { title: OBLIGATION_LIFE.acts[act].name, lines, ...(TONES[act] ? { tone: TONES[act] } : {}) },
      ]),
    ),
    'obligation.give-obstacle': {
      title: { vi: 'Chuyển cơ quan gỡ vướng mắc', en: 'Another body answers for an obstacle' },
      lines: ({ after }) => [[{ vi: 'Vướng mắc', en: 'Obstacle' }, after.text ?? null]],
    },
    'obligation.give-decision': { title: { vi: 'Chuyển cơ quan xác nhận', en: 'Another body decides' } },
  },
  fields: {
    state: { vi: 'Tình trạng', en: 'State' },
    lastDay: UNTIL,
    doneOn: { vi: 'Hoàn thành ngày', en: 'Done on' },
    askedLastDay: ASKED,
    deciderKey: { vi: 'Cơ quan xác nhận', en: 'Deciding body' },
    assigneeId: { vi: 'Người làm', en: 'Assigned to' },
    document: DOCUMENT,
    documentDate: { vi: 'Ngày văn bản', en: 'Date of the document' },
    evidence: { vi: 'Tài liệu kiểm chứng', en: 'Evidence' },
    onDate: ON,
  },
  values: { state: OBLIGATION_STATE_WORDS },
};
