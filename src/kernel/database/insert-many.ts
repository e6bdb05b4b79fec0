import { getColumns, sql, type InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from './transaction.ts';

/** Rows per statement: few statements, and no single one that holds the connection for long. */
const BATCH = 10_000;

/**
 * Inserts any number of rows, each column sent as one array: some ten times as fast as a list of values once there are thousands.
 * All rows fill the same columns (those of the first row); a column left out takes its default.
 */
export async function insertMany<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly InferInsertModel<Table>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.entries(getColumns(table)).filter(([field]) => field in first);
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH) as Record<string, unknown>[];
    const arrays = columns.map(([field, column]) => {
      const values = batch.map((row) => row[field] ?? null);
      const type = column.getSQLType();
      const sent = type === 'jsonb' ? values.map((value) => (value === null ? null : JSON.stringify(value))) : values;
      return sql`${sql.param(sent)}::${sql.raw(type)}[]`;
    });
    await tx.execute(sql`insert into ${table} (${names}) select * from unnest(${sql.join(arrays, sql`, `)})`);
  }
}
