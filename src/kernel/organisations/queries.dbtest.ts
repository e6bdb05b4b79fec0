import { beforeAll, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { ORGANISATION_LIST } from './lists.ts';
import { collectivesOf, findOrganisationByKey, membersOfCollectives, unitsOf } from './queries.ts';
import { readRegistryFolder } from './registry-files.ts';
import { asOf, membersOf } from './registry.ts';
import { storeRegistry } from './store.ts';

const fresh = useDatabase();
const registry = readRegistryFolder();
const before = isoDate('2024-12-31');
const after = isoDate('2025-08-01');
const ask = (address: string, today = before) =>
  readPage(fresh.db, ORGANISATION_LIST, readQuery(ORGANISATION_LIST, new URLSearchParams(address)), { today });

beforeAll(async () => {
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, registry));
});

it.each([before, after])('danh sách ngày %s có đúng những cơ quan có vào ngày đó', async (day) => {
  const page = await ask('limit=200', day);
  expect(page.rows.map(({ key }) => key).sort()).toEqual(
    asOf(registry, day)
      .map(({ key }) => key)
      .sort(),
  );
});

it('“tính đến ngày” trong địa chỉ thắng ngày hôm nay', async () => {
  const keys = async (address: string) => (await ask(address, after)).rows.map(({ key }) => key);
  expect(await keys('q=giao+thong+van+tai')).toEqual([]);
  expect(await keys('q=giao+thong+van+tai&as_of=2024-12-31')).toEqual(['so-giao-thong-van-tai']);
});

it.each([
  ['q=so+noi+vu', 'so-noi-vu'],
  ['q=SNV', null],
  ['q=kh%26đt', 'so-ke-hoach-va-dau-tu'],
  ['q=dau+tu+SO', 'so-ke-hoach-va-dau-tu'],
  ["q=%25'", null],
])('tìm “%s” không phân biệt dấu', async (address, key) => {
  const { rows } = await ask(address);
  if (key === null) expect(rows).toEqual([]);
  else expect(rows.map((row) => row.key)).toContain(key);
});

it.each([before, after])('thành viên của mọi tập thể ngày %s đúng như quy tắc thuần', async (day) => {
  const found = await membersOfCollectives(fresh.db, registry.collectives.map(({ key }) => key), day, 20_000); // prettier-ignore
  for (const collective of registry.collectives) {
    const expected = membersOf(collective, day, registry).map(({ key }) => key).sort(); // prettier-ignore
    expect(
      found
        .filter((row) => row.collective === collective.key)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(expected);
  }
});

it('tập thể của một cơ quan, và số thành viên bằng đúng danh sách mà nó mở ra', async () => {
  const collectives = await collectivesOf(fresh.db, 'so-noi-vu', before);
  expect(collectives.map(({ name }) => name)).toContain('Các sở, ban, ngành');
  expect(collectives.filter(({ name }) => name.includes('liên quan'))).toEqual([]);
  for (const { key, members } of collectives) expect((await ask(`collective=${key}`)).total).toBe(members);
});

it('cơ quan đã sáp nhập: còn trang, với cơ quan kế tiếp và nguồn', async () => {
  const found = await findOrganisationByKey(fresh.db, 'so-giao-thong-van-tai', after);
  expect(found).toMatchObject({ exists: false, version: { name: 'Sở Giao thông vận tải' } });
  expect(found.steps).toMatchObject([
    { direction: 'successor', key: 'so-xay-dung', effectiveOn: '2025-03-01', inferred: true },
  ]);
  expect((await findOrganisationByKey(fresh.db, 'so-xay-dung', after)).steps).toContainEqual(
    expect.objectContaining({ direction: 'predecessor', name: 'Sở Giao thông vận tải' }),
  );
});

it('cơ quan trực thuộc', async () => {
  expect((await unitsOf(fresh.db, 'ubnd-tinh', before)).map(({ key }) => key)).toContain('so-noi-vu');
});

it.each(['khong-co-co-quan-nay', "x' or true", 'a\0b', ''])('không có cơ quan “%s”: từ chối 404', async (key) => {
  await expect(findOrganisationByKey(fresh.db, key, before)).rejects.toMatchObject({ status: 404 });
});
