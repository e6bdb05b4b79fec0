import { beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { draftReorganisation } from '#kernel/organisations/drafts.ts';
import { rewind } from '#kernel/organisations/reorganisation/carry-out.ts';
import type { Step } from '#kernel/organisations/reorganisation/model.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, decideHandover, renewHandovers } from '#kernel/organisations/service.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { KEY_DEPENDENTS } from './dependents.ts';
import type { Permission } from './permissions.ts';

const OPERATOR = system('Kiểm thử');
const shipped = readRegistryFolder();
const DAY = isoDate('2025-03-01');
const BEFORE = new Date('2025-02-10T03:00:00Z');
const PLANNING = 'so-ke-hoach-va-dau-tu';
const INFORMATION = 'so-thong-tin-va-truyen-thong';
const FINANCE = 'so-tai-chinh';
const LABOUR = 'so-lao-dong-thuong-binh-va-xa-hoi';
const GRANTABLE: Permission[] = [
  { action: 'plan.report', label: 'báo cáo', roles: ['officer'], scoped: true },
  { action: 'plan.decide', label: 'xác nhận', roles: ['officer'], scoped: true },
];
const merge: Step = { step: 'merge', keys: [PLANNING], into: FINANCE };
const mergeTwo: Step = { step: 'merge', keys: [PLANNING, INFORMATION], into: FINANCE };
const split: Step = { step: 'split', key: LABOUR, continues: false, parts: [{ function: 'lao-dong', to: 'so-noi-vu' }, { function: 'bao-tro-xa-hoi-va-tre-em', to: 'so-y-te' }] }; // prettier-ignore

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, OPERATOR, (tx) => storeRegistry(tx, rewind(shipped, isoDate('2025-01-01'))));
  return () => fresh.drop();
});

let count = 0;
const made = (...scopes: string[]) => createApiKey(fresh.db, OPERATOR, { name: `Khóa ${++count}`, scopes, until: '2025-12-31' }, GRANTABLE, BEFORE); // prettier-ignore
const scopesOf = async (id: string) => (await listApiKeys(fresh.db, OPERATOR, BEFORE)).find((key) => key.id === id)!.scopes; // prettier-ignore
async function carried(now: Date, ...steps: Step[]): Promise<string> {
  const document = { number: '05/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp', source: null };
  const { id } = await draftReorganisation(fresh.db, OPERATOR, { document, effectiveOn: DAY, inferred: false, steps });
  await carryOutReorganisation(fresh.db, OPERATOR, id, 1, [KEY_DEPENDENTS], now);
  return id;
}
const undo = (id: string) => reverseReorganisation(fresh.db, OPERATOR, id, 'Nhập nhầm', [KEY_DEPENDENTS], BEFORE);
const ON_THE_DAY = new Date('2025-03-01T03:00:00Z');

describe('khóa API của cơ quan kết thúc', () => {
  it('làm thay cơ quan tiếp nhận từ ngày ấy, đúng các quyền ấy; khóa toàn tỉnh và khóa đã thu hồi không đổi; hoàn tác thì trở về', async () => {
    const [key, whole, gone] = [await made(`plan.report@${PLANNING}`), await made('plan.report@*'), await made(`plan.report@${PLANNING}`)]; // prettier-ignore
    await revokeApiKey(fresh.db, OPERATOR, gone.id, BEFORE);
    const id = await carried(BEFORE, merge);
    expect(await scopesOf(key.id)).toEqual([`plan.report@${PLANNING}`]);
    await renewHandovers(fresh.db, OPERATOR, [KEY_DEPENDENTS], ON_THE_DAY);
    expect(await scopesOf(key.id)).toEqual([`plan.report@${FINANCE}`]);
    expect([await scopesOf(whole.id), await scopesOf(gone.id)]).toEqual([['plan.report@*'], [`plan.report@${PLANNING}`]]); // prettier-ignore
    await undo(id);
    expect(await scopesOf(key.id)).toEqual([`plan.report@${PLANNING}`]);
  });

  it('hai cơ quan nhập một: không thêm quyền nào; hoàn tác trả đúng quyền của từng cơ quan, không lẫn', async () => {
    const own = [`plan.decide@${FINANCE}`, `plan.decide@${PLANNING}`, `plan.report@${INFORMATION}`];
    const key = await made(...own);
    const id = await carried(ON_THE_DAY, mergeTwo);
    expect(await scopesOf(key.id)).toEqual([`plan.decide@${FINANCE}`, `plan.report@${FINANCE}`]);
    await undo(id);
    expect(await scopesOf(key.id)).toEqual(own.toSorted());
  });

  it('chia ra nhiều nơi thì người ta quyết định, mỗi việc một mục nhật ký', async () => {
    const key = await made(`plan.report@${LABOUR}`);
    await carried(ON_THE_DAY, split);
    expect(await scopesOf(key.id)).toEqual([`plan.report@${LABOUR}`]);
    const open = await listHandovers(fresh.db, { status: 'open' });
    expect(open).toMatchObject([{ subjectType: 'api-key', choices: ['so-noi-vu', 'so-y-te'] }]);
    await decideHandover(fresh.db, OPERATOR, { ids: [open[0]!.id], toKey: 'so-y-te', reason: 'QĐ 7' }, [KEY_DEPENDENTS], ON_THE_DAY); // prettier-ignore
    expect(await scopesOf(key.id)).toEqual(['plan.report@so-y-te']);
  });

  it('khóa cấp cho cơ quan mới thì lần sắp xếp không hoàn tác được nữa', async () => {
    const anew: Step = { step: 'create', key: 'so-moi', name: 'Sở Mới', shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: 'ubnd-tinh' }; // prettier-ignore
    const id = await carried(ON_THE_DAY, anew);
    const { id: key } = await made('plan.report@so-moi');
    await expect(undo(id)).rejects.toMatchObject({
      code: 'organisations.built-upon',
      where: `Khóa API: Khóa ${count}`,
    });
    expect(await scopesOf(key)).toEqual(['plan.report@so-moi']);
  });
});
