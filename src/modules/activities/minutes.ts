import { toVietnamese, type IsoDate } from '#kernel/calendar/dates.ts';
import { fromMarkdown, kindRow, type Block, type Paper, type Table } from '#kernel/papers/index.ts';
import { PARTY_ROLE_WORDS, type PartyRole } from './kinds.ts';

/** Everything that the paper of a meeting is made from. */
export interface MeetingParts {
  title: string;
  heldOn: IsoDate;
  place: string;
  agenda: string;
  /** Of the body that met; the province's when no body is named. */
  issuer: string;
  superior: string | null;
  /** Địa danh at the head of the paper; empty: room is left. */
  at: string;
  parties: readonly { role: PartyRole; person: string | null; position: string | null; organisation: string | null }[];
  items: readonly { number: number; text: string; organisation: string | null; lastDay: IsoDate; standing: string | null }[]; // prettier-ignore
  /** Of the document, once it is registered. */
  issued: { number: string; date: IsoDate } | null;
  /** With how far each conclusion is, as of a day. */
  asOf: IsoDate | null;
}

/** Which paper: the minutes that the secretary writes, or the notice of conclusions that goes out. */
export type MinutesKind = 'bien-ban' | 'thong-bao';

const SUBJECTS: Readonly<Record<MinutesKind, (title: string) => string>> = {
  'bien-ban': (title) => title,
  'thong-bao': (title) => `Kết luận ${title.charAt(0).toLocaleLowerCase('vi')}${title.slice(1)}`,
};

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const heading = (text: string): Block => ({ kind: 'heading', level: 'roman', text });

/**
 * A meeting as a paper in the layout of Nghị định 30/2020/NĐ-CP: minutes with who attended, agenda and conclusions, or the notice of the
 * conclusions alone. Who signs is left to be written. Pure.
 */
export function meetingPaper(parts: MeetingParts, kind: MinutesKind): Paper {
  // The number of a notice is not that of the minutes, and the other way round.
  const own = parts.issued?.number.includes(`/${kindRow(kind).abbreviation}-`) ? parts.issued : null;
  const number = own ? /^(\d+)\/(.+)$/.exec(own.number) : null;
  return {
    kind,
    ...(parts.superior ? { superior: parts.superior } : {}),
    issuer: parts.issuer,
    ...(number ? { number: Number(number[1]), symbol: number[2]! } : {}),
    ...(own ? { date: own.date } : {}),
    place: parts.at,
    subject: SUBJECTS[kind](parts.title),
    body: kind === 'bien-ban' ? minutes(parts) : notice(parts),
    signature: { position: kind === 'bien-ban' ? 'CHỦ TRÌ' : 'NGƯỜI KÝ' },
    ...(kind === 'bien-ban' ? { cosigner: { position: 'THƯ KÝ' } } : { recipients: ['Các cơ quan, đơn vị liên quan'], archive: 'VT' }), // prettier-ignore
    ...(parts.issued ? {} : { draft: 'DỰ THẢO' }),
    madeAt: new Date(Date.parse(`${parts.heldOn}T00:00:00+07:00`)).toISOString(),
  };
}

function minutes(parts: MeetingParts): Block[] {
  return [
    paragraph(`Thời gian: ngày ${toVietnamese(parts.heldOn)}.`),
    ...(parts.place ? [paragraph(`Địa điểm: ${parts.place}.`)] : []),
    heading('Thành phần'),
    ...partyBlocks(parts.parties),
    heading('Nội dung'),
    ...(parts.agenda.trim() ? fromMarkdown(parts.agenda).map(below) : [paragraph('[Chưa ghi nội dung]')]),
    heading('Kết luận'),
    ...itemBlocks(parts),
  ];
}

function notice(parts: MeetingParts): Block[] {
  const chairs = parts.parties.filter(({ role }) => role === 'chair').map(nameOf);
  const who = chairs.length > 0 ? `, do ${chairs.join('; ')} chủ trì` : '';
  return [
    paragraph(`Ngày ${toVietnamese(parts.heldOn)}${parts.place ? `, tại ${parts.place}` : ''}, đã diễn ra ${parts.title.charAt(0).toLocaleLowerCase('vi')}${parts.title.slice(1)}${who}.`), // prettier-ignore
    paragraph('Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, người chủ trì kết luận như sau:'),
    ...itemBlocks(parts),
  ];
}

const nameOf = ({ person, position, organisation }: MeetingParts['parties'][number]) =>
  person === null ? (organisation ?? '') : [person, position ?? organisation].filter(Boolean).join(', ');

function partyBlocks(parties: MeetingParts['parties']): Block[] {
  const roles = [...new Set(parties.map(({ role }) => role))];
  if (roles.length === 0) return [paragraph('[Chưa ghi thành phần]')];
  return roles.flatMap((role): Block[] => [
    paragraph(`${PARTY_ROLE_WORDS[role].vi}:`),
    { kind: 'list', items: parties.filter((each) => each.role === role).map((each) => ({ text: nameOf(each) })) },
  ]);
}

function itemBlocks({ items, asOf }: MeetingParts): Block[] {
  if (items.length === 0) return [paragraph('Không có kết luận giao việc.')];
  const table: Table = {
    kind: 'table',
    ...(asOf ? { caption: `Tình hình thực hiện đến ngày ${toVietnamese(asOf)}` } : {}),
    columns: [
      { width: 1, align: 'center' },
      { width: 8 },
      { width: 4 },
      { width: 2.5, format: { kind: 'date' }, align: 'center' },
      ...(asOf ? [{ width: 3 }] : []),
    ],
    head: [['Số', 'Nội dung kết luận', 'Cơ quan thực hiện', 'Thời hạn', ...(asOf ? ['Tình trạng'] : [])]],
    rows: items.map(({ number, text, organisation, lastDay, standing }) => [
      String(number),
      text,
      organisation ?? '',
      lastDay,
      ...(asOf ? [standing ?? ''] : []),
    ]),
  };
  return [table];
}

/** Headings of the agenda stand below the paper's own. */
function below(block: Block): Block {
  return block.kind === 'heading' ? { ...block, level: block.level === 'roman' ? 'clause' : 'point' } : block;
}
