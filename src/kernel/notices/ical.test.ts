import fc from 'fast-check';
import ical from 'node-ical';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../calendar/dates.ts';
import { toIcal } from './ical.ts';
import type { CalendarItem } from './ports.ts';

const HOST = 'cchc.khanh-hoa.example';
const address = (path: string) => `https://${HOST}${path}`;
const item = (more: Partial<CalendarItem> = {}): CalendarItem => ({
  id: 'obligation-1',
  day: isoDate('2025-03-31'),
  title: 'Rà soát thủ tục hành chính',
  path: '/ke-hoach/a/nhiem-vu/I.1',
  sequence: 0,
  changedAt: new Date('2025-01-02T03:04:05Z'),
  state: 'open',
  ...more,
});
const write = (items: readonly CalendarItem[]) => toIcal('Việc đến hạn: Sở Nội vụ', items, HOST, address);
const events = (text: string) =>
  Object.values(ical.sync.parseICS(text)).flatMap((each) => (each?.type === 'VEVENT' ? [each] : []));
/** The day as it stands in the file, whatever zone the reader lives in. */
const dayOf = (text: string, name: 'DTSTART' | 'DTEND') => new RegExp(`${name};VALUE=DATE:(\\d{8})`).exec(text)?.[1];

describe('lịch iCal', () => {
  it('một việc đến hạn là một ngày trọn, có tên, địa chỉ, mã không đổi', () => {
    const text = write([item({ text: 'Chủ trì: Sở Nội vụ' })]);
    expect(dayOf(text, 'DTSTART')).toBe('20250331');
    expect(dayOf(text, 'DTEND')).toBe('20250401');
    const [event] = events(text);
    expect(event).toMatchObject({
      uid: `obligation-1@${HOST}`,
      summary: 'Rà soát thủ tục hành chính',
      datetype: 'date',
      status: 'CONFIRMED',
      transparency: 'TRANSPARENT',
    });
    expect(event!.description).toBe(`Chủ trì: Sở Nội vụ\n\nhttps://${HOST}/ke-hoach/a/nhiem-vu/I.1`);
  });

  it('đổi ngày: cùng mã, số lần đổi tăng; hủy: ghi CANCELLED', () => {
    const [before] = events(write([item()]));
    const [after] = events(write([item({ day: isoDate('2025-04-15'), sequence: 1 })]));
    const [gone] = events(write([item({ sequence: 2, state: 'cancelled' })]));
    expect([before!.uid, after!.uid, gone!.uid]).toEqual(Array(3).fill(before!.uid));
    expect([before, after, gone].map((each) => Number((each as { sequence?: string }).sequence))).toEqual([0, 1, 2]);
    expect(gone!.status).toBe('CANCELLED');
  });

  it('không đổi thì giống nhau đến từng byte', () => {
    expect(write([item()])).toBe(write([item()]));
  });

  it('dòng dài được gấp ở 75 byte, chữ có dấu không bị cắt đôi', () => {
    const title = 'Đẩy mạnh ứng dụng công nghệ thông tin trong giải quyết thủ tục hành chính '.repeat(5).trim();
    const text = write([item({ title })]);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    expect(events(text)[0]!.summary).toBe(title);
  });

  it('tiêu đề không mở được mục khác của lịch', () => {
    const text = write([item({ title: 'Việc\r\nEND:VEVENT\r\nBEGIN:VALARM', text: 'a\r\nATTACH:http://x' })]);
    expect(events(text)).toHaveLength(1);
    expect(text.match(/^(BEGIN|END|ATTACH).*$/gm)).toEqual(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'END:VCALENDAR']); // prettier-ignore
  });

  it('chữ gì, ngày nào cũng đọc lại được như đã viết', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 3_000 }), (title, days) => {
        const day = addDays(isoDate('2024-01-01'), days);
        const text = write([item({ title, day })]);
        expect(dayOf(text, 'DTSTART')).toBe(day.replaceAll('-', ''));
        const found = events(text);
        expect(found).toHaveLength(1);
        const shown = title.normalize('NFC').replace(/[\p{Cc}\s]+/gu, ' ').trim(); // prettier-ignore
        expect(String(found[0]!.summary ?? '').trim()).toBe(shown);
      }),
      { numRuns: 200 },
    );
  });

  it('không có việc: vẫn là một lịch', () => {
    expect(write([])).toMatch(/^BEGIN:VCALENDAR[^]*END:VCALENDAR\s*$/);
  });
});
