import { sql } from 'drizzle-orm';
import type { Transaction } from '../database/transaction.ts';

export interface EnqueueOptions {
  /** At most one waiting job per key: a second one replaces the first. */
  key?: string;
  /** Not before this instant. */
  runAt?: Date;
  /** Jobs of one queue run one after another. Few names, please. */
  queue?: string;
  maxAttempts?: number;
  /** Smaller runs first; 0 when not said. */
  priority?: number;
}

/** Puts a job into the queue, in the act's own transaction: when the act is rolled back, the job was never there. */
export async function enqueue(
  tx: Pick<Transaction, 'execute'>,
  name: string,
  payload: unknown,
  options: EnqueueOptions = {},
): Promise<void> {
  const { key, runAt, queue, maxAttempts, priority } = options;
  await tx.execute(sql`select graphile_worker.add_job(
    identifier => ${name}::text,
    payload => ${JSON.stringify(payload ?? {})}::json,
    queue_name => ${queue ?? null}::text,
    run_at => ${runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${maxAttempts ?? null}::int,
    job_key => ${key ?? null}::text,
    priority => ${priority ?? null}::int)`);
}
