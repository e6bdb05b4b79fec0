import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { ELEMENTS, PAGE } from '../layout.ts';
import type { Paper } from '../model.ts';
import { present } from '../present.ts';
import { YEARLY_REPORT } from '../sample-paper.ts';
import { A_DECISION, HOSTILE, hostilePaper, linesOf, ODD_BODIES } from '../test-papers.ts';
import { typeset } from './typeset.ts';

const printed = (paper: Paper) => typeset(present(paper));
const report = printed(YEARLY_REPORT);
const raw = Buffer.from(report).toString('latin1');

interface Piece {
  text: string;
  size: number;
  /** Millimetres from the left and the top edge of the page, of the base line's start. */
  x: number;
  y: number;
  width: number;
}

async function pagesOf(bytes: Uint8Array): Promise<{ width: number; pieces: Piece[] }[]> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const page = await document.getPage(index + 1);
      const [, , width, height] = page.view as [number, number, number, number];
      const { items } = await page.getTextContent();
      const mm = 25.4 / 72;
      const pieces = items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [
              {
                text: item.str,
                size: Math.hypot(item.transform[2], item.transform[3]),
                x: item.transform[4] * mm,
                y: (height - item.transform[5]) * mm,
                width: item.width * mm,
              },
            ]
          : [],
      );
      return { width: width * mm, pieces };
    }),
  );
}

const pages = await pagesOf(report);
const pieceWith = (text: string) => pages.flatMap(({ pieces }) => pieces).find((piece) => piece.text === text)!;

describe('PDF', () => {
  it('lưu trữ được (PDF/A-2a), có cấu trúc cho người dùng trình đọc, phông nằm trong tệp', () => {
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</);
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toContain('/Lang (vi-VN)');
    const fonts = [...raw.matchAll(/\/FontName \/(\S+)/g)].map(([, name]) => name!.slice(7));
    expect(fonts.sort()).toEqual([
      'TinosPapers-Bold',
      'TinosPapers-BoldItalic',
      'TinosPapers-Italic',
      'TinosPapers-Regular',
    ]);
    expect(raw.match(/\/FontFile2/g)).toHaveLength(4);
  });

  it('đủ trang, trang ngang quay ngang', () => {
    expect(pages.map(({ width }) => Math.round(width))).toEqual([210, 210, 210, 210, 297, 297]);
  });

  it('không chữ nào ra ngoài lề', () => {
    for (const { width, pieces } of pages) {
      for (const { x, width: length, text } of pieces) {
        expect(x, text).toBeGreaterThanOrEqual(PAGE.left.used - 0.1);
        expect(x + length, text).toBeLessThanOrEqual(width - PAGE.right.used + 0.3);
      }
    }
  });

  it('số trang giữa lề trên từ trang 2; phụ lục đánh số riêng, trang đầu không hiện', () => {
    const numbers = pages.map(({ pieces }) => pieces.filter(({ y }) => y < PAGE.top.used));
    expect(numbers.map((found) => found.map(({ text }) => text))).toEqual([[], ['2'], ['3'], [], [], ['2']]);
    const [second] = numbers[1]!;
    const middle = (PAGE.left.used + PAGE.width - PAGE.right.used) / 2;
    expect(second!.x + second!.width / 2).toBeCloseTo(middle, 0);
    expect(second!.size).toBeCloseTo(ELEMENTS.pageNumber.size.used, 3);
  });

  it.each([
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'nation'],
    ['Độc lập - Tự do - Hạnh phúc', 'motto'],
    ['SỞ NỘI VỤ', 'issuer'],
    ['Số: 05/BC-SNV', 'number'],
    ['Khánh Hòa, ngày 05 tháng 01 năm 2026', 'placeDate'],
    ['Nơi nhận:', 'recipientsLabel'],
    ['- Lưu: VT, CCHC.', 'recipients'],
    ['Nguyễn Thị Đoan Trang', 'signer'],
  ] as const)('“%s” đúng cỡ, chữ liền một mạch', (text, element) => {
    expect(pieceWith(text).size).toBeCloseTo(ELEMENTS[element].size.used, 3);
  });

  it('số và ngày tháng trên một dòng; nơi nhận ngang với chữ ký', () => {
    expect(pieceWith('Số: 05/BC-SNV').y).toBeCloseTo(pieceWith('Khánh Hòa, ngày 05 tháng 01 năm 2026').y, 0);
    expect(pieceWith('Nơi nhận:').y).toBeCloseTo(pieceWith('KT. GIÁM ĐỐC').y, 0);
  });

  it('đọc lại thấy đủ chữ theo thứ tự', async () => {
    const lines = await linesOf(report, 'pdf');
    const wanted = [
      'BÁO CÁO',
      'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH',
      '1. Về kế hoạch cải cách hành chính',
      'Bảng 1. Kết quả thực hiện nhiệm vụ theo lĩnh vực',
      'Biểu đồ 1. Tỷ lệ hoàn thành theo lĩnh vực',
      'II. ĐỀ XUẤT, KIẾN NGHỊ',
      'Phụ lục I',
      'DANH MỤC NHIỆM VỤ TRỄ HẠN',
      'Phụ lục II',
    ];
    expect(lines.filter((line) => wanted.includes(line))).toEqual(wanted);
    expect(lines.join('\n')).toContain('Nội vụ./.');
  });

  it('cùng văn bản thì cùng từng byte, thời gian là của văn bản', () => {
    expect(printed(structuredClone(YEARLY_REPORT))).toEqual(report);
    expect(raw).toContain('<xmp:CreateDate>2026-01-04T17:00:00Z</xmp:CreateDate>');
  });

  it('chữ độc hại chỉ là chữ', async () => {
    const text = (await linesOf(printed(hostilePaper()), 'pdf')).join('\n').replaceAll(/\s+/g, ' ');
    for (const each of HOSTILE.slice(0, 2)) expect(text).toContain(each);
    expect(text).toContain('$x^2$ \\ ` ``` *đậm* _nghiêng_ <nhãn> @nhãn // /* */ ~ -- ---');
    expect(text).toContain('□');
  });

  it('chương trình dàn trang không đọc tệp, không tải gì', () => {
    const template = readFileSync(new URL('paper.typ', import.meta.url), 'utf8').replaceAll(/\/\/.*$/gm, '');
    expect(template).not.toMatch(/\b(read|image|import|include|eval|plugin|csv|yaml|toml|xml|cbor)\b/);
  });

  it.each(ODD_BODIES)('văn bản %s vẫn in được', (_, body) => {
    expect(printed({ ...A_DECISION, body }).length).toBeGreaterThan(1000);
  });
});
