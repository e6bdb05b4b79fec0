import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { giveTo } from './account.ts';
import { broken, DATABASE, runAs, USER, type Home } from './home.ts';

/**
 * Makes the data folder of a new server. It is made aside and renamed when it is whole, so a start that is cut short leaves
 * nothing that looks like a database.
 * @throws Refusal `database.no-initdb` with the program's own words
 */
export async function initialise(home: Home, password: string, durable: boolean): Promise<void> {
  const data = join(home.folder, 'data');
  const aside = join(home.folder, 'initial');
  const passwordFile = join(home.folder, 'socket', 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(home.account, passwordFile);
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  giveTo(home.account, aside);
  try {
    const { code, output } = await finished(
      spawn(
        join(home.program, 'bin', 'initdb'),
        // prettier-ignore
        ['-D', aside, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C',
         '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
        { ...runAs(home), stdio: ['ignore', 'pipe', 'pipe'] },
      ),
    );
    if (code !== 0) throw broken('database.no-initdb', 'Không tạo được cơ sở dữ liệu / initdb failed', output);
    rmSync(data, { recursive: true, force: true });
    renameSync(aside, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Makes the database `cchc` at the first start; cheap to ask every time. */
export async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(`/${DATABASE}?`, '/postgres?') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
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
