import {
  AlignmentType,
  ExternalHyperlink,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type ParagraphChild,
} from 'docx';
import type { ElementName } from '../layout.ts';
import type { Alignment, Run } from '../model.ts';
import { runAs, STYLE } from './styles.ts';

export const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<Alignment, string>;

/** Runs of text; forced line breaks stay. */
export function textRuns(runs: readonly Run[]): ParagraphChild[] {
  return runs
    .map(({ text, bold, italic, underline, link }) => {
      const marks = { ...(bold && { bold }), ...(italic && { italics: true }), ...(underline && { underline: {} }) };
      const pieces = linesAsRuns(text, link ? { ...marks, style: 'Hyperlink' } : marks);
      return link ? new ExternalHyperlink({ link, children: pieces }) : pieces;
    })
    .flat();
}

/** One line of the head or foot, set as an element of the layout. */
export function line(text: string, element: ElementName, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ style: STYLE.tight, ...options, children: linesAsRuns(text, runAs(element)) });
}

/** The same, in the middle. */
export function centredLine(text: string, element: ElementName, options: IParagraphOptions = {}): Paragraph {
  return line(text, element, { alignment: AlignmentType.CENTER, ...options });
}

function linesAsRuns(text: string, marks: object): TextRun[] {
  return text.split('\n').map((piece, index) => new TextRun({ ...marks, text: piece, ...(index > 0 && { break: 1 }) }));
}
