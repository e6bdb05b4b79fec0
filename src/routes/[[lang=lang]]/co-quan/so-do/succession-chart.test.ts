import { describe, expect, it } from 'vitest';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { versionOf } from '#kernel/organisations/registry.ts';
import { broken, chartsOf, linePlaces, NARROW } from './succession-chart.ts';

const registry = readRegistryFolder();
const nameOf = (key: string) => versionOf(registry, key)!.name;
const charts = chartsOf(registry.successions, nameOf);
const narrow = chartsOf(registry.successions, nameOf, NARROW);

describe('hình kế thừa', () => {
  it('mỗi ngày một hình, đủ cơ quan và đường nối', () => {
    expect(charts.map(({ day, before, after, links }) => [day, before.length, after.length, links.length])).toEqual([
      ['2025-03-01', 6, 8, 10],
      ['2025-07-01', 1, 1, 1],
    ]);
  });

  it('các ô không đè nhau, nằm trong hình, hai cột không chạm nhau', () => {
    for (const { before, after, width, height, boxWidth } of [...charts, ...narrow]) {
      for (const column of [before, after]) {
        column.slice(1).forEach((box, at) => expect(box.y).toBeGreaterThan(column[at]!.y + column[at]!.height));
        for (const box of column) {
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
          for (const { y } of linePlaces(box)) expect(y > box.y && y < box.y + box.height).toBe(true);
        }
      }
      expect(Math.max(...before.map(({ x }) => x + boxWidth))).toBeLessThan(Math.min(...after.map(({ x }) => x)));
      expect(Math.max(...after.map(({ x }) => x + boxWidth))).toBeLessThanOrEqual(width);
    }
  });

  it('các cơ quan về cùng một nơi đứng cạnh nhau', () => {
    const keys = charts[0]!.before.map(({ key }) => key);
    expect(
      Math.abs(keys.indexOf('so-tai-nguyen-va-moi-truong') - keys.indexOf('so-nong-nghiep-va-phat-trien-nong-thon')),
    ).toBe(1);
  });

  it('bản cho điện thoại có đúng các ô và đường nối ấy, tên đủ chữ, mỗi dòng vừa ô', () => {
    const drawn = (list: typeof charts) => list.map(({ day, before, after, links }) => [day, before.map(({ name }) => name), after.map(({ name }) => name), links.map(({ from, to }) => [from, to])]); // prettier-ignore
    expect(drawn(narrow)).toEqual(drawn(charts));
    for (const { before, after, width } of narrow) {
      expect(width).toBeLessThan(360);
      for (const { name, lines } of [...before, ...after]) {
        expect(lines.join(' ')).toBe(name);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(NARROW.letters);
      }
    }
  });

  it('phần suy ra được vẽ khác', () => {
    expect(charts[0]!.links.filter(({ inferred }) => !inferred).map(({ from }) => from)).toEqual([
      'so-ke-hoach-va-dau-tu',
      'so-thong-tin-va-truyen-thong',
      'so-thong-tin-va-truyen-thong',
    ]);
  });

  it('tên dài xuống dòng, không mất chữ', () => {
    const name = 'Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính tỉnh';
    expect(broken(name).length).toBeGreaterThan(1);
    expect(broken(name).join(' ')).toBe(name);
    for (const line of broken(name)) expect(line.length).toBeLessThanOrEqual(36);
  });
});
