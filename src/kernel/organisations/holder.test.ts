import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../calendar/dates.ts';
import { holderAt, holdingsOf } from './holder.ts';
import type { OrganisationVersion, Registry, Succession } from './model.ts';
import { readRegistryFolder } from './registry-files.ts';

const shipped = readRegistryFolder();
const NOW = isoDate('2025-07-01');

describe('ai đang trả lời', () => {
  it.each<[string, string, string | null, unknown]>([
    ['chưa sắp xếp', '2024-12-31', null, { kind: 'same' }],
    ['trước ngày hiệu lực', '2025-02-28', null, { kind: 'same' }],
    ['theo chức năng (khóa)', '2025-03-01', 'giam-ngheo', { kind: 'moved', key: 'so-nong-nghiep-va-moi-truong' }],
    ['theo chức năng (tên)', '2025-03-01', 'Giảm nghèo', { kind: 'moved', key: 'so-nong-nghiep-va-moi-truong' }],
    [
      'không rõ chức năng',
      '2025-03-01',
      null,
      {
        kind: 'undecided',
        choices: ['so-noi-vu', 'so-y-te', 'so-giao-duc-va-dao-tao', 'so-nong-nghiep-va-moi-truong'],
        proposed: null,
      },
    ],
    ['chức năng không ai nhận', '2025-03-01', 'báo chí', { kind: 'undecided' }],
  ])('Sở Lao động - Thương binh và Xã hội: %s', (_name, at, duty, expected) =>
    // prettier-ignore
    expect(holderAt(shipped, 'so-lao-dong-thuong-binh-va-xa-hoi', isoDate(at), duty)).toMatchObject(expected as object),
  );

  it.each<[string, string | null, unknown]>([
    ['so-ke-hoach-va-dau-tu', null, { kind: 'moved', key: 'so-tai-chinh' }],
    ['so-thong-tin-va-truyen-thong', null, { kind: 'undecided', proposed: 'so-khoa-hoc-va-cong-nghe' }],
    ['so-thong-tin-va-truyen-thong', 'chuyển đổi số', { kind: 'moved', key: 'so-khoa-hoc-va-cong-nghe' }],
    ['so-thong-tin-va-truyen-thong', 'báo chí', { kind: 'moved', key: 'so-van-hoa-the-thao-va-du-lich' }],
    ['ubnd-huyen-van-ninh', null, { kind: 'ended' }],
    ['ubnd-tinh-ninh-thuan', null, { kind: 'moved', key: 'ubnd-tinh' }],
    ['so-noi-vu', null, { kind: 'same' }],
    ['khong-co', null, { kind: 'same' }],
  ])('%s, chức năng %s, từ 01/07/2025', (key, duty, expected) =>
    expect(holderAt(shipped, key, NOW, duty)).toMatchObject(expected as object),
  );
});

const body = (key: string, validTo: string | null = null): OrganisationVersion => ({
  key, name: key, shortName: null, aliases: [], code: null, level: 'province', kind: 'department', parentKey: null, area: null, validFrom: null, validTo: validTo as never,
}); // prettier-ignore
const passes = (predecessorKey: string, successorKey: string, on: string, duty: string | null = null): Succession => ({
  predecessorKey, successorKey, function: duty, effectiveOn: isoDate(on), source: 'NQ', inferred: false,
}); // prettier-ignore
const registryOf = (organisations: OrganisationVersion[], successions: Succession[]): Registry => ({
  province: '', functions: [], organisations, successions, collectives: [],
}); // prettier-ignore

describe('qua nhiều lần sắp xếp', () => {
  const chain = registryOf(
    [body('a', '2020-01-01'), body('b', '2022-01-01'), body('c')],
    [passes('a', 'b', '2020-01-01'), passes('b', 'c', '2022-01-01')],
  );

  it('đi hết chuỗi đến ngày được hỏi', () => {
    expect(holderAt(chain, 'a', isoDate('2021-06-01'))).toMatchObject({ kind: 'moved', key: 'b' });
    expect(holderAt(chain, 'a', NOW)).toMatchObject({ kind: 'moved', key: 'c', via: chain.successions });
  });

  it('chia thành từng quãng thời gian cho danh sách', () => {
    expect(holdingsOf(chain)).toEqual([
      { key: 'a', holder: 'b', from: '2020-01-01', to: '2022-01-01' },
      { key: 'a', holder: 'c', from: '2022-01-01', to: null },
      { key: 'b', holder: 'c', from: '2022-01-01', to: null },
    ]);
  });

  it('chuỗi đứt ở cơ quan giải thể', () => {
    const broken = registryOf([body('a', '2020-01-01'), body('b', '2022-01-01')], [passes('a', 'b', '2020-01-01')]);
    expect(holderAt(broken, 'a', NOW)).toMatchObject({ kind: 'ended', via: broken.successions });
    expect(holdingsOf(broken)).toEqual([{ key: 'a', holder: 'b', from: '2020-01-01', to: '2022-01-01' }]);
  });

  it('chức năng đi khỏi cơ quan còn hoạt động, rồi quay lại', () => {
    const back = registryOf(
      [body('a'), body('b')],
      [passes('a', 'b', '2020-01-01', 'cấp phép'), passes('b', 'a', '2023-01-01', 'cấp phép')],
    );
    expect(holderAt(back, 'a', isoDate('2021-01-01'), 'cấp phép')).toMatchObject({ kind: 'moved', key: 'b' });
    expect(holderAt(back, 'a', NOW, 'cấp phép')).toMatchObject({ kind: 'same' });
    expect(holderAt(back, 'a', NOW)).toEqual({ kind: 'same' });
  });

  it('luôn dừng, và không trả lời bằng cơ quan đã kết thúc, với mọi danh mục', () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const day = fc.integer({ min: 0, max: 5 }).map((days) => addDays(isoDate('2020-01-01'), days));
    const anySuccession = fc.record({
      predecessorKey: fc.constantFrom(...keys), successorKey: fc.constantFrom(...keys), function: fc.option(fc.constantFrom('x', 'y')),
      effectiveOn: day, source: fc.constant('NQ'), inferred: fc.boolean(),
    }); // prettier-ignore
    const ends = fc.tuple(...keys.map(() => fc.option(day)));
    fc.assert(
      fc.property(
        fc.array(anySuccession, { maxLength: 12 }),
        ends,
        fc.option(fc.constantFrom('x', 'y', 'z')),
        (successions, ends, duty) => {
          const registry = registryOf(keys.map((key, index) => body(key, ends[index])), successions); // prettier-ignore
          for (const key of keys) {
            const holder = holderAt(registry, key, NOW, duty);
            if (holder.kind === 'moved')
              expect(registry.organisations.find((each) => each.key === holder.key)!.validTo).toBe(null);
          }
        },
      ),
    );
  });
});
