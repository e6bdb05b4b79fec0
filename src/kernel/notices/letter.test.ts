import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';
import { letter, MOST_ITEMS } from './letter.ts';
import { faultOf, messageId, subjectLine } from './smtp.ts';

const SITE = { origin: 'https://cchc.example', host: '0.0.0.0', port: 3000 };

describe('địa chỉ trong thư', () => {
  it.each([
    ['/ke-hoach?a=1#b', SITE, 'https://cchc.example/ke-hoach?a=1#b'],
    ['/', { ...SITE, origin: null, host: '127.0.0.1' }, 'http://127.0.0.1:3000/'],
    ['/', { ...SITE, origin: null, host: '::1' }, 'http://[::1]:3000/'],
  ])('%s', (path, site, address) => {
    expect(addressOf(path, site)).toBe(address);
  });

  it.each(['https://ke-xau.example/', '//ke-xau.example', '/\\ke-xau.example', 'javascript:alert(1)', 'ke-hoach', ''])(
    '%j ra ngoài nền tảng: không',
    (path) => {
      expect(() => addressOf(path, SITE)).toThrow(RangeError);
    },
  );
});

describe('thư', () => {
  const of = (count: number) =>
    letter(
      {
        subject: 's',
        name: 'Hoà',
        opening: 'Mở đầu.',
        parts: [
          { title: 'Nhắc việc', items: Array.from({ length: count }, (_, n) => ({ title: `Việc ${n + 1}` })) },
          { title: 'Báo cáo', items: [{ title: 'Một', why: 'Vì thế', path: '/a' }] },
        ],
      },
      (path) => `https://x${path}`,
    ).text;

  it('ngắn: đủ các phần, nói vì sao, chỗ đổi cách nhận', () => {
    expect(of(1)).toBe(
      'Kính gửi Hoà,\n\nMở đầu.\n\nNHẮC VIỆC (1)\n\n1. Việc 1\n\nBÁO CÁO (1)\n\n1. Một\n   Vì sao: Vì thế\n   https://x/a\n\n-- \nĐây là thư tự động. Chọn cách nhận: https://x/thong-bao/cai-dat',
    );
  });

  it('dài: nhiều nhất năm mươi mục, phần còn lại được đếm', () => {
    const text = of(MOST_ITEMS + 70);
    expect(text).toContain(`… và 70 mục khác: https://x/thong-bao`);
    expect(text).toContain('… và 1 mục khác');
    expect(text.match(/^\d+\. /gm)).toHaveLength(MOST_ITEMS);
  });
});

describe('tiêu đề và mã của thư', () => {
  it.each([
    ['Một\r\nBcc: x@y.vn', 'Một Bcc: x@y.vn'],
    ['  nhiều   khoảng\u2028trắng ', 'nhiều khoảng trắng'],
    ['e\u0302\u0301', 'ế'],
    ['\0\u0007', ''],
  ])('%j thành %j', (text, line) => {
    expect(subjectLine(text)).toBe(line);
  });

  it('cắt ở chữ, không ở giữa một ký tự', () => {
    const line = subjectLine('😀'.repeat(300));
    expect([...line]).toHaveLength(200);
    expect(line.isWellFormed()).toBe(true);
  });

  it('mã chỉ theo khóa và miền người gửi', () => {
    expect(messageId('a', 'Tên <x@y.vn>')).toBe(messageId('a', 'x@y.vn'));
    expect(messageId('a', 'x@y.vn')).not.toBe(messageId('b', 'x@y.vn'));
  });
});

describe('lỗi của máy chủ thư', () => {
  it.each([
    [{ code: 'ECONNECTION' }, 'service'],
    [{ code: 'EAUTH', responseCode: 535 }, 'service'],
    [{ code: 'EENVELOPE', responseCode: 421, command: 'RCPT TO' }, 'service'],
    [{ code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }, 'service'],
    [{ code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' }, 'later'],
    [{ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'never'],
    [{ code: 'EMESSAGE', responseCode: 552, command: 'DATA' }, 'never'],
    [{}, 'later'],
  ])('%j: %s', (error, kind) => {
    expect(faultOf(Object.assign(new Error('x'), error)).kind).toBe(kind);
  });
});
