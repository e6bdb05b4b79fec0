import { describe, expect, it } from 'vitest';
import { differing, resolveConflict } from './conflict.ts';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe('hai người cùng sửa', () => {
  const theirs = { result: 'Đã trình UBND tỉnh', note: 'như cũ' };

  it.each([
    ['lấy bản của tôi', { result: 'Đã ban hành', 'choice-result': 'mine' }, 'Đã ban hành', []],
    ['lấy bản của người kia', { result: 'Đã ban hành', 'choice-result': 'theirs' }, 'Đã trình UBND tỉnh', []],
    ['chưa chọn thì hỏi lại', { result: 'Đã ban hành' }, 'Đã trình UBND tỉnh', ['result']],
    [
      'lựa chọn lạ cũng là chưa chọn',
      { result: 'Đã ban hành', 'choice-result': 'x' },
      'Đã trình UBND tỉnh',
      ['result'],
    ],
    ['giống nhau thì không hỏi', { result: 'Đã trình UBND tỉnh ' }, 'Đã trình UBND tỉnh', []],
    ['biểu mẫu không có ô đó thì giữ bản hiện có', {}, 'Đã trình UBND tỉnh', []],
  ])('%s', (_, fields, result, missing) => {
    expect(resolveConflict(form(fields), theirs)).toEqual({ values: { ...theirs, result }, missing });
  });

  it('ô mà máy chủ không hỏi thì không nhận', () => {
    const { values } = resolveConflict(form({ owner: 'toi', 'choice-owner': 'mine' }), theirs);
    expect(values).toEqual(theirs);
  });

  it('chỉ hỏi những ô thật sự khác', () => {
    const field = (mine: string, other: string) => ({ name: 'a', label: 'A', mine, theirs: other });
    expect(differing([field('dòng 1\r\ndòng 2', 'dòng 1\ndòng 2'), field('vụ', 'vụ'.normalize('NFD'))])).toEqual([]);
    expect(differing([field('a', 'b')])).toHaveLength(1);
  });
});
