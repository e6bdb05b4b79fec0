import { describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { enqueue, startJobs } from './index.ts';

describe('jobs', () => {
  const fresh = useDatabase();
  const put = (name: string, payload: unknown, options = {}) =>
    transact(fresh.db, system('Kiểm thử'), (tx) => enqueue(tx, name, payload, options));
  const waiting = async (): Promise<number> =>
    Number((await fresh.db.$client.query('select count(*) from graphile_worker.jobs')).rows[0].count);

  it('are done once, with what they were given', async () => {
    const done: unknown[] = [];
    const jobs = await startJobs(fresh.url, { greet: async (payload) => void done.push(payload) });
    await put('greet', { name: 'Hoà' });
    await expect.poll(() => done).toEqual([{ name: 'Hoà' }]);
    await jobs.stop();
    await jobs.stop();
    expect(await waiting()).toBe(0);
  });

  it('do not exist when the act was rolled back', async () => {
    const act = transact(fresh.db, system('Kiểm thử'), async (tx) => {
      await enqueue(tx, 'greet', {});
      throw new Error('thôi');
    });
    await expect(act).rejects.toThrow('thôi');
    expect(await waiting()).toBe(0);
  });

  it('with the same key replace each other while they wait', async () => {
    const later = { key: 'digest:u1', runAt: new Date(Date.now() + 3_600_000) };
    await put('digest', { count: 1 }, later);
    await put('digest', { count: 2 }, later);
    expect(await waiting()).toBe(1);
  });

  it('run again after a failure', async () => {
    const attempts: number[] = [];
    const jobs = await startJobs(fresh.url, {
      flaky: async (_payload, { attempt }) => {
        attempts.push(attempt);
        throw new Error('chưa được');
      },
    });
    await put('flaky', {});
    const job = async () =>
      (
        await fresh.db.$client.query(
          "select attempts, last_error from graphile_worker.jobs where task_identifier = 'flaky' and locked_at is null",
        )
      ).rows[0];
    await expect.poll(job).toEqual({ attempts: 1, last_error: 'chưa được' });
    await fresh.db.$client.query(
      'update graphile_worker._private_jobs set run_at = now() where last_error is not null',
    );
    await put('wake', {});
    await expect.poll(() => attempts, { timeout: 5000 }).toEqual([1, 2]);
    await jobs.stop();
  });

  // An error event that nobody listens to is an uncaught exception, which fails the run.
  it('outlive connections that the server closes, also while they stop', async () => {
    const done: unknown[] = [];
    const jobs = await startJobs(fresh.url, { greet: async (payload) => void done.push(payload) });
    const close = () =>
      fresh.db.$client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cchc jobs' and datname = current_database()`,
      );
    await close();
    await put('greet', { name: 'Hoà' });
    await expect.poll(() => done, { timeout: 15_000 }).toEqual([{ name: 'Hoà' }]);
    await Promise.all([jobs.stop(), close()]);
  });
});
