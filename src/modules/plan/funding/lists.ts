import { sql } from 'drizzle-orm';
import { anyOf, everyWord, optionsOf, type ListDefinition } from '#kernel/lists/index.ts';
import { agencyOptions, dayOf, exact, sourceOptions, type FundingScope } from './list-scope.ts';
import { FUNDING_KINDS, spentShare, warningsOf, type FundingKind, type FundingWarning } from './model.ts';
import { heldOn } from './queries.ts';
import { FUNDING_KIND_WORDS, FUNDING_WARNING_WORDS } from './words.ts';

/** A task with its money, in đồng as text: sums can be larger than a number is exact. */
export interface FundingRow {
  id: string;
  code: string;
  title: string;
  groupCode: string;
  estimate: string;
  allocated: string;
  spent: string;
  entries: number;
}

const moneyOf = (row: Pick<FundingRow, FundingKind>) => ({
  estimate: BigInt(row.estimate),
  allocated: BigInt(row.allocated),
  spent: BigInt(row.spent),
});

const WARNING_SQL: Readonly<Record<FundingWarning, ReturnType<typeof sql>>> = {
  'spent-over-allocated': sql`money.allocated > 0 and money.spent > money.allocated`,
  'spent-without-allocation': sql`money.spent > 0 and money.allocated <= 0`,
  'allocated-over-estimate': sql`money.estimate > 0 and money.allocated > money.estimate`,
};

/** Every task of a plan with its money. */
export const FUNDING_LIST: ListDefinition<FundingRow, FundingScope> = {
  name: 'plan.funding',
  title: { vi: 'Kinh phí theo nhiệm vụ', en: 'Funding by task' },
  columns: [
    { key: 'code', title: { vi: 'Số', en: 'No.' }, kind: 'text', value: (row) => row.code, sort: 'order', width: 8 },
    { key: 'title', title: { vi: 'Nhiệm vụ', en: 'Task' }, kind: 'text', value: (row) => row.title, width: 60 },
    ...FUNDING_KINDS.map((kind) => ({
      key: kind,
      title: { vi: `${FUNDING_KIND_WORDS[kind].vi} (đồng)`, en: `${FUNDING_KIND_WORDS[kind].en} (đồng)` },
      kind: 'number' as const,
      value: (row: FundingRow) => (row.entries === 0 ? null : exact(row[kind])),
      sort: kind,
      width: 18,
    })),
    { key: 'share', title: { vi: 'Đã chi/được cấp (%)', en: 'Spent of allocated (%)' }, kind: 'number', value: (row) => spentShare(moneyOf(row)), width: 12 }, // prettier-ignore
    {
      key: 'warning',
      title: { vi: 'Cần xem', en: 'To look at' },
      kind: 'text',
      value: (row, language) =>
        warningsOf(moneyOf(row))
          .map((warning) => FUNDING_WARNING_WORDS[warning][language])
          .join('; ') || null,
      width: 26,
    },
  ],
  filters: [
    {
      key: 'q',
      kind: 'search',
      label: { vi: 'Tìm nhiệm vụ', en: 'Search' },
      hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
      where: (words) =>
        everyWord(words, (pattern, word) => sql`task.title_key like ${pattern} or lower(task.code) = ${word}`),
    },
    {
      key: 'money',
      kind: 'choice',
      multiple: false,
      label: { vi: 'Kinh phí', en: 'Money' },
      options: [
        { value: 'yes', label: { vi: 'có ghi kinh phí', en: 'has entries' } },
        { value: 'no', label: { vi: 'chưa ghi kinh phí', en: 'has none' } },
      ],
      where: ([money]) => sql`(money.entries > 0) = ${money === 'yes'}`,
    },
    {
      key: 'warning',
      kind: 'choice',
      multiple: true,
      label: { vi: 'Cần xem', en: 'To look at' },
      options: optionsOf(FUNDING_WARNING_WORDS),
      where: (warnings) =>
        sql.join(
          warnings.map((warning) => sql`(${WARNING_SQL[warning as FundingWarning]})`),
          sql` or `,
        ),
    },
    { key: 'source', kind: 'choice', multiple: true, label: { vi: 'Nguồn', en: 'Source' }, hint: { vi: 'Số tiền vẫn tính mọi nguồn', en: 'Amounts still count all sources' }, options: sourceOptions, where: (keys) => sql`exists (select 1 from plan_funding_entry entry where entry.task_id = task.id and entry.source_key = ${anyOf(keys)})` }, // prettier-ignore
    { key: 'organisation', kind: 'choice', multiple: true, label: { vi: 'Cơ quan giữ kinh phí', en: 'Agency' }, options: agencyOptions, where: (keys, values, scope) => sql`exists (select 1 from plan_funding_entry entry where entry.task_id = task.id and ${heldOn(dayOf(values, scope))} = ${anyOf(keys)})` }, // prettier-ignore
    { key: 'as_of', kind: 'date', label: { vi: 'Tính đến ngày', en: 'As of' }, hint: { vi: 'Để trống: hôm nay', en: 'Empty: today' }, where: null }, // prettier-ignore
  ],
  sorts: [
    {
      key: 'order',
      label: { vi: 'Thứ tự trong kế hoạch', en: 'Order of the plan' },
      expression: sql`task.ordinal`,
      type: 'int',
    },
    ...FUNDING_KINDS.map((kind) => ({ key: kind, label: FUNDING_KIND_WORDS[kind], expression: sql`money.${sql.raw(kind)}`, type: 'numeric' as const })), // prettier-ignore
  ],
  source: (scope, values) => ({
    select: sql`task.id, task.code, task.title, "group".code as "groupCode", money.estimate::text, money.allocated::text, money.spent::text, money.entries`,
    from: sql`plan_task task join plan_group "group" on "group".id = task.group_id cross join lateral (
        select count(*)::int as entries, ${sql.join(
          FUNDING_KINDS.map(
            (kind) =>
              sql`coalesce(sum(entry.amount) filter (where entry.kind = ${sql.raw(`'${kind}'`)}), 0) as ${sql.raw(kind)}`,
          ),
          sql`, `,
        )}
        from plan_funding_entry entry where entry.task_id = task.id and entry.on_date <= ${dayOf(values, scope)}::date) money`,
    where: sql`task.plan_id = ${scope.planId}`,
    key: sql`task.id`,
    keyType: 'uuid',
  }),
};
