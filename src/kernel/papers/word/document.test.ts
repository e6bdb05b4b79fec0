import { describe, expect, it } from 'vitest';
import { ELEMENTS, PAGE } from '../layout.ts';
import type { Paper } from '../model.ts';
import { present } from '../present.ts';
import { YEARLY_REPORT } from '../sample-paper.ts';
import { openParts, type Parts } from '../seal.ts';
import { A_DECISION, faultsOf, HOSTILE, hostilePaper, linesOf, ODD_BODIES, partText } from '../test-papers.ts';
import { writeWord } from './document.ts';

const written = (paper: Paper) => writeWord(present(paper));
const parts: Parts = openParts(await written(YEARLY_REPORT));
const xml = partText(parts, 'word/document.xml');
const styles = partText(parts, 'word/styles.xml');
const sections = xml.match(/<w:sectPr.*?<\/w:sectPr>/g)!;

/** The paragraph that holds this text. */
const paragraphWith = (text: string) => xml.split('<w:p>').find((each) => each.includes(`>${text}<`))!;
const millimetres = (twips: string | undefined) => (Number(twips) / 1440) * 25.4;

describe('tệp Word', () => {
  it('mọi phần đúng cấu trúc, mọi liên hệ có đích', () => {
    expect(faultsOf(parts)).toEqual([]);
  });

  it('giấy A4, lề đúng quy định, phụ lục ngang quay trang', () => {
    expect(sections).toHaveLength(3);
    for (const section of sections) {
      for (const side of ['top', 'bottom', 'left', 'right'] as const) {
        const margin = millimetres(new RegExp(` w:${side}="(\\d+)"`).exec(section)?.[1]);
        expect(margin).toBeGreaterThanOrEqual(PAGE[side].min);
        expect(margin).toBeLessThanOrEqual(PAGE[side].max);
      }
    }
    expect(sections[0]).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(sections[2]).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
  });

  it('số trang: giữa lề trên, trang đầu không hiện, phụ lục đánh số riêng', () => {
    for (const section of sections) {
      expect(section).toContain('<w:titlePg/>');
      expect(section).toContain('<w:pgNumType w:start="1"/>');
    }
    const headers = Object.keys(parts).filter((name) => /^word\/header\d+\.xml$/.test(name));
    const numbered = headers.map((name) => partText(parts, name)).filter((text) => text.includes('>PAGE<'));
    expect(numbered).toHaveLength(3);
    for (const header of numbered) {
      expect(header).toContain('<w:jc w:val="center"/>');
      expect(header).toContain(`<w:sz w:val="${ELEMENTS.pageNumber.size.used * 2}"/>`);
    }
  });

  it('Times New Roman, tiếng Việt, kiểu chữ thật', () => {
    expect(styles).toMatch(/<w:docDefaults>.*w:ascii="Times New Roman".*w:val="vi-VN"/);
    expect(styles.match(/w:ascii="(?!Times New Roman)/g)).toBeNull();
    expect(xml).not.toContain('w:ascii=');
    for (const style of ['NoiDung', 'PhanDau', 'BangBieu', 'Heading1', 'Heading2']) {
      expect(styles).toContain(`w:styleId="${style}"`);
      expect(xml).toContain(`<w:pStyle w:val="${style}"/>`);
    }
  });

  const set = [
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'nation'],
    ['Độc lập - Tự do - Hạnh phúc', 'motto'],
    ['SỞ NỘI VỤ', 'issuer'],
    ['Số: 05/BC-SNV', 'number'],
    ['Khánh Hòa, ngày 05 tháng 01 năm 2026', 'placeDate'],
    ['BÁO CÁO', 'type'],
    ['PHÓ GIÁM ĐỐC', 'position'],
    ['Nguyễn Thị Đoan Trang', 'signer'],
    ['Nơi nhận:', 'recipientsLabel'],
    ['- Lưu: VT, CCHC.', 'recipients'],
    ['Phụ lục I', 'annexLabel'],
  ] as const;
  it.each(set)('“%s” đúng cỡ và kiểu của %s', (text, element) => {
    const { size, bold, italic } = ELEMENTS[element];
    const paragraph = paragraphWith(text);
    expect(paragraph).toContain(`<w:sz w:val="${size.used * 2}"/>`);
    expect(paragraph.includes('<w:b/>')).toBe(bold);
    expect(paragraph.includes('<w:i/>')).toBe(italic);
  });

  it('nội dung thụt dòng 1,27 cm, canh đều, cách đoạn 6 pt', () => {
    const content = /<w:style [^>]*w:styleId="NoiDung".*?<\/w:style>/.exec(styles)![0];
    expect(content).toContain('w:firstLine="720"');
    expect(content).toContain('<w:jc w:val="both"/>');
    expect(content).toMatch(/w:after="120"/);
  });

  it('đầu bảng lặp lại ở mỗi trang, ô gộp còn nguyên', () => {
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2 + 1 + 1);
    expect(xml).toContain('<w:gridSpan w:val="2"/>');
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
  });

  it('biểu đồ là biểu đồ của Word, có lời mô tả', () => {
    expect(Object.keys(parts).filter((name) => /charts\/chart\d\.xml$/.test(name))).toHaveLength(3);
    expect(xml).toContain('descr="Biểu đồ 1. Tỷ lệ hoàn thành theo lĩnh vực Năm 2024: Thể chế 80,0%');
    expect(partText(parts, 'word/theme/theme1.xml')).toContain('typeface="Times New Roman"');
  });

  it('đọc lại thấy đủ chữ theo thứ tự', async () => {
    const lines = await linesOf(await written(YEARLY_REPORT), 'docx');
    const wanted = [
      'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA',
      'SỞ NỘI VỤ',
      'BÁO CÁO',
      'Kính gửi:',
      'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH',
      'Bảng 1. Kết quả thực hiện nhiệm vụ theo lĩnh vực',
      'Trên đây là báo cáo kết quả công tác cải cách hành chính năm 2025 của Sở Nội vụ./.',
      'Nơi nhận:',
      'KT. GIÁM ĐỐC',
      'Phụ lục I',
      'Phụ lục II',
    ];
    expect(lines.filter((line) => wanted.includes(line))).toEqual(wanted);
  });

  it('cùng văn bản thì cùng từng byte, thời gian là của văn bản', async () => {
    expect(await written(structuredClone(YEARLY_REPORT))).toEqual(await written(YEARLY_REPORT));
    expect(partText(parts, 'docProps/core.xml')).toContain('>2026-01-04T17:00:00Z</dcterms:created>');
    const time = new RegExp(`${new Date().getFullYear()}-\\d\\d-\\d\\dT`);
    const other = openParts(await written({ ...YEARLY_REPORT, madeAt: '1999-01-01T00:00:00Z', date: undefined }));
    for (const name of Object.keys(other)) expect(partText(other, name)).not.toMatch(time);
  });

  it('dự thảo và dấu độ khẩn đóng khung', async () => {
    const decision = partText(openParts(await written(A_DECISION)), 'word/document.xml');
    expect(decision).toMatch(/w:color="FF0000".*HỎA TỐC/);
    expect(decision).toContain('DỰ THẢO');
    expect(decision).toContain('QUYẾT ĐỊNH:');
  });

  it('chữ độc hại chỉ là chữ', async () => {
    const bytes = await written(hostilePaper());
    const hostile = openParts(bytes);
    expect(faultsOf(hostile)).toEqual([]);
    expect(partText(hostile, 'word/_rels/document.xml.rels')).not.toContain('passwd');
    const text = (await linesOf(bytes, 'docx')).join('\n');
    for (const each of HOSTILE.slice(0, 4)) expect(text).toContain(each);
  });

  it.each(ODD_BODIES)('văn bản %s vẫn in được', async (_, body) => {
    expect(faultsOf(openParts(await written({ ...A_DECISION, body })))).toEqual([]);
  });
});
