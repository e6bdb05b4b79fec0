import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { House, Verb } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';

/** The command line: `npm run -s cchc -- <module> <verb> …`. Rooms offer their verbs in a `cli.ts`, loaded when it is asked for. */
const ROOMS = ['modules', 'kernel'].map((name) => join(import.meta.dirname, name));

const HOUSE: House = {
  keyPermissions: async () => (await import('./permissions.ts')).KEY_PERMISSIONS,
  dependents: async () => (await import('./dependents.ts')).DEPENDENTS,
};

const REFUSED = 2;
const FAILED = 1;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `cchc … | head`: whoever was listening has heard enough.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));

async function run([name, verbName, ...args]: string[]): Promise<number> {
  if (!name || name === '--help' || name === 'help') return printRooms(name ? 0 : REFUSED);
  const verbs = await verbsOf(name);
  if (!verbs) {
    console.error(`Không có lệnh “${name}”.\n`);
    return printRooms(REFUSED);
  }
  const verb = verbName !== undefined && Object.hasOwn(verbs, verbName) ? verbs[verbName] : undefined;
  const asked = verbName === undefined || verbName === '--help' || args.includes('--help');
  if (!verb || asked) {
    if (!asked) console.error(`Lệnh “${name}” không có động từ “${verbName}”.\n`);
    const said = args.includes('--help') || verbName === '--help';
    print(said, usageOf(name, verb ? { [verbName!]: verb } : verbs));
    return said ? 0 : REFUSED;
  }
  try {
    return (await verb.run(args, HOUSE)) ?? 0;
  } catch (error) {
    return report(error, usageOf(name, { [verbName!]: verb }));
  }
}

/** A refusal in its three parts; any other error whole, since it is ours to mend. */
function report(error: unknown, usage: string): number {
  if (!(error instanceof Refusal)) {
    console.error(error);
    return FAILED;
  }
  console.error(`Lỗi: ${error.message}`);
  if (error.where) console.error(`  Ở: ${error.where.replaceAll('\n', '\n     ')}`);
  if (error.remedy) console.error(`  Cách xử lý: ${error.remedy}`);
  if (error.code === 'command.misused') console.error(`\n${usage}`);
  return REFUSED;
}

async function verbsOf(name: string): Promise<Record<string, Verb> | null> {
  if (!/^[a-z][a-z-]*$/.test(name)) return null;
  const file = ROOMS.map((room) => join(room, name, 'cli.ts')).find((candidate) => existsSync(candidate));
  if (!file) return null;
  return ((await import(pathToFileURL(file).href)) as { verbs: Record<string, Verb> }).verbs;
}

async function printRooms(code: number): Promise<number> {
  const names = ROOMS.flatMap((room) => readdirSync(room)).filter((name) =>
    ROOMS.some((room) => existsSync(join(room, name, 'cli.ts'))),
  );
  const usages = await Promise.all(names.map(async (name) => usageOf(name, (await verbsOf(name)) ?? {})));
  print(code === 0, `Cách dùng: npm run -s cchc -- <việc> <động từ> …\n\n${usages.join('\n')}`);
  return code;
}

function usageOf(name: string, verbs: Record<string, Verb>): string {
  return Object.entries(verbs)
    .map(([verb, { summary, usage }]) => `  ${[name, verb, usage].filter(Boolean).join(' ')}\n      ${summary}`)
    .join('\n');
}

function print(asked: boolean, text: string): void {
  (asked ? console.log : console.error)(text);
}
