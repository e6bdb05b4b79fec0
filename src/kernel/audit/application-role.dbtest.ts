import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { addressAs, openToApplication, recordWeaknesses } from '#kernel/database/application-role.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { transact } from '#kernel/database/transaction.ts';
import { enqueue, startJobs } from '#kernel/jobs/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { anchorRecord, verify } from './index.ts';

const role = `app_${randomBytes(4).toString('hex')}`;

describe('người dùng cơ sở dữ liệu của ứng dụng', () => {
  const fresh = useDatabase();
  let app: Database;
  let url: string;

  beforeAll(async () => {
    await openToApplication(fresh.url, role, 'mật khẩu/có dấu?');
    await openToApplication(fresh.url, role, 'mật khẩu/có dấu?');
    url = addressAs(fresh.url, role, 'mật khẩu/có dấu?');
    app = connect(url, { size: 4, strict: true, eyes: ALL });
    const note = { action: 'note', subjectType: 'task', subjectId: 1, after: 'x' };
    await transact(app, { ...system('Lê Hà'), id: 'p1' }, async (tx) => tx.record(note));
    await anchorRecord(app, 'start', join(mkdtempSync(join(tmpdir(), 'cchc-heads-')), 'audit-heads.log'));
  });
  afterAll(async () => {
    await app.$client.end();
    await fresh.db.$client.query(`drop owned by ${role}`);
    await fresh.db.$client.query(`drop role ${role}`);
  });

  it.each([
    "update audit_entry set reason = 'x'",
    "update audit_entry set reason = 'x' where false",
    'delete from audit_entry',
    'delete from audit_entry where false',
    'truncate audit_entry',
    "insert into audit_entry (at, actor_name, action, subject_type, subject_id, hash) values (now(), 'a', 'b', 'c', 'd', '\\x00')",
    'alter table audit_entry disable trigger all',
    'alter table audit_entry disable trigger audit_entry_append_only',
    'drop trigger audit_entry_append_only on audit_entry',
    'alter table audit_entry drop column reason',
    'alter table audit_entry rename to other',
    'drop table audit_entry',
    'drop table audit_entry cascade',
    'create rule quiet as on insert to audit_entry do instead nothing',
    'create trigger mine before insert on audit_entry for each row execute function refuse_change()',
    "create or replace function append_to_record(pieces text[]) returns void language sql as ''",
    'drop function append_to_record(text[])',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    'alter table audit_entry owner to current_user',
    "set session_replication_role = 'replica'",
    'set role cchc',
    'create table public.mine ()',
    'create function public.mine() returns int language sql as $$ select 1 $$',
    'update audit_anchor set entry_id = 0',
    'delete from audit_anchor',
    'truncate audit_anchor',
    'delete from personal_key',
    'truncate personal_key',
    "update personal_key set key = decode(repeat('00', 32), 'hex')",
    'delete from schema_migration',
    "select lo_import('/etc/passwd')",
    "copy audit_entry from '/etc/passwd'",
  ])('không làm được: %s', async (statement) => {
    await expect(app.$client.query(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|0LP01)$/),
    });
  });

  it('vẫn không làm được sau khi thử trở lại người dùng ban đầu', async () => {
    const client = await app.$client.connect();
    try {
      await client.query('reset role');
      await client.query('set session authorization default');
      await expect(client.query('delete from audit_entry')).rejects.toMatchObject({ code: '42501' });
    } finally {
      client.release();
    }
  });

  it('tự cho mình quyền cũng không được thêm gì', async () => {
    await app.$client.query('grant update, delete on audit_entry to current_user');
    expect(await recordWeaknesses(app.$client)).toEqual([]);
    await expect(app.$client.query('delete from audit_entry')).rejects.toMatchObject({ code: '42501' });
  });

  it('ghi thêm được, nhật ký vẫn nguyên vẹn, và được báo là an toàn', async () => {
    expect(await verify(app, { file: null })).toMatchObject({ checked: 1, broken: null, anchors: 1 });
    expect(await recordWeaknesses(app.$client)).toEqual([]);
  });

  it('chủ của bảng thì bị báo khi khởi động', async () => {
    expect(await recordWeaknesses(fresh.db.$client)).toEqual(['superuser']);
    const client = await app.$client.connect();
    await fresh.db.$client.query(`grant update on audit_entry to ${role}`);
    expect(await recordWeaknesses(app.$client)).toEqual(['may-write']);
    await openToApplication(fresh.url, role, null);
    expect(await recordWeaknesses(app.$client)).toEqual([]);
    client.release();
  });

  it('người dùng không chịu khóa theo dòng cũng bị báo', async () => {
    await fresh.db.$client.query(`alter role ${role} bypassrls`);
    expect(await recordWeaknesses(app.$client)).toEqual(['bypasses-rows']);
    await openToApplication(fresh.url, role, 'mật khẩu/có dấu?');
    expect(await recordWeaknesses(app.$client)).toEqual([]);
  });

  it('xếp việc và làm việc nền được', async () => {
    const done: unknown[] = [];
    const jobs = await startJobs(url, { greet: async (payload) => void done.push(payload) });
    await transact(app, system('Kiểm thử'), (tx) => enqueue(tx, 'greet', { name: 'Hoà' }));
    await expect.poll(() => done, { timeout: 5_000 }).toEqual([{ name: 'Hoà' }]);
    await jobs.stop();
  });
});
