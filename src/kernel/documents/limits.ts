/** What a document may cost to read. Every limit can be set by the caller; none can be switched off. */
export interface DocumentLimits {
  /** Size of the file, bytes. */
  bytes: number;
  /** Extracted text, UTF-16 units. */
  textLength: number;
  /** Paragraphs, cells and lines, each. */
  pieces: number;
  /** Pages of a PDF. */
  pages: number;
  /** Wall clock for a PDF, milliseconds. */
  pdfMilliseconds: number;
  /** JavaScript heap of the thread that reads a PDF, megabytes. */
  pdfHeapMegabytes: number;
  /** One unpacked stream of a PDF, and all of them together, bytes. */
  pdfStreamBytes: number;
  pdfTotalBytes: number;
  /** Members of a ZIP container (docx). */
  zipEntries: number;
  /** Unpacked size of all members as the container declares it, bytes. */
  zipDeclaredBytes: number;
  /** Actually unpacked size of one member, bytes. */
  zipEntryBytes: number;
  /** Unpacked : packed, looked at once a member has unpacked to more than 4 MB. */
  zipRatio: number;
  /** Open elements of HTML or XML at one point. */
  depth: number;
}

const MEGABYTE = 1024 * 1024;

export const DEFAULT_LIMITS: Readonly<DocumentLimits> = {
  bytes: 20 * MEGABYTE,
  textLength: 20 * MEGABYTE,
  pieces: 1_000_000,
  pages: 2_000,
  pdfMilliseconds: 60_000,
  pdfHeapMegabytes: 768,
  pdfStreamBytes: 64 * MEGABYTE,
  pdfTotalBytes: 256 * MEGABYTE,
  zipEntries: 5_000,
  zipDeclaredBytes: 512 * MEGABYTE,
  zipEntryBytes: 256 * MEGABYTE,
  zipRatio: 600,
  depth: 3_000,
};

/** Deeper tables are read as running text. */
export const TABLE_DEPTH = 50;
