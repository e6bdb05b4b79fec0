import { redirect } from '@sveltejs/kit';
import { searchScope, type AuditRow, type ShownRow } from '#kernel/audit/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import type { PageServerLoad } from './$types';
import { RECORD_LIST, RECORD_WORDS } from './record-words.ts';

export const load: PageServerLoad = async (event) => {
  const scope = searchScope(officeActor(event), RECORD_WORDS);
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const url = new URL(event.url);
  // What happened last is what one looks for first.
  if (!url.searchParams.has('sort')) url.searchParams.set('sort', '-time');
  const view = await loadListView(event.locals.db, RECORD_LIST, scope, { url, language: 'vi' });
  return {
    title: 'Nhật ký',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Nhật ký' }],
    // The rows as read hold keys; the page gets only what it shows.
    view: { ...view, rows: view.rows.map(({ row, texts }) => ({ row: shown(row), texts })) },
  };
};

function shown({ id, subjectType, subjectId }: AuditRow): ShownRow {
  return { id, subjectType, subjectId };
}
