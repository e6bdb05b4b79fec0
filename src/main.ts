import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { anchorRecord } from '#kernel/audit/index.ts';
import { system } from '#kernel/database/actor.ts';
import { closeDatabase, connect } from '#kernel/database/connection.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { countPending, readMigrations } from '#kernel/database/migrate.ts';
import { recordWeaknesses } from '#kernel/database/application-role.ts';
import { embeddedFolder, embeddedPlace, ownPlace, preparePlace, type Place } from '#kernel/database/place.ts';
import { superviseEmbedded } from '#kernel/database/supervised.ts';
import { startJobs } from '#kernel/jobs/index.ts';
import { logger } from '#kernel/log.ts';
import { Refusal } from '#kernel/refusal.ts';
import { build, builtHandler, needsBuild } from '#kernel/server/build.ts';
import { handlerEnvironment, probePort, serve, type Handler } from '#kernel/server/http.ts';
import { Undoing } from '#kernel/server/undoing.ts';
import { sessionSecret, settings } from '#kernel/settings.ts';
import { bringOverOldPlans } from '#modules/plan/index.ts';
import { loadSample, type SampleAccount } from './sample.ts';
import { tasks, timetable } from './tasks.ts';

/** `npm start`: everything that the platform needs, in order; and on the way out the same backwards. */

const PATIENCE = 10_000;
// On a machine with much memory the engine lets its heap grow to several times what is in use; growing by less than half at a time costs little.
setFlagsFromString('--heap-growing-percent=40');
const began = performance.now();
const undoing = new Undoing();
let abandon = (): void => {};
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => (stopping ? giveUp() : void stop(0)));
// npm's shell dies of a signal without passing it on; then nobody is left who could stop us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || void stop(0), 500).unref();
process.on('unhandledRejection', (error) => logger.error({ error }, 'unhandled rejection'));
process.on('uncaughtException', (error) => {
  logger.fatal({ error }, 'uncaught exception');
  void stop(1);
});

try {
  await start();
} catch (error) {
  tell(error);
  await stop(1);
}

async function start(): Promise<void> {
  const { sample } = readArguments();
  const read = settings();
  const root = process.cwd();
  await probePort(read);
  process.env.CCHC_SECRET = sessionSecret(read);

  if (needsBuild(root)) await step('Dựng trang web (building)', () => build(root));

  const place = ownPlace(read) ?? (await startPostgres(root));
  const url = place.application;
  const applied = await preparePlace(place);
  if (applied.length > 0) say(`Cơ sở dữ liệu: áp dụng ${applied.join(', ')} (migrated)`);
  const db = connect(url, { size: 4, name: 'cchc main', eyes: ALL });
  undoing.add(() => db.$client.end());
  const weaknesses = await recordWeaknesses(db.$client);
  if (weaknesses.length > 0) {
    logger.warn({ weaknesses }, 'the database user may too much');
    say(
      'Tài khoản cơ sở dữ liệu có quyền quá rộng, sửa được nhật ký hoặc đọc được dòng bị che: xem mục “Người dùng cơ sở dữ liệu” trong docs/operating.md (the database user may too much)',
    );
  }

  const accounts = sample ? (await step('Dữ liệu mẫu Khánh Hòa (sample data)', () => loadSample(db))).accounts : [];

  const brought = await bringOverOldPlans(db, system('Nâng cấp'));
  if (brought > 0) say(`Đã giao việc theo ${brought} kế hoạch của bản trước (obligations opened)`);
  await anchorRecord(db, 'start');
  const jobs = await startJobs(url, tasks(db), timetable);
  undoing.add(() => jobs.stop());

  // The built server reads its own copy of the settings from here.
  Object.assign(process.env, { DATABASE_URL: url, CCHC_VAR: read.folder }, handlerEnvironment(read));
  const { handler } = (await import(pathToFileURL(builtHandler(root)).href)) as { handler: Handler };
  undoing.add(closeDatabase);
  const migrations = readMigrations();
  const web = await serve(handler, read, async () => {
    const pendingMigrations = await countPending(db.$client, migrations).catch(() => null);
    return {
      ready: pendingMigrations === 0,
      database: pendingMigrations === null ? 'down' : 'ok',
      pendingMigrations,
      recordProtected: weaknesses.every((weakness) => weakness === 'bypasses-rows'),
    };
  });
  undoing.add(() => web.close(PATIENCE));
  welcome(web.address, accounts);
}

async function startPostgres(root: string): Promise<Place> {
  const dir = embeddedFolder();
  const server = await step(`PostgreSQL trong ${short(dir, root)}`, () =>
    superviseEmbedded(dir, (reason) => {
      say(`Mất cơ sở dữ liệu (database lost): ${reason}`);
      void stop(1);
    }),
  );
  undoing.add(() => server.stop());
  abandon = server.abandon;
  if (server.notice) say(server.notice);
  return embeddedPlace(dir, server.url);
}

/** Options of the command line; they win over the environment. */
function readArguments(): { sample: boolean } {
  let values;
  try {
    ({ values } = parseArgs({
      options: { port: { type: 'string' }, 'no-sample': { type: 'boolean' }, sample: { type: 'boolean' } },
    }));
  } catch (cause) {
    throw new Refusal('main.arguments', cause instanceof Error ? cause.message : String(cause), {
      remedy: 'Cách dùng: npm start -- [--port 3000] [--no-sample] [--sample]',
    });
  }
  if (values.port !== undefined) process.env.PORT = values.port;
  // Sample accounts have passwords that everyone can read: on a database of one's own only when asked for.
  return { sample: values.sample ?? (!settings().databaseUrl && !values['no-sample']) };
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (code === 0) say('Đang dừng… bấm Ctrl-C lần nữa để dừng ngay (stopping; Ctrl-C again to stop at once)');
  for (const error of await undoing.run()) tell(error);
  if (code === 0) say('Đã dừng (stopped).');
  process.exit(code);
}

function giveUp(): void {
  abandon();
  process.exit(130);
}

function welcome(address: string, accounts: SampleAccount[]): void {
  say(`Sẵn sàng sau ${((performance.now() - began) / 1000).toFixed(1)} giây (ready)`);
  console.log(`\n  Mở trình duyệt tại (open in a browser):  ${address}\n`);
  if (accounts.length > 0) {
    console.log('  Tài khoản dùng thử, chỉ để xem thử (demonstration accounts):');
    const width = Math.max(...accounts.map(({ email }) => email.length));
    for (const { email, password, role } of accounts) console.log(`    ${email.padEnd(width)}  ${password}  ${role}`);
    console.log();
  }
  console.log('  Ctrl-C để dừng (to stop)\n');
}

async function step<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
  const from = performance.now();
  const result = await act();
  say(`${name}: ${((performance.now() - from) / 1000).toFixed(1)} giây`);
  return result;
}

function say(text: string): void {
  console.log(`cchc: ${text}`);
}

function tell(error: unknown): void {
  if (!(error instanceof Refusal)) return console.error(error);
  console.error(`cchc: ${error.message}`);
  if (error.where) console.error(`  Ở: ${error.where.replaceAll('\n', '\n     ')}`);
  if (error.remedy) console.error(`  Cách xử lý: ${error.remedy}`);
}

function short(path: string, root: string): string {
  const from = relative(root, path);
  return from.startsWith('..') || isAbsolute(from) ? path : from;
}
