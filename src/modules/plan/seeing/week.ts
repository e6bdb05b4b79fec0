import { sql } from 'drizzle-orm';
import { addDays, type IsoDate } from '#kernel/calendar/dates.ts';
import { formatDate, formatNumber } from '#kernel/language.ts';
import { readPage, type FilterValues } from '#kernel/lists/index.ts';
import type { WeeklyPart, WeeklySection } from '#kernel/notices/index.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import { OBLIGATION_LIST, type ObligationRow } from '../running/lists.ts';
import { RUNNING_PERMISSIONS } from '../running/permissions.ts';
import { holderOn, nameOn } from '../running/queries.ts';
import { IN_FORCE } from './list-filters.ts';
import { sectionsFor, workerOf } from './my-work.ts';

const LIST = '/van-phong/viec';
/** Items under a heading of the letter; the heading opens the rest. */
const SHOWN = 5;
const MOST_BODIES = 15;
const LONGEST_TITLE = 160;

type Line = WeeklyPart['lines'][number];
type Reader = Parameters<WeeklySection['weekly']>[0];

const listPath = (values: Readonly<Record<string, readonly string[]>>): string =>
  `${LIST}?${new URLSearchParams(Object.entries(values).flatMap(([key, all]) => all.map((value) => [key, value])))}`;

/** Doing: what my bodies owe, by how it presses. Deciding: what waits for me. Both as on the first page of the office. */
const sideOf = (side: 'doer' | 'decider', title: string): WeeklySection => ({
  name: `plan.${side}`,
  async weekly(db, actor, today) {
    const worker = await workerOf(db, actor);
    const week = addDays(today, 7);
    const lines: Line[] = [];
    for (const section of sectionsFor(worker, today).filter((each) => each.side === side && each.act !== null)) {
      const values: FilterValues = section.key === 'soon' ? { ...section.values, due_to: [week] } : section.values;
      const query = { values, sort: section.sort, descending: false, after: null, before: null, size: SHOWN };
      const { rows, total } = await readPage(db, OBLIGATION_LIST, query, { planId: null, organisations: 'all', today });
      if (total === 0) continue;
      const name = section.key === 'soon' ? 'Đến hạn trong 7 ngày' : section.title;
      lines.push({ text: `${name}: ${formatNumber(total, 'vi')} việc`, path: listPath(values as never) });
      lines.push(...rows.map((row) => itemOf(row, side, today)));
    }
    return lines.length === 0 ? null : { title, lines };
  },
});

function itemOf(row: ObligationRow, side: 'doer' | 'decider', today: IsoDate): Line {
  const title = [row.code, row.title, row.periodLabel && `(${row.periodLabel})`].filter(Boolean).join(' ');
  const late = row.lastDay !== null && row.lastDay < today;
  const due = row.lastDay && `${late ? 'quá hạn từ' : 'hạn'} ${formatDate(row.lastDay, 'vi')}`;
  const why = [side === 'decider' ? row.organisation : null, due].filter(Boolean).join(', ');
  return { text: title.slice(0, LONGEST_TITLE), path: `${LIST}/${row.id}`, ...(why ? { why } : {}) };
}

/** Who answers for more than his own body: the bodies with the most that is late or due within the week. */
const BODIES: WeeklySection = {
  name: 'plan.bodies',
  async weekly(db, actor, today) {
    const reach = reachOf(actor, RUNNING_PERMISSIONS.decide);
    const below = reach === 'all' ? null : [...reach].filter((key) => !actor.organisationKeys.includes(key));
    if (below?.length === 0) return null;
    const rows = await bodiesDue(db, below, today);
    if (rows.length === 0) return null;
    const shown = rows.slice(0, MOST_BODIES);
    const lines: Line[] = shown.map(({ key, name, late, soon }) => ({
      text: `${name}: ${[late > 0 && `${formatNumber(late, 'vi')} việc quá hạn`, soon > 0 && `${formatNumber(soon, 'vi')} việc đến hạn trong 7 ngày`].filter(Boolean).join(', ')}`, // prettier-ignore
      path: listPath({ organisation: [key], in_force: ['yes'], state: ['not-started', 'in-progress'], due_to: [addDays(today, 7)] }), // prettier-ignore
    }));
    const rest = rows.length - shown.length;
    if (rest > 0) lines.push({ text: `và ${formatNumber(rest, 'vi')} cơ quan khác`, path: '/van-phong/bang?dem=late' });
    return { title: 'Các cơ quan: việc quá hạn, sắp đến hạn', lines };
  },
};

async function bodiesDue(db: Reader, keys: readonly string[] | null, today: IsoDate) {
  return db.execute<{ key: string; name: string; late: number; soon: number }>(
    sql`select key, ${nameOn(sql`key`, today)} as name, sum(late)::int as late, sum(soon)::int as soon from (
        select ${holderOn(today)} as key, (obligation.last_day < ${today}::date)::int as late, (obligation.last_day >= ${today}::date)::int as soon
        from obligation where obligation.state in ('not-started', 'in-progress') and obligation.sort_day <= ${addDays(today, 7)}::date and ${IN_FORCE}) due
      where key is not null and (${keys === null} or key = any(${sql.param(keys ?? [])}::text[]))
      group by key order by sum(late) desc, sum(soon) desc, key limit 500`,
    'objects',
  );
}

/** The parts of the weekly letter: what my bodies do, what waits for my decision, how the bodies below stand. */
export const OBLIGATION_WEEK: readonly WeeklySection[] = [
  sideOf('doer', 'Việc của cơ quan bạn'),
  sideOf('decider', 'Chờ bạn quyết định'),
  BODIES,
];
