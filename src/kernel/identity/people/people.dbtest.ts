import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ERASED, history, verify } from '#kernel/audit/index.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { freshDatabase, useDatabase } from '#test/database/fresh.ts';
import { disableAccount, reopenAccount } from '../accounts.ts';
import { openAccount } from './accounts.ts';
import { delegate } from './delegations.ts';
import { extendGrant, grantRole, revokeGrant } from './grants.ts';
import type { GrantInput, PositionInput } from './input.ts';
import { PEOPLE_LIST, peopleScope } from './list.ts';
import { addPerson, erasePerson, revisePerson } from './people.ts';
import { peopleToChoose, personPage } from './person-page.ts';
import { endPosition, givePosition } from './positions.ts';
import { NOW, official, OPERATOR, smallProvince, TODAY } from './testing/province.ts';

const fresh = useDatabase();
beforeAll(() => smallProvince(fresh.db));

const idOf = async (table: 'person_position' | 'role_grant', owner: string) =>
  (await fresh.db.$client.query(`select id from ${table} where ${table === 'role_grant' ? 'account_id' : 'person_id'} = $1`, [owner])).rows[0].id as string; // prettier-ignore

describe('chức vụ', () => {
  const position: PositionInput = {
    organisationKey: 'so-b',
    title: 'Chuyên viên',
    from: '2025-01-01',
    until: '2025-12-31',
  };

  it.each<[string, Partial<PositionInput>, string]>([
    ['cùng chức vụ, cùng cơ quan, thời gian chồng nhau', { from: '2025-12-31', until: null }, 'title'],
    ['viết hoa, bỏ dấu cũng là một chức vụ', { title: 'CHUYEN VIEN', from: '2025-06-01' }, 'title'],
    ['ngày cuối trước ngày đầu', { from: '2026-02-01', until: '2026-01-31' }, 'until'],
    ['ngày không có thật', { from: '2025-02-30' }, 'from'],
    ['cơ quan không có', { organisationKey: 'khong-co' }, 'organisationKey'],
    ['cơ quan đã kết thúc', { organisationKey: 'so-cu', from: '2026-01-01', until: null }, 'organisationKey'],
    [
      'cơ quan kết thúc trước ngày cuối',
      { organisationKey: 'so-cu', from: '2024-01-01', until: '2025-03-01' },
      'organisationKey',
    ],
    ['thiếu chức danh', { title: '  ' }, 'title'],
    ['dữ liệu lạ', { title: { toString: 1 } as never }, 'title'],
  ])('%s: nói ở mục sai, không ghi gì', async (_, change, field) => {
    const { id } = await addPerson(fresh.db, OPERATOR, { name: 'Lê Hà', position });
    await expect(givePosition(fresh.db, OPERATOR, id, { ...position, ...change })).rejects.toMatchObject({ status: 422, fields: { [field]: expect.any(String) } }); // prettier-ignore
    expect(
      (await fresh.db.$client.query('select 1 from person_position where person_id = $1', [id])).rows,
    ).toHaveLength(1);
  });

  it('nhiều chức vụ ở nhiều cơ quan; ngay hôm sau chức vụ cũ thì giữ lại chức vụ ấy', async () => {
    const { id } = await addPerson(fresh.db, OPERATOR, { name: 'Vũ An', position });
    await givePosition(fresh.db, OPERATOR, id, { ...position, from: '2026-01-01', until: null });
    await givePosition(fresh.db, OPERATOR, id, { ...position, organisationKey: 'so-a' });
    await givePosition(fresh.db, OPERATOR, id, { organisationKey: 'so-cu', title: 'Phó phòng', from: '2022-01-01', until: '2025-02-28' }); // prettier-ignore
    expect(
      (await fresh.db.$client.query('select 1 from person_position where person_id = $1', [id])).rows,
    ).toHaveLength(4);
  });

  it('một người đứng đầu một lúc; người mới bắt đầu ngay hôm sau người cũ', async () => {
    const head: PositionInput = { organisationKey: 'to-a11', title: 'Tổ trưởng', isHead: true, from: '2025-01-01' };
    const [first, second] = [await official(fresh.db, null), await official(fresh.db, null)];
    const { id } = await givePosition(fresh.db, OPERATOR, first.id, head);
    await expect(givePosition(fresh.db, OPERATOR, second.id, head)).rejects.toMatchObject({ fields: { isHead: expect.stringContaining('đứng đầu') } }); // prettier-ignore
    await endPosition(
      fresh.db,
      OPERATOR,
      { personId: first.id, positionId: id },
      { lastDay: TODAY, source: 'QĐ' },
      NOW,
    );
    await givePosition(fresh.db, OPERATOR, second.id, { ...head, from: '2026-03-11' });
  });

  it('kết thúc: không trước ngày đầu, không kéo dài, không hai lần', async () => {
    const { id } = await addPerson(fresh.db, OPERATOR, { name: 'Đỗ Bình', position: { ...position, until: '2026-06-30' } }); // prettier-ignore
    const which = { personId: id, positionId: await idOf('person_position', id) };
    const end = (lastDay: string) => endPosition(fresh.db, OPERATOR, which, { lastDay, source: 'QĐ 7' }, NOW);
    for (const bad of ['2024-12-31', '2026-07-01', 'hôm qua']) await expect(end(bad)).rejects.toMatchObject({ fields: { lastDay: expect.any(String) } }); // prettier-ignore
    await end('2026-03-01');
    await expect(end('2026-02-01')).rejects.toMatchObject({
      fields: { lastDay: expect.stringContaining('đã kết thúc') },
    });
  });
});

describe('vai trò', () => {
  const input: GrantInput = {
    role: 'officer',
    organisationKey: 'so-b',
    from: TODAY,
    until: '2026-12-31',
    reason: 'Phân công',
  };

  it.each<[string, Partial<GrantInput>, string]>([
    ['không lùi về ngày đã qua', { from: '2026-03-09' }, 'from'],
    ['không giao thủ trưởng bằng tay', { role: 'head' as never }, 'role'],
    ['không giao vai trò lạ', { role: 'system' as never }, 'role'],
    ['không cho cơ quan đã kết thúc', { organisationKey: 'so-cu' }, 'organisationKey'],
    ['không cho cơ quan không có', { organisationKey: 'khong-co' }, 'organisationKey'],
    ['phải nêu lý do', { reason: ' ' }, 'reason'],
    ['ngày cuối từ ngày đầu trở đi', { until: '2026-03-01' }, 'until'],
  ])('%s', async (_, change, field) => {
    const { id } = await official(fresh.db, 'so-b');
    await expect(grantRole(fresh.db, OPERATOR, id, { ...input, ...change }, NOW)).rejects.toMatchObject({ status: 422, fields: { [field]: expect.any(String) } }); // prettier-ignore
  });

  it('không hai lần cùng vai trò, cùng phạm vi; tài khoản khóa không nhận thêm; vai trò cũ chờ đến khi mở lại', async () => {
    const { id, email, actor } = await official(fresh.db, 'so-b');
    await grantRole(fresh.db, OPERATOR, id, input, NOW);
    await expect(grantRole(fresh.db, OPERATOR, id, { ...input, from: '2026-12-31', until: null }, NOW)).rejects.toMatchObject({ code: 'identity.grant-doubled' }); // prettier-ignore
    await disableAccount(fresh.db, OPERATOR, email, NOW);
    await expect(grantRole(fresh.db, OPERATOR, id, { ...input, role: 'reader' }, NOW)).rejects.toMatchObject({ code: 'identity.account-disabled' }); // prettier-ignore
    await reopenAccount(fresh.db, OPERATOR, email, NOW);
    expect((await actor()).roles).toContain('officer');
    await expect(grantRole(fresh.db, OPERATOR, 'khong-co', input, NOW)).rejects.toMatchObject({ status: 404 });
  });

  it('hết hạn hoặc đã thu hồi thì không gia hạn; thu hồi hai lần như một', async () => {
    const { id } = await official(fresh.db, 'so-b');
    const { id: grantId } = await grantRole(fresh.db, OPERATOR, id, { ...input, until: '2026-03-12' }, NOW);
    const which = { accountId: id, grantId };
    const later = new Date('2026-03-13T03:00:00Z');
    const extend = (until: string | null, now = NOW) =>
      extendGrant(fresh.db, OPERATOR, which, { until, reason: 'Tiếp' }, now);
    await expect(extend('2026-12-31', later)).rejects.toMatchObject({ code: 'identity.grant-over' });
    await expect(extend('2026-03-09')).rejects.toMatchObject({ fields: { until: expect.any(String) } });
    await extend(null);
    await revokeGrant(fresh.db, OPERATOR, which, 'Chuyển', NOW);
    const noted = (await history(fresh.db, 'account', id)).length;
    await revokeGrant(fresh.db, OPERATOR, which, 'Chuyển', NOW);
    expect(await history(fresh.db, 'account', id)).toHaveLength(noted);
    await expect(extend(null)).rejects.toMatchObject({ code: 'identity.grant-over' });
  });
});

describe('quản trị toàn tỉnh cuối cùng', () => {
  const LAST = { code: 'identity.last-administrator', status: 409 };

  it('không bị thu hồi, đặt ngày hết hay khóa; người có ngày hết, người bị khóa, người chưa có mật khẩu không được tính', async () => {
    const { db, drop } = await freshDatabase();
    try {
      await smallProvince(db);
      const one = await official(db, 'so-a', { roles: [['administrator', null]] });
      const two = await official(db, 'so-b', { roles: [['administrator', 'so-b']] });
      const third = await addPerson(db, OPERATOR, { name: 'C', email: 'c@x.vn', position: null });
      await openAccount(db, OPERATOR, third.id);
      const everywhere = { role: 'administrator', organisationKey: null, from: TODAY, reason: 'x' } as const;
      await grantRole(db, OPERATOR, third.id, everywhere, NOW);
      await grantRole(db, OPERATOR, two.id, { ...everywhere, until: '2026-06-30' }, NOW);
      const { rows } = await db.$client.query(`select id from role_grant where account_id = $1`, [one.id]);
      const which = { accountId: one.id, grantId: rows[0].id as string };
      const acts = [
        () => revokeGrant(db, OPERATOR, which, 'x', NOW),
        () => extendGrant(db, OPERATOR, which, { until: '2026-12-31', reason: 'x' }, NOW),
        () => disableAccount(db, OPERATOR, one.email, NOW),
      ];
      for (const act of acts) await expect(act()).rejects.toMatchObject(LAST);
      await official(db, 'so-a', { roles: [['administrator', null]] });
      await acts[1]!();
    } finally {
      await drop();
    }
  });

  it('hai người bị thu hồi và khóa cùng lúc: còn lại một', async () => {
    const { db, drop } = await freshDatabase();
    try {
      await smallProvince(db);
      const [one, two] = [
        await official(db, 'so-a', { roles: [['administrator', null]] }),
        await official(db, 'so-b', { roles: [['administrator', null]] }),
      ];
      const { rows } = await db.$client.query(`select id from role_grant where account_id = $1`, [one.id]);
      const results = await Promise.allSettled([
        revokeGrant(db, await two.actor(), { accountId: one.id, grantId: rows[0].id as string }, 'x', NOW),
        disableAccount(db, await one.actor(), two.email, NOW),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    } finally {
      await drop();
    }
  });
});

describe('làm thay', () => {
  it.each<[string, Record<string, string>, string]>([
    ['không giao cho chính mình', { toPersonId: 'boss' }, 'toPersonId'],
    ['không giao cho người không giữ chức vụ', { toPersonId: 'nobody' }, 'toPersonId'],
    ['không lùi ngày', { from: '2026-03-09' }, 'from'],
    ['không quá thời gian giữ chức vụ', { until: '2026-07-01' }, 'until'],
    ['phải có ngày cuối', { until: '' }, 'until'],
    ['một người thay một lúc', { from: '2026-05-05', until: '2026-05-06' }, 'from'],
  ])('%s', async (_, change, field) => {
    const people = { boss: await official(fresh.db, 'so-b', { title: 'Trưởng ban', until: '2026-06-30' }), deputy: await official(fresh.db, 'so-b'), nobody: await official(fresh.db, null) }; // prettier-ignore
    const which = { personId: people.boss.id, positionId: await idOf('person_position', people.boss.id) };
    const leave: Record<'toPersonId' | 'from' | 'until' | 'reason', string> = { toPersonId: 'deputy', from: TODAY, until: '2026-03-12', reason: 'Nghỉ', ...change }; // prettier-ignore
    const give = (input: typeof leave) =>
      delegate(fresh.db, OPERATOR, which, { ...input, toPersonId: people[input.toPersonId as 'deputy'].id }, NOW);
    await give({ toPersonId: 'deputy', from: '2026-05-01', until: '2026-05-05', reason: 'Học' });
    await expect(give(leave)).rejects.toMatchObject({ status: 422, fields: { [field]: expect.any(String) } });
  });
});

describe('thông tin và dữ liệu cá nhân', () => {
  it('sửa theo bản đã thấy; thư và số hiệu không trùng; tên tài khoản theo tên người', async () => {
    const { id } = await official(fresh.db, 'so-b');
    const input = { name: '  Trần   Thị Bé ', email: 'BE@x.vn', phone: '0258 3822 xxx', staffNumber: 'KH-01' };
    const revise = (revision: number, change: object) => revisePerson(fresh.db, OPERATOR, { personId: id, revision }, { ...input, phone: null, ...change }, NOW); // prettier-ignore
    await expect(revise(1, { phone: input.phone })).rejects.toMatchObject({ fields: { phone: expect.any(String) } });
    await revise(1, {});
    await expect(revise(1, { name: 'Khác' })).rejects.toMatchObject({ code: 'identity.person-changed', status: 409 });
    const page = await personPage(fresh.db, OPERATOR, id, TODAY);
    expect(page.person).toMatchObject({ name: 'Trần Thị Bé', email: 'be@x.vn', revision: 2 });
    const other = await official(fresh.db, 'so-b');
    for (const [field, value] of [
      ['email', 'be@X.vn'],
      ['staffNumber', 'KH-01'],
    ] as const) {
      await expect(revisePerson(fresh.db, OPERATOR, { personId: other.id, revision: 1 }, { name: 'A', [field]: value }, NOW)).rejects.toMatchObject({ fields: { [field]: expect.any(String) } }); // prettier-ignore
    }
  });

  it('xóa theo yêu cầu: không khi còn giữ chức vụ; sau đó không còn tên, thư, phiên, mật khẩu ở đâu; nhật ký vẫn nguyên vẹn', async () => {
    const { id, email } = await official(fresh.db, 'so-b', { name: 'Nguyễn Tên Rất Riêng' });
    await expect(erasePerson(fresh.db, OPERATOR, id, 'Đơn số 5', NOW)).rejects.toMatchObject({
      code: 'identity.person-active',
    });
    const which = { personId: id, positionId: await idOf('person_position', id) };
    await endPosition(fresh.db, OPERATOR, which, { lastDay: '2026-03-01', source: 'Nghỉ hưu' }, NOW);
    await erasePerson(fresh.db, OPERATOR, id, 'Đơn số 5', NOW);
    await erasePerson(fresh.db, OPERATOR, id, 'Đơn số 5', NOW);
    const { person, account, positions } = await personPage(fresh.db, OPERATOR, id, TODAY);
    expect(person).toMatchObject({ name: '[đã xóa theo yêu cầu]', email: null, erased: true });
    expect([account?.state, positions.length]).toEqual(['erased', 1]);
    const left = await fresh.db.execute<{ text: string }>(
      sql`select concat((select json_agg(p) from person p), (select json_agg(u) from "user" u), (select json_agg(a) from audit_entry a)) as text`,
      'objects',
    );
    expect(left[0]!.text).not.toMatch(new RegExp(`Rất Riêng|${email}`));
    expect((await history(fresh.db, 'official', id)).map(({ action }) => action)).toEqual(['erase', 'end-position', 'give-position', 'add']); // prettier-ignore
    expect((await history(fresh.db, 'official', id)).at(-1)?.after).toMatchObject({ name: ERASED });
    expect(await verify(fresh.db)).toMatchObject({ broken: null });
    await expect(givePosition(fresh.db, OPERATOR, id, { organisationKey: 'so-b', title: 'X', from: TODAY })).rejects.toMatchObject({ code: 'identity.person-erased' }); // prettier-ignore
  });
});

describe('danh sách', () => {
  it('tìm không dấu, theo cơ quan, vai trò, tình trạng; mỗi quản trị chỉ thấy người trong phạm vi', async () => {
    const { db, drop } = await freshDatabase();
    try {
      await smallProvince(db);
      const boss = await official(db, 'so-a', { name: 'Đặng Thị Hoà', title: 'Giám đốc', isHead: true });
      await official(db, 'phong-a1', { name: 'Lê Văn Tám', roles: [['officer', 'phong-a1']] });
      const outside = await official(db, 'so-b', { name: 'Phạm Ngoài', roles: [['inspector', 'so-a']] });
      const stranger = await official(db, 'so-b', { name: 'Vũ Khác' });
      await addPerson(db, OPERATOR, { name: 'Chưa Có', position: { organisationKey: 'so-a', title: 'Văn thư', from: TODAY } }); // prettier-ignore
      const admin = await official(db, 'so-a', { name: 'Quản Trị', roles: [['administrator', 'so-a']] });
      const scope = peopleScope(OPERATOR, TODAY);
      const found = async (address: string, of = scope) =>
        (await readPage(db, PEOPLE_LIST, readQuery(PEOPLE_LIST, new URLSearchParams(address)), of)).rows.map(
          ({ name }) => name,
        );
      expect(await found('q=dang+hoa')).toEqual(['Đặng Thị Hoà']);
      expect(await found('role=officer')).toEqual(['Lê Văn Tám']);
      expect(await found('role=head')).toEqual(['Đặng Thị Hoà']);
      expect(await found('state=none')).toEqual(['Chưa Có']);
      expect(await found('body=so-b')).toEqual(['Phạm Ngoài', 'Vũ Khác']);
      expect(await found('', peopleScope(await admin.actor(), TODAY))).toEqual(['Chưa Có', 'Đặng Thị Hoà', 'Lê Văn Tám', 'Phạm Ngoài', 'Quản Trị']); // prettier-ignore
      // Who heads a body sees its people, and has them stood in for; nothing else.
      const asHead = await boss.actor();
      expect(await found('', peopleScope(asHead, TODAY))).toContain('Lê Văn Tám');
      const seen = await personPage(db, asHead, admin.id, TODAY);
      expect([seen.mayRevise, seen.positions[0]!.mayEnd, seen.positions[0]!.mayDelegate, seen.grants[0]!.mayChange, seen.sessions]).toEqual([false, false, true, false, []]); // prettier-ignore
      await expect(personPage(db, asHead, stranger.id, TODAY)).rejects.toMatchObject({ status: 403 });
      const officer = await official(db, 'so-a', { name: 'Nhân viên', roles: [['officer', 'so-a']] });
      await expect(async () => peopleScope(await officer.actor(), TODAY)).rejects.toMatchObject({ status: 403 });
      await expect(readPage(db, PEOPLE_LIST, readQuery(PEOPLE_LIST, new URLSearchParams()), { reach: 'all', today: TODAY })).rejects.toThrow('peopleScope'); // prettier-ignore

      const page = await personPage(db, await admin.actor(), outside.id, TODAY);
      expect([page.mayRevise, page.positions[0]!.mayEnd, page.grants[0]!.mayChange]).toEqual([false, false, true]);
      expect((await peopleToChoose(db, { body: 'so-b', words: '', not: boss.id, today: TODAY }))[0]).toMatchObject({ name: 'Phạm Ngoài', position: 'Chuyên viên' }); // prettier-ignore
    } finally {
      await drop();
    }
  });
});
