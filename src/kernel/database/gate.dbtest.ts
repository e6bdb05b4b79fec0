import fc from 'fast-check';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { logger } from '../log.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { system } from './actor.ts';
import { connect, seeingAll, seenBy, type ConnectOptions, type Database } from './connection.ts';
import { ALL, PUBLIC, settingsOf, type Eyes } from './eyes.ts';
import { transact } from './transaction.ts';

const fresh = useDatabase();
// That a transaction was left open is said in the log, here some hundred times.
logger.level = 'silent';
const open: Database[] = [];
const opened = (options: ConnectOptions = {}): Database => {
  const db = connect(fresh.applicationUrl, { size: 1, ...options });
  open.push(db);
  return db;
};
afterEach(async () => {
  vi.restoreAllMocks();
  for (const db of open.splice(0)) await db.$client.end().catch(() => {});
});

const ASK = `select current_setting('cchc.sees', true) as sees, current_setting('cchc.organisations', true) as organisations`;
const inside = (...organisations: string[]): Eyes => ({ sees: 'inside', organisations });
const asked = async (db: Pick<pg.Pool, 'query'>) => (await db.query(ASK)).rows[0];
const told = async (db: Database) => asked(db.$client);
const actor = system('Kiểm thử');

/** The messages that reach the server while something is done. */
async function messages(act: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await act();
  const { length } = spy.mock.calls;
  spy.mockRestore();
  return length;
}

describe('mắt của một kết nối', () => {
  it('là của công chúng khi không ai nói gì', async () => {
    expect(await told(opened())).toEqual(settingsOf(PUBLIC));
    const bare = new pg.Client({ connectionString: fresh.applicationUrl });
    await bare.connect();
    expect((await bare.query('select sees_all(), sees_inside()')).rows).toEqual([
      { sees_all: false, sees_inside: false },
    ]);
    await bare.end();
  });

  it('theo người hỏi, trên cùng một kết nối', async () => {
    const db = opened();
    for (const eyes of [inside('so-y-te'), PUBLIC, ALL, inside('so-noi-vu', 'so-y-te'), inside(), PUBLIC]) {
      expect(await told(seenBy(db, eyes))).toEqual(settingsOf(eyes));
    }
  });

  it('cùng mắt thì cùng một tay cầm, để cái nhớ theo tay cầm không lẫn người', () => {
    const db = opened({ strict: true });
    expect(seenBy(db, PUBLIC)).toBe(db);
    expect(seenBy(db, inside('a', 'b'))).toBe(seenBy(seeingAll(db), inside('b', 'a')));
    expect(seenBy(db, inside('a'))).not.toBe(seenBy(db, inside('b')));
  });

  it('không tốn thông điệp nào khi mắt không đổi, một thông điệp khi đổi', async () => {
    const db = opened();
    const official = seenBy(db, inside('so-y-te'));
    expect(await messages(() => told(db))).toBe(1);
    expect(await messages(() => told(official))).toBe(2);
    expect(await messages(() => told(official))).toBe(1);
    expect(await messages(() => told(db))).toBe(2);
  });

  it('không tốn thông điệp nào khi trong kho có kết nối đã có mắt ấy, dù nó không nằm trên cùng', async () => {
    const db = opened({ size: 2 });
    const official = seenBy(db, inside('so-y-te'));
    const [first, second] = [await db.$client.connect(), await official.$client.connect()];
    first.release();
    second.release();
    expect(await messages(() => told(db))).toBe(1);
    expect(await messages(() => told(official))).toBe(1);
    expect(await messages(() => told(db))).toBe(1);
  });

  it('vẫn của người hỏi khi lấy kết nối ra, khi hỏi bằng hàm gọi lại, khi mở giao dịch riêng', async () => {
    const db = opened();
    const official = seenBy(db, inside('so-y-te'));
    await told(db);
    const client = await official.$client.connect();
    expect(await asked(client as unknown as pg.Pool)).toEqual(settingsOf(inside('so-y-te')));
    client.release();
    const row = await new Promise((done, failed) =>
      db.$client.query(ASK, (error: Error | undefined, result: pg.QueryResult) =>
        error ? failed(error) : done(result.rows[0]),
      ),
    );
    expect(row).toEqual(settingsOf(PUBLIC));
    await official.transaction(async (tx) => {
      expect((await tx.execute(ASK as never, 'objects'))[0]).toEqual(settingsOf(inside('so-y-te')));
    });
  });

  it('không truyền sang yêu cầu sau một yêu cầu hỏng', async () => {
    const db = opened();
    const all = seeingAll(db);
    await expect(all.$client.query('select 1 / 0')).rejects.toThrow();
    expect(await told(db)).toEqual(settingsOf(PUBLIC));
    const client = await all.$client.connect();
    await client.query('select 1 / 0').catch(() => {});
    client.release();
    expect(await told(db)).toEqual(settingsOf(PUBLIC));
  });

  it('không truyền qua kết nối trả lại giữa một giao dịch: hủy giao dịch đó sẽ đem mắt cũ về', async () => {
    const db = opened();
    const client = await seeingAll(db).$client.connect();
    await client.query('begin');
    client.release();
    const next = await seenBy(db, inside('a')).$client.connect();
    expect(next).not.toBe(client);
    await next.query('rollback');
    expect(await asked(next as unknown as pg.Pool)).toEqual(settingsOf(inside('a')));
    next.release();
  });

  it('không cho ai dùng kết nối mà việc đổi mắt đã hỏng', async () => {
    const db = opened();
    await told(seeingAll(db));
    const spy = vi
      .spyOn(pg.Client.prototype, 'query')
      .mockImplementationOnce(() => Promise.reject(new Error('đứt')) as never);
    await expect(told(db)).rejects.toThrow('đứt');
    spy.mockRestore();
    expect(await told(db)).toEqual(settingsOf(PUBLIC));
  });

  it('đóng qua tay cầm nào cũng đóng cả', async () => {
    const db = opened();
    await told(db);
    await seenBy(db, inside('a')).$client.end();
    await expect(told(db)).rejects.toThrow('after calling end');
  });
});

describe('giao dịch của một việc', () => {
  it('thấy mọi dòng, rồi trả kết nối với mắt như trước, dù xong hay hỏng', async () => {
    const db = opened();
    const official = seenBy(db, inside('so-y-te'));
    for (const view of [db, official, seeingAll(db)]) {
      const before = await told(view);
      const seen = await transact(view, actor, async (tx) => (await tx.execute(ASK as never, 'objects'))[0]);
      expect(seen).toMatchObject({ sees: 'all' });
      expect(await told(view)).toEqual(before);
      await expect(
        transact(view, actor, async (tx) => {
          await tx.execute('select 1 / 0' as never);
        }),
      ).rejects.toThrow();
      expect(await told(view)).toEqual(before);
    }
  });

  it('không tốn thêm thông điệp: mở đầu, việc, kết thúc', async () => {
    const db = opened();
    await told(db);
    const act = (view: Database) => () => transact(view, actor, (tx) => tx.execute(ASK as never));
    expect(await messages(act(db))).toBe(3);
    expect(await messages(act(seenBy(db, inside('so-y-te'))))).toBe(3);
    expect(await told(db)).toEqual(settingsOf(PUBLIC));
  });

  it.each(['repeatable read', 'serializable'] as const)('giữ mức cách ly %s', async (isolation) => {
    const level = await transact(
      opened(),
      actor,
      async (tx) =>
        (
          await tx.execute(
            `select current_setting('transaction_isolation') as level, sees_all() as all` as never,
            'objects',
          )
        )[0],
      { isolation },
    );
    expect(level).toEqual({ level: isolation, all: true });
  });
});

describe('nhiều yêu cầu cùng lúc trên ít kết nối', () => {
  const EYES: readonly Eyes[] = [PUBLIC, ALL, inside('a'), inside('b'), inside('a', 'b'), { sees: 'inside', organisations: null }]; // prettier-ignore
  const KINDS = ['query', 'client', 'act', 'failing act', 'fails', 'fails inside', 'dies', 'leaves'] as const;
  const request = fc.record({ eyes: fc.constantFrom(...EYES), kind: fc.constantFrom(...KINDS), wait: fc.nat(3) });

  /** A connection that somebody's request killed may take the next one's request along; that is no leak. */
  function lost(error: Error): undefined {
    for (let at: unknown = error; at instanceof Error; at = at.cause)
      if (/terminat|not queryable/.test(at.message)) return;
    throw error;
  }

  /** One request; whatever becomes of it, all that it is told is told with its own eyes. */
  async function served(
    db: Database,
    { eyes, kind, wait }: { eyes: Eyes; kind: (typeof KINDS)[number]; wait: number },
  ) {
    const view = seenBy(db, eyes);
    const mine = settingsOf(eyes);
    const slow = `select pg_sleep(${wait / 1000})`;
    const see = async (on: { query: (text: string) => Promise<{ rows: unknown[] }> }) => {
      const answer = await on.query(ASK).catch(lost);
      if (answer) expect(answer.rows[0]).toEqual(mine);
    };
    if (kind === 'query') await view.$client.query(slow).catch(lost);
    else if (kind === 'act' || kind === 'failing act') {
      const act = transact(view, actor, async (tx) => {
        await tx.execute(slow as never);
        expect((await tx.execute(ASK as never, 'objects'))[0]).toMatchObject({ sees: 'all' });
        if (kind === 'failing act') throw new Error('thôi');
      });
      await act.catch((error: Error) => error.message === 'thôi' || lost(error));
    } else if (kind === 'fails') await view.$client.query('select 1 / 0').catch(() => {});
    else {
      const client = await view.$client.connect().catch(lost);
      if (!client) return;
      client.on('error', () => {});
      await see(client);
      if (kind === 'fails inside') await client.query(`begin; select 1 / 0`).catch(() => {});
      if (kind === 'leaves') await client.query('begin').catch(lost);
      if (kind === 'dies') await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {});
      else await client.query(slow).catch(() => {});
      client.release();
    }
    await see(view.$client as never);
  }

  it('không ai thấy bằng mắt người khác, kể cả sau lỗi, sau kết nối đứt, sau giao dịch bỏ dở', async () => {
    const db = connect(fresh.applicationUrl, { size: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 50, maxLength: 50 }), async (requests) => {
        await Promise.all(requests.map((each) => served(db, each)));
      }),
      { numRuns: 12, endOnFailure: true },
    );
    await db.$client.end();
  }, 30_000);
});
