import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { say } from '#kernel/language.ts';
import { anyOf, everyWord, type ListColumn, type ListDefinition, type Option } from '#kernel/lists/index.ts';
import { nameOn } from '#modules/plan/index.ts';
import { KIND_WORDS, type Kind } from './kinds.ts';
import { LIVES } from './lives.ts';

/** A thing as it stands in lists. */
export interface ActivityRow {
  id: string;
  kind: Kind;
  title: string;
  organisationKey: string | null;
  organisation: string | null;
  fromDay: IsoDate | null;
  toDay: IsoDate | null;
  state: string;
  lastOn: IsoDate | null;
  total: number;
  done: number;
  ended: number;
  late: number;
  /** Sum of the marks of an initiative. */
  marks: string | null;
  /** Of a reward or reproach: which of the two. */
  side: string | null;
}

export interface ActivityScope {
  today: IsoDate;
}

const TITLES: Readonly<Record<Kind, { vi: string; en: string }>> = {
  'inspection-plan': { vi: 'Kế hoạch kiểm tra', en: 'Plans of inspections' },
  inspection: { vi: 'Kiểm tra', en: 'Inspections' },
  training: { vi: 'Đào tạo, tuyên truyền', en: 'Trainings and communication' },
  initiative: { vi: 'Sáng kiến', en: 'Initiatives' },
  commendation: { vi: 'Khen thưởng, nhắc nhở', en: 'Rewards and reproaches' },
  meeting: { vi: 'Họp', en: 'Meetings' },
};

/** What of its items a kind counts. */
const ITEM_WORDS: Readonly<Partial<Record<Kind, { vi: string; en: string }>>> = {
  inspection: { vi: 'Phát hiện', en: 'Findings' },
  meeting: { vi: 'Kết luận', en: 'Conclusions' },
};

const stateName = (kind: Kind, state: string, language: 'vi' | 'en') => say(LIVES[kind].states[state]!.name, language);

const itemColumns = (words: { vi: string; en: string }): ListColumn<ActivityRow>[] => [
  { key: 'items', title: words, kind: 'number', value: (row) => row.total, width: 10 },
  { key: 'done', title: { vi: 'Đã xong', en: 'Done' }, kind: 'number', value: (row) => row.done, width: 10 },
  { key: 'late', title: { vi: 'Quá hạn', en: 'Late' }, kind: 'number', value: (row) => row.late, width: 10 },
];

const bodies =
  (kind: Kind) =>
  async (db: Database, { today }: ActivityScope): Promise<Option[]> => {
    const rows = await db.execute<{ key: string; name: string }>(
      sql`select key, ${nameOn(sql`key`, today)} as name from (select distinct organisation_key as key from activity
        where kind = ${kind} and organisation_key is not null) named order by name limit 500`,
      'objects',
    );
    return rows.map(({ key, name }) => ({ value: key, label: { vi: name, en: name } }));
  };

/** All things of a kind, as far as the reader may see them. */
function listOf(kind: Kind): ListDefinition<ActivityRow, ActivityScope> {
  const items = ITEM_WORDS[kind];
  const life = LIVES[kind];
  return {
    name: `activities.${kind}`,
    title: TITLES[kind],
    columns: [
      { key: 'title', title: KIND_WORDS[kind], kind: 'text', value: (row) => row.title, width: 60 },
      { key: 'organisation', title: { vi: 'Cơ quan', en: 'Organisation' }, kind: 'text', value: (row) => row.organisation, width: 36 }, // prettier-ignore
      { key: 'from', title: { vi: 'Từ ngày', en: 'From' }, kind: 'date', value: (row) => row.fromDay, sort: 'from', width: 12 }, // prettier-ignore
      { key: 'to', title: { vi: 'Đến ngày', en: 'To' }, kind: 'date', value: (row) => row.toDay, width: 12 },
      { key: 'state', title: { vi: 'Tình trạng', en: 'State' }, kind: 'text', value: (row, language) => stateName(kind, row.state, language), width: 20 }, // prettier-ignore
      ...(items ? itemColumns(items) : []),
      ...(kind === 'initiative'
        ? [{ key: 'marks', title: { vi: 'Điểm', en: 'Marks' }, kind: 'number' as const, value: (row: ActivityRow) => (row.marks === null ? null : Number(row.marks)), width: 10 }] // prettier-ignore
        : []),
    ],
    filters: [
      {
        key: 'q',
        kind: 'search',
        label: { vi: 'Tìm', en: 'Search' },
        hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
        where: (typed) => everyWord(typed, (pattern) => sql`search_key(activity.title) like ${pattern}`),
      },
      {
        key: 'state',
        kind: 'choice',
        multiple: true,
        label: { vi: 'Tình trạng', en: 'State' },
        options: Object.entries(life.states).map(([value, { name }]) => ({ value, label: name })),
        where: (states) => sql`activity.state = ${anyOf(states)}`,
      },
      {
        key: 'organisation',
        kind: 'choice',
        multiple: true,
        label: { vi: 'Cơ quan', en: 'Organisation' },
        options: bodies(kind),
        where: (keys) => sql`activity.organisation_key = ${anyOf(keys)}`,
      },
      ...(items
        ? [
            {
              key: 'items',
              kind: 'choice' as const,
              multiple: false,
              label: items,
              options: [
                { value: 'open', label: { vi: 'còn chưa xong', en: 'not all done' } },
                { value: 'late', label: { vi: 'có quá hạn', en: 'some late' } },
                { value: 'ended', label: { vi: 'đã xong hết', en: 'all ended' } },
              ],
              where: ([which]: readonly string[]) =>
                which === 'late' ? sql`progress.late > 0` : which === 'open' ? sql`progress.ended < progress.total` : sql`progress.total > 0 and progress.ended = progress.total`, // prettier-ignore
            },
          ]
        : []),
      { key: 'day_from', kind: 'date', label: { vi: 'Thời gian từ ngày', en: 'Time from' }, where: (day) => sql`coalesce(activity.to_day, activity.from_day) >= ${day}::date` }, // prettier-ignore
      { key: 'day_to', kind: 'date', label: { vi: 'Thời gian đến ngày', en: 'Time to' }, where: (day) => sql`activity.from_day <= ${day}::date` }, // prettier-ignore
    ],
    sorts: [
      {
        key: 'latest',
        label: { vi: 'Mới trước', en: 'Newest first' },
        expression: sql`('4000-01-01'::date - coalesce(activity.from_day, activity.made_at::date))`,
        type: 'int',
      },
      { key: 'from', label: { vi: 'Ngày', en: 'Date' }, expression: sql`coalesce(activity.from_day, activity.made_at::date)`, type: 'date' }, // prettier-ignore
    ],
    source: ({ today }) => ({
      select: sql`activity.id, activity.kind, activity.title, activity.organisation_key as "organisationKey",
        ${nameOn(sql`activity.organisation_key`, today)} as organisation, activity.from_day as "fromDay", activity.to_day as "toDay",
        activity.state, activity.last_on as "lastOn", progress.total, progress.done, progress.ended, progress.late,
        (select sum((criterion ->> 'mark')::numeric)::text from jsonb_array_elements(activity.fields -> 'criteria') criterion) as marks,
        activity.fields ->> 'side' as side`,
      from: sql`activity cross join lateral activity_progress(activity.id, ${today}::date) progress`,
      where: sql`activity.kind = ${kind}`,
      key: sql`activity.id`,
      keyType: 'uuid',
    }),
  };
}

export const INSPECTION_PLAN_LIST = listOf('inspection-plan');
export const INSPECTION_LIST = listOf('inspection');
export const MEETING_LIST = listOf('meeting');
export const TRAINING_LIST = listOf('training');
export const INITIATIVE_LIST = listOf('initiative');
export const COMMENDATION_LIST = listOf('commendation');
