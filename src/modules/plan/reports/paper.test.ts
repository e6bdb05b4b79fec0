import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { fromMarkdown, type Block } from '#kernel/papers/index.ts';
import { countedObligation, countedTasks, countsOf, headingOf } from './figures.ts';
import { REPORT_OUTLINE } from './outline.ts';
import { reportPaper, reportSheets, type ReportParts } from './paper.ts';
import { windowOf } from './periods.ts';
import { firstSettings, missingInSettings, SETTINGS_INPUT } from './settings.ts';
import { snapshotText, type Snapshot } from './snapshot.ts';
import type { Standing } from './standing.ts';
import { suggestionFor } from './suggest.ts';
import { reportAnnexes } from './tables.ts';

const CLOSING = isoDate('2025-06-14');

function standing(of: Partial<Standing>): Standing {
  return {
    id: 'o', groupId: 'g', taskId: 't', productId: 'p', periodLabel: null, named: 'so-a', holder: 'so-a', state: 'not-started',
    lastDay: null, firstLastDay: null, submittedOn: null, stateBefore: null, ...of,
  }; // prettier-ignore
}
const day = isoDate;

describe('đếm việc tại ngày chốt', () => {
  it.each([
    ['chưa xong, còn hạn', { lastDay: day('2025-06-14') }, 'not-started'],
    ['chưa xong, quá hạn một ngày', { lastDay: day('2025-06-13') }, 'late'],
    ['không có hạn', {}, 'not-started'],
    ['xong đúng ngày hạn', { state: 'done', lastDay: day('2025-06-01'), submittedOn: day('2025-06-01') }, 'done-in-time'],
    ['xong sau hạn', { state: 'done', lastDay: day('2025-06-01'), submittedOn: day('2025-06-02') }, 'done-late'],
    ['gửi muộn, chờ xác nhận', { state: 'awaiting-confirmation', lastDay: day('2025-06-01'), submittedOn: day('2025-06-02') }, 'review'],
    ['tạm dừng thì không trễ', { state: 'suspended', lastDay: day('2025-01-01') }, 'suspended'],
    ['chờ điều kiện', { state: 'waiting' }, 'waiting'],
    ['chuyển kế hoạch', { state: 'superseded', lastDay: day('2025-01-01') }, 'cancelled'],
  ] as const)('%s', (_name, of, heading) => {
    expect(headingOf(standing(of), CLOSING)).toBe(heading);
  }); // prettier-ignore

  it('31/75 đạt 41,33 %', () => {
    const rows = Array.from(
      { length: 75 },
      (_, index) =>
      standing({ taskId: `t${index}`, productId: `p${index}`, ...(index < 31 ? { state: 'done', submittedOn: CLOSING } : {}) }), // prettier-ignore
    );
    const counts = countsOf(countedTasks(rows, CLOSING).values());
    expect([counts.total, counts.doneInTime, counts.percentDone]).toEqual([75, 31, 41.33]);
  });

  it('nhiệm vụ nhiều cơ quan xong khi mọi cơ quan xong; đã xong trước kỳ thì không tính trong kỳ', () => {
    const done = { state: 'done', submittedOn: day('2025-02-01') } as const;
    const half = [standing({ id: 'a', ...done, stateBefore: 'done' }), standing({ id: 'b' })];
    expect(countsOf(countedTasks(half, CLOSING).values())).toMatchObject({ total: 1, doneInTime: 0, open: 1 });
    const all = [standing({ id: 'a', ...done, stateBefore: 'done' }), standing({ id: 'b', ...done, stateBefore: 'not-started' })]; // prettier-ignore
    expect(countsOf(countedTasks(all, CLOSING).values()).doneInWindow).toEqual({ inTime: 1, late: 0 });
    const before = all.map((each) => ({ ...each, stateBefore: 'done' as const }));
    expect(countsOf(countedTasks(before, CLOSING).values()).doneInWindow).toEqual({ inTime: 0, late: 0 });
  });

  it('đúng hạn nhờ gia hạn được kể riêng', () => {
    const row = standing({ state: 'done', firstLastDay: day('2025-03-31'), lastDay: day('2025-05-31'), submittedOn: day('2025-05-01') }); // prettier-ignore
    expect(countsOf([countedObligation(row, CLOSING)])).toMatchObject({ doneInTime: 1, doneAfterFirstDay: 1 });
  });
});

const nothing = countsOf([]);

function snapshotOf(of: Partial<Snapshot> = {}): Snapshot {
  const { source, ...window } = windowOf('six-months', 2025)!;
  return {
    format: 1, window, plan: { id: 'p', slug: 'ke-hoach', year: 2025, number: '3487/QĐ-UBND', issuedOn: null, issuer: 'UBND tỉnh', subject: null },
    body: null, inputs: { obligations: 0, events: 0, lastEventOn: null }, sources: [source!], tasks: nothing, obligations: nothing, withoutBody: 0,
    groups: [], bodies: { then: [], now: [] }, titles: { t: { code: 'I.1', title: 'Rà soát *văn bản*' } }, names: { 'so-a': 'Sở A' }, late: [], extended: [],
    hindrances: [], targets: [], funding: null, fundingBySource: [], ...of,
  }; // prettier-ignore
}

function partsOf(of: Partial<ReportParts> = {}): ReportParts {
  return {
    snapshot: snapshotOf(),
    outline: REPORT_OUTLINE,
    texts: {},
    settings: firstSettings({ issuer: 'Sở Nội vụ', subject: 'Kết quả' }),
    issued: null,
    draft: true,
    ...of,
  };
}

const headings = (body: readonly Block[]) => body.flatMap((block) => (block.kind === 'heading' ? [[block.level, block.text]] : [])); // prettier-ignore

describe('văn bản của báo cáo', () => {
  it('đề cương theo thứ tự; đề mục cán bộ viết đứng dưới đề mục của phần', () => {
    const { body, draft, number, date } = reportPaper(
      partsOf({ texts: { 'the-che': '# Riêng\n\nA', 'de-xuat': '# Một' } }),
    );
    const found = headings(body);
    expect(found.filter(([level]) => level === 'roman')).toHaveLength(5);
    expect(found).toContainEqual(['point', [{ text: 'Riêng' }]]);
    expect(found).toContainEqual(['clause', [{ text: 'Một' }]]);
    expect([draft, number, date]).toEqual(['DỰ THẢO', undefined, undefined]);
  });

  it('cùng các phần thì cùng một văn bản, không có giờ của đồng hồ', () => {
    const parts = partsOf({ issued: { number: 7, date: isoDate('2025-06-18') }, draft: false });
    expect(reportPaper(parts)).toEqual(reportPaper(structuredClone(parts)));
    expect(reportPaper(parts)).toMatchObject({ number: 7, date: '2025-06-18', madeAt: '2025-06-14T17:00:00.000Z' });
  });

  it('danh mục dài: trên giấy dừng ở 500 dòng và nói còn bao nhiêu; bảng tính có đủ', () => {
    const line = { id: 'o', taskId: 't', period: null, body: 'so-a', state: 'not-started' as const, firstLastDay: null, lastDay: day('2025-01-01'), doneOn: null, daysLate: 3 }; // prettier-ignore
    const parts = partsOf({ snapshot: snapshotOf({ late: Array.from({ length: 1_234 }, () => line) }) });
    const annex = reportPaper(parts).annexes!.find(({ title }) => title.includes('quá hạn'))!;
    expect(annex.body.map((block) => (block.kind === 'table' ? block.rows.length : block.kind === 'paragraph' ? block.text : ''))).toEqual([500, 'Còn 734 dòng, xem bảng tính kèm theo.']); // prettier-ignore
    expect(Math.max(...reportSheets(parts).map(({ table }) => table.rows.length))).toBe(1_234);
  });
});

describe('gợi ý từ số liệu', () => {
  const suggest = (key: string, snapshot: Snapshot) => suggestionFor(snapshot, REPORT_OUTLINE.find((each) => each.key === key)!); // prettier-ignore

  it('nói đúng con số: hoàn thành 31/75 nhiệm vụ, đạt 41,33 %', () => {
    const tasks = { ...nothing, total: 75, doneInTime: 29, doneLate: 2, late: 4, open: 40, percentDone: 41.33 };
    expect(suggest('ket-qua', snapshotOf({ tasks })).replaceAll('\u00a0', ' ')).toBe(
      'Đến hết ngày 14/06/2025, toàn tỉnh hoàn thành 31/75 nhiệm vụ, đạt 41,33 %; trong đó 29 đúng hạn, 2 trễ hạn; 4 nhiệm vụ quá hạn chưa hoàn thành; 40 nhiệm vụ chưa hoàn thành nhưng không quá hạn. Trong kỳ có 0 nhiệm vụ hoàn thành.',
    );
  });

  it('viện dẫn kế hoạch lần đầu đủ số, ngày, cơ quan, trích yếu; cái gì chưa biết thì bỏ qua', () => {
    const opening = (plan: object) => suggest('mo-dau', snapshotOf({ plan: { ...snapshotOf().plan, ...plan } }));
    const known = { number: '3487/QĐ-UBND', issuedOn: day('2024-12-31'), issuer: 'UBND tỉnh', subject: 'Ban hành Kế hoạch X' }; // prettier-ignore
    expect(opening(known)).toContain('Thực hiện Quyết định số 3487/QĐ-UBND ngày 31 tháng 12 năm 2024 của UBND tỉnh về ban hành Kế hoạch X, UBND tỉnh báo cáo'); // prettier-ignore
    expect(opening({ ...known, issuedOn: null, subject: null })).toContain(
      'Quyết định số 3487/QĐ-UBND của UBND tỉnh, ',
    );
    expect(opening({ number: null, issuedOn: null, issuer: null, subject: null, year: 2025 })).toContain('Thực hiện kế hoạch năm 2025, '); // prettier-ignore
  });

  it('chữ của người nhập không thành định dạng', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (text) => {
        const hindrance = { id: 'o', taskId: 't', period: null, body: 'so-a', text, owner: null, due: null, raisedOn: CLOSING, clearedOn: null }; // prettier-ignore
        const blocks = fromMarkdown(suggest('nguyen-nhan', snapshotOf({ hindrances: [hindrance] })));
        expect(blocks).toHaveLength(1);
        const [list] = blocks as [Extract<Block, { kind: 'list' }>];
        const runs = list.items[0]!.text as readonly { bold?: boolean; link?: string; text: string }[];
        expect(runs.some(({ bold, link }) => bold || link)).toBe(false);
      }),
    );
  });

  it('không có gì thì không bịa', () => {
    expect(suggest('the-che', snapshotOf())).toBe('');
    expect(suggest('de-xuat', snapshotOf())).toBe('');
    expect(suggest('ket-qua', snapshotOf())).toContain('không có nhiệm vụ nào phải thực hiện');
  });
});

describe('phụ lục kinh phí', () => {
  const money = { estimate: '1500000000', allocated: '1200000000', spent: '9007199254740' };
  const annexes = (of: Partial<Snapshot>) => reportAnnexes(snapshotOf(of)).filter(({ title }) => title === 'Kinh phí thực hiện'); // prettier-ignore

  it('chưa nhập kinh phí thì không có phụ lục rỗng', () => {
    expect(annexes({ funding: null, fundingBySource: [] })).toEqual([]);
  });

  it('từng nguồn và dòng cộng, số nguyên đồng', () => {
    const [annex] = annexes({ funding: money, fundingBySource: [{ name: 'Ngân sách tỉnh', ...money }] });
    const [table] = annex!.body as [Extract<Block, { kind: 'table' }>];
    expect(table.rows).toEqual([
      ['1', 'Ngân sách tỉnh', 1_500_000_000, 1_200_000_000, 9_007_199_254_740],
      ['', { value: 'Cộng', bold: true }, ...[1_500_000_000, 1_200_000_000, 9_007_199_254_740].map((value) => ({ value, bold: true }))],
    ]); // prettier-ignore
  });
});

describe('thể thức', () => {
  it('hình thức ký và người được ký thay phải khớp số dòng', () => {
    const given = { ...Object.fromEntries(['superior', 'symbol', 'place', 'addressees', 'recipients', 'archive', 'position', 'signer'].map((key) => [key, ''])), issuer: 'Sở', subject: 'x' }; // prettier-ignore
    const read = (signing: string, authority: string) => SETTINGS_INPUT.safeParse({ ...given, signing, authority }).success; // prettier-ignore
    expect([read('', ''), read('KT.', 'Giám đốc'), read('TM. KT.', 'UBND\nChủ tịch'), read('KT.', ''), read('', 'Giám đốc'), read('XX.', 'a')]).toEqual([true, true, true, false, false, false]); // prettier-ignore
  });

  it('thiếu ký hiệu, địa danh, chức vụ thì kể ra', () => {
    expect(Object.keys(missingInSettings(firstSettings({ issuer: 'Sở', subject: 'x' })))).toEqual(['symbol', 'place', 'position']); // prettier-ignore
  });

  it('bản chụp là dữ liệu thuần: viết ra rồi đọc lại như cũ', () => {
    const snapshot = snapshotOf();
    expect(snapshotText(JSON.parse(snapshotText(snapshot)) as Snapshot)).toBe(snapshotText(snapshot));
  });
});
