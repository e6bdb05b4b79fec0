import type { Block, Heading, HeadingLevel } from './model.ts';
import { roman } from './strings.ts';

/** How a level of the content is numbered and set (NĐ 30/2020, Phụ lục I, Phần I, Mục II, 5). */
export interface HeadingRule {
  /** Outline level in Word, bookmarks in PDF; 1 is the highest. */
  outline: 1 | 2 | 3 | 4;
  label: (numbers: Numbers) => string;
  /** On a line of its own above the title. */
  ownLine: boolean;
  centred: boolean;
  upper: boolean;
  boldLabel: boolean;
  boldTitle: boolean;
  /** Counting of these starts anew below this heading. Articles count through the whole paper. */
  restarts: readonly HeadingLevel[];
}

type Numbers = Record<HeadingLevel, number>;

/** Letters of points as the decree itself counts them. */
const POINT_LETTERS = [...'abcdđeghiklmnopqrstuvxy'];

const BELOW_ARTICLE = ['clause', 'decimal', 'point'] as const;
const centred = { ownLine: true, centred: true, upper: true, boldLabel: true, boldTitle: true };
const indented = { ownLine: false, centred: false, upper: false, boldLabel: true, boldTitle: true };

export const HEADINGS: Readonly<Record<HeadingLevel, HeadingRule>> = {
  part: {
    ...centred,
    outline: 1,
    label: ({ part }) => `Phần ${roman(part)}`,
    restarts: ['section', 'subsection', 'roman', ...BELOW_ARTICLE],
  },
  chapter: {
    ...centred,
    outline: 1,
    label: ({ chapter }) => `Chương ${roman(chapter)}`,
    restarts: ['section', 'subsection', 'roman', ...BELOW_ARTICLE],
  },
  section: {
    ...centred,
    outline: 2,
    label: ({ section }) => `Mục ${section}`,
    restarts: ['subsection', ...BELOW_ARTICLE],
  },
  subsection: {
    ...centred,
    outline: 3,
    label: ({ subsection }) => `Tiểu mục ${subsection}`,
    restarts: BELOW_ARTICLE,
  },
  article: { ...indented, outline: 3, label: ({ article }) => `Điều ${article}.`, restarts: BELOW_ARTICLE },
  roman: { ...indented, upper: true, outline: 1, label: ({ roman: n }) => `${roman(n)}.`, restarts: BELOW_ARTICLE },
  clause: { ...indented, outline: 2, label: ({ clause }) => `${clause}.`, restarts: ['decimal', 'point'] },
  decimal: {
    ...indented,
    outline: 3,
    label: ({ clause, decimal }) => `${clause}.${decimal}.`,
    restarts: ['point'],
  },
  point: {
    ...indented,
    boldLabel: false,
    boldTitle: false,
    outline: 4,
    label: ({ point }) => `${letter(point)})`,
    restarts: [],
  },
};

/** Labels of the headings in reading order: I., 1., a), Điều 1. … A label given by hand does not count. */
export function headingLabels(blocks: readonly Block[]): Map<Heading, string> {
  const numbers = Object.fromEntries(Object.keys(HEADINGS).map((level) => [level, 0])) as Numbers;
  const labels = new Map<Heading, string>();
  for (const block of blocks.flatMap((each) => (each.kind === 'landscape' ? each.body : each))) {
    if (block.kind !== 'heading') continue;
    const rule = HEADINGS[block.level];
    if (block.label === undefined) numbers[block.level] += 1;
    for (const level of rule.restarts) numbers[level] = 0;
    labels.set(block, block.label ?? rule.label(numbers));
  }
  return labels;
}

/** 1 is a, 5 is đ, 24 is aa. */
function letter(value: number): string {
  const index = value - 1;
  const cycle = Math.floor(index / POINT_LETTERS.length);
  return POINT_LETTERS[index % POINT_LETTERS.length]!.repeat(cycle + 1);
}
