import { listLabel } from './list-labels.ts';

/** One level of a list definition (ISO/IEC 29500-1, 17.9). */
export interface ListLevel {
  start: number;
  format: string;
  /** "%1.", "%1.%2)": %n stands for the number of level n. */
  text: string;
  suffix: string;
  /** Level (from 1) after which counting starts again; 0 = never; undefined = after any higher level. */
  restart: number | undefined;
  /** All numbers in Arabic figures ("Legal"). */
  legal: boolean;
}

export interface ListReference {
  list: string;
  level: number;
}

export interface ListDefinitions {
  /** abstractNumId → levels. */
  abstracts: Map<string, Map<number, ListLevel>>;
  /** numId → abstract list, with what this use of it overrides. */
  lists: Map<string, { abstract: string; levels: Map<number, ListLevel>; starts: Map<number, number> }>;
}

export const DEEPEST_LEVEL = 8;

/** An empty level, as Word reads one of which nothing is said. */
export function emptyLevel(): ListLevel {
  return { start: 1, format: 'decimal', text: '', suffix: 'tab', restart: undefined, legal: false };
}

/** Counts automatically numbered paragraphs in document order and writes their numbers. */
export class ListCounter {
  private readonly definitions: ListDefinitions;
  /** Lists made from the same abstract list go on counting together. */
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();

  constructor(definitions: ListDefinitions) {
    this.definitions = definitions;
  }

  /** The label of the next paragraph of this list with its blank, ready to stand before the text; '' without number. */
  next({ list, level }: ListReference): string {
    const use = this.definitions.lists.get(list);
    if (!use || level < 0 || level > DEEPEST_LEVEL) return '';
    const levelOf = (at: number) => use.levels.get(at) ?? this.definitions.abstracts.get(use.abstract)?.get(at);
    const own = levelOf(level);
    if (!own) return '';

    const counts = this.counts.get(use.abstract) ?? [];
    this.counts.set(use.abstract, counts);
    const firstUse = `${list}/${level}`;
    const forced = this.begun.has(firstUse) ? undefined : use.starts.get(level);
    this.begun.add(firstUse);
    const before = counts[level];
    counts[level] = forced ?? (before === undefined ? own.start : before + 1);
    for (let deeper = level + 1; deeper <= DEEPEST_LEVEL; deeper++) {
      const restart = levelOf(deeper)?.restart;
      if (restart === undefined || (restart > 0 && level < restart)) counts[deeper] = undefined;
    }

    if (own.format === 'bullet') return '- ';
    const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const part = levelOf(at);
      // A level above that was never counted shows its start.
      counts[at] ??= part?.start ?? 1;
      return listLabel(counts[at], own.legal ? 'decimal' : (part?.format ?? 'decimal'));
    });
    return label === '' ? '' : label + (own.suffix === 'nothing' ? '' : ' ');
  }
}
