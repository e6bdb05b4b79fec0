import {
  describeEntry,
  differencesOf,
  fieldName,
  history,
  lookUpEntry,
  subjectName,
  valueText,
  type Difference,
} from '#kernel/audit/index.ts';
import { formatInstant } from '#kernel/language.ts';
import { officeActor } from '../../guard.ts';
import { OFFICE, RECORD } from '../../paths.ts';
import { RECORD_WORDS } from '../record-words.ts';
import type { PageServerLoad } from './$types';

const OF_OBJECT = 20;

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const entry = await lookUpEntry(db, actor, event.params.entry);
  const others = await history(db, entry.subjectType, entry.subjectId, { limit: OF_OBJECT });
  const { title, details } = describeEntry(entry, RECORD_WORDS, 'vi');
  const { differences, cut } = differencesOf(entry.before, entry.after);
  return {
    title,
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Nhật ký', href: RECORD },
      { text: `Mục ${entry.id}` },
    ],
    entry: {
      id: entry.id,
      at: formatInstant(entry.at, 'vi'),
      who: entry.actorName,
      position: entry.position,
      kind: subjectName(RECORD_WORDS, entry.subjectType, 'vi'),
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      requestId: entry.requestId,
      hash: entry.hash,
    },
    details,
    differences: differences.map(shown),
    cut,
    history: others.map((other) => {
      const told = describeEntry(other, RECORD_WORDS, 'vi');
      const by = [other.actorName, other.position].filter(Boolean).join(', ');
      return { key: other.id, at: other.at, title: told.title, tone: told.tone, by, lines: told.details };
    }),
  };
};

function shown({ path, before, after }: Difference) {
  const field = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
  const text = (value: Difference['before']) =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? ''
      : valueText(RECORD_WORDS, field, value, 'vi');
  return { field: fieldName(RECORD_WORDS, path, 'vi') || 'Giá trị', before: text(before), after: text(after) };
}
