import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { readRegistryFolder } from './registry-files.ts';
import { asOf, versionOf } from './registry.ts';
import { insertVersions } from './registry-rows.ts';
import { storeRegistry } from './store.ts';
import { endsWithoutSuccessor } from './ends.ts';
import { assigneeNames, bodiesOn, namesOn, successionDays, successionsOn, treeAt, type Branch } from './tree.ts';

const registry = readRegistryFolder();
const day = isoDate('2024-12-31');
const flat = (branches: readonly Branch[]): Branch[] => branches.flatMap((each) => [each, ...flat(each.units)]);
const find = (branches: readonly Branch[], key: string) => flat(branches).find((each) => each.key === key)!;

describe('một tỉnh nhỏ: cả cây', () => {
  const fresh = useDatabase();
  beforeAll(async () => {
    await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, registry));
  });

  it.each(['2024-12-31', '2025-03-01', '2025-07-01'])(
    'ngày %s có đủ mọi cơ quan của ngày ấy, mỗi cơ quan một lần',
    async (at) => {
      const { branches, count } = await treeAt(fresh.db, isoDate(at));
      const bodies = asOf(registry, isoDate(at)).map(({ key }) => key).sort(); // prettier-ignore
      expect(flat(branches).map(({ key }) => key).sort()).toEqual(bodies); // prettier-ignore
      expect(count).toBe(bodies.length);
      for (const { below, units } of flat(branches)) expect(units).toHaveLength(below);
    },
  );

  it('theo thứ tự tiếng Việt, cấp tỉnh trước', async () => {
    const province = find((await treeAt(fresh.db, day)).branches, 'ubnd-tinh');
    const names = province.units.map(({ name }) => name);
    expect(names.indexOf('Sở Tài chính')).toBeLessThan(names.indexOf('Sở Y tế'));
    expect(province.units.at(-1)!.name).toContain('UBND');
  });

  it('kế thừa theo ngày, bằng tên lúc ấy', async () => {
    const days = await successionDays(fresh.db);
    expect(days.map(({ day }) => day)).toEqual(['2025-03-01', '2025-07-01']);
    const found = await successionsOn(fresh.db, days.map(({ day }) => day)); // prettier-ignore
    expect(found).toHaveLength(registry.successions.length);
    for (const { predecessorKey, effectiveOn, from } of found) {
      expect(from).toBe(versionOf(registry, predecessorKey, addDays(effectiveOn, -1))!.name);
    }
  });

  it('kết thúc không ai tiếp nhận: đúng chín huyện ngày 01/07/2025', async () => {
    const ended = await endsWithoutSuccessor(fresh.db);
    const districts = registry.organisations.filter(({ level, kind }) => level === 'district' && kind === 'people-committee'); // prettier-ignore
    expect(ended.map(({ key }) => key).sort()).toEqual(districts.map(({ key }) => key).sort());
    expect(new Set(ended.map(({ day }) => day))).toEqual(new Set(['2025-07-01']));
    expect((await endsWithoutSuccessor(fresh.db, 3)).length).toBe(3);
  });

  it('tên vào một ngày đúng như quy tắc thuần, kể cả khi cơ quan đã kết thúc hoặc chưa có', async () => {
    const keys = [...new Set(registry.organisations.map(({ key }) => key))];
    for (const at of ['1990-01-01', '2024-12-31', '2026-01-01']) {
      const names = await namesOn(fresh.db, keys, isoDate(at));
      for (const key of keys) expect(names.get(key), `${key} ${at}`).toBe(versionOf(registry, key, isoDate(at))!.name);
    }
  });

  it('cơ quan để chọn: có vào ngày ấy, không quá giới hạn', async () => {
    expect(await bodiesOn(fresh.db, day)).toHaveLength(asOf(registry, day).length);
    expect(await bodiesOn(fresh.db, day, 3)).toHaveLength(3);
    const names = [...asOf(registry, day), ...registry.collectives].map(({ name }) => name);
    expect((await assigneeNames(fresh.db, day)).sort()).toEqual([...new Set(names)].sort());
  });
});

describe('một tỉnh lớn: hai cấp đầu và các nhánh được mở', () => {
  const fresh = useDatabase();
  beforeAll(async () => {
    const body = (key: string, parentKey: string | null) => ({ key, name: key, shortName: null, aliases: [], code: null, level: 'province' as const, kind: 'other' as const, parentKey, area: null, validFrom: null, validTo: null }); // prettier-ignore
    const many = (parent: string, count: number) => Array.from({ length: count }, (_, at) => body(`${parent}-${at}`, parent)); // prettier-ignore
    const bodies = [body('tinh', null), ...many('tinh', 120), ...many('tinh-0', 130), ...many('tinh-0-1', 90)];
    await transact(fresh.db, system('test'), async (tx) => {
      await insertVersions(tx, bodies);
      tx.record({ action: 'x', subjectType: 'x', subjectId: 'x', after: { a: 1 } });
    });
  });

  it('đọc hai cấp, nhánh dài bị cắt nhưng đếm đủ', async () => {
    const { branches, count } = await treeAt(fresh.db, day);
    expect(count).toBeNull();
    expect(branches).toHaveLength(1);
    expect(branches[0]).toMatchObject({ key: 'tinh', below: 120 });
    expect(branches[0]!.units).toHaveLength(100);
    expect(find(branches, 'tinh-0')).toMatchObject({ below: 130, units: [] });
  });

  it('nhánh được mở hiện ra dưới nhánh chứa nó; khóa lạ không làm gì', async () => {
    const { branches } = await treeAt(fresh.db, day, ['tinh-0', 'tinh-0-1', 'tinh-99', 'khong-co', "' or true --"]);
    expect(find(branches, 'tinh-0').units).toHaveLength(100);
    expect(find(branches, 'tinh-0-1')).toMatchObject({ below: 90 });
    expect(find(branches, 'tinh-0-1').units).toHaveLength(90);
    expect(branches).toHaveLength(1);
  });

  it('vòng trong dữ liệu không làm mất ai', async () => {
    await fresh.db.execute(sql`delete from organisation_version where organisation_key not in ('tinh', 'tinh-1')`);
    await fresh.db.execute(
      sql`update organisation_version set parent_key = case organisation_key when 'tinh' then 'tinh-1' else 'tinh' end`,
    );
    expect(flat((await treeAt(fresh.db, day)).branches).map(({ key }) => key).sort()).toEqual(['tinh', 'tinh-1']); // prettier-ignore
  });
});
