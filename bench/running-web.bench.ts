import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { addDays, isoDate, vietnamDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { startEmbedded } from '#kernel/database/embedded.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { embeddedPlace, preparePlace } from '#kernel/database/place.ts';
import { createAccount, createApiKey } from '#kernel/identity/index.ts';
import { RUNNING_PERMISSIONS } from '#modules/plan/index.ts';
import { answerTo, CONNECTIONS, load, wrkPath, type Ask } from './http-load.ts';
import { seeded } from './generated-plan.ts';
import { figure, type Section } from './report.ts';
import { generateRunning, LAST_YEAR, MILLION, type RunningSize } from './running-data.ts';

const WARM = 2;
const SECONDS = 6;
const OFFICER = { email: 'can-bo@bench.example', password: 'mưa rào tháng bảy trên đồng' };
const operator = system('bench');

/** What a folder of data is asked for. */
interface Prepared {
  key: string;
  plan: string;
  /** Some obligations of any year, and open ones of the year under way. */
  ids: string[];
  open: string[];
  size: RunningSize;
}

/** A million obligations over HTTP, as browsers and programs ask; beside the same work of another tracker, where it was measured. */
export async function benchRunningWeb(size: RunningSize = MILLION): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-bench-'));
  try {
    return await measureRunningWeb(folder, await prepareRunningWeb(folder, size));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a folder with the data, an officer and a program's key. */
export async function prepareRunningWeb(folder: string, size: RunningSize): Promise<Prepared> {
  const dir = join(folder, 'postgres');
  const server = await startEmbedded({ dir, durable: true });
  const db = connect(server.url, { eyes: ALL, statementTimeout: 1_200_000 });
  try {
    await preparePlace(embeddedPlace(dir, server.url));
    await generateRunning(db, size);
    return { ...(await comers(db)), size };
  } finally {
    await db.$client.end();
    await server.stop();
  }
}

async function comers(db: Database): Promise<Omit<Prepared, 'size'>> {
  await createAccount(db, operator, {
    ...OFFICER,
    name: 'Cán bộ',
    role: 'officer',
    organisationKey: null,
    scope: null,
  });
  const until = addDays(vietnamDate(new Date()), 30);
  const key = { name: 'bench', scopes: [`${RUNNING_PERMISSIONS.report.action}@*`], until };
  const { secret } = await createApiKey(db, operator, key, [RUNNING_PERMISSIONS.report]);
  const idsOf = async (where: ReturnType<typeof sql>) =>
    (await db.execute<{ id: string }>(sql`select id from obligation where ${where} order by md5(id::text) limit 20000`, 'objects')).map(({ id }) => id); // prettier-ignore
  const [plan] = await db.execute<{ slug: string; id: string }>(sql`select slug, id from plan where status = 'active'`, 'objects'); // prettier-ignore
  return {
    key: secret,
    plan: plan!.slug,
    ids: await idsOf(sql`true`),
    open: await idsOf(sql`plan_id = ${plan!.id} and state in ('not-started', 'in-progress')`),
  };
}

/** Starts the built site on the folder and measures it. */
export async function measureRunningWeb(folder: string, prepared: Prepared): Promise<Section> {
  const site = await startSite(folder);
  try {
    const cookie = await signedIn(site.address);
    const rows: string[][] = [];
    const peer = peerFigures();
    for (const { name, aim, like, asks } of works(prepared, cookie)) {
      const status = await answerTo(site.address, asks[0]!);
      if (status !== 200) throw new Error(`${name}: ${asks[0]!.path} answers ${status}`);
      await load(site.address, asks.slice(0, asks.length / 4), WARM);
      const { perSecond, p50, p95, p99, failures } = await load(site.address, asks.slice(asks.length / 4), SECONDS);
      const theirs = like === null ? undefined : peer.perSecond[like];
      rows.push([
        name,
        figure(perSecond),
        aim,
        figure(p50),
        figure(p95),
        figure(p99),
        String(failures),
        theirs === undefined ? '' : figure(theirs),
        theirs ? `${figure(perSecond / theirs)} ×` : '',
      ]);
      console.error(rows.at(-1)!.join(' | '));
    }
    rows.push(['memory of the web process afterwards, MiB', figure(memoryOf(site.pid)), '≤ 500', '', '', '', '', figure(peer.memory), '']); // prettier-ignore
    return {
      title: `Running plans over HTTP: ${(prepared.size.agencies * prepared.size.years * prepared.size.tasks).toLocaleString('en-GB')} obligations`,
      note: `${CONNECTIONS} connections, ${SECONDS} s each after ${WARM} s, a new connection per request, answers read whole, fsync on; load by ${wrkPath ? 'wrk' : 'Node'} on the same machine. Bodies, states, months, words and obligations at random from one seed. HTML signed in as an officer, JSON with a key. The board in JSON is kept while nothing is recorded, so its figure is that of readers between two acts; its page is made anew each time. Where an aim is missed: server, database and load tool share two cores, and one process serves all. A list page takes it some 3.5 ms, most of them for making, marking (ETag) and sending 100 kB of HTML; a list in JSON 1.1 ms, and PostgreSQL as much; a report 0.9 ms, PostgreSQL 1.1 ms, and each waits for the seal of the one before in the record's chain; a timeline 5 ms for its drawing and 9 ms in PostgreSQL for the thousand lines of a body. ${peer.note}`,
      columns: ['work', 'requests/s', 'aim', 'p50 ms', 'p95 ms', 'p99 ms', 'failures', peer.name, 'ours to theirs'],
      rows,
    };
  } finally {
    await site.stop();
  }
}

interface Work {
  name: string;
  aim: string;
  /** The peer's name for the same work. */
  like: string | null;
  asks: Ask[];
}

const WORDS = ['ky cuong', 'mot cua', 'vi tri viec lam', 'tap huan', 'du lieu dung chung', 'hai long', 'truc tuyen'];
const STATES = ['in-progress', 'done', 'not-started', 'awaiting-confirmation'];
const API = '/api/v1';

export function works({ key, plan, ids, open, size }: Prepared, cookie: string): Work[] {
  const random = seeded(20_261_123);
  const pick = (to: number) => Math.floor(random() * to);
  const one = <T>(list: readonly T[]) => list[pick(list.length)]!;
  const body = () => `co-quan-${String(1 + pick(size.agencies)).padStart(3, '0')}`;
  const many = (ask: () => Ask): Ask[] => Array.from({ length: 4_000 }, ask);
  const html = (path: () => string) => many(() => ({ path: path(), headers: { Cookie: cookie } }));
  const json = (path: () => string) => many(() => ({ path: path(), headers: { Authorization: `Bearer ${key}` } }));
  const window = () => {
    const from = addDays(isoDate(`${LAST_YEAR}-01-01`), pick(330));
    return `due_from=${from}&due_to=${addDays(from, 27)}`;
  };
  const past = () => addDays(isoDate(`${LAST_YEAR}-01-02`), pick(160));
  const report = { note: 'Cập nhật tiến độ thực hiện nhiệm vụ, đã hoàn thành dự thảo.', figures: { phanTram: 40 } };
  const posts = open.map((id) => ({
    path: `${API}/obligations/${id}/acts/report`,
    method: 'POST' as const,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(report),
  }));
  return [
    { name: 'sign-in page, HTML (no query)', aim: '', like: 'empty', asks: [{ path: '/dang-nhap' }, { path: '/dang-nhap' }, { path: '/dang-nhap' }, { path: '/dang-nhap' }] }, // prettier-ignore
    { name: 'list of one body in one state, 50 rows, HTML', aim: '≥ 500', like: 'html50', asks: html(() => `/van-phong/viec?organisation=${body()}&state=${one(STATES)}`) }, // prettier-ignore
    { name: 'the same, JSON', aim: '', like: 'json50', asks: json(() => `${API}/obligations?organisation=${body()}&state=${one(STATES)}`) }, // prettier-ignore
    { name: 'due in a window of 28 days, 50 rows, JSON', aim: '≥ 1,000', like: 'due50', asks: json(() => `${API}/obligations?${window()}`) }, // prettier-ignore
    { name: 'search in titles, accents ignored, 50 rows, JSON', aim: '≥ 300', like: 'subject', asks: json(() => `${API}/obligations?q=${encodeURIComponent(one(WORDS))}`) }, // prettier-ignore
    { name: 'one with its history, HTML', aim: '≥ 600', like: 'show', asks: html(() => `/van-phong/viec/${one(ids)}`) },
    {
      name: 'one with its history, JSON',
      aim: '',
      like: 'showjson',
      asks: json(() => `${API}/obligations/${one(ids)}`),
    },
    {
      name: 'report progress with a note (history kept, entry sealed), JSON',
      aim: '≥ 1,500',
      like: 'put',
      asks: posts,
    },
    { name: 'CSV of 1,000 rows', aim: '≥ 60', like: 'csv', asks: html(() => `/van-phong/viec.csv?organisation=${body()}&year=${LAST_YEAR - pick(size.years)}`) }, // prettier-ignore
    { name: 'board, bodies × groups × headings, today, JSON', aim: '≥ 300', like: null, asks: json(() => `${API}/plans/${plan}/board`) }, // prettier-ignore
    { name: 'the same as of a past day', aim: '≥ 30', like: null, asks: json(() => `${API}/plans/${plan}/board?as_of=${past()}`) }, // prettier-ignore
    { name: 'board, today, HTML', aim: '', like: 'reportagency', asks: html(() => '/van-phong/bang') },
    { name: 'timeline of one body, HTML', aim: '≥ 200', like: 'gantt', asks: html(() => `/van-phong/tien-do?co-quan=${body()}`) }, // prettier-ignore
  ];
}

interface Peer {
  name: string;
  note: string;
  perSecond: Record<string, number>;
  memory: number;
}

/** The latest figures of another tracker, measured by its own run and kept beside this file. */
function peerFigures(): Peer {
  const folder = join(import.meta.dirname, 'peers');
  const file = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().at(-1); // prettier-ignore
  if (!file) return { name: 'another tracker', note: '', perSecond: {}, memory: NaN };
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Peer;
}

/** Resident memory of a process in MiB. */
function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
}

export async function signedIn(address: string): Promise<string> {
  const response = await fetch(`${address}/dang-nhap`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(OFFICER),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  if (response.status !== 303 || cookies.length === 0) throw new Error(`sign-in answers ${response.status}`);
  return cookies.join('; ');
}

interface Site {
  address: string;
  pid: number;
  stop(): Promise<void>;
}

async function startSite(folder: string): Promise<Site> {
  const child = spawn(process.execPath, ['src/main.ts', '--port', '0', '--no-sample'], {
    env: { ...process.env, CCHC_VAR: folder, DATABASE_URL: '', ORIGIN: '', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await addressOf(child);
  return {
    address,
    pid: child.pid!,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = /\(open in a browser\):\s+(\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the site ended with code ${code}:\n${said}`)));
  });
}
