import { expect, it } from 'vitest';
import { organisationPath, planPath, sourcePath, taskPath, tasksPath } from './addresses.ts';

it.each([
  [planPath('vi', '3487-qd-ubnd-2024'), '/ke-hoach/3487-qd-ubnd-2024'],
  [planPath('en', 'a', 'van-ban'), '/en/ke-hoach/a/van-ban'],
  [taskPath('vi', 'a', 'VI.12/a'), '/ke-hoach/a/nhiem-vu/VI.12%2Fa'],
  [tasksPath('vi', 'a'), '/ke-hoach/a/nhiem-vu'],
  [
    tasksPath('vi', 'a', { group: 'I', progress: ['done', 'x y'], as_of: null }),
    '/ke-hoach/a/nhiem-vu?group=I&progress=done&progress=x+y',
  ],
  [sourcePath('vi', 'a', 500), '/ke-hoach/a/van-ban#dong-500'],
  [sourcePath('vi', 'a', 501), '/ke-hoach/a/van-ban?trang=2#dong-501'],
  [organisationPath('en', 'so-noi-vu'), '/en/co-quan/so-noi-vu'],
])('%s', (made, expected) => expect(made).toBe(expected));
