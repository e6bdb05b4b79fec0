import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { anchorRecord, verify } from './index.ts';

const actor = system('Kiểm thử');

describe('kiểm tra nhật ký', () => {
  let fresh: FreshDatabase;
  let file: string;
  const tamper = async (statement: string) => {
    await fresh.db.$client.query('alter table audit_entry disable trigger all');
    await fresh.db.$client.query('alter table audit_anchor disable trigger all');
    await fresh.db.$client.query(statement);
  };
  const write = (count: number, after: unknown = 'x') =>
    transact(fresh.db, actor, async (tx) => {
      for (let n = 0; n < count; n += 1) tx.record({ action: 'note', subjectType: 'task', subjectId: n, after });
    });
  const check = async (page = 3) => (await verify(fresh.db, { file, page })).broken;

  beforeEach(async () => {
    fresh = await freshDatabase();
    file = join(mkdtempSync(join(tmpdir(), 'cchc-heads-')), 'audit-heads.log');
    await write(6);
    await anchorRecord(fresh.db, 'start', file);
    await write(4);
    await anchorRecord(fresh.db, 'daily', file);
  });
  afterEach(() => fresh.drop());

  it('giữ dấu trong bảng và trong tệp chỉ chủ máy đọc được', async () => {
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([
      { entry: 6, cause: 'start' },
      { entry: 10, cause: 'daily', hash: expect.any(String) },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await verify(fresh.db, { file })).toMatchObject({ checked: 10, broken: null, anchors: 2, anchorLines: 2 });
  });

  it.each([
    ['sửa một mục', "update audit_entry set reason = 'x' where id = 4", { id: 4, problem: 'changed' }],
    ['sửa giờ', "update audit_entry set at = at + interval '1 ms' where id = 4", { id: 4, problem: 'changed' }],
    ['sửa dấu', "update audit_entry set hash = sha256('x') where id = 4", { id: 4, problem: 'changed' }],
    ['gán mục cho người khác', "update audit_entry set person_id = 'p' where id = 5", { id: 5, problem: 'changed' }],
    ['xoá một mục ở giữa', 'delete from audit_entry where id = 5', { id: 6, problem: 'unlinked' }],
    ['xoá mục đầu', 'delete from audit_entry where id = 1', { id: 2, problem: 'unlinked' }],
    ['cắt đuôi', 'delete from audit_entry where id >= 8', { id: 8, problem: 'cut-off' }],
    [
      'cắt đuôi cả trong bảng dấu',
      'delete from audit_anchor where id > 1; delete from audit_entry where id >= 8',
      { id: 8, problem: 'cut-off' },
    ],
    ['xoá hết', 'delete from audit_anchor; delete from audit_entry', { id: 1, problem: 'cut-off' }],
  ])('tìm ra chỗ %s', async (_what, statement, broken) => {
    await tamper(statement);
    for (const page of [1, 3, 100]) expect(await check(page)).toEqual(broken);
  });

  it('tìm ra nhật ký bị viết lại trọn vẹn từ một mục, với mọi dấu tính lại', async () => {
    await tamper('delete from audit_entry where id >= 5');
    await fresh.db.$client.query('alter table audit_entry alter id restart with 5');
    await write(6, 'giả');
    expect((await verify(fresh.db, { file: null })).broken).toEqual({ id: 6, problem: 'rewritten' });
    await tamper('delete from audit_anchor');
    expect((await verify(fresh.db, { file: null })).broken).toBeNull();
    expect(await check()).toEqual({ id: 6, problem: 'rewritten' });
  });

  it('một dòng ghi dở trong tệp không làm hỏng việc kiểm tra', async () => {
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"at":"2025-`);
    expect(await verify(fresh.db, { file })).toMatchObject({ broken: null, anchors: 2, anchorLines: 3 });
  });

  it('mục lớn không làm tràn bộ nhớ: mỗi lần đọc có giới hạn theo độ lớn', async () => {
    const large = Array.from({ length: 60_000 }, () => Math.random());
    await write(12, large);
    expect(await check(1_000)).toBeNull();
  });

  it('khi nhật ký còn trống thì không có gì để ghi dấu', async () => {
    const empty = await freshDatabase();
    expect(await anchorRecord(empty.db, 'start', file)).toBeNull();
    await empty.drop();
  });
});
