import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';

const SOURCES = ['src', 'static', 'vite.config.ts', 'package.json', 'package-lock.json'];
const TEST = /\.(?:test|dbtest|browsertest)\.ts$/;

/** Where the built web server is. */
export function builtHandler(root: string): string {
  return join(root, 'build', 'handler.js');
}

/** Must the web server be built: is it missing, or older than what it is made from? */
export function needsBuild(root: string): boolean {
  const built = statSync(builtHandler(root), { throwIfNoEntry: false });
  if (!built) return true;
  // An installation without the tools runs what it was given.
  if (!existsSync(viteProgram(root))) return false;
  return SOURCES.some((source) => newest(join(root, source)) > built.mtimeMs);
}

/** Builds the web server. @throws Refusal with the builder's last words */
export async function build(root: string): Promise<void> {
  const child = spawn(process.execPath, [viteProgram(root), 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => resolve(((output += String(error)), -1)));
    child.once('close', resolve);
  });
  if (code === 0 && existsSync(builtHandler(root))) return;
  throw new Refusal('build.failed', 'Không dựng được trang web / the web server could not be built', {
    status: 500,
    where: output.trim().split('\n').slice(-20).join('\n'),
    remedy: 'Chạy `npm ci` rồi thử lại; `npm run build` cho biết toàn bộ thông báo / run `npm ci`, then try again.',
  });
}

function viteProgram(root: string): string {
  return join(root, 'node_modules', 'vite', 'bin', 'vite.js');
}

/** Latest change of a file, or of anything in a folder but tests, in milliseconds; 0 when there is no such thing. */
function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !TEST.test(entry.name))
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), found.mtimeMs);
}
