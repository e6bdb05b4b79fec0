import type { RequestEvent } from '@sveltejs/kit';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { keeping } from '#kernel/database/kept.ts';
import { currentPlan, listPlans, OBLIGATION_LIST, type Organised } from '#modules/plan/index.ts';
import type { FilterField } from '#ui/filters.ts';
import type { Crumb } from '#ui/page.ts';
import { withNewResult } from '#ui/address.ts';
import { withParameters } from '../ke-hoach/addresses.ts';
import { readAsOf, type AsOf } from '../ke-hoach/as-of.ts';
import { officeActor } from './guard.ts';
import { BOARD, OBLIGATIONS, OFFICE } from './paths.ts';

/** What the overviews of a running plan have in common: whose plan, for which day, as organised when. */
export interface View {
  actor: Actor;
  db: Database;
  today: IsoDate;
  asOf: AsOf;
  /** The plan chosen in the address, else the one in force; null: there is none. */
  plan: { id: string; slug: string; number: string | null; year: number | null; subject: string | null; from: IsoDate | null } | null; // prettier-ignore
  /** The choice of plans, where there are several. */
  planField: FilterField[];
  organised: Organised;
  /** What every link between the overviews keeps. */
  kept: Readonly<Record<string, string | null>>;
}

/** What there is to choose from: asked by every overview, and another one only when a plan is put into force. */
const plansInForce = keeping({ milliseconds: 5_000, keyOf: () => '' }, async (db: Database, _none: null) => {
  const [plans, current] = await Promise.all([listPlans(db, { drafts: false }), currentPlan(db)]);
  return { plans, current };
});

/** Reads the view from the address. @throws Refusal when the account is no official's */
export async function viewOf(event: RequestEvent): Promise<View> {
  const actor = officeActor(event);
  const { db } = event.locals;
  const { searchParams } = event.url;
  const now = new Date();
  const asOf = withinReason(readAsOf(searchParams, now), vietnamDate(now));
  const { plans, current } = await plansInForce(db, null);
  const wanted = searchParams.get('ke-hoach');
  const found = plans.find(({ slug }) => slug === wanted) ?? current;
  return {
    actor,
    db,
    today: vietnamDate(now),
    asOf,
    plan: found && { id: found.id, slug: found.slug, number: found.number, year: found.year, subject: found.subject, from: found.issuedOn }, // prettier-ignore
    planField:
      plans.length < 2
        ? []
        : [
            {
              kind: 'one',
              name: 'ke-hoach',
              label: 'Kế hoạch',
              options: plans.map(({ slug, number, year }) => ({ value: slug, label: [number ?? slug, year && `(${year})`].filter(Boolean).join(' ') })), // prettier-ignore
            },
          ],
    organised: searchParams.get('to-chuc') === 'khi-do' ? 'then' : 'now',
    kept: { 'ke-hoach': found && found.slug !== current?.slug ? found.slug : null, as_of: asOf.chosen },
  };
}

const KEY = /^[a-z0-9-]{1,120}$/;

/** The body that the address chose; null: none, or what can be no body's key. */
export function bodyIn(parameters: URLSearchParams): string | null {
  const key = parameters.get('co-quan') ?? '';
  return KEY.test(key) ? key : null;
}

/** The list of obligations with filters of OBLIGATION_LIST. */
export function obligationsPath(...filters: Readonly<Record<string, string | readonly string[] | null>>[]): string {
  return withParameters(
    OBLIGATIONS,
    Object.assign({}, ...filters) as Record<string, string | readonly string[] | null>,
  );
}

/** A day of another age is as good as none: no plan was running, and months before the year 100 cannot be counted back. */
function withinReason(asOf: AsOf, today: IsoDate): AsOf {
  return asOf.day >= '1900' && asOf.day < '2200' ? asOf : { day: today, chosen: null, wrong: true };
}

/** The two ways to say whose work it is, as tabs. */
export function organisedTabs(url: URL, organised: Organised) {
  return [
    { text: 'Theo cơ quan đang giữ việc', href: withNewResult(url, { 'to-chuc': null }), current: organised === 'now' },
    { text: 'Theo cơ quan khi được giao', href: withNewResult(url, { 'to-chuc': 'khi-do' }), current: organised === 'then' }, // prettier-ignore
  ];
}

/** The bodies that hold work of a plan, for choosing one. Remembered for a minute. */
export async function bodyField(db: Database, today: IsoDate, planId: string | null): Promise<FilterField> {
  const filter = OBLIGATION_LIST.filters.find(({ key }) => key === 'organisation');
  const scope = { planId, organisations: 'all' as const, today };
  const options = filter?.kind === 'choice' && typeof filter.options === 'function' ? await filter.options(db, scope) : []; // prettier-ignore
  return {
    kind: 'one',
    name: 'co-quan',
    label: 'Cơ quan đang giữ việc',
    options: options.map(({ value, label }) => ({ value, label: label.vi })),
  };
}

/** The way to an overview. */
export function seeingCrumbs(text: string): Crumb[] {
  return [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Theo dõi', href: BOARD }, ...(text === 'Bảng' ? [] : [{ text }])]; // prettier-ignore
}
