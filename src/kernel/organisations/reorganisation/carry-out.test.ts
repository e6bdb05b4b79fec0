import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../calendar/dates.ts';
import { Refusal } from '../../refusal.ts';
import type { OrganisationVersion, Registry } from '../model.ts';
import { readRegistryFolder } from '../registry-files.ts';
import { asOf } from '../registry.ts';
import { carryOut, rewind, takeBack } from './carry-out.ts';
import type { ProblemCode, Reorganisation, Step } from './model.ts';
import { problemsOf } from './problems.ts';

const shipped = readRegistryFolder();
const DAY = isoDate('2025-03-01');
const body = (key: string, more: Partial<OrganisationVersion> = {}): OrganisationVersion => ({
  key, name: `Sở ${key.toUpperCase()}`, shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: null, area: null, validFrom: null, validTo: null, ...more,
}); // prettier-ignore
const registryOf = (...organisations: OrganisationVersion[]): Registry => ({
  province: 'Khánh Hòa', functions: [{ key: 'lao-dong', name: 'lao động' }, { key: 'giam-ngheo', name: 'giảm nghèo' }], organisations, successions: [], collectives: [],
}); // prettier-ignore
const act = (...steps: Step[]): Reorganisation => ({
  document: { number: '01/NQ-HĐND', issuedOn: isoDate('2025-02-20'), title: 'Sắp xếp cơ quan', source: null },
  effectiveOn: DAY,
  inferred: false,
  steps,
});
const create = (key: string, more: Partial<Extract<Step, { step: 'create' }>> = {}): Step => ({
  step: 'create', key, name: `Sở ${key}`, shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: null, ...more,
}); // prettier-ignore
const byKey = (list: OrganisationVersion[]) =>
  list.toSorted((a, b) => `${a.key} ${a.validFrom}`.localeCompare(`${b.key} ${b.validFrom}`));

describe('sắp xếp năm 2025', () => {
  it('danh mục ngày 31/12/2024 cộng các lần sắp xếp đúng bằng danh mục kèm theo', () => {
    let registry: Registry = rewind(shipped, isoDate('2025-01-01'));
    expect(registry.successions).toEqual([]);
    for (const each of shipped.reorganisations) registry = carryOut(registry, each).registry;
    expect(byKey(registry.organisations)).toEqual(byKey(shipped.organisations));
    const order = ({ predecessorKey, successorKey }: (typeof shipped.successions)[number]) =>
      predecessorKey + successorKey;
    const sorted = (list: typeof shipped.successions) => list.toSorted((a, b) => order(a).localeCompare(order(b)));
    expect(sorted(registry.successions)).toEqual(sorted(shipped.successions));
  });

  it('phần suy từ mô hình chung được đánh dấu', () => {
    expect(shipped.reorganisations.map(({ inferred }) => inferred)).toEqual([false, true, false, false]);
  });
});

describe('các bước', () => {
  const start = registryOf(
    body('a', { parentKey: 'u' }),
    body('b', { parentKey: 'u' }),
    body('u'),
    body('c', { parentKey: 'a' }),
  );
  const living = (...steps: Step[]) =>
    asOf(carryOut(start, act(...steps)).registry, DAY).map(({ key, name, parentKey }) => `${key}:${name}:${parentKey}`).sort(); // prettier-ignore

  it.each<[string, Step[], string[]]>([
    ['thành lập', [create('dd', { parentKey: 'u' })], ['a:Sở A:u', 'b:Sở B:u', 'c:Sở C:a', 'dd:Sở dd:u', 'u:Sở U:null']],
    ['đổi tên', [{ step: 'rename', key: 'a', name: 'Sở Mới', shortName: null }], ['a:Sở Mới:u', 'b:Sở B:u', 'c:Sở C:a', 'u:Sở U:null']],
    ['sáp nhập kéo theo đơn vị trực thuộc', [{ step: 'merge', keys: ['a'], into: 'b' }], ['b:Sở B:u', 'c:Sở C:b', 'u:Sở U:null']],
    ['nhập vào đơn vị trực thuộc của mình', [{ step: 'merge', keys: ['a'], into: 'c' }], ['b:Sở B:u', 'c:Sở C:u', 'u:Sở U:null']],
    ['hợp nhất thành cơ quan mới', [create('dd', { parentKey: 'u' }), { step: 'merge', keys: ['a', 'b'], into: 'dd' }], ['c:Sở C:dd', 'dd:Sở dd:u', 'u:Sở U:null']],
    ['giải thể', [{ step: 'abolish', key: 'b' }], ['a:Sở A:u', 'c:Sở C:a', 'u:Sở U:null']],
    ['chuyển chủ quản', [{ step: 'move', key: 'c', parentKey: 'b' }], ['a:Sở A:u', 'b:Sở B:u', 'c:Sở C:b', 'u:Sở U:null']],
    ['chuyển đơn vị đi rồi giải thể', [{ step: 'abolish', key: 'a' }, { step: 'move', key: 'c', parentKey: 'b' }], ['b:Sở B:u', 'c:Sở C:b', 'u:Sở U:null']],
    ['tách một chức năng, cơ quan còn lại', [{ step: 'split', key: 'a', parts: [{ function: 'lao-dong', to: 'b' }], continues: true }], ['a:Sở A:u', 'b:Sở B:u', 'c:Sở C:a', 'u:Sở U:null']],
  ])('%s', (_name, steps, expected) => expect(living(...steps)).toEqual(expected)); // prettier-ignore

  it('đổi cấp giữ nguyên khóa, mở phiên bản mới', () => {
    const { changes } = carryOut(
      start,
      act({ step: 'upgrade', key: 'b', level: 'district', kind: 'other', name: null }),
    );
    expect(changes.closed).toMatchObject([{ key: 'b', validTo: DAY, level: 'province' }]);
    expect(changes.opened).toMatchObject([
      { key: 'b', name: 'Sở B', validFrom: DAY, validTo: null, level: 'district' },
    ]);
  });

  const areas = (...steps: Step[]) =>
    Object.fromEntries(asOf(carryOut(start, act(...steps)).registry, DAY).map(({ key, area }) => [key, area]));
  const toUpgrade = (area: string | null): Step => ({ step: 'upgrade', key: 'b', level: 'province', kind: 'department', name: null, area }); // prettier-ignore

  it('địa bàn: của cơ quan mới, của nơi tiếp nhận, của nơi còn lại, và chỉ đổi địa bàn; không nêu thì giữ', () => {
    const whole = { ...start, organisations: start.organisations.map((each) => ({ ...each, area: `cũ ${each.key}` })) };
    const from = (...steps: Step[]) => Object.fromEntries(asOf(carryOut(whole, act(...steps)).registry, DAY).map(({ key, area }) => [key, area])); // prettier-ignore
    expect(areas(create('dd', { area: 'xã X' })).dd).toBe('xã X');
    expect(areas(create('dd')).dd).toBeNull();
    expect(from({ step: 'merge', keys: ['a'], into: 'b', area: 'hai xã' })).toMatchObject({ b: 'hai xã', c: 'cũ c' });
    expect(from({ step: 'merge', keys: ['a'], into: 'b' }).b).toBe('cũ b');
    expect(areas(create('dd'), { step: 'merge', keys: ['b'], into: 'dd', area: 'hai xã' }).dd).toBe('hai xã');
    expect(from(toUpgrade('xã Y')).b).toBe('xã Y');
    const parts = [{ function: 'lao-dong', to: 'b' }];
    expect(from({ step: 'split', key: 'a', parts, continues: true, area: 'phần còn lại' })).toMatchObject({ a: 'phần còn lại', b: 'cũ b' }); // prettier-ignore
    // The eve still says what it said.
    const done = carryOut(whole, act(toUpgrade('xã Y')));
    expect(asOf(done.registry, addDays(DAY, -1)).find(({ key }) => key === 'b')!.area).toBe('cũ b');
    expect(takeBack(done)).toEqual(whole);
  });

  it('kế thừa ghi chức năng bằng tên, kèm nguồn', () => {
    const { changes } = carryOut(start, act({ step: 'split', key: 'b', parts: [{ function: 'giam-ngheo', to: 'a' }, { function: null, to: 'u' }], continues: false })); // prettier-ignore
    expect(changes.successions).toEqual([
      { predecessorKey: 'b', successorKey: 'a', function: 'giảm nghèo', effectiveOn: DAY, source: '01/NQ-HĐND ngày 20/02/2025', inferred: false },
      { predecessorKey: 'b', successorKey: 'u', function: null, effectiveOn: DAY, source: '01/NQ-HĐND ngày 20/02/2025', inferred: false },
    ]); // prettier-ignore
  });
});

describe('từ chối', () => {
  const start = registryOf(
    body('a'), body('b'), body('unit', { parentKey: 'a' }), body('deep', { parentKey: 'unit' }),
    body('gone', { validTo: isoDate('2024-01-01') }), body('to-come', { validFrom: isoDate('2026-01-01') }),
    body('planned', { validTo: isoDate('2025-09-01') }), body('newborn', { validFrom: DAY }),
  ); // prettier-ignore
  const abolish = (key: string): Step => ({ step: 'abolish', key });
  const merge = (keys: string[], into: string): Step => ({ step: 'merge', keys, into });
  const split = (parts: { function: string | null; to: string }[], continues = false): Step => ({ step: 'split', key: 'b', parts, continues }); // prettier-ignore

  it.each<[ProblemCode, Step[]]>([
    ['no-steps', []],
    ['organisation-unknown', [abolish('zz')]],
    ['organisation-not-yet', [abolish('to-come')]],
    ['organisation-ended', [abolish('gone')]],
    ['changed-later', [abolish('planned')]],
    ['began-that-day', [abolish('newborn')]],
    ['key-taken', [create('gone', { name: 'Sở Khác' })]],
    ['key-invalid', [create('Sở Mới')]],
    ['name-missing', [create('moi', { name: ' ' })]],
    ['name-taken', [create('moi', { name: 'SỞ  B' })]],
    ['name-taken', [{ step: 'rename', key: 'b', name: 'Sở A', shortName: null }]],
    ['successor-unknown', [merge(['b'], 'zz')]],
    ['successor-not-yet', [merge(['b'], 'to-come')]],
    ['successor-ended', [merge(['b'], 'gone')]],
    ['successor-ends', [merge(['b'], 'newborn'), abolish('newborn')]],
    ['successor-ends', [merge(['a'], 'b'), merge(['b'], 'a')]],
    ['into-itself', [merge(['b'], 'b')]],
    ['into-itself', [split([{ function: 'lao-dong', to: 'b' }], true)]],
    ['nothing-merged', [merge([], 'b')]],
    ['nothing-split', [split([])]],
    ['function-unknown', [split([{ function: 'bay', to: 'a' }])]],
    ['function-twice', [split([{ function: 'lao-dong', to: 'a' }, { function: 'lao-dong', to: 'unit' }])]],
    ['rest-of-living', [split([{ function: null, to: 'a' }], true)]],
    ['step-twice', [abolish('b'), { step: 'rename', key: 'b', name: 'Sở Mới', shortName: null }]],
    ['step-twice', [merge(['b', 'b'], 'a')]],
    ['parent-unknown', [create('moi', { parentKey: 'zz' })]],
    ['parent-ended', [create('moi', { parentKey: 'b' }), abolish('b')]],
    ['parent-ended', [{ step: 'move', key: 'b', parentKey: 'gone' }]],
    ['parents-in-a-circle', [{ step: 'move', key: 'a', parentKey: 'unit' }]],
    ['parents-in-a-circle', [merge(['a'], 'deep')]],
    ['units-left', [abolish('a')]],
    ['nothing-changes', [{ step: 'upgrade', key: 'b', level: 'province', kind: 'department', name: null, area: null }]],
    ['area-twice', [create('moi', { area: 'xã X' }), { step: 'merge', keys: ['b'], into: 'moi', area: 'xã Y' }]],
    ['area-twice', [{ step: 'merge', keys: ['b'], into: 'a', area: 'X' }, { step: 'merge', keys: ['unit'], into: 'a', area: 'Y' }]],
    ['area-of-ended', [{ step: 'split', key: 'b', parts: [{ function: 'lao-dong', to: 'a' }], continues: false, area: 'X' }]],
    ['changed-later', [{ step: 'merge', keys: ['b'], into: 'planned', area: 'X' }]],
    ['began-that-day', [{ step: 'merge', keys: ['b'], into: 'newborn', area: 'X' }]],
    ['nothing-changes', [{ step: 'move', key: 'b', parentKey: null }]],
    ['nothing-changes', [{ step: 'rename', key: 'b', name: 'Sở B', shortName: null }]],
  ])('%s', (code, steps) => expect(problemsOf(start, act(...steps)).map((problem) => problem.code)).toContain(code)); // prettier-ignore

  it('thiếu căn cứ', () => {
    const bare = { ...act(abolish('b')), document: { number: null, issuedOn: null, title: 'Sắp xếp', source: ' ' } };
    expect(problemsOf(start, bare).map(({ code }) => code)).toEqual(['document-unknown']);
  });

  it('nêu tất cả cùng lúc, theo từng bước, và không đổi gì', () => {
    const copy = structuredClone(start);
    let refusal: unknown;
    try {
      carryOut(start, act(abolish('zz'), merge(['b'], 'gone'), abolish('gone')));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Refusal);
    const { code, status, where, fields } = refusal as Refusal;
    expect({ code, status }).toEqual({ code: 'organisations.reorganisation-refused', status: 422 });
    expect(where?.split('\n')).toHaveLength(3);
    expect(Object.keys(fields!)).toEqual(['steps.0', 'steps.1', 'steps.2']);
    expect(start).toEqual(copy);
  });
});

describe('với mọi chuỗi lần sắp xếp', () => {
  const pool = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh'];
  const key = fc.constantFrom(...pool);
  const area = fc.option(fc.constantFrom('xã X', 'xã Y'));
  const step: fc.Arbitrary<Step> = fc.oneof(
    key.map((key) => create(key)),
    key.map((key): Step => ({ step: 'abolish', key })),
    fc.tuple(key, fc.string({ minLength: 1, maxLength: 3 })).map(([key, name]): Step => ({ step: 'rename', key, name: `Sở ${name}`, shortName: null })),
    fc.tuple(fc.uniqueArray(key, { minLength: 1, maxLength: 3 }), key, area).map(([keys, into, area]): Step => ({ step: 'merge', keys, into, area })),
    fc.tuple(key, area).map(([key, area]): Step => ({ step: 'upgrade', key, level: 'province', kind: 'other', name: null, area })),
    fc.tuple(key, key, fc.option(key)).map(([key, to, rest]): Step => ({ step: 'split', key, continues: false, parts: [{ function: 'lao-dong', to }, ...(rest ? [{ function: null, to: rest }] : [])] })),
    fc.tuple(key, fc.option(key)).map(([key, parentKey]): Step => ({ step: 'move', key, parentKey })),
  ); // prettier-ignore
  const history = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 });
  const start = registryOf(
    body('aa'),
    body('bb', { parentKey: 'aa' }),
    body('cc', { parentKey: 'bb' }),
    body('dd'),
    body('ee', { parentKey: 'dd' }),
  );

  it('không chồng phiên bản, không vòng, không mất khóa, cơ quan kết thúc có ngày kết thúc, hoàn tác trả lại đúng như cũ', () => {
    let carried = 0;
    fc.assert(
      fc.property(history, (acts) => {
        let registry = start;
        acts.forEach((steps, index) => {
          const each = { ...act(...steps), effectiveOn: addDays(DAY, index) };
          if (problemsOf(registry, each).length > 0) return;
          carried += 1;
          const done = carryOut(registry, each);
          expect(takeBack(done)).toEqual(registry);
          const keys = new Set(done.registry.organisations.map((version) => version.key));
          for (const version of registry.organisations) expect(keys.has(version.key)).toBe(true);
          const living = new Map(asOf(done.registry, each.effectiveOn).map((version) => [version.key, version]));
          for (const { key } of done.changes.closed) {
            if (living.has(key)) continue;
            expect(
              done.registry.organisations.filter((version) => version.key === key && version.validTo === null),
            ).toEqual([]);
          }
          for (const version of living.values()) {
            const seen = new Set<string>();
            for (let at: string | null = version.key; at !== null; at = living.get(at)!.parentKey) {
              expect(seen.has(at)).toBe(false);
              seen.add(at);
            }
          }
          registry = done.registry;
        });
        const spans = Map.groupBy(registry.organisations, (version) => version.key);
        for (const versions of spans.values()) {
          const ordered = versions.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
          ordered.slice(1).forEach((version, index) => expect(ordered[index]!.validTo !== null && ordered[index]!.validTo <= version.validFrom!).toBe(true)); // prettier-ignore
        }
      }),
      { numRuns: 600 },
    );
    expect(carried).toBeGreaterThan(100);
  });
});
