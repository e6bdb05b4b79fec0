import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePassword, PASSWORD_PROBLEMS, passwordForm, passwordProblem } from './password-rule.ts';

const owner = { email: 'tran.thi.hoa@khanhhoa.gov.vn', name: 'Trần Thị Hòa' };

describe('mật khẩu dùng được', () => {
  it.each([
    'mưa rào tháng bảy',
    'correct horse battery',
    'BiểnXanhCátTrắng88',
    'quy trình 4 bước, 3 ngày',
    'kế hoạch của tôi năm nay',
  ])('%s', (password) => expect(passwordProblem(password, owner)).toBeNull());
});

describe('mật khẩu không dùng được', () => {
  it.each([
    ['', 'too-short'],
    ['mười một kt', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['matkhau12345', 'too-common'],
    ['Mật khẩu 2025!', 'too-common'],
    ['Password@123', 'too-common'],
    ['khanhhoakhanhhoa', 'too-common'],
    ['KhánhHòa@2025', 'too-common'],
    ['123456789012', 'too-common'],
    ['987654321098', 'too-common'],
    ['aaaaaaaaaaaa', 'too-common'],
    ['121212121212', 'too-common'],
    ['tranthihoa2025', 'like-account'],
    ['Trần Thị Hòa 1', 'like-account'],
    ['tran.thi.hoa@khanhhoa.gov.vn', 'like-account'],
  ] as const)('%s: %s', (password, problem) => expect(passwordProblem(password, owner)).toBe(problem));

  it('dấu tính là một ký tự dù gõ theo kiểu nào', () => {
    const eleven = 'ấấấấấấbcdeg';
    expect([...eleven.normalize('NFC')]).toHaveLength(11);
    expect(passwordProblem(eleven.normalize('NFD'))).toBe('too-short');
    expect(passwordForm(eleven.normalize('NFD'))).toBe(passwordForm(eleven.normalize('NFC')));
  });

  it('mỗi lỗi có lời cách sửa bằng hai thứ tiếng', () => {
    for (const { vi, en } of Object.values(PASSWORD_PROBLEMS)) expect(vi).not.toBe(en);
  });

  it('chuỗi ký tự nào cũng có câu trả lời', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), (password, email) => {
        const problem = passwordProblem(password, { email });
        if ([...passwordForm(password)].length < 12) expect(problem).toBe('too-short');
        else expect([null, 'too-long', 'too-common', 'like-account']).toContain(problem);
      }),
    );
  });
});

it('mật khẩu tự sinh luôn dùng được và không lặp lại', () => {
  const made = Array.from({ length: 200 }, generatePassword);
  for (const password of made) {
    expect(password).toMatch(/^(?:[2-9a-hj-km-np-z]{5}-){4}[2-9a-hj-km-np-z]{5}$/);
    expect(passwordProblem(password, owner)).toBeNull();
  }
  expect(new Set(made).size).toBe(made.length);
});
