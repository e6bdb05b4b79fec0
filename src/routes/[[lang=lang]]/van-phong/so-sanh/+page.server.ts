import { redirect } from '@sveltejs/kit';
import { partsOf, type IsoDate } from '#kernel/calendar/dates.ts';
import { formatDate } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import {
  chosenIn,
  compareBodies,
  comparePlans,
  compareQuarters,
  countOf,
  listPlans,
  reportFigures,
  type Chosen,
  type Side,
} from '#modules/plan/index.ts';
import { withNewResult, withoutEmpty } from '#ui/address.ts';
import type { Tone } from '#ui/charts.ts';
import type { Option } from '#ui/filters.ts';
import { withParameters } from '../../ke-hoach/addresses.ts';
import { COMPARE } from '../paths.ts';
import { bodyField, obligationsPath, organisedTabs, seeingCrumbs, viewOf, type View } from '../seeing.ts';
import type { PageServerLoad } from './$types';

/** What may stand side by side, the usual one first. */
const WHAT = [
  ['co-quan', 'Cơ quan'],
  ['quy', 'Quý'],
  ['nam', 'Năm'],
  ['ke-hoach', 'Kế hoạch'],
] as const;
type What = (typeof WHAT)[number][0];
/** Sides at most: more are a table to sort, not to compare. */
const MOST = 12;
const SHOWN = ['done-in-time', 'done-late', 'review', 'in-progress', 'not-started', 'late', 'waiting', 'suspended'] as const; // prettier-ignore
/** The same in the picture, where more than six kinds cannot be told apart. */
const DRAWN: readonly { label: string; tone: Tone; of: readonly (typeof SHOWN)[number][] }[] = [
  { label: 'Xong trong hạn', tone: 'good', of: ['done-in-time'] },
  { label: 'Xong muộn', tone: 'warn', of: ['done-late'] },
  { label: 'Đang làm, chờ xác nhận', tone: 'active', of: ['in-progress', 'review'] },
  { label: 'Chưa làm, còn hạn', tone: 'calm', of: ['not-started'] },
  { label: 'Quá hạn', tone: 'late', of: ['late'] },
  { label: 'Chờ điều kiện, tạm dừng', tone: 'none', of: ['waiting', 'suspended'] },
];
const ROMAN = ['I', 'II', 'III', 'IV'];

export const load: PageServerLoad = async (event) => {
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const { searchParams } = event.url;
  const view = await viewOf(event);
  const { plan, asOf, today, kept, organised, planField } = view;
  const what: What = WHAT.find(([key]) => key === searchParams.get('theo'))?.[0] ?? 'co-quan';
  const sameTime = searchParams.get('cung-thoi-diem') === 'co';
  const head = {
    title: 'So sánh',
    breadcrumb: seeingCrumbs('So sánh'),
    plan,
    kept,
    asOf,
    today,
    what: WHAT.find(([key]) => key === what)![1],
    kinds: WHAT.map(([key, text]) => ({ text, href: withParameters(COMPARE, { ...kept, theo: key }), current: key === what })), // prettier-ignore
    ways: what === 'co-quan' ? organisedTabs(event.url, organised) : null,
  };
  if (!plan) return unsentData({ ...head, fields: [], sides: null, choices: [], states: [] });

  const { options, first, compare } = await SUBJECTS[what](view, plan);
  const known = new Set(options.map(({ value }) => value));
  const asked = [...new Set(searchParams.getAll('chon'))].filter((key) => known.has(key)).slice(0, MOST);
  const sides = await compare(asked.length > 0 ? asked : first, { asOf: asOf.day, today, sameTime, organised });
  const labelOf = new Map(options.map(({ value, label }) => [value, label]));
  return unsentData({
    ...head,
    fields: [
      ...(what === 'co-quan' || what === 'quy' ? planField : []),
      { kind: 'many' as const, name: 'chon', label: `Chọn ${head.what.toLowerCase()}`, options },
    ],
    sameTime:
      what === 'co-quan'
        ? null
        : {
            on: sameTime,
            href: withNewResult(event.url, { 'cung-thoi-diem': sameTime ? null : 'co' }),
          },
    choices: SHOWN.map((key) => ({ key, label: chosenIn(key).name.vi })),
    states: DRAWN.map(({ label, tone }) => ({ label, tone })),
    sides: sides.map((side) => sideOf(side, labelOf.get(side.key) ?? side.key)),
  });
};

type Plan = NonNullable<View['plan']>;
interface Subject {
  options: Option[];
  /** Compared when nothing was chosen. */
  first: string[];
  compare: (keys: readonly string[], how: Parameters<typeof compareBodies>[3]) => Promise<Side[]>;
}

const SUBJECTS: Readonly<Record<What, (view: View, plan: Plan) => Promise<Subject>>> = {
  'co-quan': async ({ db, today }, plan) => {
    const field = await bodyField(db, today, plan.id);
    const options = field.kind === 'one' ? field.options : [];
    return {
      options,
      first: options.slice(0, 6).map(({ value }) => value),
      compare: (keys, how) => compareBodies(db, plan, keys, how),
    };
  },
  quy: async ({ db, asOf }, plan) => {
    const year = plan.year ?? partsOf(asOf.day).year;
    const options = [year - 1, year, year + 1].flatMap((each) =>
      ROMAN.map((name, at) => ({ value: `${each}-Q${at + 1}`, label: `Quý ${name}/${each}` })),
    );
    const first = options.filter(({ value }) => value.startsWith(String(year))).map(({ value }) => value);
    return { options, first, compare: (keys, how) => compareQuarters(db, plan, keys, how) };
  },
  nam: async ({ db }) => {
    const plans = await listPlans(db, { drafts: false });
    const byYear = Map.groupBy(plans.filter(({ year }) => year !== null), ({ year }) => String(year)); // prettier-ignore
    const sides = [...byYear].map(([key, own]) => ({ key, year: Number(key), plans: own }));
    return subjectOf(db, sides, (key) => `Năm ${key}`);
  },
  'ke-hoach': async ({ db }) => {
    const plans = await listPlans(db, { drafts: false });
    const nameOf = new Map(plans.map(({ slug, number, year }) => [slug, [number ?? slug, year && `(${year})`].filter(Boolean).join(' ')])); // prettier-ignore
    return subjectOf(db, plans.map((each) => ({ key: each.slug, year: each.year, plans: [each] })), (key) => nameOf.get(key)!); // prettier-ignore
  },
};

function subjectOf(db: View['db'], sides: Parameters<typeof comparePlans>[1], name: (key: string) => string): Subject {
  return {
    options: sides.map(({ key }) => ({ value: key, label: name(key) })),
    first: sides.slice(0, 5).map(({ key }) => key),
    compare: (keys, how) => comparePlans(db, sides.filter(({ key }) => keys.includes(key)), how), // prettier-ignore
  };
}

function sideOf({ key, counts, day, filters }: Side, label: string) {
  const cell = (choice: Chosen) =>
    counts && { value: countOf(counts, choice), href: obligationsPath(filters, choice.filters) };
  return {
    key,
    label,
    day: formatDate(day as IsoDate, 'vi'),
    href: obligationsPath(filters, chosenIn('all').filters),
    total: cell(chosenIn('all')),
    percent: counts && reportFigures(counts).percentDone,
    cells: Object.fromEntries(SHOWN.map((shown) => [shown, cell(chosenIn(shown))])),
    parts: DRAWN.map(({ label: name, tone, of }) => ({
      label: name,
      tone,
      value: of.reduce((sum, shown) => sum + (counts?.[shown] ?? 0), 0),
      ...(of.length === 1 ? { href: obligationsPath(filters, chosenIn(of[0]!).filters) } : {}),
    })),
  };
}
