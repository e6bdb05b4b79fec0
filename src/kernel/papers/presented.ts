import type { HeadingRule } from './headings.ts';
import type { Alignment, Chart, Run } from './model.ts';

/**
 * A paper as it is printed: every string stands as the reader will see it, numbered and in its capitals. Word and PDF only draw it,
 * so that they cannot differ in what they say. Plain data.
 */
export interface Presented {
  /** For the file's properties. */
  title: string;
  author: string;
  madeAt: Date;
  landscape: boolean;
  head: {
    superior?: string;
    issuer: string;
    number: string | null;
    placeDate: string;
    /** V/v … under the number of a công văn. */
    letterSubject?: string;
    draft?: string;
    urgency?: { text: string; width: number; height: number };
  };
  /** Absent in a công văn. */
  heading?: { type: string; subject: string };
  addressees: string[];
  decider?: string;
  bases: string[];
  resolves?: string;
  pages: Pages[];
  foot: { left: SignatureLines | null; recipients: string[]; right: SignatureLines };
  annexes: PresentedAnnex[];
}

/** Pages of one orientation. */
export interface Pages {
  landscape: boolean;
  blocks: Drawn[];
}

export interface SignatureLines {
  lines: string[];
  name: string;
}

export interface PresentedAnnex {
  label: string;
  title: string;
  of: string;
  pages: Pages[];
}

export type Drawn = DrawnHeading | DrawnParagraph | DrawnItem | DrawnTable | Chart | { kind: 'page-break' };

export interface DrawnHeading {
  kind: 'heading';
  label: string;
  runs: Run[];
  outline: HeadingRule['outline'];
  centred: boolean;
  ownLine: boolean;
  boldLabel: boolean;
  /** A sentence, not a title: no entry in the outline. */
  sentence: boolean;
}

export interface DrawnParagraph {
  kind: 'paragraph';
  runs: Run[];
  align: Alignment;
}

/** One entry of a list; lists within lists are flat, with their depth from 0. */
export interface DrawnItem {
  kind: 'item';
  mark: string;
  depth: number;
  runs: Run[];
}

export interface DrawnTable {
  kind: 'table';
  caption: string;
  /** Shares of the width; they add up to 1. */
  widths: number[];
  head: DrawnCell[][];
  rows: DrawnCell[][];
}

export interface DrawnCell {
  runs: Run[];
  row: number;
  column: number;
  colSpan: number;
  rowSpan: number;
  align: Alignment;
}
