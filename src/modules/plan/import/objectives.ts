import type { Diagnostic } from '#kernel/diagnostic.ts';
import { fold } from '#kernel/search/fold.ts';
import { finding } from './findings.ts';
import type { FlowLine } from './flow.ts';
import { fromRoman, splitHeading } from './numbering.ts';
import type { ParsedObjective } from './model.ts';
import { readTargets } from './targets.ts';

/** Reads the plan's objectives: the numbered paragraphs of the section headed "Mục tiêu", lettered and dashed items beneath. */
export function readObjectives(flow: readonly FlowLine[]): {
  objectives: ParsedObjective[];
  diagnostics: Diagnostic[];
} {
  const section = sectionOf(flow);
  const objectives: ParsedObjective[] = [];
  let current: ParsedObjective | null = null;
  let item: ParsedObjective | null = null;
  for (const line of section) {
    const mark = readMark(line.text);
    if (mark?.kind === 'number') {
      current = objective(mark, line);
      item = null;
      objectives.push(current);
    } else if (mark?.kind === 'letter' && current) {
      item = objective(mark, line);
      current.items.push(item);
    } else if (mark?.kind === 'dash' && current) {
      (item ?? current).items.push(objective(mark, line));
    }
  }
  const diagnostics = objectives.length === 0 ? [finding('objectives-missing', null)] : numberingProblems(objectives);
  return { objectives, diagnostics };
}

/** From the heading that speaks of objectives to the next main heading. Without such a heading there are no objectives. */
function sectionOf(flow: readonly FlowLine[]): FlowLine[] {
  const start = flow.findIndex((line) => isMainHeading(line.text) && fold(line.text).includes('muc tieu'));
  if (start < 0) return [];
  const length = flow.slice(start + 1).findIndex((line) => isMainHeading(line.text));
  return flow.slice(start + 1, length < 0 ? undefined : start + 1 + length);
}

function isMainHeading(text: string): boolean {
  const { code, title } = splitHeading(text);
  return code !== null && fromRoman(code) !== null && title.length <= 200;
}

type Mark = { kind: 'number' | 'letter' | 'dash'; label: string; text: string };

function readMark(text: string): Mark | null {
  const numbered = /^(\d{1,3}(?:\.\d{1,3})*)[.)/]\s*(\D.*|\d.*)$/su.exec(text);
  if (numbered && !/^\d{1,2}[./-]\d{4}/.test(text)) {
    return { kind: 'number', label: numbered[1]!, text: numbered[2]! };
  }
  const lettered = /^([a-zđ])[.)]\s*(\S.*)$/su.exec(text);
  if (lettered) return { kind: 'letter', label: lettered[1]!, text: lettered[2]! };
  const dashed = /^[-–+•]\s*(\S.*)$/su.exec(text);
  return dashed ? { kind: 'dash', label: '-', text: dashed[1]! } : null;
}

function objective(mark: Mark, line: FlowLine): ParsedObjective {
  return {
    number: mark.label,
    text: mark.text.trim(),
    targets: readTargets(mark.text),
    items: [],
    source: { line: line.line, endLine: line.endLine },
  };
}

function numberingProblems(objectives: readonly ParsedObjective[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  let previous = 0;
  const seen = new Set<string>();
  for (const { number, source } of objectives) {
    if (seen.has(number)) problems.push(finding('objective-number-repeated', source.line, number));
    seen.add(number);
    if (number.includes('.')) continue;
    const value = Number(number);
    for (let missing = previous + 1; missing < value && missing < previous + 20; missing += 1) {
      problems.push(finding('objective-number-missing', source.line, String(missing), String(previous), number));
    }
    previous = Math.max(previous, value);
  }
  return problems;
}
