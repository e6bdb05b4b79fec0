import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { progressFigures } from '#modules/plan/index.ts';
import { progressCsv, progressJson, type OpenProgress } from './open-data.ts';
import { WIDGET_POLICY, widgetPage } from './widget.ts';

const figures = progressFigures([
  { progress: 'done', timeliness: 'late', count: 31 },
  { progress: 'not-started', timeliness: 'late', count: 40 },
  { progress: 'suspended', timeliness: 'no-date', count: 4 },
  { progress: 'cancelled', timeliness: 'in-time', count: 5 },
]);
const EVIL = '</title><script>alert(1)</script>"\'&';

function found(name: string): OpenProgress {
  return {
    plan: { slug: 'a/b?c', number: name, year: 2025, subject: name, issuedOn: isoDate('2024-12-31') } as OpenProgress['plan'], // prettier-ignore
    asOf: { day: isoDate('2025-06-30'), chosen: isoDate('2025-06-30'), wrong: false },
    licence: null,
    progress: {
      asOf: isoDate('2025-06-30'),
      updatedAt: new Date('2025-06-30T01:02:03Z'),
      total: figures,
      groups: [{ code: 'I', title: name, inferred: false, ...figures }],
      organisations: [{ key: 'so-noi-vu', name: '=1+1', ...figures }],
    },
  };
}

describe('số liệu mở', () => {
  it('31 xong trong 75 việc còn tính là 41,33 %; việc đã thôi không tính; không có việc nào thì không có tỉ lệ', () => {
    expect(figures).toEqual({ tasks: 80, counted: 75, done: 31, review: 0, active: 0, late: 40, waiting: 0, stopped: 9, percentDone: 41.33 }); // prettier-ignore
    expect(progressFigures([]).percentDone).toBeNull();
    expect(progressFigures([{ progress: 'cancelled', timeliness: 'no-date', count: 2 }]).percentDone).toBeNull();
  });

  it('CSV: một dòng cho cả kế hoạch, mỗi nhóm, mỗi cơ quan; tên không thành công thức', () => {
    const lines = progressCsv(found('3487/QĐ-UBND'), 'vi').split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFKế hoạch,Tính đến ngày,Loại,/);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toBe('3487/QĐ-UBND,2025-06-30,Cả kế hoạch,,,80,75,31,0,0,40,0,9,41.33');
    expect(lines[3]).toContain(",'=1+1,");
    expect(progressCsv(found('x'), 'en').split('\r\n')[0]).toContain('As of');
  });

  it('JSON nói rõ chưa có giấy phép, không tự nhận', () => {
    expect(progressJson(found('x'))).toMatchObject({ licence: null, plan: { self: '/api/v1/plans/a%2Fb%3Fc' } });
  });
});

describe('khung nhúng', () => {
  const at = { language: 'vi' as const, origin: 'https://cchc.example' };

  it('không có mã chạy, không có gì thoát khỏi chỗ của nó', () => {
    const page = widgetPage(found(EVIL), at);
    expect(page).not.toMatch(/<script|\son\w+=|javascript:/i);
    expect(page).toContain('41,3');
    expect(page).toContain('31 trên 75');
    expect(page).toContain('https://cchc.example/tien-do?ke-hoach=a%2Fb%3Fc&amp;as_of=2025-06-30');
    expect(page.match(/<\/title>/g)).toHaveLength(1);
  });

  it('kiểu dáng đúng với dấu trong chính sách; nơi nào cũng nhúng được, không gì khác được phép', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(widgetPage(null, at))![1]!;
    expect(WIDGET_POLICY).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(WIDGET_POLICY).toMatch(/^default-src 'none'; .*frame-ancestors \*$/);
  });

  it('chưa có kế hoạch thì nói vậy, bằng tiếng của người xem', () => {
    expect(widgetPage(null, { ...at, language: 'en' })).toContain('No plan is in force yet');
  });
});
