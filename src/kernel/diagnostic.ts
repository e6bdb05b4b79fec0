/**
 * Something a reader of documents noticed and a person should look at.
 * `error`: part of the document could not be taken over; `warning`: taken over, but doubtful; `info`: tolerated or inferred.
 */
export type Severity = 'error' | 'warning' | 'info';

export interface Diagnostic {
  /** Stable name of the condition in kebab case, e.g. `due-before-plan-year`. */
  code: string;
  severity: Severity;
  /** In Vietnamese, naming the thing concerned. */
  message: string;
  /** Line of the extracted text (from 1), the place shown beside the structure. Null when the whole document is meant. */
  line: number | null;
}
