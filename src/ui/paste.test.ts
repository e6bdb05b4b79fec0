import { describe, expect, it } from 'vitest';
import { looksBold, looksItalic, withoutStyles } from './paste.ts';

describe('chữ dán từ nơi khác', () => {
  it.each([
    ['<p style="mso-x:1">a</p>', '<p data-style="mso-x:1">a</p>'],
    ["<p class=x STYLE = 'a'>b</p>", "<p class=x data-style = 'a'>b</p>"],
    ['<p class="x"style="a">b</p>', '<p class="x"data-style="a">b</p>'],
    ['<a\nstyle=x href="#">b</a>', '<a\ndata-style=x href="#">b</a>'],
    ['<p>style="x" < b</p>', '<p>style="x" < b</p>'],
    ['a<style>p{color:red}</style>b<STYLE x>', 'ab'],
    ['a<!-- <p style="x"> -->b<!-- dở', 'ab'],
    ['<script>alert(1)</script >c', 'c'],
  ])('%j thành %j', (html, fit) => {
    expect(withoutStyles(html)).toBe(fit);
  });

  it.each([
    ['font-weight:bold', true],
    ['color:red; FONT-WEIGHT: 700', true],
    ['font-weight:600', true],
    ['font-weight:normal', false],
    ['font-weight: 400', false],
    ['x-font-weight:bold', null],
    [null, null],
  ])('%j đậm: %s', (style, bold) => {
    expect(looksBold(style)).toBe(bold);
  });

  it('nghiêng', () => {
    expect(['font-style:italic', 'font-style: normal', ''].map(looksItalic)).toEqual([true, false, null]);
  });
});
