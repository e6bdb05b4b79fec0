import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import { readPage, type FilterValues } from '#kernel/lists/index.ts';
import type { Act } from '../running/lifecycle.ts';
import { OBLIGATION_LIST, type ObligationRow } from '../running/lists.ts';
import { RUNNING_PERMISSIONS } from '../running/permissions.ts';
import { NO_BODY, soon } from './list-filters.ts';

/** Items of a section that the first page shows; its count opens the rest. */
const SHOWN = 8;

/** Something that needs somebody now, with the list of all of it. */
export interface WorkSection {
  key: string;
  side: 'doer' | 'decider';
  /** "Việc quá hạn" */
  title: string;
  /** Why an item of it is on my list. */
  why: string;
  /** The act that it waits for; null: it is read first. */
  act: Act | null;
  /** Filters of OBLIGATION_LIST. */
  values: FilterValues;
  sort: 'due' | 'submitted';
  total: number;
  rows: ObligationRow[];
}

type Declared = Omit<WorkSection, 'total' | 'rows'>;

/** For whom sections are made. */
export interface Worker {
  /** The bodies for whose work the person reports. */
  does: readonly string[];
  /** The bodies that the person decides for; `NO_BODY`: the province's own plan. */
  decides: readonly string[];
  personId: string | null;
}

/** What an actor reports for and decides on, and which person the account is. */
export async function workerOf(db: Pick<Database, 'execute'>, actor: Actor): Promise<Worker> {
  const [row] = await db.execute<{ person: string | null }>(sql`select person_id as person from "user" where id = ${actor.id}`, 'objects'); // prettier-ignore
  const own = new Set([
    ...actor.organisationKeys,
    ...actor.grants.flatMap(({ role, scope, organisation }) =>
      (role === 'officer' || role === 'head') && scope && organisation ? [organisation] : [],
    ),
  ]);
  const within = (reach: 'all' | ReadonlySet<string>) => [...own].filter((key) => reach === 'all' || reach.has(key));
  const decides = reachOf(actor, RUNNING_PERMISSIONS.decide);
  return {
    does: within(reachOf(actor, RUNNING_PERMISSIONS.report)),
    decides: [...within(decides), ...(decides === 'all' ? [NO_BODY] : [])],
    personId: row?.person ?? null,
  };
}

/** What a replaced plan left open cannot be acted on, so it is nobody's work. */
const IN_FORCE: FilterValues = { in_force: ['yes'] };
const BEFORE_DONE = ['not-started', 'in-progress'];
const OPEN = [...BEFORE_DONE, 'awaiting-confirmation', 'suspended', 'waiting'];

/** The sections of a worker, most pressing first: an item shows under the first that has it. */
export function sectionsFor({ does, decides, personId }: Worker, today: IsoDate): Declared[] {
  const doer = (key: string, title: string, why: string, act: Act | null, values: FilterValues): Declared => ({
    key,
    side: 'doer',
    title,
    why,
    act,
    sort: 'due',
    values: { organisation: does, ...IN_FORCE, ...values },
  });
  const decider = (key: string, title: string, why: string, act: Act | null, values: FilterValues): Declared => ({
    ...doer(key, title, why, act, values),
    side: 'decider',
    values: { decider: decides, ...IN_FORCE, ...values },
  });
  return [
    ...(does.length === 0
      ? []
      : [
          doer('returned', 'Bị trả lại', 'Kết quả bị trả lại, cần làm lại rồi gửi lại', 'submit', {
            need: ['returned'],
          }),
          doer('directives', 'Ý kiến chỉ đạo', 'Ý kiến chỉ đạo chờ cơ quan bạn trả lời', 'submit', {
            source: ['directive'],
            state: BEFORE_DONE,
          }),
          doer('late', 'Quá hạn', 'Việc của cơ quan bạn đã quá hạn', 'report', { state: BEFORE_DONE, time: ['late'] }),
          doer('soon', 'Sắp đến hạn', 'Việc của cơ quan bạn sắp đến hạn', 'report', {
            state: BEFORE_DONE,
            time: ['in-time'],
            due_to: [soon(today)],
          }),
        ]),
    ...(personId === null
      ? []
      : [
          {
            ...doer('mine', 'Giao cho tôi', 'Bạn được phân công làm việc này', 'report', {}),
            values: { assignee: [personId], ...IN_FORCE, state: BEFORE_DONE },
          },
        ]),
    ...(does.length === 0
      ? []
      : [
          {
            ...doer('helper', 'Chờ cơ quan tôi gỡ vướng mắc', 'Cơ quan khác vướng mắc, chờ cơ quan bạn', null, {}),
            values: { helper: does, ...IN_FORCE },
          },
          doer('nobody', 'Chưa phân công người', 'Chưa có người nào của cơ quan bạn nhận việc', 'assign', {
            need: ['nobody'],
          }),
        ]),
    ...(decides.length === 0
      ? []
      : [
          {
            ...decider('confirm', 'Chờ xác nhận', 'Kết quả đã gửi, chờ bạn xác nhận hoặc trả lại', 'confirm', {
              state: ['awaiting-confirmation'],
            }),
            sort: 'submitted' as const,
          },
          decider('extension', 'Đề nghị gia hạn', 'Cơ quan đề nghị gia hạn, chờ bạn quyết định', 'grant-extension', {
            need: ['extension'],
          }),
          decider('obstacle-late', 'Vướng mắc quá hạn trả lời', 'Vướng mắc chưa ai gỡ, đã quá ngày hẹn', null, {
            need: ['obstacle-late'],
            state: OPEN,
          }),
          decider('no-body', 'Chưa rõ cơ quan', 'Kế hoạch không nói rõ cơ quan nào làm', 'give', { need: ['no-body'] }),
          decider('waiting', 'Chờ điều kiện', 'Việc chờ một sự kiện; có thì ghi nhận để tính hạn', 'trigger', {
            state: ['waiting'],
          }),
        ]),
  ];
}

/**
 * What needs an actor now: each section with its first items and how many there are. Each is a page of OBLIGATION_LIST, so that
 * its count is that of the list that it opens. Bounded: two queries for each section, at most twelve sections.
 */
export async function workOf(db: Database, actor: Actor, today: IsoDate): Promise<WorkSection[]> {
  const worker = await workerOf(db, actor);
  const scope = { planId: null, organisations: 'all' as const, today };
  return Promise.all(
    sectionsFor(worker, today).map(async (section) => {
      const query = { values: section.values, sort: section.sort, descending: false, after: null, before: null, size: SHOWN }; // prettier-ignore
      const { rows, total } = await readPage(db, OBLIGATION_LIST, query, scope);
      return { ...section, rows, total };
    }),
  );
}
