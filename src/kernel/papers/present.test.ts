import { describe, expect, it } from 'vitest';
import { isoDate } from '../calendar/dates.ts';
import { ledgerPaper } from './ledger.ts';
import type { Block, Paper } from './model.ts';
import { present } from './present.ts';
import type { Drawn, Pages } from './presented.ts';
import { YEARLY_REPORT } from './sample-paper.ts';

const aPaper = (more: Partial<Paper> = {}): Paper => ({
  kind: 'thong-bao',
  issuer: 'Sở Nội vụ',
  place: 'Khánh Hòa',
  subject: 'Lịch họp',
  body: [],
  signature: { position: 'Giám đốc' },
  ...more,
});
const textsOf = (blocks: readonly Drawn[]) =>
  blocks.map((block) => ('runs' in block ? block.runs.map((run) => run.text).join('') : block.kind));
const bodyOf = (...body: Block[]) => present(aPaper({ body })).pages;
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

describe('văn bản khi in', () => {
  it('báo cáo năm của một Sở Nội vụ', () => {
    const { head, heading, addressees, foot, annexes, title } = present(YEARLY_REPORT);
    expect(head).toMatchObject({
      superior: 'ỦY BAN NHÂN DÂN TỈNH\u00a0KHÁNH\u00a0HÒA',
      issuer: 'SỞ NỘI VỤ',
      number: 'Số: 05/BC-SNV',
      placeDate: 'Khánh Hòa, ngày 05 tháng 01 năm 2026',
    });
    expect(heading).toEqual({
      type: 'BÁO CÁO',
      subject: 'Kết quả thực hiện công tác cải cách hành chính năm 2025',
    });
    expect(addressees).toHaveLength(3);
    expect(foot.right).toEqual({ lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Nguyễn Thị Đoan Trang' });
    expect(foot.recipients.at(-1)).toBe('- Lưu: VT, CCHC.');
    expect(annexes.map(({ label }) => label)).toEqual(['Phụ lục I', 'Phụ lục II']);
    expect(title).toBe('Báo cáo Kết quả thực hiện công tác cải cách hành chính năm 2025');
  });

  it('công văn: trích yếu dưới số, không có tên loại', () => {
    const { head, heading } = present(aPaper({ kind: 'cong-van' }));
    expect(heading).toBeUndefined();
    expect(head.letterSubject).toBe('V/v Lịch họp');
  });

  it('quyết định: số điều đậm trước câu, câu không đậm', () => {
    const [{ blocks }] = present(
      aPaper({
        kind: 'quyet-dinh',
        body: [{ kind: 'heading', level: 'article', text: 'Ban hành kèm theo', sentence: true }],
      }),
    ).pages as [Pages];
    expect(present(aPaper({ kind: 'quyet-dinh' })).resolves).toBe('QUYẾT ĐỊNH:');
    expect(blocks[0]).toMatchObject({ label: 'Điều 1.', boldLabel: true, runs: [{ text: 'Ban hành kèm theo./.' }] });
    expect(blocks[0]).not.toMatchObject({ runs: [{ bold: true }] });
  });

  it('chữ cuối cùng của nội dung có ./.', () => {
    expect(textsOf(bodyOf(paragraph('Một.'), paragraph('Hai.'))[0]!.blocks)).toEqual(['Một.', 'Hai./.']);
    const list: Block = { kind: 'list', items: [{ text: 'a', items: { kind: 'list', items: [{ text: 'b;' }] } }] };
    expect(textsOf(bodyOf(list)[0]!.blocks)).toEqual(['a', 'b./.']);
    expect(textsOf(bodyOf(paragraph('Một.'), { kind: 'page-break' })[0]!.blocks)).toEqual(['Một.', 'page-break']);
    expect(textsOf(bodyOf()[0]!.blocks)).toEqual([]);
  });

  it('trang ngang ở giữa: ba phần, phần đứng trống bị bỏ', () => {
    const turned: Block = { kind: 'landscape', body: [{ kind: 'paragraph', text: 'ngang' }] };
    const shape = (...body: Block[]) => bodyOf(...body).map(({ landscape, blocks }) => [landscape, blocks.length]);
    expect(shape(paragraph('a'), turned, turned, paragraph('b'))).toEqual([
      [false, 1],
      [true, 2],
      [false, 1],
    ]);
    expect(shape(paragraph('a'), turned)).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  it('thời gian của tệp là của văn bản, không phải của đồng hồ', () => {
    expect(present(aPaper({ date: isoDate('2026-01-05') })).madeAt.toISOString()).toBe('2026-01-04T17:00:00.000Z');
    expect(present(aPaper({ madeAt: '2026-01-05T08:30:00Z' })).madeAt.toISOString()).toBe('2026-01-05T08:30:00.000Z');
    expect(present(aPaper()).madeAt).toEqual(present(aPaper({ madeAt: 'sai' })).madeAt);
  });

  it('sổ theo dõi: trang ngang, không số, cột đánh số', () => {
    const paper = ledgerPaper({
      issuer: 'Sở Nội vụ',
      place: 'Khánh Hòa',
      closedOn: isoDate('2026-03-14'),
      subject: 'thực hiện Kế hoạch',
      columns: [
        { title: 'TT', width: 1 },
        { title: 'Nhiệm vụ', width: 5 },
      ],
      rows: [[1, 'Rà soát']],
      signature: { position: 'Giám đốc' },
      keeper: { position: 'Người lập' },
    });
    const { head, heading, pages, foot } = present(paper);
    expect(head.number).toBeNull();
    expect(heading!.type).toBe('SỔ THEO DÕI');
    expect(pages[0]!.landscape).toBe(true);
    expect(pages[0]!.blocks[0]).toMatchObject({ runs: [{ text: '(Số liệu tính đến ngày 14 tháng 3 năm 2026)' }] });
    expect(pages[0]!.blocks[1]).toMatchObject({
      widths: [1 / 6, 5 / 6],
      head: [
        [{ runs: [{ text: 'TT', bold: true }] }, {}],
        [{ runs: [{ text: '(1)', italic: true }] }, {}],
      ],
    });
    expect(foot.left!.lines).toEqual(['NGƯỜI LẬP']);
  });
});
