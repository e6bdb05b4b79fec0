import { describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { history, verify } from './index.ts';

const actor = system('Kiểm thử');
/** Without the file that this machine may keep. */
const alone = { file: null };

describe('the audit record', () => {
  const fresh = useDatabase();
  const query = (text: string) => fresh.db.$client.query(text);
  const note = (subjectId: string, after: unknown) =>
    transact(fresh.db, actor, async (tx) => tx.record({ action: 'note', subjectType: 'task', subjectId, after }));

  it('holds when empty', async () => {
    expect(await verify(fresh.db, alone)).toEqual({
      checked: 0,
      broken: null,
      head: null,
      anchors: 0,
      anchorLines: null,
    });
  });

  it('stays one chain when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => note(`t${n % 4}`, { n, text: 'Đã ký “số 12”', at: new Date(n) })),
    );
    expect(await verify(fresh.db, { ...alone, page: 7 })).toMatchObject({
      checked: 40,
      broken: null,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ['numbers', { a: 0.1, b: 1e21, c: 1e-7, d: -0, e: Number.MAX_VALUE, f: 9007199254740991 }],
    ['texts', { 'khoá "lạ"': 'a\0\ud800\\', '': '', __proto__: 'x', é: 'e\u0301' }],
    ['nothing at all', {}],
  ])('keeps %s so that the seal still fits', async (_case, value) => {
    await note('values', value);
    expect((await verify(fresh.db, alone)).broken).toBeNull();
  });

  it('tells a subject’s history page by page, newest first', async () => {
    const first = await history(fresh.db, 'task', 't1', { limit: 6 });
    const rest = await history(fresh.db, 'task', 't1', { limit: 6, before: first.at(-1)!.id });
    expect([first.length, rest.length]).toEqual([6, 4]);
    const ids = [...first, ...rest].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(first[0]!.at).toBeInstanceOf(Date);
  });

  it('never gives more than 200 entries at once', async () => {
    await transact(fresh.db, actor, async (tx) => {
      for (let n = 0; n < 210; n++) tx.record({ action: 'note', subjectType: 'many', subjectId: 1, after: n });
    });
    expect(await history(fresh.db, 'many', 1, { limit: 1000 })).toHaveLength(200);
  });

  it.each(["update audit_entry set reason = 'x'", 'delete from audit_entry', 'truncate audit_entry'])(
    'refuses: %s',
    async (statement) => {
      await expect(query(statement)).rejects.toThrow('append-only');
    },
  );

  it('shows what someone with full power over the database did to it', async () => {
    const { rows } = await query('select id from audit_entry order by id offset 5 limit 1');
    const id = Number(rows[0].id);
    await query('alter table audit_entry disable trigger all');
    await query(`update audit_entry set actor_name = 'Người khác' where id = ${id}`);
    expect((await verify(fresh.db, { ...alone, page: 4 })).broken).toEqual({ id, problem: 'changed' });
    await query(`delete from audit_entry where id = ${id}`);
    expect((await verify(fresh.db, { ...alone, page: 4 })).broken).toEqual({ id: id + 1, problem: 'unlinked' });
    await query('alter table audit_entry enable trigger all');
  });
});
