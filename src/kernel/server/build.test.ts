import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsBuild } from './build.ts';

const BUILT = 1_000_000;
let root: string;

/** Writes a file of a given age, its folder included. */
function put(name: string, seconds: number): void {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  utimesSync(path, seconds, seconds);
  for (let folder = dirname(path); folder !== root; folder = dirname(folder)) utimesSync(folder, BUILT - 5, BUILT - 5);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cchc-build-'));
  put('node_modules/vite/bin/vite.js', BUILT - 10);
  put('src/routes/+page.svelte', BUILT - 10);
  put('package.json', BUILT - 10);
  put('build/handler.js', BUILT);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the web server', () => {
  it('is used as built while nothing changed', () => {
    expect(needsBuild(root)).toBe(false);
  });

  it.each(['src/routes/+page.svelte', 'static/favicon.svg', 'package.json', 'vite.config.ts'])(
    'is built again after %s',
    (file) => {
      put(file, BUILT + 10);
      expect(needsBuild(root)).toBe(true);
    },
  );

  it('is built when it is missing', () => {
    rmSync(join(root, 'build'), { recursive: true });
    expect(needsBuild(root)).toBe(true);
  });

  it('is built again when a file was taken away', () => {
    rmSync(join(root, 'src', 'routes', '+page.svelte'));
    expect(needsBuild(root)).toBe(true);
  });

  it('is not built again for a test that changed', () => {
    put('src/kernel/a.test.ts', BUILT + 10);
    expect(needsBuild(root)).toBe(false);
  });

  it('is used as it is where the tools are not installed', () => {
    put('src/routes/+page.svelte', BUILT + 10);
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(needsBuild(root)).toBe(false);
  });
});
