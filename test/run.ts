import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

/** `npm test`: every check in order, none left out because an earlier one failed, and one line at the end that sums up. */

const OUTPUT = 'test-output';
const STEP_LIMIT = 5 * 60_000;

interface Step {
  name: string;
  /** Arguments for Node, from the project's own tools. */
  commands: string[][];
  /** Where Vitest writes its results; a step without them counts only when it fails. */
  results?: string;
  /** Why the step cannot run; it fails then, unless `excused`. */
  obstacle?: () => { reason: string; excused: boolean } | null;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const tool = (path: string, ...args: string[]): string[] => [join('node_modules', path), ...args];
const vitest = (project: string): Step => ({
  name: `${project} tests`,
  commands: [
    tool(
      'vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${OUTPUT}/${project}.json`,
    ),
  ],
  results: `${OUTPUT}/${project}.json`,
});

/** Steps of one line run at the same time: each of the first two keeps one core busy. */
const STEPS: Step[][] = [
  [
    {
      name: 'type check',
      commands: [
        tool('@sveltejs/kit/svelte-kit.js', 'sync'),
        tool('typescript/bin/tsc', '--noEmit'),
        tool('svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'),
      ],
    },
    {
      name: 'lint',
      commands: [
        tool('eslint/bin/eslint.js', '.'),
        tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
      ],
    },
  ],
  [vitest('unit')],
  [vitest('database')],
  [{ name: 'build', commands: [tool('vite/bin/vite.js', 'build', '--logLevel', 'warn')] }],
  [{ ...vitest('browser'), obstacle: noChromium }],
];

mkdirSync(OUTPUT, { recursive: true });
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const steps of STEPS) await Promise.all(steps.map(take));
console.log(`\n${lines.join('\n')}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function take(step: Step): Promise<void> {
  const began = performance.now();
  const { count, output } = await run(step);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key];
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  const verdict = count.failed > 0 ? 'FAILED' : count.skipped > 0 && count.passed === 0 ? 'SKIPPED' : 'ok';
  const tests = step.results ? `${count.passed} passed, ${count.failed} failed` : '';
  lines.push(`${step.name.padEnd(16)} ${verdict.padEnd(8)} ${seconds} s  ${tests}`.trimEnd());
  console.log(`\n== ${lines.at(-1)}`);
  if (output.trim()) console.log(output.trim());
}

async function run(step: Step): Promise<{ count: Count; output: string }> {
  const obstacle = step.obstacle?.();
  if (obstacle)
    return {
      count: { passed: 0, failed: obstacle.excused ? 0 : 1, skipped: obstacle.excused ? 1 : 0 },
      output: obstacle.reason,
    };
  if (step.results) rmSync(step.results, { force: true });
  let output = '';
  for (const command of step.commands) {
    const done = await execute(command);
    output += done.output;
    if (step.results) return { count: countTests(step.results, done.code), output };
    if (done.code !== 0) return { count: { passed: 0, failed: 1, skipped: 0 }, output };
  }
  return { count: { passed: 0, failed: 0, skipped: 0 }, output: '' };
}

function execute(command: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STEP_LIMIT,
      env: { LOG_LEVEL: 'silent', NO_COLOR: '1', ...process.env },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk));
    child.once('error', (error) => resolve({ code: -1, output: String(error) }));
    child.once('close', (code, signal) =>
      resolve({
        code,
        output: signal ? `${output}\nstopped by ${signal} after ${STEP_LIMIT / 60_000} minutes` : output,
      }),
    );
  });
}

/** What Vitest counted; a file that could not even be loaded, or a run that broke off, is a failure too. */
function countTests(file: string, code: number | null): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloadable;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests,
  };
}

function noChromium(): { reason: string; excused: boolean } | null {
  const found = findChromium();
  if (found.kind !== 'none') return null;
  const excused = process.env.CCHC_NO_BROWSER === '1';
  const advice = excused
    ? 'left out as CCHC_NO_BROWSER=1 asks'
    : 'set CCHC_NO_BROWSER=1 to leave the browser tests out';
  return { reason: `The browser tests cannot run: ${found.reason} (${advice}).`, excused };
}
