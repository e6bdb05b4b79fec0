import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, diffTexts, diffWords, foldSame, type Change, type Piece } from './diff.ts';

const drawn = (pieces: readonly Piece[]) =>
  pieces
    .map(({ change, text }) => (change === 'same' ? text : change === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');
const side = (pieces: readonly Piece[], change: Change) =>
  pieces
    .filter((piece) => piece.change === 'same' || piece.change === change)
    .map(({ text }) => text)
    .join('');

describe('khác nhau từng từ', () => {
  it.each([
    ['Hoàn thành 41 nhiệm vụ', 'Hoàn thành 42 nhiệm vụ', 'Hoàn thành [-41-]{+42+} nhiệm vụ'],
    [
      'theo Quyết định số 3487/QĐ-UBND.',
      'theo Quyết định số 812/QĐ-UBND.',
      'theo Quyết định số [-3487/QĐ-UBND-]{+812/QĐ-UBND+}.',
    ],
    ['đạt 41,33 % (cao)', 'đạt 58,06 % (cao)', 'đạt [-41,33-]{+58,06+} % (cao)'],
    ['Sở Nội vụ chủ trì', 'Sở Nội vụ, Sở Tư pháp chủ trì', 'Sở Nội vụ{+, Sở Tư pháp+} chủ trì'],
    ['một hai ba bốn', 'một năm sáu bốn', 'một [-hai ba-]{+năm sáu+} bốn'],
    ['giống nhau', 'giống nhau', 'giống nhau'],
    ['', 'mới', '{+mới+}'],
    ['cũ', '', '[-cũ-]'],
    ['', '', ''],
  ])('%j → %j', (before, after, shown) => {
    expect(drawn(diffWords(before, after))).toBe(shown);
  });

  it('chữ dựng sẵn và chữ tổ hợp là một', () => {
    expect(drawn(diffWords('nhiệm vụ'.normalize('NFD'), 'nhiệm vụ'))).toBe('nhiệm vụ');
  });

  it('ghép lại đúng hai bản, với mọi chữ', () => {
    const text = fc.array(fc.constantFrom('a', 'ệ', ' ', '  ', ',', 'Sở', '1.2', '(', '\t', '😀'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const pieces = diffWords(before, after);
        expect(side(pieces, 'removed')).toBe(before);
        expect(side(pieces, 'added')).toBe(after);
      }),
    );
  });
});

describe('khác nhau từng đoạn', () => {
  const before = 'Mở đầu.\n\nKết quả sáu tháng đạt 41 % kế hoạch.\n\nTồn tại: chậm báo cáo.\n\nHết.';
  const after =
    'Mở đầu.\r\n\r\nKết quả sáu tháng đạt 58 % kế hoạch.\r\n\r\nMột đoạn hoàn toàn mới được thêm vào đây.\r\n\r\nHết.';

  it('đoạn giống nhau nhiều là đoạn sửa; còn lại là bỏ và thêm', () => {
    expect(diffTexts(before, after).map(({ change, pieces }) => [change, drawn(pieces)])).toEqual([
      ['same', 'Mở đầu.'],
      ['changed', 'Kết quả sáu tháng đạt [-41-]{+58+} % kế hoạch.'],
      ['removed', '[-Tồn tại: chậm báo cáo.-]'],
      ['added', '{+Một đoạn hoàn toàn mới được thêm vào đây.+}'],
      ['same', 'Hết.'],
    ]);
    expect(countChanges(diffTexts(before, after))).toEqual({ added: 10, removed: 6 });
  });

  it('xuống dòng kiểu khác, dòng trống, chữ tổ hợp không phải là thay đổi', () => {
    const other = before.replaceAll('\n\n', '\r\n\r\n\r\n').normalize('NFD');
    expect(diffTexts(before, other).every(({ change }) => change === 'same')).toBe(true);
  });

  it('ghép lại đúng các đoạn của hai bản', () => {
    const line = fc.constantFrom('a b c', 'a b d', 'x y z', 'ệ', 'một hai ba bốn', 'một hai ba năm', '');
    const text = fc.array(line, { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const changes = diffTexts(a.join('\n'), b.join('\n'));
        const lines = (change: 'added' | 'removed') =>
          changes
            .filter((each) => ['same', 'changed', change].includes(each.change))
            .map(({ pieces }) => side(pieces, change));
        expect(lines('removed')).toEqual(a.filter(Boolean));
        expect(lines('added')).toEqual(b.filter(Boolean));
      }),
    );
  });

  it('hai văn bản dài khác hẳn nhau vẫn so xong ngay, và vẫn đủ chữ', () => {
    const long = (seed: number) =>
      Array.from({ length: 3000 }, (_, at) => `đoạn ${(at * seed) % 7919} câu ${at % seed}`).join('\n');
    const started = performance.now();
    const changes = diffTexts(long(17), long(23));
    expect(performance.now() - started).toBeLessThan(3000);
    expect(changes.length).toBeGreaterThan(2999);
  });
});

describe('gập phần không đổi', () => {
  const changes = diffTexts(
    Array.from({ length: 9 }, (_, at) => `đoạn ${at}`).join('\n'),
    Array.from({ length: 9 }, (_, at) => (at === 4 ? 'khác hẳn' : `đoạn ${at}`)).join('\n'),
  );

  it('giữ một đoạn quanh chỗ sửa, gập phần còn lại', () => {
    expect(foldSame(changes).map(({ folded, changes }) => [folded, changes.length])).toEqual([
      [true, 3],
      [false, 4],
      [true, 3],
    ]);
  });

  it('một đoạn lẻ thì không gập; không có gì đổi thì gập cả', () => {
    expect(foldSame(changes, 3).map(({ folded }) => folded)).toEqual([false, false, false]);
    expect(foldSame(diffTexts('a\nb', 'a\nb')).map(({ folded }) => folded)).toEqual([true]);
    expect(foldSame([])).toEqual([]);
  });
});
