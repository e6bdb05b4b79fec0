import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import { runningEmbedded, startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './embedded.ts';
import { isAlive } from './postmaster.ts';

let dir: string;
let server: EmbeddedServer | null = null;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cchc-pg-'));
  chmodSync(folder, 0o755);
  dir = join(folder, 'postgres');
});

afterEach(async () => {
  await server?.stop();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

async function start(where = dir, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  return (server = await startEmbedded({ dir: where, durable: false, ...options }));
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // The server may be killed under us.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  it('keeps what was written when it stops and starts, and speaks Vietnamese', async () => {
    const first = await start();
    await query(first.url, "create table word (text text); insert into word values ('đường'), ('dạ'), ('e')");
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(
      await query(
        second.url,
        `select string_agg(upper(text), ' ' order by text collate "vi-x-icu") as words from word`,
      ),
    ).toEqual([{ words: 'DẠ ĐƯỜNG E' }]);
  });

  it('can be entered only with its password, which only its owner can read', async () => {
    const { url } = await start();
    const address = new URL(url);
    address.password = 'wrong';
    await expect(query(address.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
  });

  it('listens on loopback alone when the path is too long for a socket', async () => {
    const { url } = await start(join(folder, 'd'.repeat(100), 'postgres'));
    expect(new URL(url).searchParams.get('host')).toBe('127.0.0.1');
    expect(await query(url, "select current_setting('listen_addresses') as at")).toEqual([{ at: '127.0.0.1' }]);
  });

  it('recovers after kill -9, and tells that it ended', async () => {
    let told = false;
    const first = await start(dir, { durable: true, onExit: () => (told = true) });
    await query(first.url, 'create table kept (n int); insert into kept values (7)');
    process.kill(first.pid, 'SIGKILL');
    await expect.poll(() => told).toBe(true);
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('takes over from a process that was killed and left its server running', async () => {
    const orphaned = await startElsewhere();
    expect(runningEmbedded(dir)).toBe(orphaned.url);
    orphaned.process.kill('SIGKILL');
    await ended(orphaned.process);
    expect(isAlive(orphaned.pid)).toBe(true);
    const second = await start();
    expect(second.pid).not.toBe(orphaned.pid);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(isAlive(orphaned.pid)).toBe(false);
  });

  it('refuses a folder that a living process uses, and leaves that one alone', async () => {
    const other = await startElsewhere();
    await expect(start()).rejects.toMatchObject({
      code: 'database.busy',
      message: expect.stringContaining(String(other.process.pid)),
    });
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    other.process.kill('SIGTERM');
    await ended(other.process);
    expect(runningEmbedded(dir)).toBeNull();
  });

  it('starts over when the very first start was cut short', async () => {
    mkdirSync(join(dir, 'initial', 'base'), { recursive: true });
    writeFileSync(join(dir, 'initial', 'PG_VERSION'), '18');
    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('does not invent a new password for a database that has one', async () => {
    await (await start()).stop();
    rmSync(join(dir, 'password'));
    await expect(start()).rejects.toMatchObject({ code: 'database.locked' });
    server = null;
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    await (await start()).stop();
    rmSync(join(dir, 'data', 'global'), { recursive: true });
    await expect(start()).rejects.toMatchObject({
      code: 'database.no-start',
      where: expect.stringContaining('global'),
    });
    server = null;
  });
});

async function startElsewhere(): Promise<{ process: ChildProcess; url: string; pid: number }> {
  const module = new URL('./embedded.ts', import.meta.url).href;
  const program = `const { startEmbedded } = await import(${JSON.stringify(module)});
    const server = await startEmbedded({ dir: ${JSON.stringify(dir)}, durable: false });
    process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
    console.log(JSON.stringify({ url: server.url, pid: server.pid }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(String(chunk)));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { process: child, ...(JSON.parse(line) as { url: string; pid: number }) };
}

function ended(child: ChildProcess): Promise<unknown> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));
}
