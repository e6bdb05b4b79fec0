import { sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { anyOf, everyWord, optionsOf, type ListDefinition } from '#kernel/lists/index.ts';
import { REPORT_STATE_WORDS, type ReportState } from './lifecycle.ts';
import { ALL_KINDS, kindName } from './periods.ts';

/** A report as it stands in lists. */
export interface ReportRow {
  id: string;
  label: string;
  kind: string;
  body: string | null;
  planNumber: string | null;
  planYear: number | null;
  from: IsoDate;
  to: IsoDate;
  due: IsoDate | null;
  state: ReportState;
  snapshotVersion: number;
  asked: number;
  sent: number;
  document: string | null;
  issuedOn: IsoDate | null;
}

export interface ReportScope {
  today: IsoDate;
}

const BODY: SQL = sql`(select name from organisation_version version where version.organisation_key = report.organisation_key
  order by version.valid @> report.to_day desc, upper(version.valid) desc nulls first limit 1)`;

/** All reports on how plans run. */
export const REPORT_LIST: ListDefinition<ReportRow, ReportScope> = {
  name: 'plan.reports',
  title: { vi: 'Báo cáo định kỳ', en: 'Periodic reports' },
  columns: [
    { key: 'label', title: { vi: 'Kỳ báo cáo', en: 'Period' }, kind: 'text', value: (row) => row.label, width: 32 },
    { key: 'body', title: { vi: 'Phạm vi', en: 'Scope' }, kind: 'text', value: (row, language) => row.body ?? (language === 'vi' ? 'Toàn kế hoạch' : 'The whole plan'), width: 36 }, // prettier-ignore
    { key: 'kind', title: { vi: 'Loại', en: 'Kind' }, kind: 'text', value: (row) => kindName(row.kind), width: 18 },
    { key: 'plan', title: { vi: 'Kế hoạch', en: 'Plan' }, kind: 'text', value: (row) => row.planNumber, width: 18 },
    { key: 'year', title: { vi: 'Năm', en: 'Year' }, kind: 'number', value: (row) => row.planYear, width: 8 },
    { key: 'from', title: { vi: 'Từ ngày', en: 'From' }, kind: 'date', value: (row) => row.from, width: 12 },
    {
      key: 'to',
      title: { vi: 'Ngày chốt', en: 'Closing day' },
      kind: 'date',
      value: (row) => row.to,
      sort: 'to',
      width: 12,
    },
    { key: 'due', title: { vi: 'Hạn gửi', en: 'Due' }, kind: 'date', value: (row) => row.due, width: 12 },
    { key: 'state', title: { vi: 'Trạng thái', en: 'State' }, kind: 'text', value: (row, language) => REPORT_STATE_WORDS[row.state][language], width: 18 }, // prettier-ignore
    { key: 'version', title: { vi: 'Bản số liệu', en: 'Version of figures' }, kind: 'number', value: (row) => row.snapshotVersion, width: 10 }, // prettier-ignore
    { key: 'asked', title: { vi: 'Đề nghị đóng góp', en: 'Contributions asked' }, kind: 'number', value: (row) => row.asked, width: 10 }, // prettier-ignore
    { key: 'sent', title: { vi: 'Đã gửi đóng góp', en: 'Contributions sent' }, kind: 'number', value: (row) => row.sent, width: 10 }, // prettier-ignore
    { key: 'document', title: { vi: 'Số, ký hiệu', en: 'Number' }, kind: 'text', value: (row) => row.document, width: 16 }, // prettier-ignore
    { key: 'issued', title: { vi: 'Ban hành ngày', en: 'Issued on' }, kind: 'date', value: (row) => row.issuedOn, width: 12 }, // prettier-ignore
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm báo cáo', en: 'Search' },
      hint: { vi: 'Kỳ, cơ quan; không cần gõ dấu', en: 'Period, body; accents are not needed' },
      where: (words) =>
        everyWord(words, (pattern) => sql`search_key(report.label || ' ' || coalesce(${BODY}, '')) like ${pattern}`),
    },
    {
      key: 'kind',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Loại', en: 'Kind' },
      options: ALL_KINDS.map(({ kind, name }) => ({ value: kind, label: { vi: name, en: name } })),
      where: (kinds) => sql`report.kind = ${anyOf(kinds)}`,
    },
    {
      key: 'state',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Trạng thái', en: 'State' },
      options: optionsOf(REPORT_STATE_WORDS),
      where: (states) => sql`report.state = ${anyOf(states)}`,
    },
    {
      key: 'scope',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Phạm vi', en: 'Scope' },
      options: [
        { value: 'whole', label: { vi: 'Toàn kế hoạch', en: 'The whole plan' } },
        { value: 'body', label: { vi: 'Một cơ quan', en: 'One body' } },
      ],
      where: ([value]) =>
        value === 'whole' ? sql`report.organisation_key is null` : sql`report.organisation_key is not null`,
    },
    {
      key: 'year',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Năm', en: 'Year' },
      options: async (db) => {
        const rows = await db.execute<{ year: number }>(
          sql`select distinct year from plan where year is not null and id in (select plan_id from report) order by year desc limit 50`,
          'objects',
        );
        return rows.map(({ year }) => ({ value: String(year), label: { vi: String(year), en: String(year) } }));
      },
      where: (years) => sql`plan.year = any(${sql.param(years.filter((year) => /^\d{1,4}$/.test(year)).map(Number))}::int[])`, // prettier-ignore
    },
  ],
  sorts: [
    { key: 'to', label: { vi: 'Ngày chốt', en: 'Closing day' }, expression: sql`report.to_day`, type: 'date' },
    { key: 'made', label: { vi: 'Ngày lập', en: 'Made' }, expression: sql`report.made_at`, type: 'timestamptz' },
  ],
  source: () => ({
    select: sql`report.id, report.label, report.kind, ${BODY} as body, plan.number as "planNumber", plan.year as "planYear",
      report.from_day as "from", report.to_day as "to", report.due_day as due, report.state, report.snapshot_version as "snapshotVersion",
      contributed.asked, contributed.sent,
      case when report.number is not null then lpad(report.number::text, greatest(2, length(report.number::text)), '0') || '/' || (report.settings->>'symbol') end as document,
      report.issued_on as "issuedOn"`,
    from: sql`report join plan on plan.id = report.plan_id cross join lateral (
      select count(*)::int as asked, count(*) filter (where obligation.state in ('awaiting-confirmation', 'done'))::int as sent
      from report_contribution each join obligation on obligation.id = each.obligation_id where each.report_id = report.id) contributed`,
    where: sql`true`,
    key: sql`report.id`,
    keyType: 'uuid',
  }),
};
