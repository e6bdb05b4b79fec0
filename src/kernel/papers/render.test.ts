import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { annexSheets, renderPaper, renderSheets, type Paper } from './index.ts';
import { typeset } from './pdf/typeset.ts';
import { present } from './present.ts';
import { YEARLY_REPORT } from './sample-paper.ts';
import { writeWord } from './word/document.ts';

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('in văn bản trong luồng riêng', () => {
  it('nhiều người in cùng lúc, mỗi người nhận văn bản của mình, giống từng byte với in tại chỗ', async () => {
    const other: Paper = { ...YEARLY_REPORT, number: 6 };
    const [pdf, word, sheets, second] = await Promise.all([
      renderPaper(YEARLY_REPORT, 'pdf'),
      renderPaper(YEARLY_REPORT, 'docx'),
      renderSheets(annexSheets(YEARLY_REPORT)),
      renderPaper(other, 'pdf'),
    ]);
    expect(hash(pdf)).toBe(hash(typeset(present(YEARLY_REPORT))));
    expect(hash(word)).toBe(hash(await writeWord(present(YEARLY_REPORT))));
    expect(hash(second)).toBe(hash(typeset(present(other))));
    expect(Buffer.from(sheets).toString('latin1', 0, 2)).toBe('PK');
  });

  it('máy chủ vẫn trả lời trong lúc dàn trang', async () => {
    const paragraph = { kind: 'paragraph', text: 'Nội dung báo cáo kết quả. '.repeat(40) } as const;
    const long: Paper = { ...YEARLY_REPORT, body: Array.from({ length: 150 }, () => paragraph) };
    let done = false;
    const printing = renderPaper(long, 'pdf').then((bytes) => ((done = true), bytes));
    let turns = 0;
    while (!done) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      turns += 1;
    }
    expect((await printing).length).toBeGreaterThan(100_000);
    expect(turns).toBeGreaterThan(20);
  });

  it('từ chối nói rõ vì sao, và luồng vẫn in tiếp', async () => {
    const wrong: Paper = {
      ...YEARLY_REPORT,
      body: [{ kind: 'table', columns: [{ width: 1 }], head: [], rows: [[1, 2]] }],
    };
    await expect(renderPaper(wrong, 'docx')).rejects.toMatchObject({ code: 'paper.table', where: 'dòng 1' });
    await expect(renderPaper(YEARLY_REPORT, 'docx')).resolves.toBeInstanceOf(Uint8Array);
  });
});
