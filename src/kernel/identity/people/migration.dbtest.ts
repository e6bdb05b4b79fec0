import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { migrate, readMigrations } from '#kernel/database/migrate.ts';
import { newId } from '#kernel/database/uuid.ts';
import { withDatabase } from '#test/database/server.ts';
import { loadActor } from './load-actor.ts';

/** An installation from before people were kept is brought over: nobody loses what he answers for, nobody gets more. */
describe('tài khoản có từ trước', () => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = inject('databaseServer');
  const url = withDatabase(server, name);
  let db: Database;
  const ids = { admin: newId(), planner: newId(), officer: newId(), closed: newId(), odd: 'not-a-uuid' };

  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };

  beforeAll(async () => {
    await administer(`create database ${name}`);
    await migrate(url, readMigrations().slice(0, 6));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`insert into organisation (key) values ('so-a')`);
    await client.query(
      `insert into organisation_version (organisation_key, name, level, kind, valid) values ('so-a', 'Sở A', 'province', 'department', '[2020-01-01,)')`,
    );
    const accounts: [string, string, string | null, boolean][] = [
      [ids.admin, 'administrator', null, true],
      [ids.planner, 'plan-owner', 'so-a', true],
      [ids.officer, 'officer', 'so-a', true],
      [ids.closed, 'reader', 'so-gone', false],
      [ids.odd, 'reader', null, true],
    ];
    for (const [id, role, organisation, open] of accounts) {
      await client.query(
        `insert into "user" (id, name, email, "emailVerified", "createdAt", role, organisation_key) values ($1, $2, $3, true, '2026-01-05T20:00:00Z', $4, $5)`,
        [id, `Tên ${role}`, `${id}@x.vn`, role, organisation],
      );
      await client.query(
        `insert into account (id, "accountId", "providerId", "userId", password, "updatedAt") values ($1, $1, 'credential', $1, $2, now())`,
        [id, open ? 'x' : null],
      );
    }
    await client.query(
      `insert into handover (subject_type, subject_id, label, organisation_key, held_by, effective_on, status)
      values ('account', $1, 'Tên', 'so-a', 'so-a', '2026-02-01', 'open'), ('account', $2, 'Tên', 'so-a', 'so-a', '2026-02-01', 'open')`,
      [ids.officer, ids.admin],
    );
    await client.end();
    await migrate(url);
    db = connect(url);
  });
  afterAll(async () => {
    await db?.$client.end();
    await administer(`drop database if exists ${name} with (force)`);
  });

  const actor = (id: string, day = '2026-03-01') =>
    loadActor(db, { id, name: 'A', email: `${id}@x.vn` }, null, isoDate(day));

  it.each([
    ['admin', 'administrator', null, 'Quản trị hệ thống'],
    ['planner', 'plan-owner', null, 'Cán bộ, Sở A'],
    ['officer', 'officer', ['so-a'], 'Cán bộ, Sở A'],
    ['odd', 'reader', null, 'Người xem'],
  ] as const)('%s: giữ vai trò %s', async (which, role, scope, position) => {
    const who = await actor(ids[which]);
    expect(who.grants.filter(({ via }) => via === 'grant')).toMatchObject([{ role, until: null }]);
    expect(who.grants.at(-1)?.scope && [...who.grants.at(-1)!.scope!]).toEqual(scope);
    expect(who.position).toBe(position);
    // From the day it was made, as a calendar in Việt Nam has it.
    expect((await actor(ids[which], '2026-01-05')).roles).toEqual(['citizen']);
    expect((await actor(ids[which], '2026-01-06')).roles).toContain(role);
  });

  it('tài khoản đã khóa: vai trò còn ghi, không có giá trị đến khi mở lại', async () => {
    expect((await actor(ids.closed)).roles).toEqual(['citizen']);
    const open = (at: string) => db.$client.query(`update "user" set disabled_at = ${at} where id = $1`, [ids.closed]);
    await open('null');
    expect((await actor(ids.closed)).roles).toEqual(['citizen', 'reader']);
    await open('now()');
  });

  it('người mang mã của tài khoản; tài khoản đã khóa vẫn khóa; việc chờ quyết định theo chức vụ', async () => {
    const { rows } = await db.$client.query<{ id: string; person: string; closed: boolean }>(
      `select id, person_id as person, disabled_at is not null as closed from "user" order by "createdAt"`,
    );
    for (const { id, person, closed } of rows) {
      if (id !== ids.odd) expect(person).toBe(id);
      expect(closed).toBe(id === ids.closed);
    }
    const waiting = await db.$client.query(
      `select subject_type, person_id::text from handover join person_position on person_position.id::text = subject_id`,
    );
    expect(waiting.rows).toEqual([{ subject_type: 'position', person_id: ids.officer }]);
  });
});
