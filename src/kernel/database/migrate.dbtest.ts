import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { countPending, migrate, readMigrations } from './migrate.ts';
import { parseMigration, type Migration } from './migrations.ts';

const kernel = readMigrations();
const after = (sql: string): Migration[] => [
  ...kernel,
  parseMigration(`${String(kernel.length + 1).padStart(4, '0')}_next.sql`, sql),
];

describe('migrations', () => {
  const fresh = useDatabase();
  const tables = async (): Promise<string[]> =>
    (await fresh.db.$client.query("select tablename from pg_tables where schemaname = 'public'")).rows.map(
      (row) => row.tablename,
    );

  it('have nothing to do the second time', async () => {
    expect(await migrate(fresh.url)).toEqual([]);
    expect(await countPending(fresh.db.$client)).toBe(0);
  });

  it('leave nothing behind when a step fails, and tell its file and line', async () => {
    await expect(migrate(fresh.url, after('create table half (id int);\nselect nonsense;'))).rejects.toMatchObject({
      code: 'migration.failed',
      where: expect.stringMatching(/_next\.sql:2$/),
    });
    expect(await tables()).not.toContain('half');
  });

  it('are applied once when many servers start together', async () => {
    const step = after('create table once (id int)');
    expect(await countPending(fresh.db.$client, step)).toBe(1);
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate(fresh.url, step)));
    expect(results.flat()).toEqual(['next']);
    expect(await tables()).toContain('once');
  });
});
