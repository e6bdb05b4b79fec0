import type { HistoryEntry } from '#kernel/audit/index.ts';
import { describeEntry } from '#kernel/audit/words.ts';
import { say, type Language, type Text } from '#kernel/language.ts';
import { PLAN_HISTORY } from '#modules/plan/index.ts';
import type { TimelineEntry } from '#ui/timeline.ts';

/** An entry of the record as a citizen reads it. */
export interface HistoryWords extends TimelineEntry {
  /** Which product, under which document, why: one line each. */
  lines: string[];
}

const OFFICE: Text = { vi: 'Cán bộ phụ trách', en: 'Officer in charge' };
const SYSTEM: Text = { vi: 'Hệ thống', en: 'The system' };

/** The record of a task in words, newest first. Who acted is told by office; the person's name is for the office's own pages. */
export function historyWords(entries: readonly HistoryEntry[], language: Language): HistoryWords[] {
  return entries.map((entry) => {
    const { title, tone, details } = describeEntry(entry, PLAN_HISTORY, language);
    return {
      key: entry.id,
      at: entry.at,
      title,
      by: entry.position ?? say(entry.actorId === null ? SYSTEM : OFFICE, language),
      tone,
      lines: details,
    };
  });
}
