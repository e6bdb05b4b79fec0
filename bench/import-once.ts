import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { importPlan } from '#modules/plan/import/index.ts';
import { generatedPlan } from './generated-plan.ts';

/** Run in a process of its own: reads one plan several times and prints times (ms) and the peak of memory (MB). */
const [size = 'seed', times = '7'] = process.argv.slice(2);
const registry = readRegistryFolder();
const bytes =
  size === 'seed' ? readFileSync(join('data', 'khanh-hoa', 'plan-3487-qd-ubnd.txt')) : generatedPlan(Number(size));
const durations: number[] = [];
let tasks = 0;
for (let index = 0; index < Number(times); index += 1) {
  const began = performance.now();
  const { plan } = await importPlan(bytes, 'plan.txt', registry);
  durations.push(performance.now() - began);
  tasks = plan.groups.reduce((sum, group) => sum + group.tasks.length, 0);
}
console.log(
  JSON.stringify({ tasks, bytes: bytes.length, durations, peakMegabytes: process.resourceUsage().maxRSS / 1024 }),
);
