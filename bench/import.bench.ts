import { spawnSync } from 'node:child_process';
import { figure, median, type Section } from './report.ts';

const SIZES = ['seed', '1', '100', '1000', '10000'];

interface Once {
  tasks: number;
  bytes: number;
  durations: number[];
  peakMegabytes: number;
}

/** The importer, each size in a process of its own; the one-task plan shows what the process itself takes. */
export function benchImport(): Section {
  const results = SIZES.map((size) => ({ size, ...once(size, size === '10000' ? 4 : 9), single: once(size, 1) }));
  const idle = results.find(({ size }) => size === '1')!.single.peakMegabytes;
  return {
    title: 'Importer',
    note:
      'Text file to structure, without database. *First* is the first plan of a process, before the engine has compiled anything; *then* the median of the ones after it. ' +
      'Memory is the peak of the whole process (`--max-semi-space-size=4`, as the command line runs) reading one plan, and what it is above a process that read a plan of one task. ' +
      'Aims: the seed under 50 ms, time linear in size, under 200 MB for 10,000 tasks. The first plan of a process stays near 50 ms on a quiet machine and goes over it on a busy one: two thirds of it is the engine compiling.',
    columns: ['plan', 'tasks', 'kB', 'first ms', 'then ms', 'µs per task', 'peak MB', 'above idle MB'],
    rows: results
      .filter(({ size }) => size !== '1')
      .map(({ size, tasks, bytes, durations, single }) => {
        const warm = median(durations.slice(1));
        return [
          size === 'seed' ? 'seed (real)' : 'generated',
          figure(tasks),
          figure(bytes / 1024),
          figure(durations[0]!),
          figure(warm),
          figure((warm * 1000) / tasks),
          figure(single.peakMegabytes),
          figure(single.peakMegabytes - idle),
        ];
      }),
  };
}

function once(size: string, times: number): Once {
  const done = spawnSync(process.execPath, ['--max-semi-space-size=4', 'bench/import-once.ts', size, String(times)], {
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Once;
}
