import type { Diagnostic } from '../diagnostic.ts';

/**
 * A document as any reader (txt, html, docx, pdf) hands it over: its text in numbered lines, and blocks that point into them.
 * Line numbers start at 1. For a text file they are the file's own lines; for the other formats, the lines of the extracted text,
 * one per paragraph or cell paragraph, each with the page it stands on where the format knows pages.
 */
export interface ReadDocument {
  format: 'txt' | 'html' | 'docx' | 'pdf';
  lines: SourceLine[];
  blocks: Block[];
  diagnostics: Diagnostic[];
}

export interface SourceLine {
  text: string;
  page: number | null;
}

/** First and last line (from 1, inclusive). */
export interface LineSpan {
  line: number;
  endLine: number;
}

export type Block = Paragraph | Table;

export interface Paragraph extends LineSpan {
  kind: 'paragraph';
  text: string;
}

export interface Table extends LineSpan {
  kind: 'table';
  /** Rows as written: each cell once, at its first row and column; spans say how far it reaches. */
  rows: TableCell[][];
}

export interface TableCell extends LineSpan {
  /** Paragraphs and forced line breaks inside the cell are joined by \n. */
  text: string;
  colSpan: number;
  rowSpan: number;
}
