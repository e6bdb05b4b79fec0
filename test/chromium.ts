import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A Chromium that can run here: one that is installed, or the one that comes as an npm package. */
export type FoundChromium =
  { kind: 'installed'; path: string } | { kind: 'package' } | { kind: 'none'; reason: string };

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const LIBRARIES = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'];

/** Looks for a Chromium; CHROMIUM_PATH names another one. */
export function findChromium(): FoundChromium {
  const path = [process.env.CHROMIUM_PATH, ...INSTALLED].find((candidate) => candidate && existsSync(candidate));
  if (path && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0) return { kind: 'installed', path };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { kind: 'none', reason: 'no Chromium is installed; set CHROMIUM_PATH to one' };
  }
  const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  const missing = LIBRARIES.filter((library) => !known.includes(library));
  if (missing.length === 0) return { kind: 'package' };
  return {
    kind: 'none',
    reason: `no Chromium is installed, and the one from npm lacks ${missing.join(', ')}: apt-get install chromium, or libnss3 libnspr4 libexpat1`,
  };
}
