import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Folder of its UNIX socket, empty when it has none. */
  socket: string;
  status: 'starting' | 'ready' | 'stopping' | 'standby' | '';
}

/** Reads `postmaster.pid`. Null when there is none or it is not written out yet. */
export function readPostmaster(data: string): Postmaster | null {
  const lines = readText(join(data, 'postmaster.pid'))?.split('\n');
  if (!lines || !/^\d+$/.test(lines[0]!)) return null;
  return {
    pid: Number(lines[0]),
    port: Number(lines[3] ?? 0),
    socket: (lines[4] ?? '').trim(),
    status: (lines[7] ?? '').trim() as Postmaster['status'],
  };
}

/**
 * Who has the number that `postmaster.pid` names: the server of this data folder, nobody, or a stranger to whom the machine
 * gave the number after a restart.
 */
export function holderOf(postmaster: Postmaster, data: string): 'server' | 'nobody' | 'stranger' {
  if (!isAlive(postmaster.pid)) return 'nobody';
  try {
    return readlinkSync(`/proc/${postmaster.pid}/cwd`) === realpathSync(data) ? 'server' : 'stranger';
  } catch {
    // No /proc (macOS), or another account's process. A server of ours we could always look at.
    return process.platform === 'linux' ? 'stranger' : 'server';
  }
}

/** Stops a server by number: fast first (rolls back and writes everything out), at once when that takes too long. */
export async function stopPostmaster(pid: number, patience = 20_000): Promise<void> {
  for (const [signal, wait] of [
    ['SIGINT', patience],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!signalTo(pid, signal)) return;
    for (const end = Date.now() + wait; Date.now() < end; await sleep(5)) if (!isAlive(pid)) return;
  }
}

/**
 * Notes that this process runs the server, so that a second one can tell a running platform from an orphaned server.
 * @returns the number of the living process that holds it already, or null when it is ours now
 */
export function takeOwnership(file: string): number | null {
  const [pid, born] = readText(file)?.split(' ') ?? [];
  const holder = Number(pid);
  if (holder && holder !== process.pid && isAlive(holder) && bornAt(holder) === (born ?? '').trim()) return holder;
  writeFileSync(file, `${process.pid} ${bornAt(process.pid)}`);
  return null;
}

/** Lets go of what `takeOwnership` took. */
export function dropOwnership(file: string): void {
  if (Number(readText(file)?.split(' ')[0]) === process.pid) rmSync(file, { force: true });
}

/** The living process that runs the server, or null. */
export function ownerOf(file: string): number | null {
  const [pid, born] = readText(file)?.split(' ') ?? [];
  return pid && isAlive(Number(pid)) && bornAt(Number(pid)) === (born ?? '').trim() ? Number(pid) : null;
}

/** Is there a process with this number that still runs? */
export function isAlive(pid: number): boolean {
  if (!signalTo(pid, 0)) return false;
  // A child that ended and was not collected yet still answers to signals.
  return !/^\d+ \(.*\) Z /s.test(readText(`/proc/${pid}/stat`) ?? '');
}

function signalTo(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time of a process in clock ticks since the machine started; tells it from a later one with the same number. */
function bornAt(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  return stat ? (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '') : '';
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
