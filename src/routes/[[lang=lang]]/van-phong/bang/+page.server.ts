import { redirect } from '@sveltejs/kit';
import { unsentData } from '#kernel/web/unsent.ts';
import {
  boardOf,
  CHOICES,
  chosenIn,
  countOf,
  groupsOf,
  namesOf,
  NO_BODY,
  reportFigures,
  summedBy,
  totalsOf,
} from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import type { MatrixCell } from '#ui/matrix.ts';
import { obligationsPath, organisedTabs, seeingCrumbs, viewOf } from '../seeing.ts';
import type { PageServerLoad } from './$types';

/** Bodies shown at most; more than any province has. */
const MOST_ROWS = 400;

export const load: PageServerLoad = async (event) => {
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const { db, plan, asOf, today, organised, planField, kept } = await viewOf(event);
  const chosen = chosenIn(event.url.searchParams.get('dem'));
  const head = {
    title: 'Bảng theo dõi',
    breadcrumb: seeingCrumbs('Bảng'),
    plan,
    kept,
    asOf,
    today,
    fields: [
      ...planField,
      { kind: 'one' as const, name: 'dem', label: 'Đếm', options: CHOICES.slice(1).map(({ key, name }) => ({ value: key, label: name.vi })) }, // prettier-ignore
    ],
    ways: organisedTabs(event.url, organised),
    chosen: { key: chosen.key, name: chosen.name.vi },
  };
  if (!plan) return unsentData({ ...head, board: null });

  const [cells, groups] = await Promise.all([
    boardOf(db, plan.id, asOf.day, { today, organised }),
    groupsOf(db, plan.id),
  ]);
  const byBody = summedBy(cells, ({ organisationKey }) => organisationKey ?? NO_BODY);
  const keys = [...byBody]
    .filter(([, sums]) => countOf(sums, chosen) > 0)
    .sort(([, a], [, b]) => countOf(b, chosen) - countOf(a, chosen))
    .slice(0, MOST_ROWS)
    .map(([key]) => key);
  const names = await namesOf(db, keys, asOf.day);
  const base = { plan: [plan.slug], as_of: asOf.chosen };
  const body = (key: string) => ({ [key === NO_BODY || organised === 'then' ? 'named' : 'organisation']: [key] });
  const codeOf = new Map(groups.map(({ id, code }) => [id, code]));
  const shown = new Set(keys);
  const sums = totalsOf(cells);
  const open = (key: string) => obligationsPath(base, chosenIn(key).filters);
  return unsentData({
    ...head,
    board: {
      rows: keys.map((key) => ({
        key,
        label: key === NO_BODY ? 'Chưa rõ cơ quan' : (names.get(key) ?? key),
        href: obligationsPath(base, body(key), chosen.filters),
      })),
      columns: groups.map(({ code, title }) => ({
        key: code,
        label: `${code}. ${title}`,
        short: code,
        href: obligationsPath(base, { group: [code] }, chosen.filters),
      })),
      cells: cells
        .filter(({ organisationKey }) => shown.has(organisationKey ?? NO_BODY))
        .map((cell): MatrixCell => {
          const [row, column, value] = [
            cell.organisationKey ?? NO_BODY,
            codeOf.get(cell.groupId)!,
            countOf(cell, chosen),
          ];
          const href = obligationsPath(base, body(row), { group: [column] }, chosen.filters);
          return { row, column, value, ...(value > 0 ? { href } : {}) };
        }),
      totalHref: obligationsPath(base, chosen.filters),
      groups: groups.map(({ code, title }) => ({ code, title })),
    },
    figures: reportFigures(sums),
    tiles: ['all', 'done', 'late', 'review'].map((key) => ({
      key,
      label: chosenIn(key).name.vi,
      value: countOf(sums, chosenIn(key)),
      href: open(key),
    })),
  });
};
