import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../calendar/dates.ts';
import {
  ancestorsOf, asOf, childrenOf, findCollective, findOrganisation, membersOf, nameKey, readRegistry, successorsOf, versionOf,
} from './index.ts'; // prettier-ignore

const file = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/khanh-hoa/${name}.json`, import.meta.url), 'utf8'));
const registry = readRegistry({
  organisations: file('organisations'),
  successions: file('successions'),
  collectives: file('collectives'),
  functions: file('functions'),
});
const SIGNED = isoDate('2024-12-31');
const NOW = isoDate('2025-07-01');
const keys = (list: { key: string }[]) => list.map(({ key }) => key);

describe('tìm cơ quan theo tên', () => {
  it.each([
    ['Sở Nội vụ', 'so-noi-vu'],
    ['SỞ NỘI VỤ', 'so-noi-vu'],
    ['Sở Nội vụ'.normalize('NFD'), 'so-noi-vu'],
    ['Sở Nội vụ tỉnh Khánh Hoà', 'so-noi-vu'],
    ['Sở NV', 'so-noi-vu'],
    ['Sở GD&ĐT', 'so-giao-duc-va-dao-tao'],
    ['Sở GDĐT', 'so-giao-duc-va-dao-tao'],
    ['Sở GD-ĐT', 'so-giao-duc-va-dao-tao'],
    ['Sở Giáo dục & Đào tạo', 'so-giao-duc-va-dao-tao'],
    ['Sở KHĐT', 'so-ke-hoach-va-dau-tu'],
    ['Sở KH và ĐT', 'so-ke-hoach-va-dau-tu'],
    ['Sở KH&CN', 'so-khoa-hoc-va-cong-nghe'],
    ['Sở TT-TT', 'so-thong-tin-va-truyen-thong'],
    ['Sở TN&MT', 'so-tai-nguyen-va-moi-truong'],
    ['Sở NN&PTNT', 'so-nong-nghiep-va-phat-trien-nong-thon'],
    ['Sở VH-TT&DL', 'so-van-hoa-the-thao-va-du-lich'],
    ['Sở LĐ-TB&XH', 'so-lao-dong-thuong-binh-va-xa-hoi'],
    ['Sở LĐTBXH', 'so-lao-dong-thuong-binh-va-xa-hoi'],
    ['Sở Lao động, Thương binh và Xã hội', 'so-lao-dong-thuong-binh-va-xa-hoi'],
    ['Sở Lao động – Thương binh & Xã hội', 'so-lao-dong-thuong-binh-va-xa-hoi'],
    ['Uỷ ban nhân dân tỉnh', 'ubnd-tinh'],
    ['UBND tỉnh Khánh Hòa', 'ubnd-tinh'],
    ['UBND tỉnh Ninh Thuận', 'ubnd-tinh-ninh-thuan'],
    ['VP UBND tỉnh', 'van-phong-ubnd-tinh'],
    ['Văn phòng Uỷ ban nhân dân', 'van-phong-ubnd-tinh'],
    ['Trung tâm PVHCC tỉnh', 'trung-tam-phuc-vu-hanh-chinh-cong-tinh'],
    ['TP. Nha Trang', 'ubnd-thanh-pho-nha-trang'],
    ['Ủy ban nhân dân thị xã Ninh Hoà', 'ubnd-thi-xa-ninh-hoa'],
    ['VCCI', 'vcci'],
    ['Ban Chỉ đạo cải cách hành chính tỉnh', 'ban-chi-dao-cchc-tinh'],
  ])('%s', (text, key) => expect(findOrganisation(registry, text)?.key).toBe(key));

  it.each(['UBND', 'Sở', 'Sở Nội vụ và Sở Tài chính', 'Sở Nội vụ tỉnh Ninh Thuận', 'Thanh tra', '', '???'])(
    'không nhận bừa: %s',
    (text) => expect(findOrganisation(registry, text)).toBeNull(),
  );

  it('mọi tên, tên tắt, bí danh trong danh mục đều tìm ra đúng cơ quan của mình', () => {
    for (const { key, name, shortName, aliases } of registry.organisations) {
      for (const text of [name, ...aliases, ...(shortName === null ? [] : [shortName])])
        expect([text, findOrganisation(registry, text)?.key]).toEqual([text, key]);
    }
  });
});

describe('tìm nhóm cơ quan', () => {
  it.each([
    ['các sở, ban, ngành', 'cac-so-ban-nganh'],
    ['sở ban ngành', 'cac-so-ban-nganh'],
    ['các Sở, ngành tỉnh', 'cac-so-ban-nganh'],
    ['các sở, ban ngành liên quan', 'cac-so-ban-nganh-lien-quan'],
    ['các sở, ngành, địa phương có liên quan', 'cac-so-ban-nganh-dia-phuong-lien-quan'],
    ['UBND các huyện, thị xã, thành phố', 'ubnd-cap-huyen'],
    ['Uỷ ban nhân dân cấp huyện', 'ubnd-cap-huyen'],
    ['UBND xã, phường, thị trấn', 'ubnd-cap-xa'],
    ['các đơn vị', 'cac-co-quan-don-vi'],
    ['cơ quan liên quan', 'cac-co-quan-don-vi-lien-quan'],
    ['hiệp hội có liên quan', 'cac-hiep-hoi-lien-quan'],
    ['10 cơ quan hành chính ở 03 cấp', 'co-quan-hanh-chinh-o-03-cap'],
    ['các cơ quan thành viên', 'co-quan-thanh-vien-ban-chi-dao'],
    ['Phòng Nội vụ', 'phong-noi-vu'],
    ['các bộ, ngành', 'bo-nganh-trung-uong'],
    ['Sở Nội vụ', undefined],
    ['cơ quan', undefined],
    ['UBND huyện Vạn Ninh', undefined],
  ])('%s', (text, key) => expect(findCollective(registry, text)?.key).toBe(key));

  it('mọi tên và bí danh trong danh mục đều tìm ra nhóm của mình', () => {
    for (const { key, name, aliases } of registry.collectives) {
      for (const text of [name, ...aliases]) expect([text, findCollective(registry, text)?.key]).toEqual([text, key]);
    }
  });
});

describe('cơ quan theo thời gian', () => {
  const members = (key: string, at = SIGNED) =>
    keys(
      membersOf(
        registry.collectives.find((each) => each.key === key)!,
        at,
        registry,
      ),
    );

  it('ngày ký có chín đơn vị cấp huyện, từ 01/07/2025 không còn', () => {
    expect(members('ubnd-cap-huyen')).toHaveLength(9);
    expect(members('ubnd-cap-huyen', isoDate('2025-06-30'))).toHaveLength(9);
    expect(members('ubnd-cap-huyen', NOW)).toEqual([]);
  });

  it('các sở sau ngày 01/03/2025 là danh sách khác', () => {
    expect(members('cac-so-ban-nganh')).toContain('so-ke-hoach-va-dau-tu');
    expect(members('cac-so-ban-nganh', NOW)).not.toContain('so-ke-hoach-va-dau-tu');
    expect(members('cac-so-ban-nganh', NOW)).toContain('so-nong-nghiep-va-moi-truong');
    expect(keys(asOf(registry, SIGNED))).not.toContain('so-nong-nghiep-va-moi-truong');
  });

  it('nhóm không nêu ai thì không có thành viên', () => expect(members('cap-co-tham-quyen')).toEqual([]));

  it.each([
    ['so-lao-dong-thuong-binh-va-xa-hoi', 'giam-ngheo', ['so-nong-nghiep-va-moi-truong']],
    ['so-lao-dong-thuong-binh-va-xa-hoi', 'Giảm nghèo', ['so-nong-nghiep-va-moi-truong']],
    ['so-lao-dong-thuong-binh-va-xa-hoi', 'việc khác', []],
    ['so-thong-tin-va-truyen-thong', 'báo chí', ['so-van-hoa-the-thao-va-du-lich']],
    ['so-thong-tin-va-truyen-thong', 'chuyển đổi số', ['so-khoa-hoc-va-cong-nghe']],
    ['ubnd-huyen-van-ninh', undefined, []],
  ])('kế thừa: %s, %s', (key, duty, expected) =>
    expect(successorsOf(registry, key, duty).map((each) => each.successorKey)).toEqual(expected),
  );

  it('một sở có thể tách về bốn nơi', () =>
    expect(successorsOf(registry, 'so-lao-dong-thuong-binh-va-xa-hoi')).toHaveLength(4));

  it('cây tổ chức', () => {
    expect(keys(ancestorsOf(registry, 'so-noi-vu', SIGNED))).toEqual(['ubnd-tinh']);
    expect(keys(childrenOf(registry, 'ubnd-tinh', SIGNED))).toContain('ubnd-huyen-truong-sa');
  });

  it('cơ quan đã giải thể vẫn gọi được tên', () => {
    expect(versionOf(registry, 'so-giao-thong-van-tai', NOW)?.name).toBe('Sở Giao thông vận tải');
    expect(versionOf(registry, 'khong-co')).toBeNull();
  });

  it('đổi tên: lấy phiên bản của ngày được hỏi', () => {
    const version = (name: string, validFrom: string | null, validTo: string | null) => ({
      key: 'a',
      name,
      level: 'province',
      kind: 'department',
      validFrom,
      validTo,
    });
    const renamed = readRegistry({
      organisations: {
        province: 'A',
        organisations: [version('Sở Mới', '2025-03-01', null), version('Sở Cũ', null, '2025-03-01')],
      },
      successions: [],
      collectives: [],
    });
    expect(findOrganisation(renamed, 'Sở Mới', SIGNED)?.name).toBe('Sở Cũ');
    expect(findOrganisation(renamed, 'Sở Cũ', NOW)?.name).toBe('Sở Mới');
    expect(findOrganisation(renamed, 'Sở Cũ')?.name).toBe('Sở Mới');
  });
});

describe('nameKey', () => {
  it('giữ khác biệt của dấu', () => expect(nameKey('Sở Tư pháp')).not.toBe(nameKey('Sở Tu pháp')));

  it('không phụ thuộc chữ hoa, cách ghép dấu', () => {
    fc.assert(
      fc.property(fc.constantFrom(...registry.organisations.map(({ name }) => name)), (name) => {
        for (const variant of [name.toUpperCase(), name.normalize('NFD'), name.replaceAll(' và ', ' & ')])
          expect(nameKey(variant)).toBe(nameKey(name));
      }),
    );
  });
});
