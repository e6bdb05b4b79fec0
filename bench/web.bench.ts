import { Agent, request } from 'node:http';
import { startSite } from '../test/browser/site.ts';
import { figure, percentile, type Section } from './report.ts';

const CONNECTIONS = 8;
const SECONDS = 4;
const PLAN = '/ke-hoach/3487-qd-ubnd-2024';

const PAGES: [string, string][] = [
  ['health answer (no page, no query)', '/healthz'],
  ['sign-in page (no query)', '/dang-nhap'],
  ['first page', '/'],
  ['plan page with pictures', PLAN],
  ['task list, 50 rows, HTML', `${PLAN}/nhiem-vu`],
  ['task list by agency and state, HTML', `${PLAN}/nhiem-vu?organisation=so-noi-vu&role=lead&progress=not-started`],
  ['search without accents, HTML', `${PLAN}/nhiem-vu?q=thu+tuc`],
  ['one task with its history, HTML', `${PLAN}/nhiem-vu/I.1`],
  ['agency page, HTML', '/co-quan/so-noi-vu'],
  ['task list, JSON', '/api/v1/plans/3487-qd-ubnd-2024/tasks'],
  ['due window, JSON', '/api/v1/plans/3487-qd-ubnd-2024/tasks?due_from=2025-01-01&due_to=2025-03-31'],
  ['CSV of 62 rows', `${PLAN}/nhiem-vu.csv`],
];

/** Reading over HTTP from the sample, eight connections at a time, a new connection per request. */
export async function benchWeb(): Promise<Section> {
  const site = await startSite();
  try {
    const rows: string[][] = [];
    let health = 0;
    for (const [name, path] of PAGES) {
      await load(site.address + path, 1);
      const { perSecond, durations, failures } = await load(site.address + path, SECONDS);
      health ||= perSecond;
      rows.push([
        name,
        figure(perSecond),
        figure(percentile(durations, 50)),
        figure(percentile(durations, 95)),
        String(failures),
        figure(health / perSecond),
      ]);
    }
    return {
      title: 'Reading over HTTP (sample of 62 tasks)',
      note: `${CONNECTIONS} connections, ${SECONDS} s each, a new connection per request, answers read whole. The last column says how many times the cost of an empty answer. List pages in HTML cost most: making, marking and sending some 100 kB for fifty rows, and the query that derives each task's state.`,
      columns: ['what', 'requests/s', 'p50 ms', 'p95 ms', 'failures', '× empty answer'],
      rows,
    };
  } finally {
    await site.stop();
  }
}

async function load(
  url: string,
  seconds: number,
): Promise<{ perSecond: number; durations: number[]; failures: number }> {
  const agent = new Agent({ keepAlive: false, maxSockets: CONNECTIONS });
  const durations: number[] = [];
  let failures = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const sent = performance.now();
        if ((await get(url, agent)) !== 200) failures += 1;
        durations.push(performance.now() - sent);
      }
    }),
  );
  return { perSecond: durations.length / ((performance.now() - began) / 1000), durations, failures };
}

function get(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });
}
