import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { readRegistry } from './registry-data.ts';

const body = (key: string, more: object = {}) => ({
  key,
  name: `Sở ${key}`,
  level: 'province',
  kind: 'department',
  ...more,
});
const load = (
  organisations: unknown[],
  successions: unknown[] = [],
  collectives: unknown[] = [],
  functions?: unknown,
) => readRegistry({ organisations: { province: 'Khánh Hòa', organisations }, successions, collectives, functions });
const passesTo = (predecessorKey: string, successorKey: string) => ({
  predecessorKey,
  successorKey,
  effectiveOn: '2025-03-01',
  source: 'NQ',
  inferred: false,
});

describe('nạp danh mục cơ quan', () => {
  it('điền giá trị mặc định cho trường không ghi', () => {
    expect(load([body('a')]).organisations[0]).toEqual({
      ...body('a'),
      shortName: null,
      aliases: [],
      code: null,
      parentKey: null,
      area: null,
      validFrom: null,
      validTo: null,
    });
  });

  it('chuẩn hóa chữ về NFC', () => {
    expect(load([body('a', { name: 'Sở Y tế'.normalize('NFD') })]).organisations[0]?.name).toBe(
      'Sở Y tế'.normalize('NFC'),
    );
  });

  it('địa bàn ghi bằng lời, đúng như ghi; để trống hay dài quá thì từ chối', () => {
    const area = 'các xã Diên Khánh, Suối Hiệp'.normalize('NFD');
    expect(load([body('a', { area })]).organisations[0]?.area).toBe(area.normalize('NFC'));
    for (const wrong of [' ', 'x'.repeat(2_001), 7]) expect(() => load([body('a', { area: wrong })])).toThrow(/area/);
  });

  it('nhận hai phiên bản nối tiếp nhau', () => {
    expect(
      load([body('a', { validTo: '2025-03-01' }), body('a', { validFrom: '2025-03-01' })]).organisations,
    ).toHaveLength(2);
  });

  it.each<[string, () => unknown, string, string]>([
    ['khóa sai', () => load([body('Sở A')]), 'organisations.bad-data', 'organisations › 0 › key'],
    ['trường lạ', () => load([body('a', { note: 1 })]), 'organisations.bad-data', 'organisations.json'],
    [
      'ngày không có trong lịch',
      () => load([body('a', { validTo: '2025-02-30' })]),
      'organisations.bad-data',
      'YYYY-MM-DD',
    ],
    ['khóa trùng', () => load([body('a'), body('a')]), 'organisations.versions-overlap', '“a”'],
    [
      'phiên bản chồng nhau',
      () => load([body('a', { validTo: '2025-03-02' }), body('a', { validFrom: '2025-03-01' })]),
      'organisations.versions-overlap',
      '“a”',
    ],
    [
      'hết trước khi bắt đầu',
      () => load([body('a', { validFrom: '2025-03-01', validTo: '2025-03-01' })]),
      'organisations.ends-before-start',
      '01/03/2025',
    ],
    ['cấp trên không có', () => load([body('a', { parentKey: 'b' })]), 'organisations.parent-unknown', '“b”'],
    [
      'cấp trên vòng tròn',
      () => load([body('a', { parentKey: 'b' }), body('b', { parentKey: 'a' })]),
      'organisations.parents-in-a-circle',
      'vòng',
    ],
    ['tự làm cấp trên', () => load([body('a', { parentKey: 'a' })]), 'organisations.parents-in-a-circle', 'vòng'],
    [
      'cấp trên chưa có vào ngày ấy',
      () => load([body('a', { parentKey: 'b', validFrom: '2025-01-01' }), body('b', { validFrom: '2025-03-01' })]),
      'organisations.parent-not-there',
      '01/01/2025',
    ],
    [
      'cấp trên kết thúc trước',
      () => load([body('a', { parentKey: 'b' }), body('b', { validTo: '2025-03-01' })]),
      'organisations.parent-not-there',
      '01/03/2025',
    ],
    [
      'bên tiếp nhận đã kết thúc',
      () => load([body('a'), body('b', { validTo: '2024-01-01' })], [passesTo('a', 'b')]),
      'organisations.successor-ended',
      '“b” đã kết thúc',
    ],
    [
      'bên tiếp nhận chưa có',
      () => load([body('a'), body('b', { validFrom: '2030-01-01' })], [passesTo('a', 'b')]),
      'organisations.successor-not-yet',
      '“b” chưa có',
    ],
    [
      'bên chuyển đi không hoạt động trước ngày ấy',
      () => load([body('a', { validTo: '2020-01-01' }), body('b')], [passesTo('a', 'b')]),
      'organisations.predecessor-not-there',
      '“a”',
    ],
    ['kế thừa không có', () => load([body('a')], [passesTo('a', 'b')]), 'organisations.successor-unknown', '“b”'],
    ['kế thừa chính mình', () => load([body('a')], [passesTo('a', 'a')]), 'organisations.succession-to-itself', '“a”'],
    [
      'chức năng không có trong danh mục',
      () => load([body('a'), body('b')], [{ ...passesTo('a', 'b'), function: 'giảm nghèo' }], [], []),
      'organisations.function-unknown',
      '“giảm nghèo”',
    ],
    [
      'nhóm trùng khóa',
      () =>
        load(
          [],
          [],
          [
            { key: 'x', name: 'X', members: [] },
            { key: 'x', name: 'Y', members: [] },
          ],
        ),
      'organisations.collective-twice',
      '“x”',
    ],
    [
      'thành viên không có',
      () => load([], [], [{ key: 'x', name: 'X', members: [{ keys: ['b'] }] }]),
      'organisations.member-unknown',
      '“b”',
    ],
    [
      'không phải dữ liệu',
      () => readRegistry({ organisations: null, successions: null, collectives: null }),
      'organisations.bad-data',
      'organisations.json',
    ],
  ])('từ chối: %s', (_name, action, code, words) => {
    let refusal: unknown;
    try {
      action();
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).code).toBe(code);
    expect((refusal as Refusal).message).toContain(words);
    expect((refusal as Refusal).remedy).toBeTruthy();
  });
});
