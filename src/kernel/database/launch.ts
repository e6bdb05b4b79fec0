import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { addressOf, broken, runAs, SOCKET_PORT, type Home } from './home.ts';
import { readPostmaster, stopPostmaster } from './postmaster.ts';

/** A server process that answers. */
export interface Launched {
  url: string;
  pid: number;
  stop(): Promise<void>;
  abandon(): void;
}

export interface LaunchOptions {
  durable: boolean;
  /** Called with the last lines of its log when the server ends without having been asked to. */
  onExit?: (log: string) => void;
}

/** The kernel allows 107 bytes on Linux and 103 on macOS, of which `/.s.PGSQL.5432` takes 14. */
const LONGEST_SOCKET_FOLDER = 103 - 14;
const START_PATIENCE = 60_000;
const LOG_LIMIT = 5 * 1024 * 1024;

const GENERAL = ['max_connections=80', 'timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off'];
const CAREFUL = ['fsync=on', 'full_page_writes=on'];
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

/**
 * Starts the server process and waits until it answers. Workers of a server that was killed take a moment to notice; until
 * then PostgreSQL rightly refuses to start, and we try again.
 * @throws Refusal `database.no-start` with the server's own words
 */
export async function launch(home: Home, password: string, options: LaunchOptions): Promise<Launched> {
  for (const end = Date.now() + START_PATIENCE; ; await sleep(100)) {
    try {
      return await launchOnce(home, password, options);
    } catch (error) {
      if (Date.now() > end || !(error instanceof Refusal && error.where?.includes('is still in use'))) throw error;
    }
  }
}

async function launchOnce(home: Home, password: string, options: LaunchOptions): Promise<Launched> {
  const data = join(home.folder, 'data');
  const socket = join(home.folder, 'socket');
  const port = Buffer.byteLength(socket) <= LONGEST_SOCKET_FOLDER ? null : await freePort();
  const listen =
    port === null ? ['-k', socket, '-h', '', '-p', SOCKET_PORT] : ['-k', '', '-h', '127.0.0.1', '-p', port];
  const set = [...GENERAL, ...(options.durable ? CAREFUL : CARELESS)].flatMap((setting) => ['-c', setting]);
  const log = openLog(home);
  const child = spawn(
    join(home.program, 'bin', 'postgres'),
    ['-D', data, ...listen.map(String), ...set],
    // Its own session: Ctrl-C in the terminal must reach only us, so that requests under way can still finish.
    { ...runAs(home), detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  closeSync(log.fd);
  let watched = false;
  let ended = false;
  const exit = new Promise<void>((resolve) => {
    const onEnd = () => {
      ended = true;
      resolve();
      if (watched) options.onExit?.(log.tail());
    };
    child.once('exit', onEnd).once('error', onEnd);
  });
  const stop = async (): Promise<void> => {
    watched = false;
    if (!ended) await Promise.race([stopPostmaster(child.pid!), exit]);
    await exit;
  };
  const abandon = (): void => {
    watched = false;
    child.kill('SIGQUIT');
  };
  try {
    await ready(data, child, () => ended, log.tail);
  } catch (error) {
    await stop();
    throw error;
  }
  watched = true;
  return { url: addressOf(home, port, password), pid: child.pid!, stop, abandon };
}

async function ready(data: string, child: ChildProcess, ended: () => boolean, log: () => string): Promise<void> {
  for (const end = Date.now() + START_PATIENCE; Date.now() < end; await sleep(4)) {
    if (ended()) break;
    const postmaster = readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return;
  }
  throw broken('database.no-start', 'PostgreSQL không khởi động được / PostgreSQL did not start', log());
}

function openLog(home: Home): { fd: number; tail: () => string } {
  const file = join(home.folder, 'log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) truncateSync(file);
  const fd = openSync(file, 'a', 0o600);
  chmodSync(file, 0o600);
  return { fd, tail: () => readFileSync(file, 'utf8').trim().split('\n').slice(-6).join('\n') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
