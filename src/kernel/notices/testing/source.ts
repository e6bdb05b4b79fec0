import type { IsoDate } from '../../calendar/dates.ts';
import type { ReminderSource } from '../ports.ts';
import type { Audience, OpenSubject } from '../reminder-plan.ts';

/** A source of reminders in memory, as a module would give one. */
export interface FakeSource extends ReminderSource {
  open: OpenSubject[];
  /** Accounts by `audience body`. */
  people: Map<string, string[]>;
  assignees: Map<string, string[]>;
}

export function fakeSource(batchSize = 2): FakeSource {
  const source: FakeSource = {
    name: 'test.work',
    open: [],
    people: new Map(),
    assignees: new Map(),
    async *openOn(_db, _today, until) {
      const near = source.open.filter(({ lastDay }) => lastDay !== null && lastDay <= until);
      for (let start = 0; start < near.length; start += batchSize) yield near.slice(start, start + batchSize);
    },
    recipientsOf: async (_tx, audience: Audience, keys) =>
      new Map(keys.map((key) => [key, source.people.get(`${audience} ${key}`) ?? []])),
    assigneesOf: async () => source.assignees,
    lastDaysOf: async (_db, ids) =>
      new Map(
        source.open
          .filter(({ subjectId }) => ids.includes(subjectId))
          .map(({ subjectId, lastDay }) => [subjectId, lastDay as IsoDate | null]),
      ),
  };
  return source;
}
