import { sql } from 'drizzle-orm';
import { daysBetween, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { fundingTotals } from '../funding/queries.ts';
import { PLAN_COMPUTATIONS } from '../targets/computations.ts';
import { targetStandings } from '../targets/queries.ts';
import { namesOf } from '../running/overview.ts';
import { countedObligation, countedTasks, countsOf, gathered, isLateRow, type Counted } from './figures.ts';
import type { Window } from './periods.ts';
import { eventsUpTo, extensionsOn, hindrancesOn } from './snapshot-lists.ts';
import { SNAPSHOT_FORMAT, type BodyLine, type Money, type Snapshot, type TargetLine } from './snapshot.ts';
import { standingsOn, type Standing } from './standing.ts';

type Reader = Pick<Database, 'execute' | 'select'>;

export interface SnapshotWish {
  plan: Snapshot['plan'];
  window: Window;
  /** Whose own report; null: the whole plan. */
  organisationKey: string | null;
}

/** Works out all figures of a report as of the closing day of its window. Reads only; run it inside one transaction. */
export async function takeSnapshot(db: Reader, { plan, window, organisationKey }: SnapshotWish): Promise<Snapshot> {
  const { source, ...frame } = window;
  const { to } = window;
  const all = await standingsOn(db, plan.id, window);
  const rows = organisationKey === null ? all : all.filter(({ holder }) => holder === organisationKey);
  const groups = await groupsIn(db, plan.id);
  const extensions = await extensionsOn(db, plan.id, window);
  const hindrances = await hindrancesOn(db, plan.id, window);
  const counted = rows.map((row) => [row, countedObligation(row, to)] as const);
  const tasks = countedTasks(rows, to);
  const byId = new Map(rows.map((row) => [row.id, row]));

  const late = rows.filter((row) => isLateRow(row, to)).map((row) => lateLine(row, to));
  const extended = rows.flatMap((row) => {
    const each = extensions.get(row.id);
    return each ? [{ ...about(row), dates: each.dates, reason: each.reason, inWindow: each.inWindow, state: row.state }] : []; // prettier-ignore
  });
  const hindered = hindrances.flatMap(({ obligationId, seq: _, ownerKey, ...each }) => {
    const row = byId.get(obligationId);
    return row ? [{ ...about(row), text: each.text, owner: ownerKey, due: each.due, raisedOn: each.raisedOn, clearedOn: each.clearedOn }] : []; // prettier-ignore
  });
  const keys = [
    ...new Set([
      ...rows.flatMap(({ named, holder }) => [named, holder]),
      ...hindered.map(({ owner }) => owner),
      organisationKey,
    ]),
  ]
    .filter((key) => key !== null)
    .sort();
  const names = Object.fromEntries(sorted(await namesOf(db, keys, to)));
  const shown = new Set([...late, ...extended, ...hindered].map(({ taskId }) => taskId));
  const money = await moneyOf(db, plan.id, to, organisationKey);
  return {
    format: SNAPSHOT_FORMAT,
    window: frame,
    plan,
    body: organisationKey === null ? null : { key: organisationKey, name: names[organisationKey] ?? organisationKey },
    inputs: { obligations: rows.length, ...(await eventsUpTo(db, plan.id, to)) },
    sources: source ? [source] : [],
    tasks: countsOf(tasks.values()),
    obligations: countsOf(counted.map(([, each]) => each)),
    withoutBody: rows.filter(({ holder }) => holder === null).length,
    groups: groups.map(({ id, code, title }, index) => ({
      id,
      code,
      title,
      place: index + 1,
      tasks: countsOf([...tasks.values()].filter(({ groupId }) => groupId === id)),
      obligations: countsOf(counted.filter(([{ groupId }]) => groupId === id).map(([, each]) => each)),
    })),
    bodies: { then: bodyLines(counted, names, 'named'), now: bodyLines(counted, names, 'holder') },
    titles: await titlesOf(db, plan.id, shown),
    names,
    late,
    extended,
    hindrances: hindered,
    targets: organisationKey === null ? await targetsAt(db, plan.id, to) : [],
    funding: money.whole,
    fundingBySource: money.bySource,
  };
}

const about = ({ id, taskId, periodLabel, holder }: Standing) => ({ id, taskId, period: periodLabel, body: holder });

function lateLine(row: Standing, to: IsoDate): Snapshot['late'][number] {
  const doneOn = row.state === 'done' ? row.submittedOn : null;
  const { state, firstLastDay } = row;
  const lastDay = row.lastDay!;
  return { ...about(row), state, firstLastDay, lastDay, doneOn, daysLate: daysBetween(lastDay, doneOn ?? to) };
}

/** Most obligations first, then by name; whoever nobody knows comes last. */
function bodyLines(
  counted: readonly (readonly [Standing, Counted])[],
  names: Readonly<Record<string, string>>,
  by: 'named' | 'holder',
): BodyLine[] {
  const name = (key: string | null) => (key === null ? '\uffff' : (names[key] ?? key));
  return [...gathered(counted, ([row]) => row[by])]
    .map(([key, each]) => ({ key, counts: countsOf(each.map(([, counts]) => counts)) }))
    .sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        b.counts.total - a.counts.total ||
        compare(name(a.key), name(b.key)) ||
        compare(a.key ?? '', b.key ?? ''),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => compare(a, b));
}

async function groupsIn(db: Reader, planId: string): Promise<{ id: string; code: string; title: string }[]> {
  return db.execute<{ id: string; code: string; title: string }>(
    sql`select id, code, title from plan_group where plan_id = ${planId} order by ordinal limit 1000`,
    'objects',
  );
}

async function titlesOf(db: Reader, planId: string, ids: ReadonlySet<string>): Promise<Snapshot['titles']> {
  if (ids.size === 0) return {};
  const rows = await db.execute<{ id: string; code: string; title: string }>(
    sql`select id, code, title from plan_task where plan_id = ${planId} and id = any(${sql.param([...ids])}::uuid[]) order by id`,
    'objects',
  );
  return Object.fromEntries(rows.map(({ id, code, title }) => [id, { code, title }]));
}

async function targetsAt(db: Reader, planId: string, asOf: IsoDate): Promise<TargetLine[]> {
  const found = await targetStandings(db, planId, asOf, PLAN_COMPUTATIONS);
  return found.map(({ target, standing }) => ({
    number: target.number,
    objective: target.objective,
    text: target.text,
    operator: target.operator,
    value: target.value,
    unit: target.unit,
    reading: standing?.soFar ?? null,
    light: standing?.judgement?.light ?? null,
  }));
}

async function moneyOf(
  db: Reader,
  planId: string,
  asOf: IsoDate,
  organisationKey: string | null,
): Promise<{ whole: Money | null; bySource: ({ name: string } & Money)[] }> {
  const { whole, bySource, byAgency } = await fundingTotals(db, planId, asOf);
  const text = ({ estimate, allocated, spent }: typeof whole): Money => ({
    estimate: String(estimate),
    allocated: String(allocated),
    spent: String(spent),
  });
  if (organisationKey !== null) {
    const own = byAgency.find(({ key }) => key === organisationKey);
    return { whole: own ? text(own) : null, bySource: [] };
  }
  return {
    whole: bySource.length === 0 ? null : text(whole),
    bySource: bySource.map((each) => ({ name: each.name, ...text(each) })),
  };
}
