import { cpus, totalmem } from 'node:os';

/** One table of results. */
export interface Section {
  title: string;
  /** What was measured and how to read it. */
  note: string;
  columns: string[];
  rows: string[][];
}

/** The whole report, with the machine and the day it was made on. */
export function toMarkdown(sections: readonly Section[], now: Date): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, PostgreSQL 18 embedded`;
  const tables = sections.map(
    ({ title, note, columns, rows }) =>
      `## ${title}\n\n${note}\n\n| ${columns.join(' | ')} |\n|${columns.map((_, index) => (index === 0 ? ' --- ' : ' ---: ')).join('|')}|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`,
  );
  return [
    '# Benchmarks',
    `Made by \`npm run bench\` on ${now.toISOString().slice(0, 10)}; ${machine}. Server, database and load tool share the machine, whose speed varies from run to run: read the ratios before the absolute figures.`,
    ...tables,
    '',
  ].join('\n\n');
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that so many per cent stay under. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
}

/** A figure with three digits that count. */
export function figure(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en-GB');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
