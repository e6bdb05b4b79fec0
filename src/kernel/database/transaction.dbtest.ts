import { eq, sql } from 'drizzle-orm';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { history, verify } from '#kernel/audit/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { system } from './actor.ts';
import { connect } from './connection.ts';
import { brokenConstraint, sqlState } from './errors.ts';
import { transact, type Transaction } from './transaction.ts';

const setting = pgTable('setting', { key: text().primaryKey(), value: jsonb().$type<number>().notNull() });
const actor = { ...system('Nguyễn Thị Hoà'), id: 'u1', position: 'Chuyên viên', requestId: 'r1' };

const put = (key: string, value: number) => async (tx: Transaction) => {
  await tx.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
  tx.record({ action: 'put', subjectType: 'setting', subjectId: key, after: { value } });
};

describe('a transaction', () => {
  const fresh = useDatabase();
  const valueOf = async (key: string): Promise<number | undefined> =>
    (await fresh.db.select().from(setting).where(eq(setting.key, key)))[0]?.value;

  it('keeps the change together with its entry', async () => {
    expect(await transact(fresh.db, actor, (tx) => put('a', 1)(tx).then(() => 'done'))).toBe('done');
    expect(await valueOf('a')).toBe(1);
    expect(await history(fresh.db, 'setting', 'a')).toMatchObject([
      {
        actorId: 'u1',
        actorName: 'Nguyễn Thị Hoà',
        position: 'Chuyên viên',
        action: 'put',
        before: null,
        after: { value: 1 },
      },
    ]);
  });

  it('keeps neither when the body throws', async () => {
    const failing = transact(fresh.db, actor, async (tx) => {
      await put('b', 1)(tx);
      throw new Error('thôi');
    });
    await expect(failing).rejects.toThrow('thôi');
    expect(await valueOf('b')).toBeUndefined();
    expect(await history(fresh.db, 'setting', 'b')).toEqual([]);
  });

  it('runs what is left for the commit once, quoted, and not at all when the body throws', async () => {
    const more = (by: string) => sql`insert into setting values ('last', ${by}::jsonb) on conflict (key) do update set value = (setting.value::int + 1)::text::jsonb`; // prettier-ignore
    await transact(fresh.db, actor, async (tx) => {
      tx.lastly(more('1'));
      tx.lastly(more('1'));
      tx.lastly(sql`update setting set value = to_jsonb(${`nháy ' và \\ và $1; --`}::text) where key = 'left'`);
      await put('left', 1)(tx);
      expect(await tx.select().from(setting).where(eq(setting.key, 'last'))).toEqual([]);
    });
    expect([await valueOf('last'), await valueOf('left')]).toEqual([1, `nháy ' và \\ và $1; --`]);
    const failing = transact(fresh.db, actor, async (tx) => {
      tx.lastly(more('1'));
      throw new Error('thôi');
    });
    await expect(failing).rejects.toThrow('thôi');
    expect(await valueOf('last')).toBe(1);
  });

  it('refuses a statement left for the commit that no entry tells of, and one that fails takes all back', async () => {
    const silent = transact(fresh.db, actor, async (tx) => tx.lastly(sql`delete from setting`));
    await expect(silent).rejects.toThrow('without an audit entry');
    const failing = transact(fresh.db, actor, async (tx) => {
      await put('e', 1)(tx);
      tx.lastly(sql`select 1 / 0`);
    });
    await expect(failing).rejects.toThrow();
    expect([await valueOf('last'), await valueOf('e')]).toEqual([1, undefined]);
    expect(await transact(fresh.db, actor, (tx) => put('e', 2)(tx).then(() => 'goes on'))).toBe('goes on');
  });

  it('records nothing when nothing changed', async () => {
    await transact(fresh.db, actor, async (tx) => {
      tx.record({
        action: 'put',
        subjectType: 'setting',
        subjectId: 'c',
        before: { x: 1, y: [2] },
        after: { y: [2], x: 1 },
      });
    });
    expect(await history(fresh.db, 'setting', 'c')).toEqual([]);
  });

  it('that writes without an entry is found out in tests', async () => {
    const silent = transact(fresh.db, actor, (tx) => tx.insert(setting).values({ key: 'd', value: 1 }));
    await expect(silent).rejects.toThrow('wrote setting without an audit entry');
    expect(await valueOf('d')).toBeUndefined();
  });

  it('that only reads or locks needs no entry, also right after one that wrote', async () => {
    for (let round = 0; round < 3; round++) {
      await transact(fresh.db, actor, put('e', round));
      await transact(fresh.db, actor, (tx) => tx.select().from(setting).for('update'));
    }
    expect(await valueOf('e')).toBe(2);
  });

  it('is run again after a serialization failure: no increment is lost', async () => {
    await transact(fresh.db, actor, put('count', 0));
    const increment = () =>
      transact(
        fresh.db,
        actor,
        async (tx) => {
          const [row] = await tx.select().from(setting).where(eq(setting.key, 'count'));
          await put('count', row!.value + 1)(tx);
        },
        { isolation: 'serializable' },
      );
    await Promise.all([1, 2, 3, 4].map(increment));
    expect(await valueOf('count')).toBe(4);
    expect((await verify(fresh.db)).broken).toBeNull();
  });

  it('is run again after a deadlock', async () => {
    await transact(fresh.db, actor, put('x', 0));
    await transact(fresh.db, actor, put('y', 0));
    await fresh.db.$client.query(
      `alter database ${fresh.db.$client.options.database ?? new URL(fresh.url).pathname.slice(1)} set deadlock_timeout = '20ms'`,
    );
    const db = connect(fresh.url, { size: 2 });
    const crossing = (first: string, second: string) =>
      transact(db, actor, async (tx) => {
        await put(first, 1)(tx);
        await tx.execute(sql`select pg_sleep(0.05)`);
        await put(second, 1)(tx);
      });
    await Promise.all([crossing('x', 'y'), crossing('y', 'x')]);
    await db.$client.end();
    expect(await valueOf('x')).toBe(1);
  });

  it('tells a broken constraint from other errors', async () => {
    const error: unknown = await fresh.db
      .insert(setting)
      .values([
        { key: 'z', value: 1 },
        { key: 'z', value: 2 },
      ])
      .catch((e: unknown) => e);
    expect([sqlState(error), brokenConstraint(error)]).toEqual(['23505', 'setting_pkey']);
    expect(sqlState(new Error('other'))).toBeUndefined();
  });
});

describe('a connection', () => {
  const fresh = useDatabase();

  it('gives dates as text and bigint as an exact number', async () => {
    const { rows } = await fresh.db.$client.query(
      "select date '2025-02-28' as day, 9007199254740991::bigint as safe, 9007199254740993::bigint as big",
    );
    expect(rows).toEqual([{ day: '2025-02-28', safe: 9007199254740991, big: '9007199254740993' }]);
  });

  it('gives up on a statement that takes too long', async () => {
    const hasty = connect(fresh.url, { statementTimeout: 20 });
    const error: unknown = await hasty.execute(sql`select pg_sleep(5)`).catch((e: unknown) => e);
    expect(sqlState(error)).toBe('57014');
    await hasty.$client.end();
  });

  it('survives the server closing its idle connections', async () => {
    const db = connect(fresh.url, { size: 1 });
    const { rows } = await db.$client.query('select pg_backend_pid() as pid');
    await fresh.db.$client.query('select pg_terminate_backend($1)', [rows[0].pid]);
    await expect
      .poll(() =>
        db.$client.query('select 1 as one').then(
          (r) => r.rowCount,
          () => 0,
        ),
      )
      .toBe(1);
    await db.$client.end();
  });
});

describe('search_key', () => {
  const fresh = useDatabase();

  it.each([
    ['Đường đi Khánh Hoà', 'duong di khanh hoa'],
    ['ĐỒNG THỜI', 'dong thoi'],
    ['Ủy ban nhân dân', 'uy ban nhan dan'],
    ['Sở Nội vụ (SNV)', 'so noi vu (snv)'],
    ['ẰẮẲẴẶ ỀẾỂỄỆ ỜỚỞỠỢ ỪỨỬỮỰ ỲÝỶỸỴ', 'aaaaa eeeee ooooo uuuuu yyyyy'],
    ['', ''],
  ])('of %j is %j, composed or decomposed', async (text, key) => {
    const { rows } = await fresh.db.$client.query('select search_key($1) as nfc, search_key($2) as nfd', [
      text.normalize('NFC'),
      text.normalize('NFD'),
    ]);
    expect(rows).toEqual([{ nfc: key, nfd: key }]);
  });

  it('can carry a trigram index, which a search then uses', async () => {
    await fresh.db.execute(sql`create table name (text text)`);
    await fresh.db.execute(sql`insert into name select 'Nhiệm vụ số ' || n from generate_series(1, 3000) n`);
    await fresh.db.execute(sql`insert into name values ('Đơn giản hóa thủ tục')`);
    await fresh.db.execute(sql`create index on name using gin (search_key(text) gin_trgm_ops)`);
    await fresh.db.execute(sql`analyze name`);
    const query = sql`select text from name where search_key(text) like '%' || search_key('ĐƠN GIẢN') || '%'`;
    expect(await fresh.db.execute(query, 'objects')).toEqual([{ text: 'Đơn giản hóa thủ tục' }]);
    expect(JSON.stringify(await fresh.db.execute(sql`explain ${query}`, 'objects'))).toContain('Bitmap Index Scan');
  });
});
