import { describeEntry, history } from '#kernel/audit/index.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { Language } from '#kernel/language.ts';
import { RECORD_WORDS } from './record-words.ts';

/** What happened to one thing, newest first, for `ui/History`: told with the words of every room, by whom and in which office. */
export async function historyOf(db: Pick<Database, 'select'>, type: string, id: string, language: Language = 'vi') {
  const entries = await history(db, type, id, { limit: 100 });
  return entries.map((entry) => {
    const { title, tone, details } = describeEntry(entry, RECORD_WORDS, language);
    const by = [entry.actorName, entry.position].filter(Boolean).join(', ');
    return { key: entry.id, at: entry.at, title, tone, by, lines: details };
  });
}
