import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { system } from './actor.ts';
import { seenBy } from './connection.ts';
import { PUBLIC } from './eyes.ts';
import { keeping } from './kept.ts';
import { transact } from './transaction.ts';

const fresh = useDatabase();
const actor = system('Kiểm thử');
const change = (subjectId: string) => ({ action: 'try', subjectType: 'trial', subjectId, after: { subjectId } });

/** A question that tells how often it was asked, with a clock to turn. */
function counted(throughWrites = false) {
  let [asked, time] = [0, 0];
  const ask = keeping(
    { milliseconds: 1_000, keyOf: (key: string) => key, throughWrites, now: () => time },
    async (db, key) => {
      asked++;
      await db.execute(sql`select 1`, 'objects');
      if (key === 'bad') throw new Error('hỏng');
      return asked;
    },
  );
  return { ask, asked: () => asked, wait: (milliseconds: number) => (time += milliseconds) };
}

describe('câu trả lời giữ lại', () => {
  it('một lúc, cho cùng câu hỏi; hết lúc thì hỏi lại', async () => {
    const { ask, wait } = counted();
    expect([await ask(fresh.db, 'a'), await ask(fresh.db, 'a'), await ask(fresh.db, 'b')]).toEqual([1, 1, 2]);
    wait(1_000);
    expect(await ask(fresh.db, 'a')).toBe(3);
  });

  it('không sang mắt khác, và mắt này không xóa của mắt kia', async () => {
    const { ask } = counted();
    const citizen = seenBy(fresh.db, PUBLIC);
    expect([await ask(fresh.db, 'a'), await ask(citizen, 'a')]).toEqual([1, 2]);
    expect([await ask(fresh.db, 'a'), await ask(citizen, 'a')]).toEqual([1, 2]);
  });

  it('đến khi chính tiến trình này ghi; giao dịch bị bỏ thì không kể', async () => {
    const { ask } = counted();
    await ask(fresh.db, 'a');
    await expect(transact(fresh.db, actor, () => Promise.reject(new Error('thôi')))).rejects.toThrow();
    expect(await ask(fresh.db, 'a')).toBe(1);
    await transact(fresh.db, actor, async (tx) => tx.record(change('1')));
    expect(await ask(fresh.db, 'a')).toBe(2);
  });

  it('qua cả lúc ghi, nơi không cần biết ngay', async () => {
    const { ask, wait } = counted(true);
    await ask(fresh.db, 'a');
    await transact(fresh.db, actor, async (tx) => tx.record(change('3')));
    expect(await ask(fresh.db, 'a')).toBe(1);
    wait(1_000);
    expect(await ask(fresh.db, 'a')).toBe(2);
  });

  it('không giữ câu đã hỏi trước khi ghi xong', async () => {
    const { ask } = counted();
    const early = ask(fresh.db, 'a');
    await transact(fresh.db, actor, async (tx) => tx.record(change('2')));
    await early;
    expect(await ask(fresh.db, 'a')).toBe(2);
  });

  it('trong giao dịch thì luôn hỏi', async () => {
    const { ask } = counted();
    await transact(fresh.db, actor, async (tx) => {
      expect([await ask(tx, 'a'), await ask(tx, 'a')]).toEqual([1, 2]);
    });
  });

  it('không giữ câu hỏi hỏng', async () => {
    const { ask, asked } = counted();
    await expect(ask(fresh.db, 'bad')).rejects.toThrow('hỏng');
    await expect(ask(fresh.db, 'bad')).rejects.toThrow('hỏng');
    expect(asked()).toBe(2);
  });

  it('không giữ vô hạn', async () => {
    const { ask } = counted();
    for (let at = 0; at <= 500; at++) await ask(fresh.db, `khóa ${at}`);
    expect(await ask(fresh.db, 'khóa 500')).toBe(501);
    expect(await ask(fresh.db, 'khóa 0')).toBe(502);
  });
});
