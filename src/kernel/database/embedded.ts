import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { keptSecret } from '../settings.ts';
import { giveTo } from './account.ts';
import { settleHome, type Home } from './home.ts';
import { dropOwnership, holderOf, ownerOf, readPostmaster, stopPostmaster, takeOwnership } from './postmaster.ts';

/** A PostgreSQL server of ours. */
export interface EmbeddedServer {
  /** Address of the database `cchc`, password included. */
  url: string;
  /** What the person who starts us should know, or null. */
  notice: string | null;
  /** Process number of the server. */
  pid: number;
  /** Stops it in order: transactions under way are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
  /** Stops it at once; the next start recovers. For a second Ctrl-C. */
  abandon(): void;
}

export interface EmbeddedOptions {
  /** Folder that the server may fill, e.g. `var/postgres`. */
  dir: string;
  /** False for tests only: commits do not wait for the disk, so a power cut loses the database. */
  durable: boolean;
  /** Called when the server ends without having been asked to. */
  onExit?: (log: string) => void;
}

const USER = 'cchc';
const DATABASE = 'cchc';
const SOCKET_PORT = 5432;
/** The kernel allows 107 bytes on Linux and 103 on macOS, of which `/.s.PGSQL.5432` takes 14. */
const LONGEST_SOCKET_FOLDER = 103 - 14;
const START_PATIENCE = 60_000;
const LOG_LIMIT = 5 * 1024 * 1024;

const CAREFUL = ['-c', 'fsync=on', '-c', 'full_page_writes=on'];
const CARELESS = ['fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum'].flatMap((name) => [
  '-c',
  `${name}=off`,
]);

/**
 * Starts PostgreSQL in a folder, making the folder and the database `cchc` when they are missing, and recovering what a
 * killed process left behind: stale files, and a server that outlived the process that started it.
 * @throws Refusal `database.*` that says what to do: another platform runs on this folder, no program, no way in, no start
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = settleHome(options.dir);
  const owner = join(home.folder, 'owner');
  const holder = takeOwnership(owner);
  if (holder !== null) throw busy(home, holder);
  try {
    await endOrphan(home);
    const password = keptSecret(home.folder, 'password');
    if (!existsSync(join(home.folder, 'data', 'PG_VERSION'))) await initialise(home, password, options.durable);
    return await launchPatiently(home, password, options);
  } catch (error) {
    dropOwnership(owner);
    throw error;
  }
}

/** Address of the embedded server that another living process of ours runs on this folder, or null. */
export function runningEmbedded(dir: string): string | null {
  const home = settleHome(dir);
  if (ownerOf(join(home.folder, 'owner')) === null) return null;
  const postmaster = readPostmaster(join(home.folder, 'data'));
  if (postmaster?.status !== 'ready') return null;
  return addressOf(home, postmaster.socket ? null : postmaster.port, keptSecret(home.folder, 'password'));
}

async function endOrphan(home: Home): Promise<void> {
  const data = join(home.folder, 'data');
  const orphan = readPostmaster(data);
  if (!orphan) return;
  const holder = holderOf(orphan, data);
  if (holder === 'server') await stopPostmaster(orphan.pid);
  // PostgreSQL would take the stranger for a server and refuse to start. When nobody has the number, the file stays:
  // PostgreSQL needs it to see whether workers of the dead server are still writing.
  if (holder === 'stranger') rmSync(join(data, 'postmaster.pid'), { force: true });
}

async function initialise(home: Home, password: string, durable: boolean): Promise<void> {
  const data = join(home.folder, 'data');
  const passwordFile = join(home.folder, 'socket', 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(home.account, passwordFile);
  // An initdb that was killed leaves a folder that it would refuse to fill.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  giveTo(home.account, data);
  try {
    const { code, output } = await finished(
      spawn(
        join(home.program, 'bin', 'initdb'),
        // prettier-ignore
        ['-D', data, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C',
         '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
        { ...as(home), stdio: ['ignore', 'pipe', 'pipe'] },
      ),
    );
    if (code !== 0) throw broken('database.no-initdb', 'Không tạo được cơ sở dữ liệu / initdb failed', output);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Workers of a server that was killed take a moment to notice; until then PostgreSQL rightly refuses to start. */
async function launchPatiently(home: Home, password: string, options: EmbeddedOptions): Promise<EmbeddedServer> {
  for (const end = Date.now() + START_PATIENCE; ; await sleep(100)) {
    try {
      return await launch(home, password, options);
    } catch (error) {
      if (Date.now() > end || !(error instanceof Refusal && error.where?.includes('is still in use'))) throw error;
    }
  }
}

async function launch(home: Home, password: string, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const data = join(home.folder, 'data');
  const socket = join(home.folder, 'socket');
  const port = Buffer.byteLength(socket) <= LONGEST_SOCKET_FOLDER ? null : await freePort();
  const listen =
    port === null
      ? ['-k', socket, '-h', '', '-p', String(SOCKET_PORT)]
      : ['-k', '', '-h', '127.0.0.1', '-p', String(port)];
  const general = ['max_connections=80', 'timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off'].flatMap((set) => [
    '-c',
    set,
  ]);
  const logFile = openLog(home);
  const child = spawn(
    join(home.program, 'bin', 'postgres'),
    ['-D', data, ...listen, ...general, ...(options.durable ? CAREFUL : CARELESS)],
    // Its own session: Ctrl-C in the terminal must reach only us, so that requests under way can still finish.
    { ...as(home), detached: true, stdio: ['ignore', logFile.fd, logFile.fd] },
  );
  closeSync(logFile.fd);
  let watched = false;
  let ended = false;
  const exit = new Promise<void>((resolve) => {
    const onEnd = () => {
      ended = true;
      resolve();
      if (watched) options.onExit?.(logFile.tail());
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
    await ready(data, child, () => ended, logFile.tail);
    const url = addressOf(home, port, password);
    await createDatabase(url);
    watched = true;
    return {
      url,
      notice: home.notice,
      pid: child.pid!,
      stop: () => stop().finally(() => dropOwnership(join(home.folder, 'owner'))),
      abandon,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(data: string, child: ChildProcess, ended: () => boolean, log: () => string): Promise<void> {
  for (const end = Date.now() + START_PATIENCE; Date.now() < end; await sleep(4)) {
    if (ended()) break;
    const postmaster = readPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return;
  }
  throw broken('database.no-start', 'PostgreSQL không khởi động được / PostgreSQL did not start', log());
}

/** Makes the database `cchc` at the first start; cheap to ask every time. */
async function createDatabase(url: string): Promise<void> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: url.replace(`/${DATABASE}?`, '/postgres?') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function addressOf(home: Home, port: number | null, password: string): string {
  const host = port === null ? join(home.folder, 'socket') : '127.0.0.1';
  return `postgresql://${USER}:${password}@localhost:${port ?? SOCKET_PORT}/${DATABASE}?host=${encodeURIComponent(host)}`;
}

function as(home: Home) {
  return {
    cwd: join(home.folder, 'data'),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(home.account ? { uid: home.account.uid, gid: home.account.gid } : {}),
  };
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

function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk));
    child.once('error', (error) => resolve({ code: -1, output: String(error) }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function broken(code: string, message: string, log: string): Refusal {
  return new Refusal(code, message, {
    status: 500,
    where: log.trim(),
    remedy: 'Xem thông báo của PostgreSQL ở trên / see PostgreSQL’s own words above.',
  });
}

function busy(home: Home, holder: number): Refusal {
  return new Refusal(
    'database.busy',
    `Cơ sở dữ liệu này đang do tiến trình ${holder} chạy / process ${holder} already runs this database`,
    {
      status: 500,
      where: home.folder,
      remedy: `Dừng tiến trình đó trước, hoặc đặt CCHC_VAR tới thư mục khác / stop it first, or set CCHC_VAR to another folder.`,
    },
  );
}
