import { beforeAll, describe, expect, it } from 'vitest';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { exportList, readAll, readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { heldEverywhere } from '../identity/model.ts';
import { erasePersonalData } from './erase.ts';
import { auditList, ERASED, lookUpEntry, searchScope, viewsOf, type HistoryWords } from './index.ts';

const WORDS: HistoryWords = {
  subjects: { task: { name: { vi: 'Nhiệm vụ', en: 'Task' } }, account: { name: { vi: 'Tài khoản', en: 'Account' } } },
  sentences: { 'task.extend': { title: { vi: 'Gia hạn', en: 'Extended' } } },
};
const LIST = auditList(WORDS);
const person = (id: string, name: string, ...roles: string[]): Actor => ({
  ...system(name),
  id,
  position: 'Chuyên viên',
  roles,
  grants: heldEverywhere(...roles),
});
const administrator = person('admin', 'Phạm Quản Trị', 'administrator');
const clerk = person('clerk', 'Đặng Thị Hoà', 'officer');

describe('tra cứu nhật ký', () => {
  const fresh = useDatabase();
  const ask = async (address: string, size = 50) => {
    const query = {
      ...readQuery(LIST, new URLSearchParams(address.includes('sort=') ? address : `sort=-time&${address}`)),
      size,
    };
    return readPage(fresh.db, LIST, query, searchScope(administrator, WORDS));
  };
  const numbers = async (address: string) => (await ask(address)).rows.map(({ subjectId }) => subjectId);
  const cell = (key: string, row: Awaited<ReturnType<typeof ask>>['rows'][number]) =>
    LIST.columns.find((column) => column.key === key)!.value(row, 'vi');

  beforeAll(async () => {
    await fresh.db.$client.query(
      `insert into "user" (id, name, email, "emailVerified") values ('clerk', 'Đặng Thị Hoà', 'hoa@x.vn', true)`,
    );
    const extend = (actor: Actor, n: number, reason: string | null) =>
      transact(fresh.db, actor, async (tx) =>
        tx.record({ action: 'extend', subjectType: 'task', subjectId: `t${n}`, after: { n }, reason }),
      );
    for (const n of [1, 2, 3]) await extend(clerk, n, `Chờ ý kiến 100%_${n}`);
    await extend(system('Lịch tự động'), 4, null);
    await transact(fresh.db, administrator, async (tx) =>
      tx.record({
        action: 'create',
        subjectType: 'account',
        subjectId: 'a1',
        after: { name: 'Lê Hà' },
        reason: 'Đơn của Lê Hà',
        personal: { subjectId: 'a1', fields: ['name', 'reason'] },
      }),
    );
  });

  it.each([
    ['', ['a1', 't4', 't3', 't2', 't1']],
    ['sort=time', ['t1', 't2', 't3', 't4', 'a1']],
    ['who=dang thi hoa', ['t3', 't2', 't1']],
    ['who=HOA@x.vn', ['t3', 't2', 't1']],
    ['who=clerk', ['t3', 't2', 't1']],
    ['who=lich tu dong', ['t4']],
    ['who=%25', []],
    ['kind=account', ['a1']],
    ['kind=account&kind=task', ['a1', 't4', 't3', 't2', 't1']],
    ['act=task.extend', ['t4', 't3', 't2', 't1']],
    ['object=t2', ['t2']],
    ['q=cho y kien', ['t3', 't2', 't1']],
    ['q=100%25_2', ['t2']],
    ['q=Lê Hà', []],
    ['date_from=2020-01-01', ['a1', 't4', 't3', 't2', 't1']],
    ['date_to=2020-01-01', []],
    ["who=' or true --", []],
  ])('lọc theo “%s”', async (address, expected) => {
    expect(await numbers(address)).toEqual(expected);
  });

  it('từng trang theo con trỏ đi qua mọi mục đúng một lần', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await ask(after ? `after=${after}` : '', 2);
      seen.push(...page.rows.map(({ subjectId }) => subjectId));
      after = page.next;
    } while (after);
    expect(seen).toEqual(['a1', 't4', 't3', 't2', 't1']);
  });

  it('hiện tên, việc, lý do bằng lời; dữ liệu đã niêm phong được mở cho người có quyền', async () => {
    const [created, byTimetable, extended] = (await ask('')).rows;
    expect([cell('who', extended!), cell('what', extended!), cell('kind', extended!)]).toEqual([
      'Đặng Thị Hoà',
      'Gia hạn',
      'Nhiệm vụ',
    ]);
    expect(cell('who', byTimetable!)).toBe('Lịch tự động');
    expect([cell('what', created!), cell('reason', created!)]).toEqual([
      'Cập nhật tài khoản (create)',
      'Đơn của Lê Hà',
    ]);
  });

  it.each(['csv', 'json', 'xlsx'])('xuất %s không mang khoá hay bản niêm phong nào', async (format) => {
    const query = readQuery(LIST, new URLSearchParams('sort=-time'));
    const response = await exportList(fresh.db, LIST, query, searchScope(administrator, WORDS), format, 'vi');
    const text = Buffer.from(await response.arrayBuffer()).toString();
    if (format !== 'xlsx') expect(text).toContain('Đặng Thị Hoà');
    expect(text).not.toMatch(/personal:|actorKey/);
  });

  it('mở một mục của người khác để lại dấu mà người đó thấy được', async () => {
    const created = (await ask('object=a1')).rows[0]!;
    expect(await lookUpEntry(fresh.db, administrator, String(created.id))).toMatchObject({
      after: { name: 'Lê Hà' },
      personId: 'a1',
    });
    expect(await viewsOf(fresh.db, person('a1', 'Lê Hà'), 'a1')).toMatchObject([
      { by: 'Phạm Quản Trị', what: `Mục nhật ký số ${created.id}` },
    ]);
    await erasePersonalData(fresh.db, administrator, 'a1', 'Yêu cầu');
    expect(cell('reason', (await ask('object=a1&kind=account')).rows[0]!)).toBe(ERASED);
  });

  it.each(['0', '-1', '1.5', 'abc', '99999999999999999', '9007199254740991'])('không có mục “%s”', async (id) => {
    await expect(lookUpEntry(fresh.db, administrator, id)).rejects.toMatchObject({
      code: 'audit.no-entry',
      status: 404,
    });
  });

  it('chỉ quản trị được tra cứu; quên hỏi quyền thì không đọc được gì', async () => {
    for (const actor of [clerk, person('p', 'x', 'plan-owner'), person('r', 'y', 'reader')]) {
      expect(() => searchScope(actor, WORDS)).toThrow(expect.objectContaining({ status: 403 }));
      await expect(lookUpEntry(fresh.db, actor, '1')).rejects.toMatchObject({ status: 403 });
    }
    expect(() => searchScope({ ...system('Khách'), roles: [] }, WORDS)).toThrow(
      expect.objectContaining({ status: 401 }),
    );
    const reading = async () => {
      for await (const _row of readAll(fresh.db, LIST, readQuery(LIST, new URLSearchParams()), { words: WORDS }, 10))
        expect.unreachable();
    };
    await expect(reading()).rejects.toThrow('searchScope');
  });
});
