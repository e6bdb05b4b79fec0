import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { parseSchedule } from '#kernel/calendar/schedule.ts';
import { TASK_INPUT } from '#modules/plan/index.ts';
import { errorsOf } from '../../../forms.ts';
import { BLANK, isSetByHand, taskFieldName, taskFromForm, taskValues } from './task-form.ts';

const task = {
  number: '3',
  title: 'Ban hành kế hoạch',
  products: [
    {
      id: '01a20920-9f99-7b58-ac72-935feb0fcba4',
      text: 'Kế hoạch của UBND tỉnh',
      scheduleText: 'Quý I/2025',
      schedule: parseSchedule('Quý I/2025', { year: 2025 }),
      assignmentText: 'Sở Nội vụ chủ trì',
      assignments: [
        { role: 'lead', name: 'Sở Nội vụ' },
        { role: 'coordinating', name: 'Các sở, ban, ngành' },
      ],
    },
  ],
} as unknown as Parameters<typeof taskValues>[0];

const check = (changes: Record<string, string>) => {
  const values = { ...taskValues(task, 2025), ...changes };
  const read = TASK_INPUT.safeParse(taskFromForm(values));
  return { input: read.data, errors: read.success ? {} : errorsOf(read.error, taskFieldName(values)) };
};

describe('biểu mẫu nhiệm vụ', () => {
  it('gửi lại nguyên vẹn thì không đổi gì', () => {
    expect(check({})).toEqual({
      errors: {},
      input: {
        number: '3',
        title: 'Ban hành kế hoạch',
        products: [
          {
            id: '01a20920-9f99-7b58-ac72-935feb0fcba4',
            text: 'Kế hoạch của UBND tỉnh',
            scheduleText: 'Quý I/2025',
            understanding: null,
            assignmentText: 'Sở Nội vụ chủ trì',
            roles: [
              { role: 'lead', name: 'Sở Nội vụ' },
              { role: 'coordinating', name: 'Các sở, ban, ngành' },
            ],
          },
        ],
      },
    });
  });

  it('tiến độ đặt bằng tay thay cho cách hiểu tự động', () => {
    const set = {
      'products.0.understanding': 'set',
      'products.0.kind': 'deadline',
      'products.0.due': '2025-06-30',
      'products.0.precision': 'month',
    };
    expect(check(set).input?.products[0]?.understanding).toEqual({
      kind: 'deadline',
      due: '2025-06-30',
      precision: 'month',
    });
  });

  it('mở lại đúng cách hiểu: tự động, hay đặt bằng tay', () => {
    const read = task.products[0]!.schedule;
    expect(isSetByHand(read, 2025)).toBe(false);
    const set = {
      ...task,
      products: [{ ...task.products[0]!, schedule: { ...read, due: isoDate('2025-06-30') } }],
    };
    expect(taskValues(set, 2025)).toMatchObject({ 'products.0.understanding': 'set', 'products.0.due': '2025-06-30' });
  });

  it('loại không có hạn thì bỏ ngày còn sót lại trong ô', () => {
    const set = { 'products.0.understanding': 'set', 'products.0.kind': 'continuous', 'products.0.due': '2025-06-30' };
    expect(check(set).input?.products[0]?.understanding).toEqual({ kind: 'continuous', due: null, precision: null });
  });

  it('dòng phân công để trống thì không tính', () => {
    expect(check({ 'products.0.roles.0.name': '  ' }).input?.products[0]?.roles).toEqual([
      { role: 'coordinating', name: 'Các sở, ban, ngành' },
    ]);
  });

  it.each([
    [{ title: ' ' }, { title: 'Điền nội dung nhiệm vụ.' }],
    [{ 'products.0.text': '' }, { 'products.0.text': 'Điền kết quả, sản phẩm.' }],
    [
      { 'products.0.understanding': 'set', 'products.0.kind': 'deadline', 'products.0.due': '' },
      { 'products.0.due': 'Có thời hạn thì điền ngày.' },
    ],
    [
      { 'products.0.understanding': 'set', 'products.0.kind': 'deadline', 'products.0.due': '2025-02-30' },
      { 'products.0.due': 'Ngày không có trong lịch.' },
    ],
  ])('lỗi đứng ở đúng ô: %j', (changes, errors) => expect(check(changes).errors).toEqual(errors));

  it('lỗi của dòng phân công đứng ở dòng đã gõ, dù có dòng trống phía trước', () => {
    const { errors } = check({ 'products.0.roles.0.name': '', 'products.0.roles.1.name': 'x'.repeat(301) });
    expect(Object.keys(errors)).toEqual(['products.0.roles.1.name']);
  });

  it('không còn sản phẩm nào thì chỉ đến nút thêm', () => {
    const read = TASK_INPUT.safeParse(taskFromForm({ number: '3', title: 'x' }));
    expect(errorsOf(read.error!, taskFieldName({}))).toEqual({
      'add:products': 'Nhiệm vụ cần ít nhất một kết quả, sản phẩm.',
    });
  });

  it('dòng mới có đủ các ô của dòng cũ', () => {
    const fields = Object.keys(taskValues(task, 2025)).flatMap((name) =>
      name.startsWith('products.0.') ? [name.slice(11)] : [],
    );
    expect(Object.keys(BLANK.products!)).toEqual(
      expect.arrayContaining(fields.filter((name) => !name.startsWith('roles.1'))),
    );
  });
});
