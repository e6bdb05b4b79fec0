import { redirect } from '@sveltejs/kit';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { formatDate } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import {
  daysLeft,
  namesOf,
  OBLIGATION_LIFE,
  TIMELINE_PAGE,
  timelineEvents,
  timelineOfBody,
  timelineOfPlan,
  type TimelineEvent,
  type TimelineRow,
} from '#modules/plan/index.ts';
import { withNewResult, withoutEmpty, withQuery } from '#ui/address.ts';
import type { GanttEvent, GanttGroup, GanttRow } from '#ui/gantt.ts';
import { leftText, STANDING_LOOKS, standingOf } from '../../ke-hoach/states.ts';
import { obligationPath, publicTaskPath } from '../paths.ts';
import { bodyField, bodyIn, obligationsPath, seeingCrumbs, viewOf } from '../seeing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const clean = withoutEmpty(event.url);
  if (clean) redirect(303, clean);
  const { db, plan, asOf, today, planField, kept } = await viewOf(event);
  const head = { title: 'Tiến độ', breadcrumb: seeingCrumbs('Tiến độ'), plan, kept, asOf, today };
  if (!plan) return unsentData({ ...head, fields: [], ways: null, timeline: null });

  const body = bodyIn(event.url.searchParams);
  const page = pageIn(event.url.searchParams);
  const asTable = event.url.searchParams.get('dang') === 'bang';
  const [found, field, names] = await Promise.all([
    body
      ? timelineOfBody(db, [body], asOf.day, { page, today, planId: plan.id })
      : timelineOfPlan(db, plan.id, asOf.day, { page, today }),
    bodyField(db, today, plan.id),
    body ? namesOf(db, [body], asOf.day) : new Map<string, string>(),
  ]);
  const events = await timelineEvents(db, found.rows.map(({ id }) => id), body ? 'obligation' : 'task', asOf.day); // prettier-ignore
  const byRow = Map.groupBy(events, ({ id }) => id);
  const last = Math.max(1, Math.ceil(found.total / TIMELINE_PAGE));
  return unsentData({
    ...head,
    fields: [...planField, field],
    body: body && (names.get(body) ?? body),
    listHref: body ? obligationsPath({ plan: [plan.slug], organisation: [body], as_of: asOf.chosen }) : null,
    ways: {
      asTable,
      drawn: withQuery(event.url, { dang: null }),
      table: withQuery(event.url, { dang: 'bang' }),
    },
    timeline: {
      groups: groupsOf(found.rows, (row) => lineOf(row, byRow.get(row.id) ?? [], asOf.day, body ? obligationPath(row.id) : publicTaskPath(plan.slug, row.code!))), // prettier-ignore
      from: found.from ?? undefined,
      to: found.to ?? undefined,
      pages:
        last === 1
          ? null
          : {
              page,
              last,
              first: (page - 1) * TIMELINE_PAGE + 1,
              until: Math.min(page * TIMELINE_PAGE, found.total),
              total: found.total,
              hrefs: Array.from({ length: last }, (_, at) => `${withNewResult(event.url, {})}${event.url.search ? '&' : '?'}trang=${at + 1}`), // prettier-ignore
            },
    },
  });
};

function pageIn(parameters: URLSearchParams): number {
  const page = Number(parameters.get('trang') ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** Rows by group, in their order. */
function groupsOf(rows: readonly TimelineRow[], line: (row: TimelineRow) => GanttRow): GanttGroup[] {
  const groups = Map.groupBy(rows, ({ groupCode }) => groupCode);
  return [...groups].map(([code, own]) => ({
    key: code ?? 'khac',
    label: code ? `${code}. ${own[0]!.groupTitle}` : 'Ý kiến chỉ đạo, kế hoạch riêng',
    rows: own.map(line),
  }));
}

function lineOf(row: TimelineRow, events: readonly TimelineEvent[], asOf: IsoDate, href: string): GanttRow {
  const look = STANDING_LOOKS[standingOf(row)];
  const late = row.timeliness === 'late' && row.progress !== 'cancelled' && row.progress !== 'suspended';
  const running = row.progress === 'not-started' || row.progress === 'in-progress';
  const days = row.lastDay && running ? daysLeft(row.lastDay, asOf) : null;
  const left = days === null ? null : leftText(days, 'vi');
  const done = row.obligations > 1 ? `${row.done}/${row.obligations} việc xong` : null;
  return {
    key: row.id,
    label: row.code ? `${row.code} ${row.title}` : row.title,
    href,
    ...(row.who ? { who: row.who } : {}),
    start: row.startedOn,
    due: row.lastDay,
    doneOn: row.doneOn,
    ...(row.firstLastDay ? { first: { due: row.firstLastDay } } : {}),
    tone: look.tone,
    state: [
      ...(days !== null && days < 0 ? [left] : [look.text.vi, left?.toLowerCase()]),
      done,
      row.doneOn && `xong ${formatDate(row.doneOn, 'vi')}`,
    ]
      .filter(Boolean)
      .join(', '),
    late,
    events: events.map(eventOf),
  };
}

const KINDS: Readonly<Partial<Record<TimelineEvent['act'], GanttEvent['kind']>>> = {
  report: 'report',
  submit: 'report',
  'grant-extension': 'extension',
};

const eventOf = ({ act, onDate, count }: TimelineEvent): GanttEvent => ({
  at: onDate,
  kind: KINDS[act] ?? 'other',
  label: OBLIGATION_LIFE.acts[act].name.vi + (count > 1 ? ` (${count} việc)` : ''),
});
