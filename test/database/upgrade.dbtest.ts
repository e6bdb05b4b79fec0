import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { migrate, readMigrations } from '#kernel/database/migrate.ts';
import { bringOverOldPlans, findTask, progressByGroup } from '#modules/plan/index.ts';
import { withDatabase } from './server.ts';

/** The sample province as the first release kept it (its tables up to migration 6), with four results recorded. */
const KEPT = join(import.meta.dirname, 'releases', '0006.json.gz');
const LAST_OF_IT = 6;

describe('nâng cấp từ bản phát hành trước', () => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = inject('databaseServer');
  const url = withDatabase(server, name);
  const kept = JSON.parse(gunzipSync(readFileSync(KEPT)).toString()) as Record<string, Record<string, unknown>[]>;
  let db: Database;

  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };

  beforeAll(async () => {
    await administer(`create database ${name}`);
    await migrate(url, readMigrations().slice(0, LAST_OF_IT));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // Rows go in as they were, in whatever order: what refers to what was checked when they were made.
    await client.query('set session_replication_role = replica');
    await client.query(
      `truncate ${Object.keys(kept)
        .map((table) => client.escapeIdentifier(table))
        .join(', ')} cascade`,
    );
    for (const [table, rows] of Object.entries(kept)) {
      const name = client.escapeIdentifier(table);
      await client.query(
        `insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, $1)`,
        [JSON.stringify(rows)],
      );
    }
    await client.end();
    await migrate(url);
    db = connect(url, { eyes: ALL });
    expect(await bringOverOldPlans(db, system('Nâng cấp'))).toBe(1);
  });
  afterAll(async () => {
    await db?.$client.end();
    await administer(`drop database if exists ${name} with (force)`);
  });

  it.each([
    'organisation',
    'organisation_version',
    'plan',
    'plan_task',
    'plan_product',
    'plan_assignment',
    'handover',
    'user',
  ])('không mất dòng nào của %s', async (table) => {
    const { rows } = await db.$client.query<{ count: number }>(`select count(*)::int as count from "${table}"`);
    expect(rows[0]!.count).toBe(kept[table]!.length);
  });

  it('kết quả đã ghi nhận còn nguyên, ở từng ngày: việc xong là xong, hủy ghi nhận là chưa xong', async () => {
    const planId = kept.plan![0]!.id as string;
    const state = async (code: string, day: string) => (await findTask(db, planId, code, isoDate(day)))!.products[0]!;
    expect((await state('VI.12', '2025-03-10')).state.progress).toBe('done');
    expect((await state('VI.12', '2025-03-10')).documents).toMatchObject([{ number: '12/BC-STTTT' }]);
    expect((await state('VI.12', '2025-03-09')).state.progress).toBe('not-started');
    expect((await state('I.2', '2025-02-01')).state.progress).toBe('in-progress');
    expect((await state('II.1', '2025-04-02')).state.progress).toBe('done');
    expect((await state('II.1', '2025-04-05')).state.progress).toBe('in-progress');
  });

  it('62 nhiệm vụ vẫn là 62, và lần khởi động sau không làm gì thêm', async () => {
    const groups = await progressByGroup(db, kept.plan![0]!.id as string, isoDate('2025-06-01'));
    expect(groups.flatMap(({ counts }) => counts).reduce((sum, { count }) => sum + count, 0)).toBe(62);
    expect(await bringOverOldPlans(db, system('Nâng cấp'))).toBe(0);
  });

  it('ai có vai trò nào thì vẫn có vai trò ấy', async () => {
    const { rows } = await db.$client.query<{ role: string }>('select role from role_grant order by role');
    expect(rows.map(({ role }) => role)).toEqual(kept.user!.map(({ role }) => role).sort());
  });
});
