import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import type { Role } from '#kernel/identity/permissions.ts';
import { anAccount } from '#kernel/identity/testing.ts';
import { GRANT_DEPENDENTS, POSITION_DEPENDENTS } from '#kernel/identity/dependents.ts';
import { logger } from '#kernel/log.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { freshDatabase, type FreshDatabase } from '#test/database/fresh.ts';
import type { Dependents, OpenWork } from './dependents.ts';
import { discardReorganisation, draftReorganisation, reviseReorganisation } from './drafts.ts';
import { addFunction } from './functions.ts';
import { holdingsOf } from './holder.ts';
import { rewind } from './reorganisation/carry-out.ts';
import type { Reorganisation, Step } from './reorganisation/model.ts';
import { readRegistryFolder } from './registry-files.ts';
import { listHandovers, listReorganisations } from './reorganisation-queries.ts';
import { reverseReorganisation } from './reverse.ts';
import { handover, organisationHolder } from './schema.ts';
import { carryOutReorganisation, decideHandover, previewReorganisation } from './service.ts';
import { loadRegistry, storeRegistry } from './store.ts';

const shipped = readRegistryFolder();
const DAY = isoDate('2025-03-01');
const inRole = (role: Role): Actor => ({
  ...system('Trần Quản Trị'),
  id: 'a1',
  roles: [role],
  grants: heldEverywhere(role),
});
const admin = inRole('administrator');
const act = (...steps: Step[]): Reorganisation => ({
  document: {
    number: '05/NQ-HĐND',
    issuedOn: isoDate('2025-02-20'),
    title: 'Sắp xếp cơ quan chuyên môn',
    source: null,
  },
  effectiveOn: DAY,
  inferred: false,
  steps,
});
const splitLabour: Step = {
  step: 'split',
  key: 'so-lao-dong-thuong-binh-va-xa-hoi',
  continues: false,
  parts: [
    { function: 'lao-dong', to: 'so-noi-vu' },
    { function: 'bao-tro-xa-hoi-va-tre-em', to: 'so-y-te' },
  ],
};
const mergePlanning: Step = { step: 'merge', keys: ['so-ke-hoach-va-dau-tu'], into: 'so-tai-chinh' };

/** Dossiers of two bodies, kept in memory: what a module would register. */
function dossiers(list: Pick<OpenWork, 'subjectId' | 'heldBy'>[], built: string[] = []): Dependents {
  return {
    name: 'dossier',
    title: { vi: 'Hồ sơ', en: 'Dossiers' },
    openWorkOf: async (_db, keys) =>
      list
        .filter(({ heldBy }) => keys.includes(heldBy))
        .map((each) => ({ ...each, label: `Hồ sơ ${each.subjectId}`, detail: null, path: null, organisationKey: each.heldBy, function: null, sharedWith: [] })), // prettier-ignore
    historyOf: async () => 7,
    builtOn: async () => built,
  };
}

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, rewind(shipped, isoDate('2025-01-01'))));
  return () => fresh.drop();
});

const draft = async (...steps: Step[]) => (await draftReorganisation(fresh.db, admin, act(...steps))).id;
const carried = async (dependents: readonly Dependents[], ...steps: Step[]) => {
  const id = await draft(...steps);
  return { id, noted: await carryOutReorganisation(fresh.db, admin, id, 1, dependents) };
};
const auditOf = (id: string) =>
  fresh.db.execute<{ action: string }>(
    sql`select action from audit_entry where subject_id = ${id} order by id`,
    'objects',
  );
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'done', (error: Refusal) => error.code); // prettier-ignore

describe('xem trước', () => {
  it('nêu việc nào đi đâu, việc nào cần người quyết định, và không đổi gì', async () => {
    const before = await loadRegistry(fresh.db);
    const work = [dossiers([{ subjectId: '1', heldBy: 'so-ke-hoach-va-dau-tu' }, { subjectId: '2', heldBy: splitLabour.key }, { subjectId: '3', heldBy: 'so-noi-vu' }])]; // prettier-ignore
    const preview = await previewReorganisation(fresh.db, admin, act(splitLabour, mergePlanning), work);
    expect(preview.problems).toEqual([]);
    expect(preview.changes!.closed.map(({ key }) => key).sort()).toEqual(['so-ke-hoach-va-dau-tu', splitLabour.key]);
    expect(preview.affected.map(({ subjectId, fate }) => [subjectId, fate])).toEqual([
      ['1', expect.objectContaining({ kind: 'moves', to: 'so-tai-chinh' })],
      ['2', { kind: 'decide', choices: ['so-noi-vu', 'so-y-te'], proposed: null }],
    ]);
    expect(preview.history).toEqual([{ name: 'dossier', count: 7 }]);
    expect(await loadRegistry(fresh.db)).toEqual(before);
  });

  it('nêu mọi điểm sai', async () => {
    const { problems, changes } = await previewReorganisation(fresh.db, admin, act({ step: 'abolish', key: 'khong-co' }, { ...mergePlanning, into: 'khong-co-2' } as Step), []); // prettier-ignore
    expect(problems.map(({ code }) => code)).toEqual(['organisation-unknown', 'successor-unknown']);
    expect(changes).toBeNull();
  });
});

describe('thực hiện', () => {
  it('bốn lần sắp xếp năm 2025 cho đúng danh mục kèm theo, và bảng cơ quan nắm giữ khớp quy tắc', async () => {
    for (const each of shipped.reorganisations) {
      const { id } = await draftReorganisation(fresh.db, admin, each);
      await carryOutReorganisation(fresh.db, admin, id, 1, []);
    }
    const { organisations, successions } = await loadRegistry(fresh.db);
    const sorted = <T>(list: T[]) =>
      list.map((each) => JSON.stringify(each, Object.keys(each as object).sort())).sort();
    expect(sorted(organisations)).toEqual(sorted(shipped.organisations));
    expect(sorted(successions)).toEqual(sorted(shipped.successions));
    const held = await fresh.db.select().from(organisationHolder);
    expect(held).toHaveLength(holdingsOf(shipped).length);
  });

  it('dữ liệu kèm theo được nạp với các lần sắp xếp đã thực hiện, gắn vào phiên bản của chúng', async () => {
    const other = await freshDatabase();
    await transact(other.db, system('test'), (tx) => storeRegistry(tx, shipped));
    const acts = await listReorganisations(other.db, { drafts: true });
    expect(acts.map(({ status }) => status)).toEqual(Array(4).fill('carried-out'));
    const [unbound] = await other.db.execute<{ count: number }>(
      sql`select count(*)::int as count from organisation_version where (not upper_inf(valid) and closed_by is null) or (not lower_inf(valid) and opened_by is null)`,
      'objects',
    );
    expect(unbound!.count).toBe(0);
    await other.drop();
  });

  it('ghi vào nhật ký: lần sắp xếp và từng cơ quan', async () => {
    const { id } = await carried([], mergePlanning);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['draft', 'carry-out']);
    expect((await auditOf('so-ke-hoach-va-dau-tu')).map(({ action }) => action)).toEqual(['end']);
  });

  it('điểm sai: từ chối, không đổi gì, vẫn là bản nháp', async () => {
    const before = await loadRegistry(fresh.db);
    const id = await draft(mergePlanning, { step: 'merge', keys: ['so-xay-dung'], into: 'so-ke-hoach-va-dau-tu' });
    expect(await codeOf(carryOutReorganisation(fresh.db, admin, id, 1, []))).toBe(
      'organisations.reorganisation-refused',
    );
    expect(await loadRegistry(fresh.db)).toEqual(before);
    expect((await listReorganisations(fresh.db, { drafts: true }))[0]).toMatchObject({ status: 'drafted' });
  });

  it('hai người cùng bấm một lúc: một lần thực hiện', async () => {
    const id = await draft(mergePlanning);
    const results = await Promise.all([1, 2, 3].map(() => codeOf(carryOutReorganisation(fresh.db, admin, id, 1, []))));
    expect(results.sort()).toEqual(['done', 'organisations.not-a-draft', 'organisations.not-a-draft']);
  });

  it('hai lần sắp xếp cùng kết thúc một cơ quan: lần sau bị từ chối', async () => {
    const [first, second] = [
      await draft(mergePlanning),
      await draft({ step: 'abolish', key: 'so-ke-hoach-va-dau-tu' }),
    ];
    const results = await Promise.all(
      [first, second].map((id) => codeOf(carryOutReorganisation(fresh.db, admin, id, 1, []))),
    );
    expect(results.sort()).toEqual(['done', 'organisations.reorganisation-refused']);
  });

  it('bản nháp đã được người khác sửa: từ chối', async () => {
    const id = await draft(mergePlanning);
    await reviseReorganisation(fresh.db, admin, id, 1, act(splitLabour));
    expect(await codeOf(carryOutReorganisation(fresh.db, admin, id, 1, []))).toBe('organisations.changed-meanwhile');
    expect(await codeOf(reviseReorganisation(fresh.db, admin, id, 1, act(mergePlanning)))).toBe(
      'organisations.changed-meanwhile',
    );
    await discardReorganisation(fresh.db, admin, id, 2);
    expect(await codeOf(carryOutReorganisation(fresh.db, admin, id, 2, []))).toBe('organisations.no-reorganisation');
  });

  it.each(['officer', 'plan-owner', 'reader'] as const)('vai trò %s không được làm', async (role) => {
    const person = inRole(role);
    const id = await draft(mergePlanning);
    const tries = [
      draftReorganisation(fresh.db, person, act(mergePlanning)), reviseReorganisation(fresh.db, person, id, 1, act(mergePlanning)),
      discardReorganisation(fresh.db, person, id, 1), previewReorganisation(fresh.db, person, act(mergePlanning), []),
      carryOutReorganisation(fresh.db, person, id, 1, []), reverseReorganisation(fresh.db, person, id, 'thử', []),
      decideHandover(fresh.db, person, { ids: [id], toKey: 'so-noi-vu', reason: 'thử' }, []),
    ]; // prettier-ignore
    expect(await Promise.all(tries.map(codeOf))).toEqual(tries.map(() => 'identity.not-allowed'));
  });
});

/** What a body of the province may be told to do and must not; each leaves a line in the log. */
describe('sắp xếp sai: bị từ chối, không đổi gì, có dòng trong nhật ký hệ thống', () => {
  it.each<[string, Step, string]>([
    ['bên tiếp nhận đã kết thúc', { step: 'merge', keys: ['so-noi-vu'], into: 'so-cu' }, 'đã kết thúc từ ngày'],
    [
      'chức năng không có',
      { ...splitLabour, parts: [{ function: 'thuan-hoa-rong', to: 'so-y-te' }] },
      'Không có chức năng',
    ],
    ['đi vòng', { step: 'move', key: 'ubnd-tinh', parentKey: 'so-noi-vu' }, 'đi vòng'],
    [
      'chồng lên thay đổi sau đó',
      { step: 'rename', key: 'so-doi-sau', name: 'Tên', shortName: null },
      'thay đổi khác từ ngày',
    ],
  ])('%s', async (_name, step, words) => {
    await fresh.db.execute(sql`insert into organisation (key) values ('so-cu'), ('so-doi-sau')`);
    await fresh.db.execute(sql`insert into organisation_version (organisation_key, name, level, kind, valid)
      values ('so-cu', 'Sở Cũ', 'province', 'department', '[,2020-01-01)'), ('so-doi-sau', 'Sở Đổi', 'province', 'department', '[,2025-06-01)'),
        ('so-doi-sau', 'Sở Đổi Sau', 'province', 'department', '[2025-06-01,)')`);
    const id = await draft(step);
    const [before, told] = [await loadRegistry(fresh.db), await auditOf(id)];
    const log = vi.spyOn(logger, 'info').mockImplementation(() => {});
    const refused = carryOutReorganisation(fresh.db, admin, id, 1, []);
    await expect(refused).rejects.toMatchObject({
      code: 'organisations.reorganisation-refused',
      status: 422,
      where: expect.stringContaining(words),
    });
    expect(log).toHaveBeenCalledWith(
      expect.objectContaining({ act: 'carry-out', code: 'organisations.reorganisation-refused', actor: 'a1' }),
      'act refused',
    );
    expect(await loadRegistry(fresh.db)).toEqual(before);
    expect(await auditOf(id)).toEqual(told);
  });
});

describe('chức vụ và vai trò', () => {
  /** Where an account's owner has the position, and for which body the role holds. */
  const organisationOf = async (id: string) => {
    const [row] = await fresh.db.execute<{ position: string; role: string }>(
      sql`select post.organisation_key as position, role_grant.organisation_key as role
        from "user" join person_position post on post.person_id = "user".person_id join role_grant on account_id = "user".id
        where "user".id = ${id}`,
      'objects',
    );
    return [row!.position, row!.role];
  };
  const both = (key: string) => [key, key];

  it('theo cơ quan tiếp nhận khi chỉ có một; chờ quyết định khi có nhiều; hoàn tác thì trở về', async () => {
    const planner = await anAccount(fresh.db, { organisationKey: 'so-ke-hoach-va-dau-tu' });
    const labour = await anAccount(fresh.db, { organisationKey: splitLabour.key });
    const { id, noted } = await carried([POSITION_DEPENDENTS, GRANT_DEPENDENTS], mergePlanning, splitLabour);
    expect(noted).toEqual({ open: 2, automatic: 2 });
    expect(await organisationOf(planner.id)).toEqual(both('so-tai-chinh'));
    expect(await organisationOf(labour.id)).toEqual(both(splitLabour.key));
    await reverseReorganisation(fresh.db, admin, id, 'Nhập nhầm', [POSITION_DEPENDENTS, GRANT_DEPENDENTS]);
    expect(await organisationOf(planner.id)).toEqual(both('so-ke-hoach-va-dau-tu'));
  });

  it('quyết định chuyển chức vụ và vai trò sang cơ quan được chọn', async () => {
    const labour = await anAccount(fresh.db, { organisationKey: splitLabour.key });
    await carried([POSITION_DEPENDENTS, GRANT_DEPENDENTS], splitLabour);
    const ids = (await listHandovers(fresh.db, { status: 'open' })).map(({ id }) => id);
    await decideHandover(fresh.db, admin, { ids, toKey: 'so-y-te', reason: 'QĐ điều động' }, [
      POSITION_DEPENDENTS,
      GRANT_DEPENDENTS,
    ]);
    expect(await organisationOf(labour.id)).toEqual(both('so-y-te'));
  });
});

describe('danh sách chờ quyết định', () => {
  const twoBodies = [dossiers([{ subjectId: '1', heldBy: splitLabour.key }, { subjectId: '2', heldBy: splitLabour.key }, { subjectId: '3', heldBy: 'ubnd-huyen-van-ninh' }])]; // prettier-ignore
  const waiting = () => listHandovers(fresh.db, { status: 'open' });
  const decide = (ids: string[], toKey: string) =>
    decideHandover(fresh.db, admin, { ids, toKey, reason: 'Theo phân công' }, twoBodies);

  it('quyết định việc của cơ quan này không đụng việc của cơ quan kia', async () => {
    await carried(twoBodies, splitLabour, { step: 'abolish', key: 'ubnd-huyen-van-ninh' });
    const open = await waiting();
    expect(open.map(({ label, choices }) => [label, choices])).toEqual([
      ['Hồ sơ 1', ['so-noi-vu', 'so-y-te']],
      ['Hồ sơ 2', ['so-noi-vu', 'so-y-te']],
      ['Hồ sơ 3', []],
    ]);
    await decide([open[0]!.id], 'so-noi-vu');
    expect((await waiting()).map(({ label }) => label)).toEqual(['Hồ sơ 2', 'Hồ sơ 3']);
    expect(await listHandovers(fresh.db, { status: 'decided' })).toMatchObject([
      { toName: 'Sở Nội vụ', reason: 'Theo phân công' },
    ]);
  });

  it('hai người cùng quyết định: một người được', async () => {
    await carried(twoBodies, splitLabour);
    const ids = (await waiting()).map(({ id }) => id);
    const results = await Promise.all([codeOf(decide(ids, 'so-noi-vu')), codeOf(decide(ids, 'so-y-te'))]);
    expect(results.sort()).toEqual(['done', 'organisations.handover-decided']);
    expect(new Set((await fresh.db.select().from(handover)).map(({ toKey }) => toKey)).size).toBe(1);
  });

  it.each(['khong-co', 'so-lao-dong-thuong-binh-va-xa-hoi'])('không giao được cho %s', async (toKey) => {
    await carried(twoBodies, splitLabour);
    expect(await codeOf(decide([(await waiting())[0]!.id], toKey))).toBe('organisations.cannot-take-over');
    expect(await waiting()).toHaveLength(2);
  });
});

describe('hoàn tác', () => {
  const next = (...steps: Step[]): Reorganisation => ({ ...act(...steps), effectiveOn: addDays(DAY, 30) });
  const created: Step = { step: 'create', key: 'so-moi', name: 'Sở Mới', shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: 'ubnd-tinh' }; // prettier-ignore
  const reverse = (id: string, dependents: Dependents[] = []) =>
    reverseReorganisation(fresh.db, admin, id, 'Nhập nhầm', dependents);

  it('trả lại đúng danh mục và bảng nắm giữ như trước', async () => {
    const before = await loadRegistry(fresh.db);
    const { id } = await carried([dossiers([{ subjectId: '1', heldBy: splitLabour.key }])], created, mergePlanning, splitLabour, { step: 'rename', key: 'so-y-te', name: 'Sở Y tế và Xã hội', shortName: null }); // prettier-ignore
    expect(await loadRegistry(fresh.db)).not.toEqual(before);
    await reverse(id);
    expect(await loadRegistry(fresh.db)).toEqual(before);
    expect(await fresh.db.select().from(organisationHolder)).toEqual([]);
    expect(await fresh.db.select().from(handover)).toEqual([]);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['draft', 'carry-out', 'reverse']);
    expect(await codeOf(reverse(id))).toBe('organisations.not-carried-out');
    // What was taken back can be done again, the same key included.
    const again = await draftReorganisation(fresh.db, admin, act(created));
    await carryOutReorganisation(fresh.db, admin, again.id, 1, []);
  });

  it('không có lý do: từ chối', async () => {
    const { id } = await carried([], mergePlanning);
    expect(await codeOf(reverseReorganisation(fresh.db, admin, id, '  ', []))).toBe('organisations.no-reason');
  });

  it('đã có lần sắp xếp sau trên cùng cơ quan: từ chối, nêu tên; gỡ lần sau thì được', async () => {
    const { id } = await carried([], created);
    const later = await draftReorganisation(
      fresh.db,
      admin,
      next({ step: 'merge', keys: ['so-xay-dung'], into: 'so-moi' }),
    );
    await carryOutReorganisation(fresh.db, admin, later.id, 1, []);
    await expect(reverse(id)).rejects.toMatchObject({ code: 'organisations.built-upon', where: expect.stringContaining('31/03/2025 · 05/NQ-HĐND') }); // prettier-ignore
    await reverse(later.id);
    await reverse(id);
  });

  it('lần sắp xếp sau của cơ quan khác không cản', async () => {
    const { id } = await carried([], mergePlanning);
    const later = await draftReorganisation(fresh.db, admin, next({ step: 'abolish', key: 'so-xay-dung' }));
    await carryOutReorganisation(fresh.db, admin, later.id, 1, []);
    await reverse(id);
  });

  it('đã quyết định nơi tiếp nhận, hoặc module đã có việc của cơ quan mới: từ chối', async () => {
    const work = dossiers([{ subjectId: '1', heldBy: splitLabour.key }]);
    const { id } = await carried([work], splitLabour);
    await decideHandover(fresh.db, admin, { ids: (await listHandovers(fresh.db, { status: 'open' })).map(({ id }) => id), toKey: 'so-y-te', reason: 'x' }, [work]); // prettier-ignore
    await expect(reverse(id, [work])).rejects.toMatchObject({ where: 'Đã quyết định cơ quan tiếp nhận: Hồ sơ 1' });
    const other = await carried([], created);
    await expect(reverse(other.id, [dossiers([], ['Kế hoạch 12'])])).rejects.toMatchObject({ where: 'Kế hoạch 12' });
    await anAccount(fresh.db, { organisationKey: 'so-moi', name: 'Lê Mới' });
    await expect(reverse(other.id, [POSITION_DEPENDENTS, GRANT_DEPENDENTS])).rejects.toMatchObject({ where: expect.stringContaining('Lê Mới') }); // prettier-ignore
  });
});

describe('danh mục chức năng', () => {
  it('thêm một lần, viết cách nào cũng vậy; tên không ra tên thì từ chối', async () => {
    expect(await addFunction(fresh.db, admin, ' Quản lý  đất đai ')).toBe('quan-ly-dat-dai');
    expect(await addFunction(fresh.db, admin, 'quản lý đất đai')).toBe('quan-ly-dat-dai');
    expect((await loadRegistry(fresh.db)).functions.filter(({ key }) => key === 'quan-ly-dat-dai')).toEqual([
      { key: 'quan-ly-dat-dai', name: 'Quản lý đất đai' },
    ]);
    expect(await codeOf(addFunction(fresh.db, admin, '?'))).toBe('organisations.function-invalid');
    expect(await codeOf(addFunction(fresh.db, inRole('officer'), 'x y'))).toBe('identity.not-allowed');
  });
});
