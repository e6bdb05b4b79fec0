import { expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { history } from '#kernel/audit/index.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { setSite, siteOf, UNSET_SITE } from './site.ts';

const fresh = useDatabase();
const KHANH_HOA = { province: { vi: 'Tỉnh Khánh Hòa', en: 'Khánh Hòa Province' } };
const set = (site: Parameters<typeof setSite>[1]) => transact(fresh.db, system('test'), (tx) => setSite(tx, site));

it('chưa đặt tên tỉnh thì trang không xưng tên; đặt rồi thì thấy ngay, và có trong nhật ký', async () => {
  expect(await siteOf(fresh.db)).toEqual(UNSET_SITE);
  await set(KHANH_HOA);
  expect(await siteOf(fresh.db)).toEqual(KHANH_HOA);
  await set({ ...KHANH_HOA, licence: { vi: 'Được dùng lại khi ghi nguồn', en: 'Reuse with attribution' } });
  expect((await history(fresh.db, 'setting', 'site')).map(({ action, before }) => [action, before])).toEqual([
    ['set-site', KHANH_HOA],
    ['set-site', null],
  ]);
});

it('tiến trình khác đổi tên: nhiều nhất một phút sau thì thấy', async () => {
  await set(KHANH_HOA);
  const now = Date.now();
  await siteOf(fresh.db, now);
  await fresh.db.execute(
    sql`update setting set value = '{"province":{"vi":"Tỉnh khác","en":"Another"}}' where key = 'site'`,
  );
  expect(await siteOf(fresh.db, now + 59_000)).toEqual(KHANH_HOA);
  expect((await siteOf(fresh.db, now + 60_000)).province?.vi).toBe('Tỉnh khác');
});

it('tên trống bị từ chối; giá trị hỏng trong cơ sở dữ liệu không làm hỏng trang', async () => {
  await expect(set({ province: { vi: '', en: 'x' } })).rejects.toThrow();
  await fresh.db.execute(sql`update setting set value = '"hỏng"' where key = 'site'`);
  expect(await siteOf(fresh.db, Date.now() + 120_000)).toEqual(UNSET_SITE);
});
