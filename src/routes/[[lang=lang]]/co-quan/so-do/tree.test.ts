import { expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { asOf } from '#kernel/organisations/registry.ts';
import { sizeOf, treeOf } from './tree.ts';

const registry = readRegistryFolder();

it.each(['2024-12-31', '2025-03-01', '2025-07-01'])('cây ngày %s có đủ mọi cơ quan của ngày ấy', (day) => {
  const bodies = asOf(registry, isoDate(day));
  expect(sizeOf(treeOf(bodies))).toBe(bodies.length);
});

it('cơ quan nằm dưới cơ quan chủ quản, theo thứ tự tiếng Việt', () => {
  const province = treeOf(asOf(registry, isoDate('2024-12-31'))).find(({ key }) => key === 'ubnd-tinh')!;
  const departments = province.units.filter(({ name }) => name.startsWith('Sở ')).map(({ name }) => name);
  expect(departments.indexOf('Sở Tài chính')).toBeLessThan(departments.indexOf('Sở Y tế'));
  expect(province.units.at(-1)!.name).toContain('UBND');
});

it('vòng trong dữ liệu không làm mất ai', () => {
  const body = (key: string, parentKey: string | null) => ({
    ...registry.organisations[0]!,
    key,
    name: key,
    parentKey,
  });
  expect(sizeOf(treeOf([body('a', 'b'), body('b', 'a'), body('c', 'khong-co')]))).toBe(3);
});
