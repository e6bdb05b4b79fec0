import { expect, it } from 'vitest';
import { historyWords } from './history-words.ts';

const entry = {
  id: 1,
  subjectType: 'plan-task',
  subjectId: 't',
  at: new Date(0),
  actorId: 'a',
  actorName: 'Nguyễn Thị Thử',
  position: 'Chuyên viên, Sở Nội vụ',
  reason: null,
  before: null,
};

it('ghi nhận hoàn thành: sản phẩm, văn bản, chức vụ người làm, không nêu tên riêng', () => {
  const after = {
    product: 'Quyết định',
    document: '100/QĐ-UBND',
    documentDate: '2025-04-02',
    issuer: 'UBND tỉnh',
    doneOn: '2025-04-02',
  };
  const [words] = historyWords([{ ...entry, action: 'record-completed', after }], 'vi');
  expect(words).toMatchObject({
    title: 'Ghi nhận hoàn thành',
    by: 'Chuyên viên, Sở Nội vụ',
    tone: 'good',
    lines: ['Kết quả: Quyết định', 'Văn bản: 100/QĐ-UBND ngày 02/04/2025 (UBND tỉnh)'],
  });
  expect(JSON.stringify(words)).not.toContain('Nguyễn Thị Thử');
});

it('việc chưa có tên riêng vẫn đọc được; người không có chức vụ là cán bộ, không có tài khoản là hệ thống', () => {
  const other = { ...entry, action: 'something-new', position: null, reason: 'Nhầm', after: 'hỏng' };
  expect(historyWords([other, { ...other, actorId: null }], 'en')).toMatchObject([
    { title: 'Task updated', by: 'Officer in charge', lines: ['Reason or note: Nhầm'] },
    { by: 'The system' },
  ]);
});
