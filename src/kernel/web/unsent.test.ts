import { expect, it } from 'vitest';
import { isUnsent, unsentData } from './unsent.ts';

it('chỉ dữ liệu được đánh dấu là không gửi, và dữ liệu vẫn nguyên là nó', () => {
  const data = { rows: [1, 2] };
  expect(unsentData(data)).toBe(data);
  expect([data, { ...data }, null, 'rows', 1].map(isUnsent)).toEqual([true, false, false, false, false]);
});
