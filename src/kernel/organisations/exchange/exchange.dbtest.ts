import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isoDate } from '../../calendar/dates.ts';
import { system, type Actor } from '../../database/actor.ts';
import { transact } from '../../database/transaction.ts';
import { heldEverywhere } from '../../identity/model.ts';
import { logger } from '../../log.ts';
import type { Refusal } from '../../refusal.ts';
import { writeSheets } from '../../sheets/index.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import type { Dependents } from '../dependents.ts';
import type { OrganisationVersion, Registry, Succession } from '../model.ts';
import { readRegistry } from '../registry-data.ts';
import { readRegistryFolder } from '../registry-files.ts';
import { loadRegistry, storeRegistry } from '../store.ts';
import { exportRegistryJson, exportRegistryXlsx, registryTemplate } from './export-registry.ts';
import { importRegistry, previewRegistryImport } from './import-registry.ts';
import { ORGANISATION_SHEET, organisationRow, SUCCESSION_SHEET, successionRow } from './sheets.ts';

const shipped = readRegistryFolder();
const admin: Actor = { ...system('Trần Quản Trị'), id: 'a1', roles: ['administrator'], grants: heldEverywhere('administrator') }; // prettier-ignore

let fresh: FreshDatabase;
let now: Registry;
const open = async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, shipped));
  now = await loadRegistry(fresh.db);
  return () => fresh.drop();
};

const body = (key: string, more: Partial<OrganisationVersion> = {}): OrganisationVersion => ({
  key, name: `Trung tâm ${key}`, shortName: null, aliases: [], code: null, level: 'province', kind: 'public-service-unit',
  parentKey: 'ubnd-tinh', area: null, validFrom: isoDate('2026-01-01'), validTo: null, ...more,
}); // prettier-ignore
const step = (more: Partial<Succession>): Succession => ({ predecessorKey: 'so-noi-vu', successorKey: 'so-tai-chinh', function: null, effectiveOn: isoDate('2026-01-01'), source: 'Thử', inferred: false, ...more }); // prettier-ignore
const file = (versions: OrganisationVersion[], successions: Succession[] = []) =>
  writeSheets([
    { sheet: ORGANISATION_SHEET, rows: versions.map(organisationRow) },
    { sheet: SUCCESSION_SHEET, rows: successions.map(successionRow) },
  ]);
const preview = async (versions: OrganisationVersion[], successions: Succession[] = []) =>
  previewRegistryImport(fresh.db, admin, await file(versions, successions));
const take = async (bytes: Uint8Array, dependents: readonly Dependents[] = []) => {
  const { fingerprint } = await previewRegistryImport(fresh.db, admin, bytes);
  return importRegistry(fresh.db, admin, bytes, fingerprint, dependents);
};
const entries = async () => (await fresh.db.execute<{ id: number }>(sql`select id from audit_entry`, 'objects')).length;
const versionOf = (key: string) => now.organisations.find((each) => each.key === key && each.validTo === null)!;

describe('xuất rồi nhập', () => {
  beforeAll(open);

  it('XLSX: không có gì thay đổi, không có gì được ghi', async () => {
    const bytes = await exportRegistryXlsx(fresh.db);
    const shown = await previewRegistryImport(fresh.db, admin, bytes);
    expect(shown.errors).toEqual([]);
    expect([...shown.versions, ...shown.successions].filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
    expect(shown.missing).toEqual({ versions: [], successions: [] });
    expect([shown.versions.length, shown.successions.length]).toEqual([now.organisations.length, now.successions.length]); // prettier-ignore
    const before = await entries();
    expect(await take(bytes)).toEqual({ organisations: 0, versions: 0, changed: 0, successions: 0, open: 0 });
    expect(await loadRegistry(fresh.db)).toEqual(now);
    expect(await entries()).toBe(before);
  });

  it('JSON: nạp được vào cơ sở dữ liệu khác thành đúng danh mục ấy', async () => {
    const { province, organisations, reorganisations: acts, ...rest } = JSON.parse(await exportRegistryJson(fresh.db)) as Record<string, unknown[]>; // prettier-ignore
    const read = readRegistry({ ...rest, organisations: { province: province || 'X', organisations } } as never);
    expect({ ...read, province: '' }).toEqual(now);
    expect(acts).toHaveLength(shipped.reorganisations.length);
  });

  it('mẫu trống nhập được, không làm gì', async () => {
    const shown = await previewRegistryImport(fresh.db, admin, await registryTemplate());
    expect(shown.errors).toEqual([]);
    expect(shown.missing.versions).toHaveLength(now.organisations.length);
  });
});

describe('nhập bổ sung', () => {
  beforeEach(open);

  it('cơ quan mới, phiên bản mới, sửa chữ: mỗi thứ một loại; thiếu trong tệp thì giữ nguyên', async () => {
    const home = versionOf('so-noi-vu');
    const rows = [
      { ...home, code: 'H32.7', shortName: 'SNV' },
      body('trung-tam-a'),
      body('to-b', { name: 'Tổ B', parentKey: 'trung-tam-a', level: 'province' }),
    ];
    const shown = await preview(rows);
    expect(shown.errors).toEqual([]);
    expect(shown.versions.map(({ kind, fields }) => [kind, fields])).toEqual([['changed', ['shortName', 'code']], ['new', []], ['new', []]]); // prettier-ignore
    expect(shown.missing.versions).toHaveLength(now.organisations.length - 1);
    expect(await take(await file(rows))).toMatchObject({ organisations: 2, versions: 2, changed: 1 });
    const after = await loadRegistry(fresh.db);
    expect(after.organisations).toHaveLength(now.organisations.length + 2);
    expect(after.organisations).toContainEqual(rows[0]);
    expect(after.organisations).toContainEqual(rows[2]);
    const told = await fresh.db.execute<{ action: string; subject: string }>(sql`select action, subject_id as subject from audit_entry where subject_type = 'organisation' order by id desc limit 3`, 'objects'); // prettier-ignore
    expect(told.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual(['change so-noi-vu', 'create to-b', 'create trung-tam-a']); // prettier-ignore
  });

  it('đổi tên qua thời gian: phiên bản cũ kết thúc đúng ngày phiên bản mới bắt đầu', async () => {
    const day = isoDate('2026-03-01');
    const old = { ...versionOf('so-tu-phap'), validTo: day };
    const named = { ...old, name: 'Sở Tư pháp và Pháp chế', validFrom: day, validTo: null };
    expect(await take(await file([old, named]))).toMatchObject({ organisations: 0, versions: 1, changed: 1 });
    expect((await loadRegistry(fresh.db)).organisations.filter(({ key }) => key === 'so-tu-phap')).toEqual([old, named]); // prettier-ignore
  });

  it('cơ quan kết thúc: việc đang mở lên danh sách chờ, trong cùng giao dịch', async () => {
    const dossiers: Dependents = {
      name: 'dossier',
      title: { vi: 'Hồ sơ', en: 'Dossiers' },
      openWorkOf: async (_db, keys) => keys.includes('so-tu-phap') ? [{ subjectId: '1', label: 'Hồ sơ 1', detail: null, path: null, organisationKey: 'so-tu-phap', heldBy: 'so-tu-phap', function: null, sharedWith: [] }] : [], // prettier-ignore
      historyOf: async () => 0,
      builtOn: async () => [],
    };
    const ending = await file([{ ...versionOf('so-tu-phap'), validTo: isoDate('2026-03-01') }]);
    expect((await previewRegistryImport(fresh.db, admin, ending)).ending).toEqual([
      { key: 'so-tu-phap', name: 'Sở Tư pháp' },
    ]);
    expect(await take(ending, [dossiers])).toMatchObject({ changed: 1, open: 1 });
  });

  it('địa bàn: ra tệp, vào tệp như cũ; sửa ô thì đổi; tệp cũ không có cột ấy không xóa mất', async () => {
    const area = 'các xã A, B; phường C (trừ thôn D)';
    const commune = body('ubnd-xa-thu', { name: 'UBND xã Thử', level: 'commune', kind: 'people-committee', area });
    await take(await file([commune]));
    const kept = await loadRegistry(fresh.db);
    expect(kept.organisations).toContainEqual(commune);
    const out = await previewRegistryImport(fresh.db, admin, await exportRegistryXlsx(fresh.db));
    expect([out.errors, out.versions.filter(({ kind }) => kind !== 'unchanged')]).toEqual([[], []]);
    const json = JSON.parse(await exportRegistryJson(fresh.db)) as { organisations: OrganisationVersion[] };
    expect(json.organisations).toContainEqual(commune);

    const older = { ...ORGANISATION_SHEET, columns: ORGANISATION_SHEET.columns.filter(({ key }) => key !== 'area') };
    const before = await writeSheets([{ sheet: older, rows: [organisationRow({ ...commune, code: 'VD.9' })] }]);
    const shown = await previewRegistryImport(fresh.db, admin, before);
    expect([shown.errors, shown.versions.map(({ fields }) => fields)]).toEqual([[], [['code']]]);
    await take(before);
    expect((await loadRegistry(fresh.db)).organisations).toContainEqual({ ...commune, code: 'VD.9' });

    const smaller = await file([{ ...commune, code: 'VD.9', area: 'các xã A, B' }]);
    expect((await previewRegistryImport(fresh.db, admin, smaller)).versions.map(({ fields }) => fields)).toEqual([['area']]); // prettier-ignore
    await take(smaller);
    await take(await file([{ ...commune, code: 'VD.9', area: null }]));
    expect((await loadRegistry(fresh.db)).organisations).toContainEqual({ ...commune, code: 'VD.9', area: null });
  });

  it('địa bàn dài quá: nêu ô, không đổi gì', async () => {
    const shown = await preview([body('a1', { area: 'x'.repeat(2_001) })]);
    expect(shown.errors.map(({ code, row, column }) => [code, row, column])).toEqual([['too-long', 3, 'Địa bàn']]);
  });

  it('một tệp nhập hai lần: lần sau không còn gì để làm', async () => {
    const bytes = await file([body('trung-tam-a')]);
    await take(bytes);
    expect(await take(bytes)).toMatchObject({ organisations: 0, versions: 0, changed: 0 });
  });

  it('danh mục đổi sau khi xem trước: từ chối, không ghi gì', async () => {
    const bytes = await file([{ ...versionOf('so-noi-vu'), code: 'H32.7' }]);
    const { fingerprint } = await previewRegistryImport(fresh.db, admin, bytes);
    await take(await file([{ ...versionOf('so-noi-vu'), code: 'H32.8' }]));
    await expect(importRegistry(fresh.db, admin, bytes, fingerprint, [])).rejects.toMatchObject({ code: 'organisations.changed-meanwhile', status: 409 }); // prettier-ignore
  });

  it('nhiều cơ quan mới trong một giao dịch', async () => {
    const many = Array.from({ length: 600 }, (_, at) => body(`don-vi-${at}`, { aliases: [`Đơn vị ${at}`, `ĐV${at}`] })); // prettier-ignore
    expect(await take(await file(many))).toMatchObject({ organisations: 600, versions: 600 });
    expect((await loadRegistry(fresh.db)).organisations).toContainEqual(many[599]);
  });
});

/** Each is refused with its code at its row, changes nothing, and leaves a line in the log. */
describe('tệp sai', () => {
  beforeAll(open);

  const past = isoDate('2020-01-01');
  it.each<[string, OrganisationVersion[], Succession[], [code: string, row: number | null][]]>([
    ['thời gian chồng nhau trong tệp', [body('a1', { validTo: isoDate('2026-06-01') }), body('a1', { validFrom: isoDate('2026-05-01') })], [], [['versions-overlap', 4]]], // prettier-ignore
    ['thời gian chồng lên phiên bản đang có', [body('so-noi-vu')], [], [['versions-overlap', 3]]],
    ['hết trước khi bắt đầu', [body('a1', { validTo: past })], [], [['ends-before-start', 3]]],
    ['đi vòng', [body('a1', { parentKey: 'a2' }), body('a2', { parentKey: 'a1' })], [], [['parents-in-a-circle', 3], ['parents-in-a-circle', 4]]], // prettier-ignore
    ['cấp trên không có', [body('a1', { parentKey: 'khong-co' })], [], [['parent-unknown', 3]]],
    ['cấp trên chưa có vào ngày ấy', [body('a1'), body('a2', { parentKey: 'a1', validFrom: past })], [], [['parent-not-there', 4]]], // prettier-ignore
    ['cấp trên đã kết thúc', [body('a1', { parentKey: 'so-ke-hoach-va-dau-tu' })], [], [['parent-not-there', 3]]],
    ['khóa sai', [body('Sở A')], [], [['key-invalid', 3]]],
    [
      'trùng dòng',
      [body('a1'), body('a1')],
      [],
      [
        ['row-twice', 4],
        ['versions-overlap', 4],
      ],
    ],
    ['trùng tên', [body('a1', { name: 'Sở Nội Vụ', kind: 'department' })], [], [['name-taken', 3]]],
    ['bên tiếp nhận đã kết thúc', [], [step({ successorKey: 'so-ke-hoach-va-dau-tu' })], [['successor-ended', 3]]],
    ['bên tiếp nhận chưa có', [body('a1', { validFrom: isoDate('2030-01-01') })], [step({ successorKey: 'a1' })], [['successor-not-yet', 3]]], // prettier-ignore
    ['bên tiếp nhận không có', [], [step({ successorKey: 'khong-co' })], [['successor-unknown', 3]]],
    ['chức năng không có', [], [step({ function: 'Thuần hóa rồng' })], [['function-unknown', 3]]],
  ])('%s', async (_name, versions, successions, expected) => {
    const shown = await preview(versions, successions);
    expect(shown.errors.map(({ code, row }) => [code, row]).sort()).toEqual(expected.sort());
    for (const { message, row } of shown.errors) expect(message).toMatch(new RegExp(`^Dòng ${row}`));
    const log = vi.spyOn(logger, 'info').mockImplementation(() => {});
    const before = await entries();
    const refused = await take(await file(versions, successions)).catch((error: Refusal) => error);
    expect(refused).toMatchObject({ code: 'organisations.import-refused', status: 422 });
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ act: 'import-registry', code: 'organisations.import-refused', actor: 'a1' }), 'act refused'); // prettier-ignore
    expect(await loadRegistry(fresh.db)).toEqual(now);
    expect(await entries()).toBe(before);
  });

  it('cơ quan đang có bị bỏ rơi vì cấp trên kết thúc: nêu tên nó', async () => {
    const shown = await preview([{ ...versionOf('ubnd-tinh'), validTo: isoDate('2026-06-01') }]);
    expect(shown.errors.find(({ row }) => row === null)?.message).toContain('Mục đang có trong danh mục');
  });

  it('ngày do một lần sắp xếp định thì không sửa bằng tệp', async () => {
    const ended = now.organisations.find(({ key }) => key === 'so-ke-hoach-va-dau-tu')!;
    const shown = await preview([{ ...ended, validTo: isoDate('2025-04-01') }]);
    expect(shown.errors.map(({ code }) => code)).toContain('bound-to-act');
    expect((await preview([{ ...ended, code: 'H32.9' }])).errors).toEqual([]);
  });

  it('dòng cấp trên có lỗi: con của nó là không kiểm tra được, không phải không có', async () => {
    const bad = { ...body('a1'), level: 'sai' } as unknown as OrganisationVersion;
    const shown = await preview([bad, body('a2', { parentKey: 'a1' })]);
    expect(shown.errors.map(({ code, row }) => [code, row])).toEqual([
      ['not-a-choice', 3],
      ['could-not-check', 4],
    ]);
  });

  it('không có quyền thì không được xem trước, không được nhập', async () => {
    const officer = { ...admin, roles: ['officer'], grants: heldEverywhere('officer') };
    const bytes = await file([]);
    await expect(previewRegistryImport(fresh.db, officer, bytes)).rejects.toMatchObject({ status: 403 });
    await expect(importRegistry(fresh.db, officer, bytes, '', [])).rejects.toMatchObject({ status: 403 });
  });
});
