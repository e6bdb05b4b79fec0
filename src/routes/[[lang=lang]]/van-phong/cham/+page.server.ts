import { redirect } from '@sveltejs/kit';
import { daysBetween, type IsoDate } from '#kernel/calendar/dates.ts';
import { readPage, type ListQuery } from '#kernel/lists/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { causesOf, chosenIn, namesOf, NO_BODY, OBLIGATION_LIST, silencesOf } from '#modules/plan/index.ts';
import { withNewResult, withoutEmpty } from '#ui/address.ts';
import { withParameters } from '../../ke-hoach/addresses.ts';
import { LATE, obligationPath } from '../paths.ts';
import { bodyField, bodyIn, obligationsPath, seeingCrumbs, viewOf, type View } from '../seeing.ts';
import { periodsUntil, readPeriod } from './period.ts';
import type { PageServerLoad } from './$types';

/** Late obligations on a page. */
const SHOWN = 30;
const SILENT = 'chua-bao-cao';

export const load: PageServerLoad = async (event) => {
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const view = await viewOf(event);
  const { plan, asOf, today, kept, planField } = view;
  const silent = event.url.searchParams.get('xem') === SILENT;
  const head = {
    title: silent ? 'Ai chưa báo cáo' : 'Việc chậm',
    breadcrumb: seeingCrumbs(silent ? 'Ai chưa báo cáo' : 'Việc chậm'),
    plan,
    kept,
    asOf,
    today,
    ways: [
      { text: 'Việc chậm và nguyên nhân', href: withParameters(LATE, kept), current: !silent },
      { text: 'Ai chưa báo cáo', href: withParameters(LATE, { ...kept, xem: SILENT }), current: silent },
    ],
  };
  if (!plan) return unsentData({ ...head, fields: [], late: null, silence: null });
  if (silent) return unsentData({ ...head, ...(await silenceOf(view, plan, event.url)), late: null });
  const field = await bodyField(view.db, today, plan.id);
  return unsentData({
    ...head,
    fields: [...planField, field],
    late: await lateOf(view, plan, event.url),
    silence: null,
  });
};

type Plan = NonNullable<View['plan']>;

async function lateOf({ db, asOf, today }: View, plan: Plan, url: URL) {
  const body = bodyIn(url.searchParams);
  const values = {
    plan: [plan.slug],
    ...chosenIn('late').filters,
    ...(body ? { organisation: [body] } : {}),
    ...(asOf.chosen ? { as_of: [asOf.chosen] } : {}),
  };
  const scope = { planId: null, organisations: 'all' as const, today };
  const query: ListQuery = { values, sort: 'due', descending: false, after: url.searchParams.get('after'), before: url.searchParams.get('before'), size: SHOWN }; // prettier-ignore
  const page = await readPage(db, OBLIGATION_LIST, query, scope).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'list.bad-cursor')) throw error;
    return readPage(db, OBLIGATION_LIST, { ...query, after: null, before: null }, scope);
  });
  const causes = await causesOf(db, page.rows.map(({ id }) => id), asOf.day); // prettier-ignore
  // Two rows of one task and body: the product, or the body that was merged into it, tells them apart.
  const named = new Map([...causes].flatMap(([id, { namedKey }]) => (namedKey ? [[id, namedKey] as const] : [])));
  const names = await namesOf(db, [...new Set(named.values())], asOf.day);
  return {
    total: page.total,
    listHref: obligationsPath(values, { sort: 'due' }),
    previous: page.previous && withNewResult(url, { before: page.previous }),
    next: page.next && withNewResult(url, { after: page.next }),
    rows: page.rows.map((row) => ({
      id: row.id,
      title: [row.code, row.title].filter(Boolean).join(' '),
      period: row.periodLabel,
      href: obligationPath(row.id),
      product: causes.get(row.id)?.product ?? null,
      named: nameIfOther(names.get(named.get(row.id) ?? ''), row.organisation),
      organisation: row.organisation,
      assignee: row.assignee,
      firstLastDay: row.firstLastDay,
      lastDay: row.lastDay,
      extensions: row.extensions,
      days: row.lastDay ? daysBetween(row.lastDay, asOf.day) : 0,
      cause: causes.get(row.id) ?? null,
    })),
  };
}

const nameIfOther = (named: string | undefined, holder: string | null) => (named && named !== holder ? named : null);

async function silenceOf({ db, asOf, today, planField }: View, plan: Plan, url: URL) {
  const periods = periodsUntil(asOf.day);
  const period = readPeriod(url.searchParams.get('ky')) ?? periods[0]!;
  // A period under way is asked about up to the day of the view.
  const to: IsoDate = period.to < asOf.day ? period.to : asOf.day;
  const begun = period.from <= to;
  const rows = begun ? await silencesOf(db, plan.id, { from: period.from, to }, today) : [];
  const names = await namesOf(db, rows.flatMap(({ organisationKey }) => organisationKey ?? []), to); // prettier-ignore
  const list = (key: string | null, more: Readonly<Record<string, string[]>>) =>
    obligationsPath(
      { plan: [plan.slug], state: ['not-started', 'in-progress'], ...(to === today ? {} : { as_of: [to] }) },
      key === null ? { named: [NO_BODY] } : { organisation: [key] },
      more,
    );
  const known = periods.some(({ key }) => key === period.key) ? periods : [period, ...periods];
  return {
    fields: [
      ...planField,
      {
        kind: 'one' as const,
        name: 'ky',
        label: 'Kỳ',
        options: known.map(({ key, name }) => ({ value: key, label: name })),
      },
    ],
    silence: {
      period: period.name,
      from: period.from,
      to,
      begun,
      silent: rows.filter(({ open, unreported }) => open === unreported).length,
      rows: rows.map((row) => ({
        key: row.organisationKey ?? NO_BODY,
        name: row.organisationKey ? (names.get(row.organisationKey) ?? row.organisationKey) : 'Chưa rõ cơ quan',
        silent: row.open === row.unreported,
        lastReportOn: row.lastReportOn,
        open: { value: row.open, href: list(row.organisationKey, {}) },
        unreported: { value: row.unreported, href: list(row.organisationKey, { silent_since: [period.from] }) },
        late: { value: row.late, href: list(row.organisationKey, { time: ['late'] }) },
      })),
    },
  };
}
