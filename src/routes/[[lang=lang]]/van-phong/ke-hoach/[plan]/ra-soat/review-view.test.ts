import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseFinding,
  LISTED,
  listedAround,
  mendingPlace,
  readView,
  reviewAddress,
  SOURCE_WINDOW,
  sourceWindow,
  type Finding,
} from './review-view.ts';

const finding = (id: string, severity: Finding['severity'], resolution: Finding['resolution'] = 'open'): Finding => ({
  id,
  severity,
  resolution,
  line: 1,
});
const view = (query = '') => readView(new URLSearchParams(query));
const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id).join('');

describe('địa chỉ của màn hình rà soát', () => {
  it('đọc lại đúng những gì đã viết', () => {
    const wish = {
      part: 'nhiem-vu',
      severity: 'warning',
      state: 'open',
      finding: 'f-1',
      line: 126,
      endLine: 130,
      group: 3,
      page: 2,
    } as const;
    const address = reviewAddress('3487-qd-ubnd-2024', wish);
    expect(address).toMatch(/^\/van-phong\/ke-hoach\/3487-qd-ubnd-2024\/ra-soat\?.*#dong-126$/);
    expect(readView(new URL(address, 'http://here.invalid').searchParams)).toEqual(wish);
  });

  it.each([
    ['dong=abc', { line: null }],
    ['dong=-4', { line: null }],
    ['dong=99999999', { line: null }],
    ['dong=12&den=10', { line: 12, endLine: null }],
    ['den=10', { line: null, endLine: null }],
    ['phan=la', { part: 'diem' }],
    ['muc=__proto__', { severity: 'all' }],
    ['muc=loi&trang-thai=da-xu-ly', { severity: 'error', state: 'settled' }],
  ])('bỏ qua điều vô nghĩa: %s', (query, expected) => expect(view(query)).toMatchObject(expected));
});

describe('điểm cần xem đứng đầu', () => {
  const all = [
    finding('a', 'info'),
    finding('b', 'warning', 'accepted'),
    finding('c', 'warning'),
    finding('d', 'error'),
    finding('e', 'warning'),
  ];

  it('là điểm chưa xử lý nặng nhất khi không chọn điểm nào', () => {
    expect(chooseFinding(all, view())).toMatchObject({
      chosen: { id: 'd' },
      place: 4,
      previousOpen: { id: 'c' },
      nextOpen: { id: 'e' },
    });
  });

  it('là điểm được chọn, với điểm mở trước và sau nó', () => {
    expect(chooseFinding(all, view('diem=b'))).toMatchObject({
      chosen: { id: 'b' },
      previousOpen: { id: 'a' },
      nextOpen: { id: 'c' },
    });
    expect(chooseFinding(all, view('diem=a')).previousOpen).toBeNull();
    expect(chooseFinding(all, view('diem=e')).nextOpen).toBeNull();
  });

  it('vẫn ở lại khi vừa được xử lý và bộ lọc không còn cho qua', () => {
    const choice = chooseFinding(all, view('diem=b&trang-thai=chua-xu-ly'));
    expect(choice).toMatchObject({ chosen: { id: 'b' }, place: null, nextOpen: { id: 'c' } });
    expect(ids(choice.shown)).toBe('acde');
  });

  it('lọc theo mức độ', () => expect(ids(chooseFinding(all, view('muc=can-xem')).shown)).toBe('bce'));

  it('không có khi không còn điểm nào', () => {
    expect(chooseFinding([], view())).toEqual({
      shown: [],
      chosen: null,
      place: null,
      previousOpen: null,
      nextOpen: null,
    });
  });
});

describe('danh sách điểm cần xem khi rất dài', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => index + 1);

  it.each([
    [null, 0, 800],
    [1, 0, 800],
    [500, 400, 400],
    [1_000, 800, 0],
  ])('quanh điểm %s bỏ bớt %i điểm trước, %i điểm sau', (place, before, after) => {
    const listed = listedAround(many, place);
    expect(listed).toMatchObject({ before, after });
    expect(listed.rows).toHaveLength(LISTED);
    expect(listed.rows).toContain(place ?? 1);
  });

  it('hiện tất cả khi vừa đủ', () =>
    expect(listedAround([1, 2, 3], 2)).toEqual({ rows: [1, 2, 3], before: 0, after: 0 }));
});

describe('phần văn bản nguồn được hiện', () => {
  it.each([
    [null, 100, { from: 1, to: 100, previous: null, next: null }],
    [126, 438, { from: 66, to: 305, previous: 1, next: 306 }],
    [438, 438, { from: 199, to: 438, previous: 19, next: null }],
    [1, 0, { from: 1, to: 0, previous: null, next: null }],
  ])('dòng %s trong %i dòng', (line, last, expected) => expect(sourceWindow(line, last)).toEqual(expected));

  it('luôn có dòng được chọn, không quá dài, và đi tiếp được tới cuối', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), (chosen, last) => {
        fc.pre(chosen <= last);
        const { from, to, next, previous } = sourceWindow(chosen, last);
        expect(from <= chosen && chosen <= to && to - from < SOURCE_WINDOW).toBe(true);
        if (next) expect(sourceWindow(next, last).to).toBeGreaterThan(to);
        if (previous) expect(sourceWindow(previous, last).from).toBeLessThan(from);
      }),
    );
  });
});

describe('nơi sửa một điểm', () => {
  it.each([
    ['decision-number-missing', 'decision'],
    ['year-missing', 'decision'],
    ['objective-number-missing', 'objective'],
    ['group-inferred', 'group'],
    ['due-before-plan-year', 'task'],
    ['unknown-organisation', 'task'],
    ['row-not-understood', 'task'],
    ['column-not-used', null],
    ['type-differs-from-name', null],
  ])('%s: %s', (code, place) => expect(mendingPlace(code)).toBe(place));
});
