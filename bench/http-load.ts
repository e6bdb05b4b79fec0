import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { percentile } from './report.ts';

/** One request of a stream. */
export interface Ask {
  path: string;
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface Load {
  /** Requests answered a second. */
  perSecond: number;
  /** Milliseconds, waiting included. */
  p50: number;
  p95: number;
  p99: number;
  /** Answers that are no success. */
  failures: number;
}

export const CONNECTIONS = 8;

/** Is the load tool wrk there? It takes less of the machine than a loop of our own. */
export const wrkPath: string | null =
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'wrk'))
    .find(existsSync) ?? null;

/** Asks the requests in turn for some seconds, eight at a time, a new connection for each, answers read whole. */
export async function load(address: string, asks: readonly Ask[], seconds: number): Promise<Load> {
  return wrkPath ? withWrk(wrkPath, address, asks, seconds) : withNode(address, asks, seconds);
}

async function withNode(address: string, asks: readonly Ask[], seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: false, maxSockets: CONNECTIONS });
  const durations: number[] = [];
  let failures = 0;
  let next = 0;
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const sent = performance.now();
        const status = await answerTo(address, asks[next++ % asks.length]!, agent);
        if (status < 200 || status >= 300) failures += 1;
        durations.push(performance.now() - sent);
      }
    }),
  );
  const perSecond = durations.length / ((performance.now() - began) / 1_000);
  const at = (percent: number) => percentile(durations, percent);
  return { perSecond, p50: at(50), p95: at(95), p99: at(99), failures };
}

/** Status of one answer. */
export function answerTo(
  address: string,
  { path, method = 'GET', headers, body }: Ask,
  agent?: Agent,
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(address + path, { method, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end(body);
  });
}

/** wrk plays the stream from a file of lines: method, path, headers, body, parted by tabs. */
async function withWrk(wrk: string, address: string, asks: readonly Ask[], seconds: number): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-load-'));
  try {
    const lines = asks.map(
      ({ method = 'GET', path, headers = {}, body = '' }) =>
      [method, path, Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\u0001'), body].join('\t'), // prettier-ignore
    );
    writeFileSync(join(folder, 'asks'), lines.join('\n'));
    const script = join(import.meta.dirname, 'peers', 'replay.lua');
    const args = ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '--timeout', '30s', '-s', script, address];
    const said = await output(wrk, args, { ...process.env, ASKS: join(folder, 'asks') });
    const result = /^RESULT\t(.*)$/m.exec(said)?.[1]?.split('\t').map(Number);
    if (!result) throw new Error(`wrk said nothing:\n${said}`);
    const [perSecond, p50, p95, p99, failures] = result as [number, number, number, number, number];
    return { perSecond, p50, p95, p99, failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function output(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk));
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
