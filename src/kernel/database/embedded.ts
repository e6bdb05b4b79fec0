import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { keptSecret } from '../settings.ts';
import { addressOf, settleHome, type Home } from './home.ts';
import { createDatabase, initialise } from './initialise.ts';
import { launch, type Launched } from './launch.ts';
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
  let server: Launched | undefined;
  try {
    await endOrphan(home);
    const initialised = existsSync(join(home.folder, 'data', 'PG_VERSION'));
    if (initialised && !existsSync(join(home.folder, 'password'))) throw locked(home);
    const password = keptSecret(home.folder, 'password');
    if (!initialised) await initialise(home, password, options.durable);
    server = await launch(home, password, options);
    await createDatabase(server.url);
  } catch (error) {
    await server?.stop();
    dropOwnership(owner);
    throw error;
  }
  const { stop } = server;
  return { ...server, notice: home.notice, stop: () => stop().finally(() => dropOwnership(owner)) };
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

function locked(home: Home): Refusal {
  return new Refusal('database.locked', 'Mất mật khẩu của cơ sở dữ liệu / the database’s password file is gone', {
    status: 500,
    where: join(home.folder, 'password'),
    remedy: `Khôi phục tệp này từ bản sao lưu; nếu dữ liệu không cần nữa, xoá ${home.folder}.`,
  });
}
