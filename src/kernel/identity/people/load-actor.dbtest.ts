import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { history } from '#kernel/audit/index.ts';
import type { Actor } from '#kernel/database/actor.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { delegate, withdrawDelegation } from './delegations.ts';
import { extendGrant, grantRole, revokeGrant } from './grants.ts';
import { endPosition, givePosition } from './positions.ts';
import { NOW, official, OPERATOR, smallProvince, TODAY } from './testing/province.ts';

const fresh = useDatabase();
beforeAll(() => smallProvince(fresh.db));

/** What an actor holds beside being a citizen: role, via, and the bodies covered. */
const heldBy = ({ grants }: Actor) =>
  grants
    .filter(({ via }) => via !== 'account')
    .map(({ role, via, scope }) => [role, via, scope && [...scope].sort().join(' ')].join(': '))
    .sort();
const A = 'phong-a1 so-a so-cu to-a11';
const positionOf = async (personId: string) =>
  (await fresh.db.$client.query('select id from person_position where person_id = $1', [personId])).rows[0]
    .id as string;
const leave = async (boss: { id: string }, to: { id: string }, from = TODAY as string, until = '2026-03-20') =>
  delegate(fresh.db, OPERATOR, { personId: boss.id, positionId: await positionOf(boss.id) }, { toPersonId: to.id, from, until, reason: 'Nghỉ phép' }, NOW); // prettier-ignore

describe('vai trò có phạm vi', () => {
  it('phủ cơ quan, mọi đơn vị bên dưới, và cơ quan đã kết thúc mà nay giữ việc; không phủ cơ quan bên cạnh', async () => {
    const { actor } = await official(fresh.db, 'so-a', { roles: [['officer', 'so-a'], ['inspector', 'phong-a1']] }); // prettier-ignore
    const who = await actor();
    expect(heldBy(who)).toEqual(['inspector: grant: phong-a1 to-a11', `officer: grant: ${A}`]);
    expect(who).toMatchObject({ organisationKey: 'so-a', position: 'Chuyên viên, Cơ quan so-a' });
  });

  it('có từ ngày bắt đầu đến hết ngày cuối; gia hạn và thu hồi có hiệu lực ngay', async () => {
    const { id, actor } = await official(fresh.db, 'so-b');
    const dates = { from: '2026-03-12', until: '2026-03-14' };
    const given = await grantRole(fresh.db, OPERATOR, id, { role: 'officer', organisationKey: 'so-b', ...dates, reason: 'Thay thế' }, NOW); // prettier-ignore
    const which = { accountId: id, grantId: given.id };
    const on = async (day: string) => heldBy(await actor(day)).length;
    expect([await on('2026-03-11'), await on('2026-03-12'), await on('2026-03-14'), await on('2026-03-15')]).toEqual([0, 1, 1, 0]); // prettier-ignore
    await extendGrant(fresh.db, OPERATOR, which, { until: '2026-03-15', reason: 'Kéo dài' }, NOW);
    expect(await on('2026-03-15')).toBe(1);
    await revokeGrant(fresh.db, OPERATOR, which, 'Chuyển việc', NOW);
    expect(await on('2026-03-12')).toBe(0);
  });

  it('người không có vai trò, và tài khoản không có thật, chỉ là công dân', async () => {
    const { actor } = await official(fresh.db, null);
    expect(await actor()).toMatchObject({ roles: ['citizen'], organisationKeys: [], position: 'Công dân' });
  });

  it('đọc bằng một câu hỏi', async () => {
    const { actor } = await official(fresh.db, 'so-a', { isHead: false, roles: [['officer', 'so-a'], ['reader', null]] }); // prettier-ignore
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    await actor();
    expect(asked.mock.calls.map(([query]) => JSON.stringify(query)).filter((text) => text.includes('from'))).toHaveLength(1); // prettier-ignore
    asked.mockRestore();
  });
});

describe('thủ trưởng', () => {
  it('giữ vai trò cùng chức vụ đứng đầu, cho cơ quan và bên dưới, đến hết ngày cuối của chức vụ', async () => {
    const boss = await official(fresh.db, 'phong-a1', { title: 'Trưởng phòng', isHead: true });
    expect(heldBy(await boss.actor())).toEqual(['head: head: phong-a1 to-a11']);
    const which = { personId: boss.id, positionId: await positionOf(boss.id) };
    await endPosition(fresh.db, OPERATOR, which, { lastDay: '2026-03-15', source: 'QĐ 9' }, NOW);
    expect(heldBy(await boss.actor('2026-03-15'))).toHaveLength(1);
    expect(heldBy(await boss.actor('2026-03-16'))).toEqual([]);
  });
});

describe('người làm thay', () => {
  it('có vai trò của chức vụ, không có quản trị, vai trò toàn tỉnh hay của cơ quan khác; tự hết; ghi tên chức vụ khi làm', async () => {
    const boss = await official(fresh.db, 'so-a', { title: 'Giám đốc', isHead: true, roles: [['officer', 'so-a'], ['administrator', 'so-a'], ['inspector', null], ['reader', 'so-b']] }); // prettier-ignore
    const deputy = await official(fresh.db, 'so-a', { title: 'Phó Giám đốc' });
    const { id } = await leave(boss, deputy);
    const who = await deputy.actor('2026-03-20');
    expect(heldBy(who)).toEqual([`head: delegation: ${A}`, `officer: delegation: ${A}`]);
    expect(who.grants.at(-1)).toMatchObject({ until: '2026-03-20', onBehalfOf: 'Giám đốc, Cơ quan so-a' });
    expect(who.position).toBe('Phó Giám đốc, Cơ quan so-a; thay Giám đốc theo ủy quyền đến 20/03/2026');
    expect(heldBy(await deputy.actor('2026-03-21'))).toEqual([]);
    expect(heldBy(await boss.actor())).toContain(`head: head: ${A}`);

    // What he does as the stand-in says so, for ever.
    const staff = await official(fresh.db, 'so-a');
    const person = { personId: staff.id, positionId: await positionOf(staff.id) };
    const typed = { toPersonId: deputy.id, from: '2026-03-12', until: '2026-03-13', reason: 'Ốm' };
    await expect(delegate(fresh.db, await deputy.actor(), person, typed, NOW)).rejects.toMatchObject({ status: 403 });
    await delegate(fresh.db, await boss.actor(), person, typed, NOW);
    const [entry] = await history(fresh.db, 'official', staff.id);
    expect(entry).toMatchObject({ action: 'delegate', position: 'Giám đốc, Cơ quan so-a', reason: 'Ốm' });

    await withdrawDelegation(fresh.db, OPERATOR, { personId: boss.id, delegationId: id }, 'Về sớm', NOW);
    expect(heldBy(await deputy.actor())).toEqual([]);
  });

  it('không truyền tiếp: người thay của người thay không có gì từ chức vụ đầu', async () => {
    const boss = await official(fresh.db, 'so-b', { title: 'Giám đốc', isHead: true });
    const [first, second] = [await official(fresh.db, 'so-b', { title: 'Phó A' }), await official(fresh.db, 'so-b')];
    await leave(boss, first);
    await leave(first, second);
    expect(heldBy(await first.actor())).toEqual(['head: delegation: so-b']);
    expect(heldBy(await second.actor())).toEqual([]);
  });

  it('hết khi chức vụ hết, dù giao dài hơn', async () => {
    const boss = await official(fresh.db, 'to-a11', { title: 'Tổ trưởng', isHead: true });
    const deputy = await official(fresh.db, 'to-a11');
    await leave(boss, deputy);
    const which = { personId: boss.id, positionId: await positionOf(boss.id) };
    await endPosition(fresh.db, OPERATOR, which, { lastDay: '2026-03-12', source: 'QĐ 1' }, NOW);
    expect((await deputy.actor('2026-03-12')).grants.at(-1)).toMatchObject({ role: 'head', until: '2026-03-12' });
    expect(heldBy(await deputy.actor('2026-03-13'))).toEqual([]);
    await givePosition(fresh.db, OPERATOR, boss.id, { organisationKey: 'to-a11', title: 'Tổ trưởng', isHead: true, from: '2026-03-13' }); // prettier-ignore
    expect(heldBy(await boss.actor('2026-03-13'))).toEqual(['head: head: to-a11']);
  });
});
