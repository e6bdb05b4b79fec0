import type { HistoryEntry } from '#kernel/audit/index.ts';
import { say, type Language, type Text } from '#kernel/language.ts';
import type { TimelineEntry } from '#ui/timeline.ts';
import { documentName } from './plan-words.ts';

/** An entry of the record as a citizen reads it. */
export interface HistoryWords extends TimelineEntry {
  /** Which product, under which document, why: one line each. */
  lines: string[];
}

const ACTIONS: Readonly<Record<string, { text: Text; tone: TimelineEntry['tone'] }>> = {
  'record-started': { text: { vi: 'Bắt đầu thực hiện', en: 'Work started' }, tone: 'active' },
  'record-completed': { text: { vi: 'Ghi nhận hoàn thành', en: 'Recorded as done' }, tone: 'good' },
  'record-reopened': { text: { vi: 'Hủy ghi nhận hoàn thành', en: 'Completion withdrawn' }, tone: 'warn' },
};
const OTHER: Text = { vi: 'Cập nhật nhiệm vụ', en: 'Task updated' };
const OFFICE: Text = { vi: 'Cán bộ phụ trách', en: 'Officer in charge' };
const SYSTEM: Text = { vi: 'Hệ thống', en: 'The system' };
const PRODUCT: Text = { vi: 'Kết quả', en: 'Product' };
const DOCUMENT: Text = { vi: 'Văn bản', en: 'Document' };
const REASON: Text = { vi: 'Lý do, ghi chú', en: 'Reason or note' };

/** The record of a task in words, newest first. Who acted is told by office; the person's name is for the office's own pages. */
export function historyWords(entries: readonly HistoryEntry[], language: Language): HistoryWords[] {
  return entries.map((entry) => {
    const known = ACTIONS[entry.action];
    const after = fieldsOf(entry.after);
    const lines: [Text, string | null][] = [
      [PRODUCT, after.product ?? null],
      [DOCUMENT, documentOf(after, language)],
      [REASON, entry.reason],
    ];
    return {
      key: entry.id,
      at: entry.at,
      title: say(known?.text ?? OTHER, language),
      by: entry.position ?? say(entry.actorId === null ? SYSTEM : OFFICE, language),
      tone: known?.tone ?? 'calm',
      lines: lines.flatMap(([label, text]) => (text ? [`${say(label, language)}: ${text}`] : [])),
    };
  });
}

function documentOf(after: Readonly<Record<string, string>>, language: Language): string | null {
  if (!after.document) return null;
  const name = documentName(after.document, after.documentDate ?? null, language);
  return after.issuer ? `${name} (${after.issuer})` : name;
}

function fieldsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
