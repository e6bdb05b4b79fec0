import { redirect } from '@sveltejs/kit';
import { vietnamCalendar } from '#kernel/calendar/index.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { bodiesHeldBy, chosenIn, dueAround, dueBetween, namesOf, type DueItem } from '#modules/plan/index.ts';
import { withNewResult, withoutEmpty } from '#ui/address.ts';
import type { Tone } from '#ui/charts.ts';
import { gridRange, monthAfter, readMonth, type CalendarItem } from '#ui/month-calendar.ts';
import { obligationPath } from '../paths.ts';
import { bodyField, bodyIn, obligationsPath, seeingCrumbs, viewOf } from '../seeing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const { db, plan, asOf, today, planField, kept } = await viewOf(event);
  const month = readMonth(event.url.searchParams.get('thang'), asOf.day);
  const range = gridRange(month);
  const body = bodyIn(event.url.searchParams);
  const [bodies, field, names] = await Promise.all([
    body ? bodiesHeldBy(db, [body], asOf.day) : null,
    bodyField(db, today, plan?.id ?? null),
    body ? namesOf(db, [body], asOf.day) : new Map<string, string>(),
  ]);
  // A body sees all that it owes, instructions and its own plan included; without one the plan is shown.
  const planId = body ? null : (plan?.id ?? null);
  const items = await dueBetween(db, range, asOf.day, { planId, bodies, holders: body ? [body] : [], today });
  const around = items.length === 0 ? await dueAround(db, range, { planId, bodies }) : null;
  const monthOf = (day: string | null) => day && { month: day.slice(0, 7), text: `tháng ${Number(day.slice(5, 7))}/${day.slice(0, 4)}`, href: withNewResult(event.url, { thang: day.slice(0, 7) }) }; // prettier-ignore
  const list = (day: string) =>
    obligationsPath(
      { due_from: [day], due_to: [day], as_of: asOf.chosen },
      chosenIn('all').filters,
      body ? { organisation: [body] } : plan ? { plan: [plan.slug] } : {},
    );
  return unsentData({
    title: 'Lịch',
    breadcrumb: seeingCrumbs('Lịch'),
    plan,
    kept,
    asOf,
    today,
    fields: [...planField, field],
    body: body && (names.get(body) ?? body),
    month,
    items: items.map((item) => itemOf(item, list(item.day))),
    dayHrefs: Object.fromEntries(items.map(({ day }) => [day, list(day)])),
    notes: [...vietnamCalendar.days.values()]
      .filter(({ date }) => date >= range.from && date <= range.to)
      .map(({ date, kind, event }) => ({ day: date, kind: kind === 'worked' ? ('worked' as const) : ('off' as const), name: event.vi })), // prettier-ignore
    elsewhere: around && [monthOf(around.before), monthOf(around.after)].filter((each) => each !== null && each !== ''),
    previous: withNewResult(event.url, { thang: monthAfter(month, -1) }),
    next: withNewResult(event.url, { thang: monthAfter(month, 1) }),
  });
};

function itemOf(item: DueItem, list: string): CalendarItem {
  const { day, taskCode, title, obligationId, obligations, done, late } = item;
  const [tone, state] = lookOf(item);
  return {
    key: `${day} ${obligationId ?? taskCode} ${title.slice(0, 40)} ${obligations} ${done} ${late}`,
    day,
    text: [taskCode, title].filter(Boolean).join(' ') + (obligations > 1 ? ` (${done}/${obligations} việc xong)` : ''),
    href: obligationId ? obligationPath(obligationId) : list,
    tone,
    state,
  };
}

function lookOf({ obligations, done, late }: DueItem): [Tone, string] {
  if (done === obligations) return ['good', 'Hoàn thành'];
  return late > 0 ? ['late', late === obligations ? 'Quá hạn' : `${late} quá hạn`] : ['active', 'Chưa xong'];
}
