import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { system } from './actor.ts';
import { insertMany } from './insert-many.ts';
import { transact } from './transaction.ts';

const fresh = useDatabase();
const thing = pgTable('thing', {
  id: integer().primaryKey(),
  name: text(),
  on: date('on_day', { mode: 'string' }),
  more: jsonb().$type<unknown>(),
  kind: text().notNull().default('plain'),
});

beforeAll(() =>
  fresh.db.execute(
    sql`create table thing (id int primary key, name text, on_day date, more jsonb, kind text not null default 'plain')`,
  ),
);

it('ghi đúng từng giá trị, kể cả trống, ngoặc kép, JSON, và giá trị mặc định', async () => {
  const rows = Array.from({ length: 25_000 }, (_, id) => ({
    id,
    name: id % 3 === 0 ? null : `tên "${id}", {x}\\`,
    on: id % 2 === 0 ? '2025-01-31' : null,
    more: id % 5 === 0 ? null : { list: [id, 'đ'], none: null },
  }));
  await transact(fresh.db, system('test'), async (tx) => {
    await insertMany(tx, thing, rows);
    tx.record({ action: 'test', subjectType: 'thing', subjectId: 'all', after: rows.length });
  });
  const stored = await fresh.db.select().from(thing).orderBy(thing.id);
  expect(stored).toEqual(rows.map((row) => ({ ...row, kind: 'plain' })));
});

it('không có dòng nào thì không làm gì', async () => {
  await transact(fresh.db, system('test'), (tx) => insertMany(tx, thing, []));
});
