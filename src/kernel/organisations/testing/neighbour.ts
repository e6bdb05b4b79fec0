import { isoDate } from '../../calendar/dates.ts';
import type { OrganisationVersion } from '../model.ts';
import type { ProvinceRegistry } from '../registry-files.ts';
import { readRegistry } from '../registry-data.ts';
import { readReorganisations } from '../reorganisation/acts-data.ts';

const body = (key: string, name: string, more: Partial<OrganisationVersion> = {}) => ({
  key, name, level: 'province', kind: 'department', parentKey: 'ubnd-tinh', code: `VD-NT.${key}`, ...more,
}); // prettier-ignore

/**
 * For tests: a small neighbouring province, made up after the level names that everybody knows (province, districts, communes,
 * departments of the usual names). Its codes, its act of 2024 and its communes are examples, not data.
 */
export function neighbour(): ProvinceRegistry {
  const organisations = [
    body('chinh-phu', 'Chính phủ', { level: 'central', kind: 'other', parentKey: null, code: null }),
    body('ubnd-tinh', 'UBND tỉnh', { kind: 'people-committee', parentKey: null }),
    body('so-noi-vu', 'Sở Nội vụ', { shortName: 'SNV', aliases: ['Sở Nội vụ tỉnh'] }),
    body('so-tai-chinh', 'Sở Tài chính'),
    body('ban-nho-va-vang', 'Ban Quản lý Nho và Rượu vang', { kind: 'public-service-unit' }),
    body('so-tho', 'Sở Thử nghiệm (ví dụ)', { validTo: isoDate('2024-06-01') }),
    body('ubnd-huyen-vi-du', 'UBND huyện Ví Dụ', { level: 'district', kind: 'people-committee', validTo: isoDate('2025-07-01') }), // prettier-ignore
    body('ubnd-xa-vi-du', 'UBND xã Ví Dụ', { level: 'commune', kind: 'people-committee', parentKey: 'ubnd-huyen-vi-du', validTo: isoDate('2025-07-01') }), // prettier-ignore
    body('ubnd-xa-vi-du', 'UBND xã Ví Dụ', { level: 'commune', kind: 'people-committee', parentKey: 'ubnd-tinh', validFrom: isoDate('2025-07-01') }), // prettier-ignore
  ];
  const registry = readRegistry({
    organisations: { province: 'Ninh Thuận', organisations },
    successions: [{ predecessorKey: 'so-tho', successorKey: 'so-noi-vu', function: null, effectiveOn: '2024-06-01', source: 'Ví dụ', inferred: true }], // prettier-ignore
    collectives: [{ key: 'cac-so-ban-nganh', name: 'Các sở, ban, ngành', members: [{ levels: ['province'], kinds: ['department'] }] }], // prettier-ignore
    functions: [{ key: 'trong-nho', name: 'trồng nho (ví dụ)' }],
  });
  const reorganisations = readReorganisations([
    {
      document: { number: 'VD/01', issuedOn: '2024-05-20', title: 'Sắp xếp ví dụ', source: 'Ví dụ' },
      effectiveOn: '2024-06-01',
      inferred: true,
      steps: [{ step: 'merge', keys: ['so-tho'], into: 'so-noi-vu' }],
    },
  ]);
  return { ...registry, reorganisations };
}
