import { describe, expect, it } from 'vitest';
import { system, type Actor } from '#kernel/database/actor.ts';
import { connect } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { heldEverywhere } from '../identity/model.ts';
import { erasePersonalData } from './erase.ts';
import { ERASED, history, verify } from './index.ts';
import { recordView, viewsOf } from './views.ts';

const person = (id: string, name: string, ...roles: string[]): Actor => ({
  ...system(name),
  id,
  position: 'Chuyên viên',
  roles,
  grants: heldEverywhere(...roles),
});
const clerk = person('clerk', 'Nguyễn Thị Thử', 'officer');
const administrator = person('admin', 'Phạm Quản Trị', 'administrator');

describe('dữ liệu cá nhân trong nhật ký', () => {
  const fresh = useDatabase();
  const raw = async () => JSON.stringify((await fresh.db.$client.query('select * from audit_entry')).rows);
  const change = (subjectId: string, email: string) =>
    transact(fresh.db, clerk, async (tx) =>
      tx.record({
        action: 'set-email',
        subjectType: 'citizen',
        subjectId,
        before: { email: `cu-${email}`, level: 1 },
        after: { email, level: 2 },
        reason: `Theo đơn của ${email}`,
        personal: { subjectId, fields: ['email', 'reason'] },
      }),
    );
  const entry = async (subjectId: string) => (await history(fresh.db, 'citizen', subjectId))[0];

  it('không nằm trần trong bảng, nhưng đọc lại được', async () => {
    await change('c1', 'an@x.vn');
    await change('c2', 'binh@x.vn');
    expect(await raw()).not.toMatch(/an@x\.vn|Nguyễn Thị Thử/);
    expect(await entry('c1')).toMatchObject({
      actorName: 'Nguyễn Thị Thử',
      before: { email: 'cu-an@x.vn', level: 1 },
      after: { email: 'an@x.vn', level: 2 },
      reason: 'Theo đơn của an@x.vn',
    });
  });

  it('người khác bước vào cùng lúc cũng dùng chung một khoá', async () => {
    const other = connect(fresh.url, { size: 4 });
    await Promise.all(
      [fresh.db, other, fresh.db, other].map((db, n) =>
        transact(db, clerk, async (tx) =>
          tx.record({
            action: 'note',
            subjectType: 'citizen',
            subjectId: 'c3',
            after: { n, name: `Tên ${n}` },
            personal: { subjectId: 'c3', fields: ['name'] },
          }),
        ),
      ),
    );
    await other.$client.end();
    const names = (await history(fresh.db, 'citizen', 'c3')).map(({ after }) => (after as { name: string }).name);
    expect(names.sort()).toEqual(['Tên 0', 'Tên 1', 'Tên 2', 'Tên 3']);
  });

  it('khoá của một giao dịch bị huỷ không được dùng lại', async () => {
    const record = {
      action: 'note',
      subjectType: 'citizen',
      subjectId: 'c4',
      after: { name: 'Lan' },
      personal: { subjectId: 'c4', fields: ['name'] },
    };
    const failing = transact(fresh.db, clerk, async (tx) => {
      tx.record(record);
      await tx.execute('create table once (x int unique deferrable initially deferred)');
      await tx.execute('insert into once values (1), (1)');
    });
    await expect(failing).rejects.toThrow();
    await transact(fresh.db, clerk, async (tx) => tx.record(record));
    expect((await entry('c4'))!.after).toEqual({ name: 'Lan' });
  });

  it('xóa theo yêu cầu: không ai đọc được nữa, người khác vẫn đọc được, chuỗi vẫn khớp và việc xóa được ghi lại', async () => {
    await erasePersonalData(fresh.db, administrator, 'c1', 'Yêu cầu ngày 01/03/2025');
    expect(await entry('c1')).toMatchObject({
      before: { email: ERASED, level: 1 },
      after: { email: ERASED, level: 2 },
      reason: ERASED,
    });
    expect(await entry('c2')).toMatchObject({ after: { email: 'binh@x.vn' } });
    expect((await verify(fresh.db, { file: null })).broken).toBeNull();
    expect((await history(fresh.db, 'person', 'c1'))[0]).toMatchObject({
      action: 'erase-personal-data',
      actorName: 'Phạm Quản Trị',
      reason: 'Yêu cầu ngày 01/03/2025',
    });
    await change('c1', 'moi@x.vn');
    expect((await entry('c1'))!.after).toEqual({ email: ERASED, level: 2 });
  });

  it('tên người làm cũng mất khi chính người đó được xóa, chức vụ thì còn', async () => {
    await erasePersonalData(fresh.db, administrator, 'clerk', 'Yêu cầu');
    expect(await entry('c2')).toMatchObject({ actorName: ERASED, position: 'Chuyên viên', actorId: 'clerk' });
    expect((await verify(fresh.db, { file: null })).broken).toBeNull();
  });

  it('xóa cần quyền, căn cứ, và chỉ một lần; khoá đã xóa không đặt lại được', async () => {
    await expect(erasePersonalData(fresh.db, clerk, 'c2', 'x')).rejects.toMatchObject({ status: 403 });
    await expect(erasePersonalData(fresh.db, administrator, 'c2', '  ')).rejects.toMatchObject({
      code: 'audit.erase-reason',
    });
    await expect(erasePersonalData(fresh.db, administrator, 'c1', 'x')).rejects.toMatchObject({
      code: 'audit.erased-already',
    });
    const again =
      "update personal_key set key = decode(repeat('00', 32), 'hex'), erased_at = null where person_id = 'c1'";
    await expect(fresh.db.$client.query(again)).rejects.toThrow('erased once');
  });
});

describe('ai đã xem dữ liệu của tôi', () => {
  const fresh = useDatabase();

  it('mỗi lần xem để lại một mục mà chính người đó đọc được, mới nhất trước', async () => {
    await recordView(fresh.db, clerk, { subjectPersonId: 'c1', what: 'Hồ sơ', why: 'Giải quyết hồ sơ 12' });
    await recordView(fresh.db, administrator, { subjectPersonId: 'c1', what: 'Tài khoản', why: 'Hỗ trợ' });
    await recordView(fresh.db, person('c1', 'An'), { subjectPersonId: 'c1', what: 'Hồ sơ', why: '' });
    const seen = await viewsOf(fresh.db, person('c1', 'An'), 'c1');
    expect(seen).toMatchObject([
      { by: 'Phạm Quản Trị', what: 'Tài khoản', why: 'Hỗ trợ' },
      { by: 'Nguyễn Thị Thử', position: 'Chuyên viên', what: 'Hồ sơ', why: 'Giải quyết hồ sơ 12' },
    ]);
    expect(await viewsOf(fresh.db, person('c1', 'An'), 'c1', { before: seen[0]!.id })).toHaveLength(1);
    expect((await verify(fresh.db, { file: null })).checked).toBe(2);
  });

  it('người khác thì không được hỏi, khách lại càng không', async () => {
    await expect(viewsOf(fresh.db, clerk, 'c1')).rejects.toMatchObject({ status: 403 });
    await expect(viewsOf(fresh.db, { ...system('Khách'), roles: [] }, 'c1')).rejects.toMatchObject({ status: 401 });
    expect(await viewsOf(fresh.db, administrator, 'c1')).toHaveLength(2);
  });
});
