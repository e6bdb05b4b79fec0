import { mayAnywhere } from '#kernel/identity/permissions.ts';
import { readPage, type FilterValues, type ListQuery } from '#kernel/lists/index.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import {
  boardOf,
  chosenIn,
  countOf,
  namesOf,
  NO_BODY,
  OBLIGATION_LIST,
  reportFigures,
  RUNNING_PERMISSIONS,
  summedBy,
  totalsOf,
  trendOf,
  waitingObstacles,
  type ObligationRow,
} from '#modules/plan/index.ts';
import { dueInWords } from '#ui/work-list.ts';
import { BOARD, LATE, obligationPath, OFFICE } from '../paths.ts';
import { withParameters } from '../../ke-hoach/addresses.ts';
import { obligationsPath, viewOf } from '../seeing.ts';
import type { PageServerLoad } from './$types';

/** Of each list; the rest stands behind its figure. */
const SHOWN = 3;
const BODIES = 5;

export const load: PageServerLoad = async (event) => {
  const view = await viewOf(event);
  const { actor, db, plan, asOf, today, kept } = view;
  const head = { title: 'Lãnh đạo', breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Lãnh đạo' }], plan, asOf, today, kept }; // prettier-ignore
  if (!plan) return unsentData({ ...head, state: null });

  const base = { plan: [plan.slug], ...(asOf.chosen ? { as_of: [asOf.chosen] } : {}) };
  const past = asOf.day < today;
  const scope = { planId: null, organisations: 'all' as const, today };
  const ask = (values: FilterValues, sort: 'due' | 'submitted') => {
    const query: ListQuery = { values, sort, descending: false, after: null, before: null, size: SHOWN };
    return readPage(db, OBLIGATION_LIST, query, scope);
  };
  const directives = { source: ['directive'], state: ['not-started', 'in-progress'], ...(asOf.chosen ? { as_of: [asOf.chosen] } : {}) }; // prettier-ignore
  const [cells, trend, late, review, unanswered, obstacles] = await Promise.all([
    boardOf(db, plan.id, asOf.day, { today, organised: 'now' }),
    trendOf(db, plan.id, asOf.day),
    ask({ ...base, ...chosenIn('late').filters }, 'due'),
    ask({ ...base, ...chosenIn('review').filters }, 'submitted'),
    ask(directives, 'due'),
    // What hindered on a past day stands with each late item of that day; here only what waits now.
    past ? null : waitingObstacles(db, today, SHOWN),
  ]);
  const sums = totalsOf(cells);
  const byBody = [...summedBy(cells, ({ organisationKey }) => organisationKey ?? NO_BODY)]
    .map(([key, counts]) => ({ key, late: counts.late, all: countOf(counts, chosenIn('all')) }))
    .filter((body) => body.late > 0)
    .sort((a, b) => b.late - a.late)
    .slice(0, BODIES);
  const names = await namesOf(db, byBody.map(({ key }) => key), asOf.day); // prettier-ignore
  const mayDirect = !past && mayAnywhere(actor, RUNNING_PERMISSIONS.direct);
  const shown = (row: ObligationRow) => ({
    id: row.id,
    title: [row.code, row.title].filter(Boolean).join(' '),
    organisation: row.organisation ?? 'Chưa rõ cơ quan',
    href: obligationPath(row.id),
    due: row.lastDay && dueInWords(row.lastDay, asOf.day, 'vi'),
    submittedOn: row.submittedOn,
    directHref:
      mayDirect && row.source === 'product' && row.state !== 'awaiting-confirmation'
        ? `${obligationPath(row.id)}/giao?loai=chi-dao`
        : null,
  });
  return unsentData({
    ...head,
    state: {
      figures: reportFigures(sums),
      hrefs: {
        all: obligationsPath(base, chosenIn('all').filters),
        done: obligationsPath(base, chosenIn('done').filters),
      },
      parts: (
        [
          ['done', 'good'],
          ['review', 'warn'],
          ['in-progress', 'active'],
          ['late', 'late'],
          ['not-started', 'calm'],
          ['waiting', 'none'],
          ['suspended', 'none'],
        ] as const
      ).map(([key, tone]) => {
        const choice = chosenIn(key);
        return {
          label: choice.name.vi,
          value: countOf(sums, choice),
          tone,
          href: obligationsPath(base, choice.filters),
        };
      }),
      bodies: byBody.map(({ key, late: count, all }) => ({
        key,
        name: key === NO_BODY ? 'Chưa rõ cơ quan' : (names.get(key) ?? key),
        late: count,
        all,
        href: obligationsPath(
          base,
          key === NO_BODY ? { named: [key] } : { organisation: [key] },
          chosenIn('late').filters,
        ),
      })),
      late: { total: late.total, rows: late.rows.map(shown), href: withParameters(LATE, kept) },
      review: { total: review.total, rows: review.rows.map(shown), href: obligationsPath(base, chosenIn('review').filters, { sort: 'submitted' }) }, // prettier-ignore
      unanswered: { total: unanswered.total, rows: unanswered.rows.map(shown), href: obligationsPath(directives) },
      obstacles: obstacles && {
        total: obstacles.obligations,
        href: obligationsPath({ need: ['obstacle'] }),
        rows: obstacles.rows.map((row) => ({ ...row, href: obligationPath(row.obligationId), due: row.due && dueInWords(row.due, today, 'vi') })), // prettier-ignore
      },
      trend: trend.map(({ month, total, done, late: count }) => ({
        month: `${Number(month.slice(5))}/${month.slice(2, 4)}`,
        // Before the plan was in force there is nothing to have a share of.
        done: total === 0 ? null : Math.round((done / total) * 1_000) / 10,
        late: total === 0 ? null : Math.round((count / total) * 1_000) / 10,
      })),
      boardHref: withParameters(BOARD, kept),
      mayDirect,
    },
  });
};
