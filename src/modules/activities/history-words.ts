import type { HistoryWords, Line, Sentence, ToldEntry } from '#kernel/audit/words.ts';
import { documentName } from '#kernel/document-name.ts';
import { formatDate, type Language, type Text } from '#kernel/language.ts';
import { KIND_WORDS, KINDS } from './kinds.ts';
import { LIVES } from './lives.ts';

const ON: Text = { vi: 'Ngày', en: 'On' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };
const NUMBER: Text = { vi: 'Số', en: 'No.' };
const UNTIL: Text = { vi: 'Hạn', en: 'Due' };
const TITLE: Text = { vi: 'Tên', en: 'Title' };
const THRESHOLD: Text = { vi: 'Ngưỡng', en: 'Threshold' };

/** Events that are no acts of a life: another body has it since a reorganisation. */
export const HANDED_OVER: Readonly<Record<string, Text>> = {
  give: { vi: 'Chuyển cho cơ quan tiếp nhận', en: 'Went to the body that took over' },
  'give-decision': { vi: 'Chuyển cơ quan chủ trì', en: 'Another body conducts it' },
};

const day = (text: string | undefined, language: Language) => (text ? formatDate(text, language) : null);

const lines = ({ after }: ToldEntry, language: Language): readonly Line[] => [
  [TITLE, after.title ?? null],
  [NUMBER, after.number ?? null],
  [ON, day(after.onDate, language)],
  [DOCUMENT, after.document ? documentName(after.document, after.documentDate ?? null, language) : null],
  [UNTIL, day(after.lastDay, language)],
];

const GOOD = ['close', 'confirm', 'accept-remedy', 'recognise', 'conclude'];
const WARN = ['cancel', 'discard', 'return', 'return-remedy', 'reopen', 'decline', 'withdraw', 'drop', 'find'];

const sentence = (title: Text, act: string): Sentence => ({
  title,
  lines,
  tone: GOOD.includes(act) ? 'good' : WARN.includes(act) ? 'warn' : 'active',
});

/** Words for what is done around the plan. */
export const ACTIVITY_HISTORY: HistoryWords = {
  subjects: {
    ...Object.fromEntries(KINDS.map((kind) => [kind, { name: KIND_WORDS[kind] }])),
    'merit-threshold': { name: THRESHOLD },
  },
  sentences: {
    ...Object.fromEntries(
      KINDS.flatMap((kind) => [
        [`${kind}.make`, sentence({ vi: `Lập: ${KIND_WORDS[kind].vi.toLocaleLowerCase('vi')}`, en: `${KIND_WORDS[kind].en} entered` }, 'make')], // prettier-ignore
        ...Object.entries(HANDED_OVER).map(([act, name]) => [`${kind}.${act}`, sentence(name, act)]),
        ...Object.entries(LIVES[kind].acts).map(([act, { name }]) => [`${kind}.${act}`, sentence(name, act)]),
      ]) as [string, Sentence][],
    ),
    'merit-threshold.set': {
      title: { vi: 'Đặt ngưỡng đề xuất khen thưởng, nhắc nhở', en: 'Threshold set' },
      lines: ({ before, after }, language) => [
        [{ vi: 'Trước', en: 'Before' }, before.value ?? null],
        [{ vi: 'Nay', en: 'Now' }, after.value ?? null],
        [DOCUMENT, after.document ? documentName(after.document, after.documentDate ?? null, language) : null],
      ],
    },
  },
  fields: {
    norm: { vi: 'Quy định bị vi phạm', en: 'Norm broken' },
    fromDay: { vi: 'Từ ngày', en: 'From' },
    toDay: { vi: 'Đến ngày', en: 'To' },
    parties: { vi: 'Thành phần', en: 'Who takes part' },
    outputs: { vi: 'Kết quả', en: 'Outputs' },
    criteria: { vi: 'Tiêu chí', en: 'Criteria' },
    isPublic: { vi: 'Công khai', en: 'Public' },
  },
};
