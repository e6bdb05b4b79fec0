import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { barrier, giveTo, serviceAccount, type Account } from './account.ts';
import { completeProgram, installedProgram } from './program.ts';

/** Where the embedded server lives and as whom it runs. */
export interface Home {
  /** Folder with `data`, `socket`, `password`, `owner` and `log`. */
  folder: string;
  /** Folder of the PostgreSQL program. */
  program: string;
  /** Null: as ourselves. */
  account: Account | null;
  /** Why the folder is not the one asked for; to be told to the person who starts us. */
  notice: string | null;
}

const FALLBACK = '/var/lib/cchc';

export const USER = 'cchc';
export const DATABASE = 'cchc';
/** Only part of the socket's name; nothing listens on this port. */
export const SOCKET_PORT = 5432;

/** Address of the server's database. @param port null when it listens on its socket alone */
export function addressOf(home: Home, port: number | null, password: string): string {
  const host = port === null ? join(home.folder, 'socket') : '127.0.0.1';
  return `postgresql://${USER}:${password}@localhost:${port ?? SOCKET_PORT}/${DATABASE}?host=${encodeURIComponent(host)}`;
}

/** How to run one of the server's programs: as its account, in its folder, without our environment (which holds secrets). */
export function runAs(home: Home) {
  return {
    cwd: join(home.folder, 'data'),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(home.account ? { uid: home.account.uid, gid: home.account.gid } : {}),
  };
}

/**
 * Finds (and makes) the home of an embedded server. As root the server runs under another account, which may be unable to
 * reach a folder such as /root/cchc; then the data goes to /var/lib/cchc/<name of the folder>, and the notice says so.
 */
export function settleHome(wanted: string, root = process.cwd()): Home {
  const account = serviceAccount();
  const installed = installedProgram(root);
  completeProgram(installed);
  if (!account) return { folder: makeFolder(wanted, account), program: installed, account, notice: null };

  const wall = barrier(wanted, account);
  const folder = wall === null ? wanted : join(fallback(wall, account), nameFor(wanted));
  const program = barrier(installed, account) === null ? installed : reachableCopy(installed, account);
  return {
    folder: makeFolder(folder, account),
    program,
    account,
    notice:
      wall === null
        ? null
        : `Tài khoản ${account.name} không vào được ${wall}; dữ liệu PostgreSQL nằm ở ${folder}. ` +
          `(Account ${account.name} cannot enter ${wall}, so the database is kept in ${folder}.)`,
  };
}

function makeFolder(folder: string, account: Account | null): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['data', 'socket']) {
    const inner = join(folder, name);
    if (mkdirSync(inner, { recursive: true, mode: 0o700 })) giveTo(account, inner);
    const owner = statSync(inner).uid;
    if (account && owner !== account.uid) giveAll(inner, account);
    else if (!account && owner !== process.getuid?.()) throw foreign(inner);
  }
  return folder;
}

/** The folder was copied, or another account ran the server before. */
function giveAll(folder: string, account: Account): void {
  giveTo(account, folder);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) giveTo(account, join(entry.parentPath, entry.name));
  }
}

function foreign(folder: string): Refusal {
  return new Refusal(
    'database.foreign',
    'Thư mục dữ liệu PostgreSQL thuộc tài khoản khác / the data folder belongs to another account',
    {
      status: 500,
      where: folder,
      remedy: `Chạy bằng tài khoản đã tạo nó, hoặc: sudo chown -R $(id -un) ${folder}`,
    },
  );
}

function fallback(wall: string, account: Account): string {
  try {
    mkdirSync(FALLBACK, { recursive: true, mode: 0o755 });
    if (barrier(FALLBACK, account) === null) return FALLBACK;
  } catch {
    // told below
  }
  throw new Refusal(
    'database.unreachable',
    `PostgreSQL không chạy được bằng root, và tài khoản ${account.name} không vào được ${wall}`,
    {
      status: 500,
      where: wall,
      remedy: `Cho phép đi qua thư mục (chmod o+x ${wall}), đặt CCHC_VAR tới thư mục khác, hoặc chạy bằng người dùng thường.`,
    },
  );
}

/** Short, stable and readable: `cchc-1f3a90b2` for /root/cchc/var/postgres. */
function nameFor(folder: string): string {
  return `${basename(dirname(dirname(folder))) || 'cchc'}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
}

/** A copy of the program (some 60 MB) where the account can run it, made once per version. */
function reachableCopy(installed: string, account: Account): string {
  const { version } = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(fallback(installed, account), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(installed, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  renameSync(partial, copy);
  return copy;
}

/** A refusal that passes on what PostgreSQL itself said. */
export function broken(code: string, message: string, log: string): Refusal {
  return new Refusal(code, message, {
    status: 500,
    where: log.trim(),
    remedy: 'Xem thông báo của PostgreSQL ở trên / see PostgreSQL’s own words above.',
  });
}
