import { Logger, run, runMigrations, type JobHelpers, type Runner } from 'graphile-worker';
import pg from 'pg';
import { listenToLosses } from '../database/connection.ts';
import { logger } from '../log.ts';

/** Does one job. Throwing makes it run again later, up to 25 times, each wait longer than the last. */
export type Task = (payload: unknown, job: JobInfo) => Promise<void>;

/** What a task may know of its own run. */
export interface JobInfo {
  id: string;
  /** 1 on the first run. */
  attempt: number;
  /** Fires when the server stops. */
  signal: AbortSignal | undefined;
}

/** Work going on in the background. */
export interface RunningJobs {
  /** Takes no new job and waits for those under way; after five seconds they are asked to abort and run again later. */
  stop(): Promise<void>;
}

const log = logger.child({ part: 'jobs' });
const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
const workerLogger = new Logger((scope) => (level, message) => {
  log[LEVELS[level as keyof typeof LEVELS] ?? 'debug']({ task: scope.taskIdentifier, job: scope.jobId }, message);
});

/** Makes or updates the tables of the job queue (schema `graphile_worker`). */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: workerLogger });
}

/**
 * Starts doing jobs. Any number of processes may do so on one database; each job goes to one of them.
 * @param tasks by name; a job whose name is not here waits for a process that knows it
 * @param crontab timetable, one `minute hour day month weekday task` per line, in UTC (Việt Nam is seven hours ahead)
 */
export async function startJobs(
  url: string,
  tasks: Record<string, Task>,
  crontab = '',
  concurrency = 4,
): Promise<RunningJobs> {
  const taskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, helpers: JobHelpers) => task(payload, infoOf(helpers)),
    ]),
  );
  // One connection listens, one keeps the timetable.
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 2, application_name: 'cchc jobs' });
  listenToLosses(pool);
  const runner: Runner = await run({
    pgPool: pool,
    taskList,
    crontab,
    concurrency,
    // The server has its own way of stopping.
    noHandleSignals: true,
    logger: workerLogger,
  });
  runner.promise.catch((error: unknown) => log.error({ error }, 'jobs stopped'));
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= runner.stop().then(() => pool.end())) };
}

function infoOf(helpers: JobHelpers): JobInfo {
  return { id: String(helpers.job.id), attempt: helpers.job.attempts, signal: helpers.abortSignal };
}
