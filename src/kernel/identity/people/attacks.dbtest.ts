import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/database/uuid.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { disableAccount } from '../accounts.ts';
import { openAccount } from './accounts.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { may } from '../permissions.ts';
import { invitationsTo, inviteAccount } from '../sign-in/invitations.ts';
import { delegate } from './delegations.ts';
import { grantRole } from './grants.ts';
import { addPerson } from './people.ts';
import { personHistory, personPage } from './person-page.ts';
import { endPosition, givePosition } from './positions.ts';
import { NOW, official, OPERATOR, smallProvince, TODAY, type Made } from './testing/province.ts';

/** What somebody might try who has a little and wants more. */
const fresh = useDatabase();
let admin: Made;
let head: Made;
let appraiser: Made;
let elsewhere: Made;

beforeAll(async () => {
  await smallProvince(fresh.db);
  await official(fresh.db, null, { roles: [['administrator', null]] });
  admin = await official(fresh.db, 'so-a', { roles: [['administrator', 'so-a']] });
  head = await official(fresh.db, 'so-a', { title: 'Giám đốc', isHead: true });
  appraiser = await official(fresh.db, 'so-a', { roles: [['appraiser', 'so-a']] });
  elsewhere = await official(fresh.db, 'so-b');
});

const positionOf = async ({ id }: Made) =>
  (await fresh.db.$client.query('select id from person_position where person_id = $1', [id])).rows[0].id as string;
const rolesOf = async (made: Made, on?: string) => (await made.actor(on)).roles;
const days = { from: TODAY, until: '2026-03-20', reason: 'Nghỉ phép' };
const standIn = async (by: Made, forWhom: Made, to: Made) =>
  delegate(fresh.db, await by.actor(), { personId: forWhom.id, positionId: await positionOf(forWhom) }, { ...days, toPersonId: to.id }, NOW); // prettier-ignore
const codeOf = (act: Promise<unknown>) => act.then(() => 'done', (error: { code?: string }) => error.code ?? String(error)); // prettier-ignore

describe('không ai tự cho mình thêm quyền', () => {
  it('quản trị không tự làm thay thủ trưởng, thủ trưởng không tự làm thay người thẩm định', async () => {
    expect(await codeOf(standIn(admin, head, admin))).toBe('identity.grant-to-self');
    expect(await codeOf(standIn(head, appraiser, head))).toBe('identity.grant-to-self');
    expect(await rolesOf(admin)).not.toContain('head');
    expect(await rolesOf(head)).not.toContain('appraiser');
  });

  it('quản trị không tự ghi mình đứng đầu cơ quan; ghi chức vụ thường thì được', async () => {
    const actor = await admin.actor();
    const position = { organisationKey: 'phong-a1', title: 'Trưởng phòng', from: TODAY };
    expect(await codeOf(givePosition(fresh.db, actor, admin.id, { ...position, isHead: true }))).toBe('identity.grant-to-self'); // prettier-ignore
    expect(await rolesOf(admin)).not.toContain('head');
    expect(await codeOf(givePosition(fresh.db, actor, admin.id, position))).toBe('done');
  });
});

describe('người của cơ quan khác', () => {
  it('quản trị Sở A không ghi chức vụ hay vai trò ở Sở A cho người của Sở B: người đó sẽ lọt khỏi tay Sở B', async () => {
    const actor = await admin.actor();
    const position = { organisationKey: 'so-a', title: 'Cộng tác viên', from: TODAY };
    expect(await codeOf(givePosition(fresh.db, actor, elsewhere.id, position))).toBe('identity.out-of-scope');
    expect(await codeOf(grantRole(fresh.db, actor, elsewhere.id, { role: 'reader', organisationKey: 'so-a', from: TODAY, reason: 'x' }, NOW))).toBe('identity.out-of-scope'); // prettier-ignore
    const nobody = await addPerson(fresh.db, OPERATOR, { name: 'Chưa ở đâu', position: null });
    expect(await codeOf(givePosition(fresh.db, actor, nobody.id, position))).toBe('identity.out-of-scope');
  });

  it('thủ trưởng cũ không đọc được vì sao người đã chuyển đi vắng mặt ở nơi mới, và lịch sử ở đó', async () => {
    const moved = await official(fresh.db, 'so-a', { until: '2026-03-01' });
    const { id: positionId } = await givePosition(fresh.db, OPERATOR, moved.id, { organisationKey: 'so-b', title: 'Chuyên viên', from: '2026-03-02' }); // prettier-ignore
    await delegate(fresh.db, OPERATOR, { personId: moved.id, positionId }, { ...days, reason: 'Nằm viện', toPersonId: elsewhere.id }, NOW); // prettier-ignore
    const ofB = await official(fresh.db, 'so-b', { title: 'Giám đốc', isHead: true });
    for (const [looker, reasons, entries] of [
      [head, ['–'], false],
      [ofB, ['Nằm viện'], true],
    ] as const) {
      const page = await personPage(fresh.db, await looker.actor(), moved.id, TODAY);
      expect(page.delegations.map(({ reason }) => reason)).toEqual(reasons);
      expect((await personHistory(fresh.db, page)).length > 0).toBe(entries);
    }
  });

  it('quản trị Sở A không hỏi được lời mời của người Sở B', async () => {
    const [ours, theirs] = await Promise.all(['so-a', 'so-b'].map((organisationKey) => addPerson(fresh.db, OPERATOR, { name: 'Mới', email: `${newId().slice(-12)}@x.vn`, position: { organisationKey, title: 'Chuyên viên', from: TODAY } }))); // prettier-ignore
    for (const each of [ours!, theirs!]) {
      await openAccount(fresh.db, OPERATOR, each.id, NOW);
      const { rows } = await fresh.db.$client.query('select email from "user" where id = $1', [each.id]);
      await inviteAccount(fresh.db, OPERATOR, rows[0].email as string, { mail: false, days: 7 }, NOW);
    }
    const seen = await invitationsTo(fresh.db, await admin.actor(), [ours!.id, theirs!.id], NOW);
    expect([...seen.keys()]).toEqual([ours!.id]);
  });
});

describe('giao thay đã cũ', () => {
  it('người làm thay đã thôi mọi chức vụ thì không còn quyền của người được thay', async () => {
    const stand = await official(fresh.db, 'so-a');
    await standIn(head, head, stand);
    expect(await rolesOf(stand)).toContain('head');
    await endPosition(fresh.db, OPERATOR, { personId: stand.id, positionId: await positionOf(stand) }, { lastDay: '2026-03-12', source: 'QĐ' }, NOW); // prettier-ignore
    expect(await rolesOf(stand, '2026-03-12')).toContain('head');
    expect(await rolesOf(stand, '2026-03-13')).not.toContain('head');
    expect((await stand.actor('2026-03-13')).position).not.toContain('thay');
  });

  it('tài khoản của người được thay bị khóa thì vai trò của nó không sống tiếp ở người làm thay', async () => {
    const [holder, stand] = [await official(fresh.db, 'so-a', { roles: [['inspector', 'so-a']] }), await official(fresh.db, 'so-a')]; // prettier-ignore
    await standIn(head, holder, stand);
    expect(await rolesOf(stand)).toContain('inspector');
    await disableAccount(fresh.db, OPERATOR, holder.email, NOW);
    expect(await rolesOf(stand)).not.toContain('inspector');
  });

  it('tài khoản bị khóa không có quyền gì dù còn ai cầm phiên của nó', async () => {
    const gone = await official(fresh.db, 'so-a', { roles: [['administrator', 'phong-a1']] });
    await disableAccount(fresh.db, OPERATOR, gone.email, NOW);
    const actor = await gone.actor();
    expect(actor.roles).toEqual(['citizen']);
    expect(may(actor, IDENTITY_PERMISSIONS.people, { organisation: 'phong-a1' }).allowed).toBe(false);
  });
});

it.each(['\0', 'A\0B', '\u200B', '\u202Egnart', 'A\u0007'])(
  'tên “%j”: dấu vô hình không vào danh sách, không làm hỏng gì',
  async (name) => {
    const position = { organisationKey: 'so-a', title: `Chuyên viên${name}`, from: TODAY };
    const made = await addPerson(fresh.db, await admin.actor(), { name: `Lê ${name}`, staffNumber: `${newId().slice(-12)}${name}`, position }); // prettier-ignore
    const { rows } = await fresh.db.$client.query('select name from person where id = $1', [made.id]);
    expect(rows[0].name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  },
);
