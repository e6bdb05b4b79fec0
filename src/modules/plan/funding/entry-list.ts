import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import { documentName } from '#kernel/document-name.ts';
import { anyOf, optionsOf, type ListDefinition } from '#kernel/lists/index.ts';
import { agencyOptions, dayOf, exact, sourceOptions, type FundingScope } from './list-scope.ts';
import type { FundingKind } from './model.ts';
import { heldOn } from './queries.ts';
import { FUNDING_KIND_WORDS } from './words.ts';

/** One entry of money. */
export interface FundingEntryRow {
  id: string;
  code: string;
  kind: FundingKind;
  sourceName: string;
  organisationKey: string;
  organisationName: string;
  amount: string;
  onDate: IsoDate;
  documentNumber: string | null;
  documentDate: IsoDate | null;
  documentIssuer: string | null;
  note: string | null;
  cancels: string | null;
  cancelled: boolean;
}

/** Every entry of money of a plan, newest first. */
export const FUNDING_ENTRY_LIST: ListDefinition<FundingEntryRow, FundingScope> = {
  name: 'plan.funding-entries',
  title: { vi: 'Sổ ghi kinh phí', en: 'Entries of funding' },
  columns: [
    {
      key: 'date',
      title: { vi: 'Ngày', en: 'Date' },
      kind: 'date',
      value: (row) => row.onDate,
      sort: 'date',
      width: 12,
    },
    { key: 'code', title: { vi: 'Nhiệm vụ', en: 'Task' }, kind: 'text', value: (row) => row.code, width: 10 },
    { key: 'kind', title: { vi: 'Loại', en: 'Kind' }, kind: 'text', value: (row, language) => FUNDING_KIND_WORDS[row.kind][language], width: 12 }, // prettier-ignore
    {
      key: 'amount',
      title: { vi: 'Số tiền (đồng)', en: 'Amount (đồng)' },
      kind: 'number',
      value: (row) => exact(row.amount),
      width: 18,
    },
    { key: 'source', title: { vi: 'Nguồn', en: 'Source' }, kind: 'text', value: (row) => row.sourceName, width: 26 },
    { key: 'organisation', title: { vi: 'Cơ quan giữ kinh phí', en: 'Agency' }, kind: 'text', value: (row) => row.organisationName, width: 36 }, // prettier-ignore
    {
      key: 'document',
      title: { vi: 'Văn bản, chứng từ', en: 'Document' },
      kind: 'text',
      value: (row, language) =>
        [documentName(row.documentNumber, row.documentDate, language), row.documentIssuer].filter(Boolean).join(', ') ||
        null,
      width: 36,
    },
    { key: 'note', title: { vi: 'Ghi chú', en: 'Note' }, kind: 'text', value: (row) => row.note, width: 30 },
  ],
  filters: [
    {
      key: 'task',
      kind: 'search',
      label: { vi: 'Số nhiệm vụ', en: 'Task no.' },
      where: (code) => sql`lower(task.code) = lower(${code})`,
    },
    { key: 'kind', kind: 'choice', multiple: true, label: { vi: 'Loại', en: 'Kind' }, options: optionsOf(FUNDING_KIND_WORDS), where: (kinds) => sql`entry.kind = ${anyOf(kinds)}` }, // prettier-ignore
    { key: 'source', kind: 'choice', multiple: true, label: { vi: 'Nguồn', en: 'Source' }, options: sourceOptions, where: (keys) => sql`entry.source_key = ${anyOf(keys)}` }, // prettier-ignore
    { key: 'organisation', kind: 'choice', multiple: true, label: { vi: 'Cơ quan giữ kinh phí', en: 'Agency' }, options: agencyOptions, where: (keys, values, scope) => sql`${heldOn(dayOf(values, scope))} = ${anyOf(keys)}` }, // prettier-ignore
    { key: 'as_of', kind: 'date', label: { vi: 'Tính đến ngày', en: 'As of' }, hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' }, where: (day) => sql`entry.on_date <= ${day}::date` }, // prettier-ignore
  ],
  sorts: [
    {
      key: 'latest',
      label: { vi: 'Mới trước', en: 'Newest first' },
      expression: sql`('4000-01-01'::date - entry.on_date)`,
      type: 'int',
    },
    { key: 'date', label: { vi: 'Ngày', en: 'Date' }, expression: sql`entry.on_date`, type: 'date' },
  ],
  source: ({ planId }) => ({
    select: sql`entry.id, task.code, entry.kind, source.name as "sourceName", entry.organisation_key as "organisationKey",
      coalesce(named.name, entry.organisation_key) as "organisationName", entry.amount::text, entry.on_date as "onDate",
      entry.document_number as "documentNumber", entry.document_date as "documentDate", entry.document_issuer as "documentIssuer",
      entry.note, entry.cancels, exists (select 1 from plan_funding_entry later where later.cancels = entry.id) as cancelled`,
    from: sql`plan_funding_entry entry join plan_task task on task.id = entry.task_id join funding_source source on source.key = entry.source_key
      left join lateral (select name from organisation_version version where version.organisation_key = entry.organisation_key
        order by version.valid @> entry.on_date desc, upper(version.valid) desc nulls first limit 1) named on true`,
    where: sql`entry.plan_id = ${planId}`,
    key: sql`entry.id`,
    keyType: 'uuid',
  }),
};
