import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getColumns, getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { useDatabase } from './fresh.ts';

/** The tables that the code declares are the tables that the migrations make: its columns are there, with the same word for "may be empty". */
const SOURCES = resolve(import.meta.dirname, '../../src');
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(^|\/)(schema|register)\.ts$/.test(name),
);
const tables = (
  await Promise.all(
    files.map(async (file) => Object.values((await import(join(SOURCES, file))) as Record<string, unknown>)),
  )
)
  .flat()
  .filter((value): value is PgTable => is(value, PgTable));

describe('bảng khai trong mã', () => {
  const fresh = useDatabase();

  it('có đủ các phòng', () => {
    expect(tables.length).toBeGreaterThan(15);
  });

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    '%s đúng như trong cơ sở dữ liệu',
    async (name, table) => {
      const found = await fresh.db.execute<{ column: string; nullable: boolean }>(
        sql`select column_name as "column", is_nullable = 'YES' as nullable from information_schema.columns
        where table_schema = 'public' and table_name = ${name} order by 1`,
        'objects',
      );
      const declared = Object.values(getColumns(table)).map((column) => ({
        column: column.name,
        nullable: !column.notNull,
      }));
      expect(found).toEqual(expect.arrayContaining(declared));
    },
  );
});
