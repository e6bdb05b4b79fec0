import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { describeEntry, history, KERNEL_HISTORY } from '#kernel/audit/index.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import type { Role } from '#kernel/identity/permissions.ts';
import { logger } from '#kernel/log.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import { correctOrganisation, sealOf, type Correction, type CorrectedVersion } from './correct.ts';
import { readRegistryFolder } from './registry-files.ts';
import { loadRegistry, storeRegistry } from './store.ts';

const inRole = (role: Role): Actor => ({ ...system('Trần Quản Trị'), id: 'a1', roles: [role], grants: heldEverywhere(role) }); // prettier-ignore
const admin = inRole('administrator');
const shipped = readRegistryFolder();
const home = shipped.organisations.find(({ key }) => key === 'so-noi-vu')!;
const which: CorrectedVersion = { key: home.key, validFrom: home.validFrom, seen: sealOf(home) };
const says: Correction = { name: home.name, shortName: 'SNV', code: 'H32.12', area: ' Toàn\n tỉnh ', aliases: 'Sở NV\n\nSở Nội vụ tỉnh', reason: 'Bổ sung mã định danh' }; // prettier-ignore

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, shipped));
  return () => fresh.drop();
});

const correct = (given: Partial<Correction> = {}, version = which, actor = admin) =>
  correctOrganisation(fresh.db, actor, version, { ...says, ...given });

describe('sửa cách viết của một cơ quan', () => {
  it('đổi đúng cơ quan ấy, đúng các mục ấy; ngày và cấp trên không đổi; lịch sử nói rõ từ gì thành gì, vì sao', async () => {
    await correct();
    const after = await loadRegistry(fresh.db);
    const fixed = {
      ...home,
      shortName: 'SNV',
      code: 'H32.12',
      area: 'Toàn tỉnh',
      aliases: ['Sở NV', 'Sở Nội vụ tỉnh'],
    };
    expect(after.organisations.find(({ key }) => key === home.key)).toEqual(fixed);
    const others = ({ organisations }: Pick<typeof shipped, "organisations">) => organisations.filter(({ key }) => key !== home.key).map(({ key, name, code }) => [key, name, code]).sort(); // prettier-ignore
    expect(others(after)).toEqual(others(shipped));
    const [entry] = await history(fresh.db, 'organisation', home.key);
    expect(describeEntry(entry!, KERNEL_HISTORY, 'vi')).toMatchObject({
      title: 'Sửa cách viết của cơ quan',
      details: ['Tên: Sở Nội vụ', `Tên gọn: ${home.shortName} → SNV`, 'Mã định danh: H32.12', 'Địa bàn: Toàn tỉnh', 'Lý do, ghi chú: Bổ sung mã định danh'], // prettier-ignore
    });
  });

  it('người sửa sau trên bản cũ bị từ chối', async () => {
    await correct();
    await expect(correct({ code: 'H32.99' })).rejects.toMatchObject({ code: 'organisations.changed-meanwhile', status: 409 }); // prettier-ignore
    expect((await loadRegistry(fresh.db)).organisations.find(({ key }) => key === home.key)!.code).toBe('H32.12');
  });

  it.each<[string, Partial<Correction>, Partial<CorrectedVersion>, string]>([
    ['không tên', { name: '  ' }, {}, 'organisations.correction-invalid'],
    ['tên quá dài', { name: 'x'.repeat(301) }, {}, 'organisations.correction-invalid'],
    ['địa bàn quá dài', { area: 'x'.repeat(2_001) }, {}, 'organisations.correction-invalid'],
    ['không lý do', { reason: ' ' }, {}, 'organisations.correction-invalid'],
    ['tên của cơ quan khác, viết cách khác', { name: 'SỞ  Tư pháp' }, {}, 'organisations.correction-invalid'],
    ['cơ quan không có', {}, { key: 'khong-co' }, 'organisation.not-found'],
    ['thời gian không có', {}, { validFrom: isoDate('2020-02-02') }, 'organisation.not-found'],
    ['đã khác lúc xem', {}, { seen: '' }, 'organisations.changed-meanwhile'],
  ])('%s: từ chối, không đổi gì, có dòng trong nhật ký hệ thống', async (_name, given, version, code) => {
    const before = await loadRegistry(fresh.db);
    const log = vi.spyOn(logger, 'info').mockImplementation(() => {});
    await expect(correct(given, { ...which, ...version })).rejects.toMatchObject({ code });
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ act: 'correct', code, actor: 'a1' }), 'act refused');
    expect(await loadRegistry(fresh.db)).toEqual(before);
    expect(await history(fresh.db, 'organisation', home.key)).toEqual([]);
    log.mockRestore();
  });

  it('ai đã sửa địa bàn thì người sửa sau cũng phải xem lại; xóa chữ là để trống', async () => {
    await correct({
      ...says,
      name: home.name,
      shortName: home.shortName ?? '',
      code: home.code ?? '',
      aliases: home.aliases.join('\n'),
    });
    await expect(correct()).rejects.toMatchObject({ code: 'organisations.changed-meanwhile' });
    const stands = (await loadRegistry(fresh.db)).organisations.find(({ key }) => key === home.key)!;
    await correct({ area: '' }, { ...which, seen: sealOf(stands) });
    expect((await loadRegistry(fresh.db)).organisations.find(({ key }) => key === home.key)!.area).toBeNull();
  });

  it.each<Role>(['reader', 'officer', 'head', 'plan-owner'])('%s không được sửa', async (role) => {
    await expect(correct({}, which, inRole(role))).rejects.toMatchObject({ status: 403 });
  });
});
