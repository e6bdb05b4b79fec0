import { expect, it } from 'vitest';
import { differences } from './differences.ts';

it('nói rõ ô nào khác: đang lưu gì, đã gõ gì', () => {
  const stored = {
    revision: '3',
    title: 'Cũ',
    number: '1',
    'products.0.id': 'a',
    'products.0.roles.1.name': 'Sở Y tế',
  };
  const typed = { revision: '2', title: 'Mới', number: '1', 'products.0.id': 'b', 'products.0.text': 'Báo cáo' };
  expect(differences(stored, typed)).toEqual([
    { label: 'Nội dung', stored: 'Cũ', typed: 'Mới' },
    { label: 'Sản phẩm 1, dòng phân công 2: Cơ quan', stored: 'Sở Y tế', typed: '' },
    { label: 'Sản phẩm 1: Nội dung', stored: '', typed: 'Báo cáo' },
  ]);
});

it('không nói gì khi không khác', () =>
  expect(differences({ title: 'x' }, { title: 'x', change: 'save' })).toEqual([]));

it('gọi tên lựa chọn như trên biểu mẫu', () => {
  const [stored, typed] = [{ 'products.0.kind': 'deadline' }, { 'products.0.kind': 'recurring' }];
  expect(differences(stored, typed, { kind: { deadline: 'Có thời hạn', recurring: 'Định kỳ' } })).toEqual([
    { label: 'Sản phẩm 1: Loại tiến độ', stored: 'Có thời hạn', typed: 'Định kỳ' },
  ]);
});
