import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { ORGANISATION_LIST } from '../lists.ts';
import { collectivesOf, findOrganisationByKey, membersOfCollectives } from '../queries.ts';
import { readRegistryFolder } from '../registry-files.ts';
import { asOf, findOrganisation, membersOf } from '../registry.ts';
import { rewind } from '../reorganisation/carry-out.ts';
import { reverseReorganisation } from '../reverse.ts';
import { loadRegistry, storeRegistry } from '../store.ts';
import { neighbour } from '../testing/neighbour.ts';
import { treeAt } from '../tree.ts';
import { mergeRegistry, previewMerge, type MergeInput } from './merge-registry.ts';

const DAY = isoDate('2025-07-01');
const EVE = isoDate('2025-06-30');
const clerk = system('test');
// The shipped registry knows the neighbour's committee already; before the merger it is not there.
const ours = rewind(readRegistryFolder(), DAY);
const input: MergeInput = {
  province: 'Ninh Thuận',
  prefix: 'ninh-thuan',
  same: { 'ubnd-tinh': 'ubnd-tinh-ninh-thuan' },
  document: { number: '202/2025/QH15', issuedOn: isoDate('2025-06-12'), title: 'Sắp xếp đơn vị hành chính cấp tỉnh', source: null }, // prettier-ignore
  effectiveOn: DAY,
  steps: [
    { step: 'merge', keys: ['ubnd-tinh-ninh-thuan'], into: 'ubnd-tinh' },
    { step: 'merge', keys: ['ninh-thuan-so-noi-vu'], into: 'so-noi-vu' },
    { step: 'merge', keys: ['ninh-thuan-so-tai-chinh'], into: 'so-tai-chinh' },
  ],
};

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, clerk, (tx) => storeRegistry(tx, ours));
  await fresh.db.execute(sql`update organisation_version set code = 'VD-KH.1' where organisation_key = 'so-noi-vu'`);
  return () => fresh.drop();
});

const merge = (more: Partial<MergeInput> = {}) => mergeRegistry(fresh.db, clerk, neighbour(), { ...input, ...more }, []); // prettier-ignore
const list = async (address: string) =>
  (await readPage(fresh.db, ORGANISATION_LIST, readQuery(ORGANISATION_LIST, new URLSearchParams(`limit=200&${address}`)), { today: DAY })).rows; // prettier-ignore
const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key).sort();

describe('hợp nhất hai tỉnh', () => {
  it('không mất phiên bản nào của tỉnh nào, kể cả cơ quan đã kết thúc từ trước', async () => {
    const before = await loadRegistry(fresh.db);
    expect(await merge()).toMatchObject({ organisations: 6, versions: 7, successions: 1, merged: 3 });
    const after = await loadRegistry(fresh.db);
    const known = new Set(after.organisations.map(({ key, validFrom }) => `${key} ${validFrom}`));
    for (const { key, validFrom } of before.organisations) expect(known).toContain(`${key} ${validFrom}`);
    for (const { key } of neighbour().organisations.filter(({ key }) => !['chinh-phu', 'ubnd-tinh'].includes(key))) {
      expect(after.organisations.some((each) => each.key === `ninh-thuan-${key}`)).toBe(true);
    }
    expect(after.successions).toContainEqual(expect.objectContaining({ predecessorKey: 'ninh-thuan-so-tho', successorKey: 'ninh-thuan-so-noi-vu' })); // prettier-ignore
    const acts = await fresh.db.execute<{ number: string }>(sql`select number from reorganisation order by effective_on`, 'objects'); // prettier-ignore
    expect(acts.map(({ number }) => number)).toEqual(['VD/01', '202/2025/QH15']);
  });

  it('như tổ chức khi ấy và như nay', async () => {
    await merge();
    const [then, now] = [keys(await list(`as_of=${EVE}`)), keys(await list(`as_of=${DAY}`))];
    expect(then).toEqual(expect.arrayContaining(['so-noi-vu', 'ninh-thuan-so-noi-vu', 'ninh-thuan-ubnd-huyen-vi-du']));
    expect(now).toEqual(expect.arrayContaining(['so-noi-vu', 'ninh-thuan-ban-nho-va-vang', 'ninh-thuan-ubnd-xa-vi-du'])); // prettier-ignore
    expect(now).not.toContain('ninh-thuan-so-noi-vu');
    const { branches } = await treeAt(fresh.db, DAY);
    expect(branches.map(({ key }) => key)).not.toContain('ubnd-tinh-ninh-thuan');
    expect(branches.find(({ key }) => key === 'ubnd-tinh')!.units.map(({ key }) => key)).toContain('ninh-thuan-ubnd-xa-vi-du'); // prettier-ignore
  });

  it('cơ quan hợp nhất giữ cả hai mã', async () => {
    await merge();
    const found = await findOrganisationByKey(fresh.db, 'so-noi-vu', DAY);
    expect(found.version.code).toBe('VD-KH.1');
    expect(found.formerCodes.map(({ code }) => code).sort()).toEqual(['VD-NT.so-noi-vu', 'VD-NT.so-tho']);
    expect((await findOrganisationByKey(fresh.db, 'so-noi-vu', EVE)).formerCodes).toEqual([]);
    expect(keys(await list(`as_of=${EVE}&q=vd-nt.so-noi`))).toEqual(['ninh-thuan-so-noi-vu']);
  });

  it('tên chung vẫn chỉ cơ quan của tỉnh này; tên có “tỉnh Ninh Thuận” chỉ cơ quan kia', async () => {
    await merge();
    const registry = await loadRegistry(fresh.db);
    expect(findOrganisation(registry, 'Sở Nội vụ', EVE)?.key).toBe('so-noi-vu');
    expect(findOrganisation(registry, 'Sở Nội vụ tỉnh Ninh Thuận', EVE)?.key).toBe('ninh-thuan-so-noi-vu');
  });

  it('“các sở, ban, ngành” trước ngày hợp nhất vẫn là của riêng từng tỉnh; SQL như quy tắc thuần', async () => {
    const before = await loadRegistry(fresh.db);
    await merge();
    const registry = await loadRegistry(fresh.db);
    const collective = (key: string, of = registry) => of.collectives.find((each) => each.key === key)!;
    expect(keys(membersOf(collective('cac-so-ban-nganh'), EVE, registry))).toEqual(keys(membersOf(collective('cac-so-ban-nganh', before), EVE, before))); // prettier-ignore
    expect(keys(membersOf(collective('ninh-thuan-cac-so-ban-nganh'), EVE, registry))).toEqual(['ninh-thuan-so-noi-vu', 'ninh-thuan-so-tai-chinh']); // prettier-ignore
    const communes = registry.collectives.find(({ members }) => members.some(({ levels }) => levels?.includes('commune')))!; // prettier-ignore
    expect(keys(membersOf(communes, EVE, registry))).not.toContain('ninh-thuan-ubnd-xa-vi-du');
    expect(keys(membersOf(communes, DAY, registry))).toContain('ninh-thuan-ubnd-xa-vi-du');
    for (const at of [EVE, DAY]) {
      const found = await membersOfCollectives(fresh.db, registry.collectives.map(({ key }) => key), at, 20_000); // prettier-ignore
      for (const each of registry.collectives) {
        expect(keys(found.filter(({ collective }) => collective === each.key)), `${each.key} ${at}`).toEqual(keys(membersOf(each, at, registry))); // prettier-ignore
      }
    }
    expect((await collectivesOf(fresh.db, 'ninh-thuan-so-noi-vu', EVE)).map(({ key }) => key)).toEqual(['ninh-thuan-cac-so-ban-nganh']); // prettier-ignore
  });

  it('không nêu bước nào: cơ quan cùng tên, cùng cấp, cùng loại nhập vào nhau', async () => {
    const { act } = await previewMerge(fresh.db, clerk, neighbour(), { ...input, same: {}, steps: null });
    expect(act.steps).toEqual([
      { step: 'merge', keys: ['ninh-thuan-ubnd-tinh'], into: 'ubnd-tinh' },
      { step: 'merge', keys: ['ninh-thuan-so-noi-vu'], into: 'so-noi-vu' },
      { step: 'merge', keys: ['ninh-thuan-so-tai-chinh'], into: 'so-tai-chinh' },
    ]);
    expect(await merge({ same: {}, steps: null })).toMatchObject({ merged: 3 });
  });

  it('hoàn tác lần hợp nhất: hai tỉnh đứng cạnh nhau, không mất gì', async () => {
    await merge();
    const [act] = await fresh.db.execute<{ id: string }>(sql`select id from reorganisation where number = '202/2025/QH15'`, 'objects'); // prettier-ignore
    await reverseReorganisation(fresh.db, clerk, act!.id, 'Thử', []);
    const living = keys(asOf(await loadRegistry(fresh.db), DAY));
    expect(living).toEqual(expect.arrayContaining(['so-noi-vu', 'ninh-thuan-so-noi-vu', 'ubnd-tinh-ninh-thuan']));
  });
});

describe('hợp nhất sai: từ chối, không đổi gì', () => {
  it.each<[string, Partial<MergeInput>, string]>([
    ['khóa “bằng nhau” không có', { same: { 'ubnd-tinh': 'khong-co' } }, 'organisations.same-unknown'],
    ['bước sai', { steps: [{ step: 'merge', keys: ['ninh-thuan-so-tho'], into: 'so-noi-vu' }] }, 'organisations.reorganisation-refused'], // prettier-ignore
    ['bỏ rơi đơn vị', { steps: [{ step: 'abolish', key: 'ubnd-tinh-ninh-thuan' }] }, 'organisations.reorganisation-refused'], // prettier-ignore
    ['tiền tố đã dùng', { prefix: 'so' }, 'organisations.prefix-taken'],
  ])('%s', async (_name, more, code) => {
    const before = await loadRegistry(fresh.db);
    await expect(merge(more)).rejects.toMatchObject({ code });
    expect(await loadRegistry(fresh.db)).toEqual(before);
  });

  it('lần thứ hai', async () => {
    await merge();
    await expect(merge()).rejects.toMatchObject({ code: 'organisations.prefix-taken' });
  });

  it('cấp trên kết thúc trước khi hợp nhất mà đơn vị còn: nêu đơn vị ấy', async () => {
    await transact(fresh.db, clerk, async (tx) => {
      await tx.execute(
        sql`update organisation_version set valid = '[,2025-06-01)' where organisation_key = 'ubnd-tinh-ninh-thuan'`,
      );
      tx.record({ action: 'x', subjectType: 'x', subjectId: 'x', after: { a: 1 } });
    });
    await expect(merge({ steps: input.steps!.slice(1) })).rejects.toMatchObject({ code: 'organisations.merge-refused', where: expect.stringContaining('ubnd-tinh-ninh-thuan') }); // prettier-ignore
  });
});
