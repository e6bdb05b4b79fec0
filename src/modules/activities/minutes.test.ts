import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { renderPaper } from '#kernel/papers/index.ts';
import { meetingPaper, type MeetingParts } from './minutes.ts';

const PARTS: MeetingParts = {
  title: 'Họp Ban Chỉ đạo cải cách hành chính quý I/2025',
  heldOn: isoDate('2025-03-20'),
  place: 'Hội trường UBND tỉnh',
  agenda: '# Báo cáo\n\nKết quả quý I.',
  issuer: 'Ban Chỉ đạo cải cách hành chính',
  superior: null,
  at: 'Khánh Hòa',
  parties: [
    { role: 'chair', person: 'Trần Thị Bình', position: 'Phó Chủ tịch', organisation: null },
    { role: 'attendant', person: null, position: null, organisation: 'Sở Y tế' },
  ],
  items: [{ number: 1, text: 'Rà soát =HYPERLINK("x") #let', organisation: 'Sở Y tế', lastDay: isoDate('2025-04-30'), standing: 'Đang thực hiện' }], // prettier-ignore
  issued: null,
  asOf: null,
};
const text = (paper: object) => JSON.stringify(paper);

describe('biên bản và thông báo kết luận', () => {
  it('biên bản có thành phần, nội dung, kết luận có số, hai người ký; chưa có số thì là dự thảo', () => {
    const paper = meetingPaper(PARTS, 'bien-ban');
    expect(paper).toMatchObject({ kind: 'bien-ban', draft: 'DỰ THẢO', cosigner: { position: 'THƯ KÝ' } });
    for (const each of ['Trần Thị Bình, Phó Chủ tịch', 'Sở Y tế', 'Kết quả quý I', 'Rà soát']) expect(text(paper)).toContain(each); // prettier-ignore
  });

  it('thông báo kết luận: có số, ký hiệu và ngày của văn bản', () => {
    const paper = meetingPaper({ ...PARTS, issued: { number: '05/TB-BCĐ', date: isoDate('2025-03-25') } }, 'thong-bao');
    expect(paper).toMatchObject({ kind: 'thong-bao', number: 5, symbol: 'TB-BCĐ', date: '2025-03-25', subject: 'Kết luận họp Ban Chỉ đạo cải cách hành chính quý I/2025' }); // prettier-ignore
    expect(paper.draft).toBeUndefined();
    // The minutes do not take the notice's number.
    expect(meetingPaper({ ...PARTS, issued: { number: '05/TB-BCĐ', date: isoDate('2025-03-25') } }, 'bien-ban').number).toBeUndefined(); // prettier-ignore
    expect(text(paper)).not.toContain('Kết quả quý I');
  });

  it('có tình trạng từng kết luận khi in theo ngày', () => {
    expect(text(meetingPaper({ ...PARTS, asOf: isoDate('2025-05-01') }, 'bien-ban'))).toContain('Đang thực hiện');
    expect(text(meetingPaper(PARTS, 'bien-ban'))).not.toContain('Đang thực hiện');
  });

  it('in được, hai lần như một', async () => {
    const [one, two] = [await renderPaper(meetingPaper(PARTS, 'bien-ban'), 'docx'), await renderPaper(meetingPaper(PARTS, 'bien-ban'), 'docx')]; // prettier-ignore
    expect(one.length).toBeGreaterThan(2_000);
    expect(Buffer.compare(one, two)).toBe(0);
    expect(Buffer.from(await renderPaper(meetingPaper(PARTS, 'thong-bao'), 'pdf')).subarray(0, 5).toString()).toBe('%PDF-'); // prettier-ignore
  });
});
