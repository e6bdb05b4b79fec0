import { addDays, type IsoDate } from '#kernel/calendar/dates.ts';
import { annexSheets, fromMarkdown, type AuthorityMark, type Block, type HeadingLevel, type Paper, type Sheet } from '#kernel/papers/index.ts'; // prettier-ignore
import type { Section } from './outline.ts';
import type { ReportSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import { figureBlocks, paperAnnexes, reportAnnexes } from './tables.ts';

/** Everything that a report's paper is made from; nothing else goes in, so the same parts give the same paper. */
export interface ReportParts {
  snapshot: Snapshot;
  outline: readonly Section[];
  /** Markdown by section; a section without is not written yet. */
  texts: Readonly<Record<string, string>>;
  settings: ReportSettings;
  /** Absent while it is a draft. */
  issued: { number: number; date: IsoDate } | null;
  /** Whether it is still worked on: says so on the paper. */
  draft: boolean;
}

const LEVELS: readonly HeadingLevel[] = ['roman', 'clause', 'point'];
const UNWRITTEN = '[Chưa có nội dung]';

/** The report as a paper in the sense of Nghị định 30/2020/NĐ-CP. Pure. @throws Refusal `paper.narrative-too-long` */
export function reportPaper(parts: ReportParts): Paper {
  const { snapshot, settings, issued, draft } = parts;
  const { superior, symbol, archive, addressees, recipients, signer } = settings;
  const closing = Date.parse(`${addDays(snapshot.window.to, 1)}T00:00:00+07:00`);
  return {
    kind: 'bao-cao',
    ...(superior && { superior }),
    issuer: settings.issuer,
    ...(issued && { number: issued.number, date: issued.date }),
    ...(symbol && { symbol }),
    place: settings.place,
    subject: settings.subject,
    ...(addressees.length > 0 && { addressees }),
    body: bodyOf(parts),
    signature: {
      ...authorityOf(settings),
      position: settings.position,
      ...(signer && { name: signer }),
    },
    ...(recipients.length > 0 && { recipients }),
    ...(archive && { archive }),
    annexes: paperAnnexes(snapshot),
    ...(draft && { draft: 'DỰ THẢO' }),
    // The clock has no part in it: the end of the closing day.
    madeAt: new Date(closing).toISOString(),
  };
}

/** The annex tables as sheets of a workbook, all rows of them. */
export function reportSheets(parts: ReportParts): Sheet[] {
  return annexSheets({ ...reportPaper(parts), annexes: reportAnnexes(parts.snapshot) });
}

function authorityOf({ signing, authority }: ReportSettings) {
  const marks = signing.split(' ').filter(Boolean) as AuthorityMark[];
  return marks.length === 0 ? {} : { authority: marks.map((mark, index) => ({ mark, of: authority[index]! })) };
}

function bodyOf({ outline, texts, snapshot }: ReportParts): Block[] {
  const numbers = { table: 0, chart: 0 };
  return outline.flatMap((section): Block[] => {
    const { key, level, title, narrative = true, figures = [] } = section;
    const text = texts[key]?.trim() ?? '';
    const missing: Block[] = narrative ? [{ kind: 'paragraph', text: [{ text: UNWRITTEN, italic: true }] }] : [];
    return [
      ...(level > 0 ? [{ kind: 'heading', level: LEVELS[level - 1]!, text: title } as const] : []),
      ...(text === '' ? missing : fromMarkdown(text).map((block) => below(block, level))),
      ...figureBlocks(snapshot, figures, numbers),
    ];
  });
}

/** Headings that an officer writes stand below the section's own. */
function below(block: Block, level: number): Block {
  if (block.kind !== 'heading') return block;
  const depth = LEVELS.indexOf(block.level) + level;
  return { ...block, level: LEVELS[Math.min(depth, LEVELS.length - 1)]! };
}
