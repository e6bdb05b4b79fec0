import { expect, it, vi } from 'vitest';
import type { Database } from '../database/connection.ts';
import { rememberedOptions } from './remembered.ts';

const [one, other] = [{} as Database, {} as Database];
const choice = (value: string) => [{ value, label: { vi: value, en: value } }];

it('giữ lựa chọn một phút cho mỗi phạm vi và cơ sở dữ liệu, rồi hỏi lại', async () => {
  let now = 0;
  const gather = vi.fn(async (_db: Database, scope: string) => choice(scope));
  const options = rememberedOptions(
    (scope: string) => scope,
    gather,
    () => now,
  );
  for (const [db, scope] of [
    [one, 'a'],
    [one, 'a'],
    [one, 'b'],
    [other, 'b'],
  ] as const) {
    expect(await options(db, scope)).toEqual(choice(scope));
  }
  expect(gather).toHaveBeenCalledTimes(3);
  now = 60_000;
  await options(one, 'a');
  expect(gather).toHaveBeenCalledTimes(4);
});

it('một lần hỏng không được giữ', async () => {
  const gather = vi
    .fn<() => Promise<ReturnType<typeof choice>>>()
    .mockRejectedValueOnce(new Error('mất kết nối'))
    .mockResolvedValue(choice('a'));
  const options = rememberedOptions(() => 'a', gather);
  await expect(options(one, 'a')).rejects.toThrow('mất kết nối');
  expect(await options(one, 'a')).toEqual(choice('a'));
});
