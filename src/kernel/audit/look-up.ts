import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import { AUDIT_PERMISSIONS } from './permissions.ts';
import { entryOf, type EntryDetail } from './queries.ts';
import { recordView } from './views.ts';

const LARGEST_ID = Number.MAX_SAFE_INTEGER;

/**
 * One entry with all that it holds. When it holds somebody's personal data, looking is recorded first.
 * @throws Refusal 404; 401 or 403 without the right
 */
export async function lookUpEntry(db: Database, actor: Actor, id: string): Promise<EntryDetail> {
  demand(actor, AUDIT_PERMISSIONS.search);
  const number = /^[1-9]\d{0,15}$/.test(id) ? Number(id) : null;
  const entry = number === null || number > LARGEST_ID ? null : await entryOf(db, number);
  if (!entry) {
    throw new Refusal('audit.no-entry', 'Nhật ký không có mục này.', {
      status: 404,
      remedy: 'Tìm lại trong danh sách.',
    });
  }
  if (entry.personId !== null) {
    await recordView(db, actor, {
      subjectPersonId: entry.personId,
      what: `Mục nhật ký số ${entry.id}`,
      why: 'Tra cứu nhật ký',
    });
  }
  return entry;
}
