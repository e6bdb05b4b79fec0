import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { system, type Actor } from './database/actor.ts';
import type { Database } from './database/connection.ts';
import type { Place } from './database/place.ts';
import type { Permission } from './identity/permissions.ts';
import type { Dependents } from './organisations/dependents.ts';
import { Refusal } from './refusal.ts';

/** What the composition root lends a verb; read only when asked, because it brings all modules along. */
export interface House {
  /** Permissions that a key of a program may be given. */
  keyPermissions(): Promise<readonly Permission[]>;
  /** All that hangs on organisations. */
  dependents(): Promise<readonly Dependents[]>;
}

/** One verb of the command line: `npm run -s cchc -- <module> <verb> …`. A room offers its verbs in its `cli.ts`. */
export interface Verb {
  /** What it does, one line, Vietnamese. */
  summary: string;
  /** What follows the verb: `FILE [--json]`. */
  usage: string;
  /**
   * Does it. Prints results on standard output; a Refusal becomes a message and exit code 2, any other error exit code 1.
   * @returns exit code, 0 when nothing is returned
   */
  run(args: string[], house: House): Promise<number | void>;
}

/** Refuses a command written wrongly; the dispatcher adds the verb's usage. */
export function misused(message: string): Refusal {
  return new Refusal('command.misused', message);
}

/** A file that a person named, seen from where the person stands (npm itself runs in the project's folder). */
export function fileFrom(name: string, env = process.env): string {
  const there = resolve(env.INIT_CWD ?? '.', name);
  return existsSync(there) ? there : resolve(name);
}

/** Whoever has a shell on the machine. */
export function operator(): Actor {
  return system(`Dòng lệnh (${userInfo().username})`);
}

/**
 * Runs something on the platform's database: the one of DATABASE_URL, else the embedded one, joining the running platform
 * when there is one and starting the server for this command alone when there is none.
 * @throws Refusal when the database lacks migrations
 */
export async function withDatabase<Result>(body: (db: Database, url: string) => Promise<Result>): Promise<Result> {
  const [{ connect }, { ALL }, { countPending }] = await Promise.all([
    import('./database/connection.ts'),
    import('./database/eyes.ts'),
    import('./database/migrate.ts'),
  ]);
  return withServer(async ({ application }) => {
    const db = connect(application, { size: 4, name: 'cchc command', statementTimeout: 0, eyes: ALL });
    try {
      if ((await countPending(db.$client)) > 0) throw outdated();
      return await body(db, application);
    } finally {
      await db.$client.end();
    }
  });
}

/** The same for what needs only the addresses, such as migrating. */
export async function withServer<Result>(body: (place: Place) => Promise<Result>): Promise<Result> {
  const { embeddedFolder, embeddedPlace, ownPlace, preparePlace } = await import('./database/place.ts');
  const own = ownPlace();
  if (own) return body(own);
  const { runningEmbedded, startEmbedded } = await import('./database/embedded.ts');
  const dir = embeddedFolder();
  const running = runningEmbedded(dir);
  if (running) return body(embeddedPlace(dir, running));
  const server = await startEmbedded({ dir, durable: true });
  try {
    const place = embeddedPlace(dir, server.url);
    await preparePlace(place);
    return await body(place);
  } finally {
    await server.stop();
  }
}

function outdated(): Refusal {
  return new Refusal('database.outdated', 'Cơ sở dữ liệu chưa theo kịp chương trình / the database lacks migrations', {
    status: 500,
    remedy: 'Chạy: npm run -s cchc -- database migrate',
  });
}
