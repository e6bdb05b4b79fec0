import { beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import type { Step } from '#kernel/organisations/reorganisation/model.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, renewHandovers } from '#kernel/organisations/service.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { anAccount } from '../testing.ts';
import { GRANT_DEPENDENTS, POSITION_DEPENDENTS } from '../dependents.ts';
import { delegate } from './delegations.ts';
import { official, OPERATOR } from './testing/province.ts';

const shipped = readRegistryFolder();
const DAY = isoDate('2025-03-01');
const BEFORE = new Date('2025-02-10T03:00:00Z');
const DEPENDENTS = [POSITION_DEPENDENTS, GRANT_DEPENDENTS];
const PLANNING = 'so-ke-hoach-va-dau-tu';
const FINANCE = 'so-tai-chinh';
const LABOUR = 'so-lao-dong-thuong-binh-va-xa-hoi';
const merge: Step = { step: 'merge', keys: [PLANNING], into: FINANCE };
const anew: Step[] = [
  { step: 'create', key: 'so-moi', name: 'Sở Mới', shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: 'ubnd-tinh' }, // prettier-ignore
  { step: 'merge', keys: [PLANNING], into: 'so-moi' },
];

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, rewind(shipped, isoDate('2025-01-01'))));
  return () => fresh.drop();
});

const rolesOf = async (accountId: string) =>
  (
    await fresh.db.$client.query<{ key: string }>(
      `select organisation_key as key from role_grant where account_id = $1`,
      [accountId],
    )
  ).rows.map(({ key }) => key);
async function carriedOut(...steps: Step[]): Promise<string> {
  const document = { number: '05/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp', source: null };
  const { id } = await draftReorganisation(fresh.db, OPERATOR, { document, effectiveOn: DAY, inferred: false, steps });
  await carryOutReorganisation(fresh.db, OPERATOR, id, 1, DEPENDENTS);
  return id;
}
/** Positions as rows: body, title, heads it, days. */
const posts = async (personId: string) =>
  (
    await fresh.db.$client.query<{ post: string }>(
      `select concat_ws(' ', organisation_key, title, case when is_head then '*' end, valid) as post from person_position
      where person_id = $1 order by lower(valid)`,
      [personId],
    )
  ).rows.map(({ post }) => post);
const boss = (key: string) => official(fresh.db, key, { title: 'Giám đốc', isHead: true, from: '2024-01-01' });

describe('lần sắp xếp chưa đến ngày', () => {
  it('vai trò còn ở cơ quan cũ, nơi việc vẫn đang làm; đến ngày mới sang; hoàn tác trước ngày thì ở lại', async () => {
    const planner = await anAccount(fresh.db, { organisationKey: PLANNING });
    const document = { number: '05/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp', source: null };
    const carried = async () => {
      const { id } = await draftReorganisation(fresh.db, OPERATOR, { document, effectiveOn: DAY, inferred: false, steps: [merge] }); // prettier-ignore
      await carryOutReorganisation(fresh.db, OPERATOR, id, 1, DEPENDENTS, BEFORE);
      return id;
    };
    const id = await carried();
    expect(await rolesOf(planner.id)).toEqual([PLANNING]);
    await reverseReorganisation(fresh.db, OPERATOR, id, 'Nhập nhầm', DEPENDENTS, BEFORE);
    expect(await rolesOf(planner.id)).toEqual([PLANNING]);
    await carried();
    await renewHandovers(fresh.db, OPERATOR, DEPENDENTS, new Date('2025-02-27T17:00:00Z'));
    expect(await rolesOf(planner.id)).toEqual([PLANNING]);
    await renewHandovers(fresh.db, OPERATOR, DEPENDENTS, new Date('2025-02-28T17:00:00Z'));
    expect(await rolesOf(planner.id)).toEqual([FINANCE]);
  });
});

describe('cơ quan kết thúc', () => {
  it('chức vụ sang cơ quan tiếp nhận từ ngày sắp xếp, ngày cũ vẫn ghi ở cơ quan cũ; sáp nhập thì chưa ai là người đứng đầu mới', async () => {
    const [planning, finance] = [await boss(PLANNING), await boss(FINANCE)];
    const id = await carriedOut(merge);
    expect(await posts(planning.id)).toEqual([
      `${PLANNING} Giám đốc * [2024-01-01,2025-03-01)`,
      `${FINANCE} Giám đốc [2025-03-01,)`,
    ]);
    expect(await posts(finance.id)).toEqual([`${FINANCE} Giám đốc * [2024-01-01,)`]);
    expect((await planning.actor('2025-02-28')).roles).toContain('head');
    expect((await planning.actor('2025-03-01')).roles).not.toContain('head');
    await reverseReorganisation(fresh.db, OPERATOR, id, 'Nhập nhầm', DEPENDENTS);
    expect(await posts(planning.id)).toEqual([`${PLANNING} Giám đốc * [2024-01-01,)`]);
  });

  it('chính cơ quan ấy dưới tên mới: người đứng đầu và người làm thay giữ nguyên; hoàn tác trả lại hết', async () => {
    const [director, deputy] = [await boss(PLANNING), await official(fresh.db, PLANNING, { title: 'Phó Giám đốc' })];
    const { rows } = await fresh.db.$client.query(`select id from person_position where person_id = $1`, [director.id]);
    const which = { personId: director.id, positionId: rows[0].id as string };
    await delegate(fresh.db, OPERATOR, which, { toPersonId: deputy.id, from: '2025-02-20', until: '2025-03-10', reason: 'Nghỉ' }, BEFORE); // prettier-ignore
    const id = await carriedOut(...anew);
    expect(await posts(director.id)).toEqual([
      `${PLANNING} Giám đốc * [2024-01-01,2025-03-01)`,
      'so-moi Giám đốc * [2025-03-01,)',
    ]);
    const standIn = await deputy.actor('2025-03-05');
    expect(standIn.grants.find(({ role }) => role === 'head')).toMatchObject({
      organisation: 'so-moi',
      via: 'delegation',
    });
    await reverseReorganisation(fresh.db, OPERATOR, id, 'Nhập nhầm', DEPENDENTS);
    expect(await posts(director.id)).toHaveLength(1);
    expect((await deputy.actor('2025-03-05')).roles).toContain('head');
  });

  it('người đã giữ đúng chức vụ ấy ở cơ quan tiếp nhận vẫn có cả hai', async () => {
    const one = await official(fresh.db, PLANNING, { title: 'Ủy viên' });
    await fresh.db.$client.query(
      `insert into person_position (person_id, organisation_key, title, valid) values ($1, $2, 'Ủy viên', '[2024-06-01,)')`,
      [one.id, FINANCE],
    );
    await carriedOut(merge);
    expect((await posts(one.id)).at(-1)).toMatch(/^so-tai-chinh Ủy viên \(từ .+\) \[2025-03-01,\)$/);
  });

  it('chia ra nhiều nơi thì người ta quyết định chức vụ và vai trò về đâu', async () => {
    const one = await official(fresh.db, LABOUR, { title: 'Chuyên viên' });
    await carriedOut({ step: 'split', key: LABOUR, continues: false, parts: [{ function: 'lao-dong', to: 'so-noi-vu' }, { function: 'bao-tro-xa-hoi-va-tre-em', to: 'so-y-te' }] }); // prettier-ignore
    const waiting = await listHandovers(fresh.db, { status: 'open' });
    expect(waiting).toMatchObject([
      { subjectType: 'position', detail: 'Chuyên viên', path: `/van-phong/can-bo/${one.id}` },
    ]);
    await decideHandover(
      fresh.db,
      OPERATOR,
      { ids: [waiting[0]!.id], toKey: 'so-y-te', reason: 'QĐ điều động' },
      DEPENDENTS,
    );
    expect(await posts(one.id)).toEqual([
      `${LABOUR} Chuyên viên [2024-01-01,2025-03-01)`,
      'so-y-te Chuyên viên [2025-03-01,)',
    ]);
  });
});
