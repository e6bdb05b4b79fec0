import type { Database } from '#kernel/database/connection.ts';
import { say, type Language, type Text } from '#kernel/language.ts';
import { csvCell } from '#kernel/lists/export.ts';
import { siteOf, type Site } from '#kernel/site.ts';
import {
  currentPlan,
  publicProgress,
  TASK_STANDINGS,
  type ProgressFigures,
  type PublicProgress,
} from '#modules/plan/index.ts';
import { readAsOf, type AsOf } from '../ke-hoach/as-of.ts';
import { STANDING_LOOKS } from '../ke-hoach/states.ts';
import { publishedPlan } from '../ke-hoach/published.ts';

type Plan = NonNullable<Awaited<ReturnType<typeof currentPlan>>>;

/** What the progress page, its files and its widget show. */
export interface OpenProgress {
  plan: Plan;
  asOf: AsOf;
  progress: PublicProgress;
  licence: Site['licence'] | null;
}

/**
 * Progress of the plan that the address names (`ke-hoach`), else of the one in force, on the day that it names (`as_of`).
 * @returns null while no plan is in force
 * @throws Refusal 404 when it names a plan that is not published
 */
export async function openProgress(db: Database, parameters: URLSearchParams, now: Date): Promise<OpenProgress | null> {
  const asOf = readAsOf(parameters, now);
  const slug = parameters.get('ke-hoach');
  const plan = slug ? await publishedPlan(slug, db) : await currentPlan(db);
  if (!plan) return null;
  const [progress, site] = await Promise.all([publicProgress(db, plan, asOf.day), siteOf(db)]);
  return { plan, asOf, progress, licence: site.licence ?? null };
}

/** Headers of open data: any site may read it, caches may keep it for five minutes. @param anonymous nobody is signed in */
export function openHeaders(anonymous: boolean): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': anonymous ? 'public, max-age=300' : 'private, no-cache',
    vary: 'Cookie',
  };
}

const KIND: Readonly<Record<'total' | 'group' | 'organisation', Text>> = {
  total: { vi: 'Cả kế hoạch', en: 'Whole plan' },
  group: { vi: 'Nhóm', en: 'Group' },
  organisation: { vi: 'Cơ quan chủ trì', en: 'Lead organisation' },
};
const HEADS: readonly Text[] = [
  { vi: 'Kế hoạch', en: 'Plan' },
  { vi: 'Tính đến ngày', en: 'As of' },
  { vi: 'Loại', en: 'Kind' },
  { vi: 'Mã', en: 'Code' },
  { vi: 'Tên', en: 'Name' },
  { vi: 'Nhiệm vụ', en: 'Tasks' },
  { vi: 'Được tính', en: 'Counted' },
];
const PERCENT: Text = { vi: 'Tỉ lệ hoàn thành (%)', en: 'Done (%)' };

/** The figures as CSV after RFC 4180 with a byte-order mark: one row for the whole, each group, each lead body. */
export function progressCsv({ plan, progress }: OpenProgress, language: Language): string {
  const head = [...HEADS, ...TASK_STANDINGS.map((standing) => STANDING_LOOKS[standing].text), PERCENT];
  const row = (kind: keyof typeof KIND, code: string, name: string, figures: ProgressFigures) => [
    plan.number ?? plan.slug,
    progress.asOf,
    say(KIND[kind], language),
    code,
    name,
    figures.tasks,
    figures.counted,
    ...TASK_STANDINGS.map((standing) => figures[standing]),
    figures.percentDone,
  ];
  const rows = [
    head.map((text) => say(text, language)),
    row('total', '', '', progress.total),
    ...progress.groups.map((group) => row('group', group.code, group.title, group)),
    ...progress.organisations.map((body) => row('organisation', body.key, body.name, body)),
  ];
  return '\uFEFF' + rows.map((cells) => cells.map(csvCell).join(',') + '\r\n').join('');
}

/** The same as the API's `/api/v1/progress` gives. */
export function progressJson({ plan, progress, licence }: OpenProgress) {
  const { slug, number, year, subject, issuedOn } = plan;
  return { plan: { slug, number, year, subject, issuedOn, self: `/api/v1/plans/${encodeURIComponent(slug)}` }, licence, ...progress }; // prettier-ignore
}
