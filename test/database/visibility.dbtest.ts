import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, seenBy, type Database } from '#kernel/database/connection.ts';
import { ALL, PUBLIC, type Eyes } from '#kernel/database/eyes.ts';
import { useDatabase } from './fresh.ts';
import { AS_OWNER, OPEN, TABLES, WINDOWS } from './visibility.ts';
import { OTHER_BODY, OWN_BODY, type Seen } from './visible-rows.ts';

/** Row visibility, asked as the role under which the platform works: what each pair of eyes gets when a query forgets to ask. */
const fresh = useDatabase();
let app: Database;

const EYES: Readonly<Record<string, { eyes: Eyes; sees: readonly Seen[] }>> = {
  'công chúng': { eyes: PUBLIC, sees: ['public'] },
  'cán bộ cơ quan khác': {
    eyes: { sees: 'inside', organisations: [OTHER_BODY] },
    sees: ['public', 'inside'],
  },
  'cán bộ của cơ quan': { eyes: { sees: 'inside', organisations: [OWN_BODY] }, sees: ['public', 'inside', 'own'] },
  'cán bộ cả tỉnh': { eyes: { sees: 'inside', organisations: null }, sees: ['public', 'inside', 'own'] },
  'tất cả': { eyes: ALL, sees: ['public', 'inside', 'own', 'all'] },
};

beforeAll(async () => {
  for (const insert of Object.values(TABLES).flatMap((rows) => rows.map(([, each]) => each))) {
    await fresh.db.$client.query(insert).catch((cause: unknown) => {
      throw new Error(`the row of visible-rows does not fit its table: ${insert}`, { cause });
    });
  }
  app = connect(fresh.applicationUrl, { size: 2 });
});
afterAll(() => app?.$client.end());

const names = async (query: string): Promise<string[]> =>
  (await fresh.db.$client.query<{ name: string }>(query)).rows.map(({ name }) => name);
const count = async (db: Database, source: string): Promise<number> =>
  (await db.$client.query<{ count: number }>(`select count(*)::int as count from ${source}`)).rows[0]!.count;

describe('mỗi bảng', () => {
  it('có ít nhất một dòng để thử', () => {
    expect(Object.entries(TABLES).filter(([, rows]) => rows.length === 0)).toEqual([]);
  });

  it('đều đã khai ai được thấy dòng nào', async () => {
    const found = await names(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
    expect(found).toEqual([...Object.keys(TABLES), ...Object.keys(OPEN)].sort());
  });

  it('đều có khóa theo dòng, trừ những bảng đã khai vì sao không', async () => {
    const unlocked = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity order by 1`,
    );
    expect(unlocked).toEqual(Object.keys(OPEN).sort());
  });

  const cases = Object.entries(TABLES).flatMap(([table, rows]) =>
    Object.entries(EYES).map(([who, { eyes, sees }]) => ({ table, who, eyes, rows, sees })),
  );
  it.each(cases)('$table: $who', async ({ table, eyes, rows, sees }) => {
    const expected = rows.filter(([seen]) => sees.includes(seen)).length;
    const before = (await count(fresh.db, `"${table}"`)) - rows.length;
    // Rows that the migrations themselves put in are for everybody.
    expect(await count(seenBy(app, eyes), `"${table}"`)).toBe(before + expected);
  });
});

describe('khung nhìn và hàm', () => {
  it('đọc bằng mắt người hỏi, trừ những cửa đã khai', async () => {
    const asOwner = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and not coalesce(reloptions @> '{security_invoker=true}', false) order by 1`,
    );
    expect(asOwner).toEqual(Object.keys(WINDOWS).sort());
    const functions = await names(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e') order by 1`,
    );
    expect(functions).toEqual(Object.keys(AS_OWNER).sort());
  });

  it('cửa không nói tên ai', async () => {
    const columns = await names(
      `select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name in ('plan_handover_decided', 'body_handover_decided') group by 1 order by 1`,
    );
    expect(columns).toEqual(['effective_on', 'organisation_key', 'subject_id', 'to_key']);
  });

  it('ai chịu trách nhiệm hiện nay: công chúng và bên trong cùng một câu trả lời cho kế hoạch đã ban hành', async () => {
    const who = `(select organisation_key from plan_answerable_on('2025-03-01') where organisation_key = '${OTHER_BODY}' or then_key = '${OWN_BODY}') answering`;
    expect(await count(app, who)).toBe(1);
    expect(await count(seenBy(app, ALL), who)).toBe(2);
  });
});

describe('câu hỏi quên điều kiện', () => {
  // The query of the brief: no `where`, no join with the plan.
  it.each([
    ['select * from plan_task', 'plan_id'],
    ['select * from plan_product', 'plan_id'],
    ['select * from plan_assignment', 'plan_id'],
    ['select * from plan_event', 'plan_id'],
    ['select * from plan_answerable', 'plan_id'],
    [`select * from plan_answerable_on('2025-03-01')`, 'plan_id'],
    ['select * from plan', 'id'],
    ['table plan_source_line', 'plan_id'],
    [`with every as (select * from plan_task) select * from every`, 'plan_id'],
    [`select * from plan_task tablesample system (100)`, 'plan_id'],
    [`select distinct on (code) * from plan_task order by code, id desc`, 'plan_id'],
  ])('%s: không có dòng nào của bản nháp', async (query, column) => {
    const shown = (await app.$client.query<Record<string, string>>(query)).rows.map((row) => row[column]!);
    expect(shown.length).toBeGreaterThan(0);
    const drafts = await names(`select id as name from plan where status not in ('active', 'superseded')`);
    expect(drafts.length).toBeGreaterThan(0);
    expect(shown.filter((plan) => drafts.includes(plan))).toEqual([]);
  });

  it('hỏi đích danh bản nháp cũng không ra, kể cả qua lỗi do câu hỏi gây ra', async () => {
    const rows = await app.$client.query(
      `select * from plan_task where case when plan_id = '00000000-0000-7000-8000-000000000002' then 1 / (ordinal - ordinal) = 1 else true end`,
    );
    expect(rows.rowCount).toBe(1);
  });
});

describe('cơ quan của một dòng', () => {
  it.each(Object.entries(EYES))('%s: hỏi từng dòng hay hỏi một lần đều như nhau', async (_who, { eyes }) => {
    const asked = `from (values ('${OWN_BODY}'), ('${OTHER_BODY}'), (''), ('*'), ('${OWN_BODY},${OTHER_BODY}'), (null)) each (key)
      left join organisation on organisation.key = each.key`;
    const { rows } = await seenBy(app, eyes).$client.query<{ one: boolean; set: boolean; known: boolean }>(
      `select sees_organisation(each.key) as one, organisation.key is not null as known,
        coalesce((select sees_all()) or each.key in (select seen_organisations()), false) as set ${asked}`,
    );
    // "Every body" means those that are there: asked for a name that no body has, the single question says yes and the set no.
    const told = eyes.sees === 'inside' && eyes.organisations === null ? rows.filter(({ known }) => known) : rows;
    expect(told.map(({ one }) => one)).toEqual(told.map(({ set }) => set));
  });
});

describe('ghi', () => {
  const draft = `'00000000-0000-7000-8000-000000000002'`;
  const inside = () => seenBy(app, { sees: 'inside', organisations: null });

  it('ngoài giao dịch của một việc: không thêm được, không sửa được, không xóa được gì', async () => {
    for (const db of [app, inside()]) {
      await expect(db.$client.query(`insert into setting values ('mine', '{}')`)).rejects.toMatchObject({
        code: '42501',
      });
      expect((await db.$client.query(`update plan set status = 'active' where id = ${draft}`)).rowCount).toBe(0);
      expect((await db.$client.query(`delete from organisation_holder`)).rowCount).toBe(0);
      expect((await db.$client.query(`select * from plan for update`)).rowCount).toBe(0);
    }
  });

  it('với mọi dòng thì được', async () => {
    const client = await seenBy(app, ALL).$client.connect();
    await client.query('begin');
    expect((await client.query(`update plan set status = 'active' where id = ${draft}`)).rowCount).toBe(1);
    await client.query('rollback');
    client.release();
  });

  it('kế hoạch của một dòng do cơ sở dữ liệu ghi, không do người ghi', async () => {
    const rows = await fresh.db.$client.query(
      `update plan_assignment set plan_id = '00000000-0000-7000-8000-000000000001' returning product_id, plan_id`,
    );
    const told = rows.rows.map(({ product_id, plan_id }) => [product_id.slice(-2), plan_id.slice(-2)]).sort();
    expect(told).toEqual([
      ['41', '01'],
      ['42', '02'],
    ]);
  });
});
