import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Refusal } from '../refusal.ts';
import { parseMigration, pendingMigrations, type AppliedMigration, type Migration } from './migrations.ts';

/** Any number will do as long as nobody else uses it: "cchc" in ASCII. */
const LOCK = 0x63636863;

const TABLE = `create table if not exists schema_migration (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

/** Migrations of a folder, by default `migrations/` of the project, which is where every command starts. */
export function readMigrations(folder = join(process.cwd(), 'migrations')): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => parseMigration(file, readFileSync(join(folder, file), 'utf8')));
}

/**
 * Brings a database to the shape that this program needs, each step in its own transaction. Several servers may start at
 * once: one migrates, the others wait for it.
 * @returns names of the steps applied now
 * @throws Refusal `migration.*`
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'cchc migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(TABLE);
    const applied: string[] = [];
    for (const step of pendingMigrations(migrations, await readApplied(client))) {
      await apply(client, step);
      applied.push(step.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** How many steps a database still lacks. @throws Refusal as `migrate` */
export async function countPending(db: Pick<pg.Pool, 'query'>, migrations = readMigrations()): Promise<number> {
  return pendingMigrations(migrations, await readApplied(db)).length;
}

async function readApplied(db: Pick<pg.Pool, 'query'>): Promise<AppliedMigration[]> {
  return (await db.query<AppliedMigration>('select number, name, checksum from schema_migration order by number')).rows;
}

async function apply(client: pg.Client, step: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(step.sql);
    await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
      step.number,
      step.name,
      step.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    const { message, position } = cause as pg.DatabaseError;
    const line = position ? step.sql.slice(0, Number(position)).split('\n').length : null;
    const file = `migrations/${String(step.number).padStart(4, '0')}_${step.name}.sql`;
    throw new Refusal('migration.failed', `Migration không chạy được: ${message}`, {
      status: 500,
      where: line ? `${file}:${line}` : file,
      remedy:
        'Không có gì bị thay đổi. Sửa tệp (nếu chưa áp dụng ở đâu) rồi chạy lại / nothing was changed; mend the file and run again.',
      cause,
    });
  }
}
