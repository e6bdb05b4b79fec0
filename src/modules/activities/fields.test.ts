import { describe, expect, it } from 'vitest';
import { readActivity } from './fields.ts';
import type { Kind } from './kinds.ts';

const OF: Readonly<Record<Kind, object>> = {
  'inspection-plan': { year: '2025', rows: [{ organisationKey: 'so-y-te', month: '3' }] },
  inspection: { content: 'Thủ tục hành chính' },
  meeting: { place: 'Hội trường', agenda: '- Quý I' },
  training: { form: 'training', outputs: [{ unit: 'lớp', planned: '5', actual: '' }] },
  initiative: { problem: 'Chậm', solution: 'Nhanh' },
  commendation: { side: 'reward', form: 'Bằng khen', reason: 'Tốt', from: '2025-01-01', to: '2025-03-31', facts: {}, thresholds: [] }, // prettier-ignore
};
const read = (kind: Kind, given: object, fields: object = {}) =>
  readActivity(kind, { title: 'Thử', ...given, fields: { ...OF[kind], ...fields } } as never);

describe('đọc những gì người dùng điền', () => {
  it.each(Object.keys(OF) as Kind[])('%s: đủ mục thì được', (kind) => {
    expect(read(kind, {})).toMatchObject({ title: 'Thử', isPublic: false, parties: [] });
  });

  it('số viết kiểu Việt Nam; chữ tổ hợp thành dựng sẵn; mục lạ bị bỏ', () => {
    const { fields, title } = read('training', { title: 'Lớp'.normalize('NFD'), constructor: 'x' }, { outputs: [{ unit: 'lượt người', planned: '1.250', actual: '12,5', x: 1 }], __proto__: { a: 1 } }); // prettier-ignore
    expect(title).toBe('Lớp'.normalize('NFC'));
    expect(fields).toEqual({ form: 'training', audience: '', outputs: [{ unit: 'lượt người', planned: 1250, actual: 12.5 }] }); // prettier-ignore
  });

  it.each<[string, Kind, object, object, string]>([
    ['thiếu tên', 'meeting', { title: '  ' }, {}, 'title'],
    ['tên dài', 'meeting', { title: 'x'.repeat(2_001) }, {}, 'title'],
    ['ngày không có trong lịch', 'meeting', { fromDay: '2025-02-30' }, {}, 'fromDay'],
    ['ngày cuối trước ngày đầu', 'training', { fromDay: '2025-03-02', toDay: '2025-03-01' }, {}, 'toDay'],
    ['người không phải mã', 'meeting', { parties: [{ role: 'chair', personId: "1' or '1'='1" }] }, {}, 'parties.0.personId'], // prettier-ignore
    ['không người không cơ quan', 'meeting', { parties: [{ role: 'chair' }] }, {}, 'parties.0.personId'],
    ['vai trò lạ', 'meeting', { parties: [{ role: 'king', organisationKey: 'so-y-te' }] }, {}, 'parties.0.role'],
    ['tháng 13', 'inspection-plan', {}, { rows: [{ organisationKey: 'so-y-te', month: 13 }] }, 'rows.0.month'],
    ['một cơ quan hai lần trong tháng', 'inspection-plan', {}, { rows: [{ organisationKey: 'a', month: 1 }, { organisationKey: 'a', month: 1 }] }, 'rows.1'], // prettier-ignore
    ['hai dòng cùng đơn vị tính', 'training', {}, { outputs: [{ unit: 'Lớp' }, { unit: 'lớp' }] }, 'outputs.1'],
    ['số âm', 'training', {}, { outputs: [{ unit: 'lớp', planned: '-1' }] }, 'outputs.0.planned'],
    ['số không đọc được', 'training', {}, { outputs: [{ unit: 'lớp', planned: '1e400' }] }, 'outputs.0.planned'],
    ['điểm lớn hơn tối đa', 'initiative', {}, { criteria: [{ name: 'Mới', most: 10, mark: 11 }] }, 'criteria.0.mark'],
    ['chưa nêu giải pháp', 'initiative', {}, { solution: '' }, 'solution'],
  ])('%s: bị từ chối ở đúng mục', (_name, kind, given, fields, field) => {
    expect(() => read(kind, given, fields)).toThrow(
      expect.objectContaining({ code: 'activities.invalid', fields: expect.objectContaining({ [field]: expect.any(String) }) }), // prettier-ignore
    );
  });
});
