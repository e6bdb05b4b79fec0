import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel/database/actor.ts';
import { newId } from '#kernel/database/uuid.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { createAccount, disableAccount, listAccounts, reopenAccount, setPassword, setRole } from '../accounts.ts';
import { session } from '../schema.ts';
import { endAccountSession, openAccount } from './accounts.ts';
import { delegate, withdrawDelegation } from './delegations.ts';
import { extendGrant, grantRole, revokeGrant } from './grants.ts';
import { addPerson, erasePerson, revisePerson } from './people.ts';
import { personPage } from './person-page.ts';
import { endPosition, givePosition } from './positions.ts';
import { NOW, official, OPERATOR, smallProvince, TODAY, type Made } from './testing/province.ts';

/** Two bodies: who administers one reaches nothing of the other, by whatever number he writes into the form. */
const fresh = useDatabase();
let ofA: Made;
let peer: Made;
let below: Made;
let above: Made;
let ours: Whole;
let theirs: Whole;

interface Whole extends Made {
  positionId: string;
  grantId: string;
  delegationId: string;
  sessionId: string;
  key: string;
}

async function whole(key: string): Promise<Whole> {
  const made = await official(fresh.db, key, { roles: [['officer', key]] });
  const stand = await official(fresh.db, key);
  const { rows } = await fresh.db.$client.query(
    'select post.id as post, role_grant.id as given from person_position post, role_grant where person_id = $1 and account_id = $2',
    [made.id, made.id],
  );
  const { post: positionId, given: grantId } = rows[0] as { post: string; given: string };
  const { id } = await delegate(fresh.db, OPERATOR, { personId: made.id, positionId }, { toPersonId: stand.id, from: '2026-04-01', until: '2026-04-05', reason: 'Nghỉ' }, NOW); // prettier-ignore
  const sessionId = newId();
  await fresh.db.$client.query(
    `insert into session (id, token, "userId", "expiresAt", "updatedAt") values ($1, $1, $2, now() + interval '1 hour', now())`,
    [sessionId, made.id],
  );
  return { ...made, positionId, grantId, delegationId: id, sessionId, key };
}

beforeAll(async () => {
  await smallProvince(fresh.db);
  ofA = await official(fresh.db, 'so-a', { roles: [['administrator', 'so-a']] });
  peer = await official(fresh.db, 'so-a', { roles: [['administrator', 'so-a']] });
  below = await official(fresh.db, 'phong-a1', { roles: [['administrator', 'phong-a1']] });
  above = await official(fresh.db, 'so-a', { roles: [['administrator', null]] });
  await official(fresh.db, null, { roles: [['administrator', null]] });
  [ours, theirs] = [await whole('so-a'), await whole('so-b')];
});

const entries = async () => (await fresh.db.$client.query('select count(*)::int as n from audit_entry')).rows[0].n as number; // prettier-ignore
/** All rows that an act could have changed. */
const everything = () =>
  fresh.db.execute(
    sql`select (select json_agg(p order by id) from person p) as people, (select json_agg(p order by id) from person_position p) as posts,
      (select json_agg(d order by id) from delegation d) as delegations, (select json_agg(g order by id) from role_grant g) as grants,
      (select json_agg(u order by id) from "user" u) as accounts, (select count(*) from session) as sessions`,
    'objects',
  );
async function refused(act: () => Promise<unknown>, status: number | number[] = 403): Promise<void> {
  const before = [await entries(), await everything()];
  const error: { status?: number } = await act().then(() => ({}), (error: object) => error); // prettier-ignore
  expect([status].flat()).toContain(error.status);
  expect([await entries(), await everything()]).toEqual(before);
}

type On = Whole;
const dates = { from: TODAY, until: '2026-12-31' };
/** Every act on a person, position, role or account that belongs to a body. */
const ACTS: Record<string, (actor: Actor, on: On) => Promise<unknown>> = {
  addPerson: (actor, { key }) =>
    addPerson(fresh.db, actor, { name: 'Mới', position: { organisationKey: key, title: 'X', from: TODAY } }),
  revisePerson: (actor, { id }) =>
    revisePerson(fresh.db, actor, { personId: id, revision: 1 }, { name: 'Tên khác' }, NOW),
  givePosition: (actor, { id, key }) =>
    givePosition(fresh.db, actor, id, { organisationKey: key, title: 'Tổ viên', from: TODAY }),
  endPosition: (actor, { id, positionId }) =>
    endPosition(fresh.db, actor, { personId: id, positionId }, { lastDay: '2026-12-01', source: 'QĐ' }, NOW),
  delegate: (actor, { id, positionId }) =>
    delegate(fresh.db, actor, { personId: id, positionId }, { toPersonId: peer.id, from: '2026-05-01', until: '2026-05-02', reason: 'Nghỉ' }, NOW), // prettier-ignore
  withdrawDelegation: (actor, { id, delegationId }) =>
    withdrawDelegation(fresh.db, actor, { personId: id, delegationId }, 'Thôi', NOW),
  grantRole: (actor, { id, key }) =>
    grantRole(fresh.db, actor, id, { role: 'inspector', organisationKey: key, ...dates, reason: 'Đoàn kiểm tra' }, NOW),
  extendGrant: (actor, { id, grantId }) =>
    extendGrant(fresh.db, actor, { accountId: id, grantId }, { until: '2027-01-01', reason: 'Tiếp tục' }, NOW),
  revokeGrant: (actor, { id, grantId }) => revokeGrant(fresh.db, actor, { accountId: id, grantId }, 'Thôi việc', NOW),
  endAccountSession: (actor, { id, sessionId }) => endAccountSession(fresh.db, actor, { personId: id, sessionId }, NOW),
  openAccount: (actor, { id }) => openAccount(fresh.db, actor, id, NOW),
  disableAccount: (actor, { email }) => disableAccount(fresh.db, actor, email, NOW),
  reopenAccount: (actor, { email }) => reopenAccount(fresh.db, actor, email, NOW),
  personPage: (actor, { id }) => personPage(fresh.db, actor, id, TODAY),
};
const names = Object.keys(ACTS);

describe('quản trị của Sở A', () => {
  it.each(names)('%s với người của Sở B: từ chối, không gì đổi', async (name) => {
    const actor = await ofA.actor();
    await refused(() => ACTS[name]!(actor, theirs));
  });

  it.each(names)('%s với mã của Sở B viết cạnh người của mình: không có, không gì đổi', async (name) => {
    const actor = await ofA.actor();
    const mixed = { ...ours, positionId: theirs.positionId, grantId: theirs.grantId, delegationId: theirs.delegationId, key: theirs.key, email: theirs.email }; // prettier-ignore
    if (name === 'endAccountSession') mixed.sessionId = theirs.sessionId;
    // Acts that name nothing of the other body succeed as they should; they stand below.
    if (['revisePerson', 'openAccount', 'personPage'].includes(name)) return;
    if (name === 'endAccountSession') {
      const before = await everything();
      await ACTS[name]!(actor, mixed);
      expect(await everything()).toEqual(before);
    } else await refused(() => ACTS[name]!(actor, mixed), [403, 404]);
  });

  it.each(names)('%s với người của Sở A: được', async (name) => {
    await expect(ACTS[name]!(await ofA.actor(), ours)).resolves.not.toThrow();
  });

  it('không chạm được quản trị cùng cấp, quản trị toàn tỉnh hay chính mình; chạm được quản trị bên dưới', async () => {
    const actor = await ofA.actor();
    for (const other of [peer, above, ofA]) {
      await refused(() => disableAccount(fresh.db, actor, other.email, NOW));
      await refused(() => revisePerson(fresh.db, actor, { personId: other.id, revision: 1 }, { name: 'X' }, NOW));
    }
    await refused(() => grantRole(fresh.db, actor, ours.id, { role: 'administrator', organisationKey: 'so-a', ...dates, reason: 'x' }, NOW)); // prettier-ignore
    await refused(() =>
      grantRole(fresh.db, actor, ours.id, { role: 'reader', organisationKey: null, ...dates, reason: 'x' }, NOW),
    );
    await refused(() =>
      grantRole(fresh.db, actor, ofA.id, { role: 'officer', organisationKey: 'so-a', ...dates, reason: 'x' }, NOW),
    );
    await expect(disableAccount(fresh.db, actor, below.email, NOW)).resolves.toBeUndefined();
  });

  it('việc của toàn tỉnh thì không: tài khoản không cơ quan, danh sách tài khoản, đặt mật khẩu, xóa dữ liệu', async () => {
    const actor = await ofA.actor();
    await refused(() => addPerson(fresh.db, actor, { name: 'Mới', position: null }));
    await refused(() =>
      createAccount(fresh.db, actor, { email: 'a@x.vn', name: 'A', role: 'reader', password: 'mưa rào tháng bảy' }),
    );
    await refused(() => listAccounts(fresh.db, actor));
    await refused(() => setRole(fresh.db, actor, ours.email, 'reader'));
    await refused(() => setPassword(fresh.db, actor, ours.email, 'mưa rào tháng bảy'));
    await refused(() => erasePerson(fresh.db, actor, ours.id, 'Theo yêu cầu'));
  });
});

it('hàm nào cũng từ chối người không giữ vai trò quản trị, và khách', async () => {
  const officer = await (await official(fresh.db, 'so-b', { roles: [['officer', 'so-b']] })).actor();
  for (const name of names) await refused(() => ACTS[name]!(officer, theirs));
  for (const name of names)
    await refused(() => ACTS[name]!({ ...officer, id: null, roles: [], grants: [] }, theirs), 401);
  expect(await fresh.db.select().from(session)).not.toEqual([]);
});
