import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** A site of its own, started as a newcomer starts it: embedded database, sample data, built pages. */
export interface Site {
  address: string;
  accounts: { email: string; password: string }[];
  stop(): Promise<void>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    site: Pick<Site, 'address' | 'accounts'>;
  }
}

const PATIENCE = 120_000;

/** Vitest's global set-up for browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const site = await startSite();
  project.provide('site', { address: site.address, accounts: site.accounts });
  return site.stop;
}

/** Runs `src/main.ts` on a free port with its data in a temporary folder, and waits until it says where it is. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-site-'));
  const child = spawn(process.execPath, ['src/main.ts', '--port', '0', '--sample'], {
    env: { ...process.env, CCHC_VAR: folder, DATABASE_URL: '', ORIGIN: '', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const { address, accounts } = await welcomeOf(child);
    return { address, accounts, stop: () => stop(child, folder) };
  } catch (error) {
    await stop(child, folder);
    throw error;
  }
}

function welcomeOf(child: ChildProcess): Promise<Pick<Site, 'address' | 'accounts'>> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the site did not start in time:\n${said}`)), PATIENCE);
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = /\(open in a browser\):\s+(\S+)/.exec(said)?.[1];
      if (!address || !said.includes('(to stop)')) return;
      clearTimeout(timer);
      resolve({
        address,
        accounts: [...said.matchAll(/^\s+(\S+@\S+)\s+(\S+)/gm)].map(([, email, password]) => ({
          email: email!,
          password: password!,
        })),
      });
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the site ended with code ${code}:\n${said}`)));
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
