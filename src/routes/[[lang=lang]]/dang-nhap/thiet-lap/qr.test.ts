import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { squareOf } from './qr.ts';

it('mỗi ô đen của mã nằm trong nét vẽ, ô trắng thì không', () => {
  const text = 'otpauth://totp/CCHC:hoa%40x.vn?secret=GEZDGNBVGY3TQOJQ&issuer=CCHC';
  const { size, d } = squareOf(text);
  const drawn = new Set(
    [...d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].flatMap(([, x, y, run]) =>
      Array.from({ length: Number(run) }, (_, n) => `${Number(x) + n} ${y}`),
    ),
  );
  const { data } = encode(text, { ecc: 'M', border: 4 });
  expect(data).toHaveLength(size);
  data.forEach((row, y) => row.forEach((dark, x) => expect(drawn.has(`${x} ${y}`)).toBe(dark)));
  // Room around it, without which telephones do not find it.
  expect(data.slice(0, 4).flat().some(Boolean)).toBe(false);
});
