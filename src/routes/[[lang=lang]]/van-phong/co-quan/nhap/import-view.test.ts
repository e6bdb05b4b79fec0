import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { importView } from './import-view.ts';

const before = readRegistryFolder().organisations.find(({ key }) => key === 'so-noi-vu')!;
const after = {
  ...before,
  code: 'VD.1',
  aliases: ['SNV', 'Nội vụ'],
  area: 'Toàn tỉnh',
  validTo: isoDate('2026-03-01'),
};
const preview = {
  errors: [],
  versions: [
    {
      kind: 'changed' as const,
      row: 3,
      before,
      after,
      fields: ['code', 'aliases', 'area', 'validTo'] as const,
      newBody: false,
    },
    ...Array.from({ length: 300 }, (_, at) => ({ kind: 'new' as const, row: at + 4, before: null, after: { ...before, key: `moi-${at}` }, fields: [], newBody: true })), // prettier-ignore
  ].map((each) => ({ ...each, fields: [...each.fields] })),
  successions: [],
  missing: { versions: [before], successions: [] },
  fingerprint: 'x',
  ending: [],
};

describe('xem trước một lần nhập', () => {
  const view = importView(preview);

  it('nêu từng chỗ đổi: từ gì thành gì', () => {
    expect(view.changed[0]!.changes).toEqual([
      'Mã định danh: (trống) → VD.1',
      expect.stringMatching(/^Tên gọi khác: .* → SNV; Nội vụ$/),
      'Địa bàn: (trống) → Toàn tỉnh',
      'Trước ngày: (trống) → 01/03/2026',
    ]);
  });

  it('bảng dài bị cắt, số đếm thì không', () => {
    expect(view.fresh).toHaveLength(200);
    expect(view.counts).toMatchObject({ new: 300, changed: 1, unchanged: 0, missing: 1 });
    expect(view.touches).toBe(true);
  });
});
