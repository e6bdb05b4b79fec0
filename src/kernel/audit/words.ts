import { formatDate, say, type Language, type Text } from '../language.ts';
import type { Json } from './chain.ts';
import type { HistoryEntry } from './queries.ts';

/** How an entry is told to somebody who knows the work and not the program. Each module gives the words for its own acts. */
export interface HistoryWords {
  /** What the module's things are called, by subject type. `other` heads an act without a sentence of its own. */
  subjects: Readonly<Record<string, { name: Text; other?: Text }>>;
  /** What was done, by `subjectType.action`. */
  sentences: Readonly<Record<string, Sentence>>;
  /** Acts that are told the same of any thing, by `action`: where there is no sentence for the very thing. */
  acts?: Readonly<Record<string, Sentence>>;
  /** What the fields of before and after are called. */
  fields?: Readonly<Record<string, Text>>;
  /** What a field's values are called: `role: { officer: … }`. */
  values?: Readonly<Record<string, Readonly<Record<string, Text>>>>;
}

export interface Sentence {
  title: Text;
  tone?: HistoryTone;
  /** What there is to say beside the title; lines without a value are left out. */
  lines?: (told: ToldEntry, language: Language) => readonly Line[];
}

export type HistoryTone = 'good' | 'active' | 'warn' | 'calm';

/** A label and what it says; null: nothing to say. */
export type Line = readonly [label: Text, value: string | null];

/** Before and after as plain fields: of what is nested `document.title`, of a list how long it is (`steps.length`). */
export interface ToldEntry {
  before: Readonly<Record<string, string>>;
  after: Readonly<Record<string, string>>;
}

/** An entry in words. */
export interface EntryWords {
  title: string;
  tone: HistoryTone;
  /** Which, under which document, why: one line each. */
  details: string[];
}

const OTHER: Text = { vi: 'Cập nhật', en: 'Updated' };
const REASON: Text = { vi: 'Lý do, ghi chú', en: 'Reason or note' };

/** The entry in words. An act that nobody gave a sentence is told by its subject's name, never hidden. */
export function describeEntry(
  entry: Pick<HistoryEntry, 'subjectType' | 'action' | 'before' | 'after' | 'reason'>,
  words: HistoryWords,
  language: Language,
): EntryWords {
  const { subjectType, action, reason } = entry;
  const sentence = own(words.sentences, `${subjectType}.${action}`) ?? own(words.acts ?? {}, action);
  const subject = own(words.subjects, subjectType);
  const lines = sentence?.lines?.({ before: plain(entry.before), after: plain(entry.after) }, language) ?? [];
  return {
    title: sentence ? say(sentence.title, language) : otherTitle(subject, action, language),
    tone: sentence?.tone ?? 'calm',
    details: [...lines, [REASON, reason] as const].flatMap(([label, value]) =>
      value ? [`${say(label, language)}: ${value}`] : [],
    ),
  };
}

function otherTitle(subject: HistoryWords['subjects'][string] | undefined, action: string, language: Language): string {
  if (subject?.other) return say(subject.other, language);
  const name = subject ? say(subject.name, language).toLocaleLowerCase(language) : '';
  return `${[say(OTHER, language), name].filter(Boolean).join(' ')} (${action})`;
}

/** What a thing of this type is called; its type when nobody said. */
export function subjectName(words: HistoryWords, subjectType: string, language: Language): string {
  const found = own(words.subjects, subjectType);
  return found ? say(found.name, language) : subjectType;
}

/** What a field is called, at any depth: `products.2.text` is "Kết quả 3: Nội dung". */
export function fieldName(words: HistoryWords, path: readonly string[], language: Language): string {
  return path
    .map((step) => {
      if (/^\d+$/.test(step)) return String(Number(step) + 1);
      const found = own(words.fields ?? {}, step);
      return found ? say(found, language) : step;
    })
    .join(' › ');
}

const YES_NO: Readonly<Record<string, Text>> = { true: { vi: 'có', en: 'yes' }, false: { vi: 'không', en: 'no' } };

/** A value as people read it: dates as written, words of the trade for what the program calls otherwise. */
export function valueText(words: HistoryWords, field: string, value: Json, language: Language): string {
  if (value === null) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  const known =
    own(own(words.values ?? {}, field) ?? {}, text) ?? (typeof value === 'boolean' ? YES_NO[text] : undefined);
  return known ? say(known, language) : formatDate(text, language);
}

/** The words of several modules as one. */
export function joinWords(...all: readonly HistoryWords[]): HistoryWords {
  return {
    subjects: Object.assign({}, ...all.map(({ subjects }) => subjects)) as HistoryWords['subjects'],
    sentences: Object.assign({}, ...all.map(({ sentences }) => sentences)) as HistoryWords['sentences'],
    acts: Object.assign({}, ...all.map(({ acts }) => acts)) as NonNullable<HistoryWords['acts']>,
    fields: Object.assign({}, ...all.map(({ fields }) => fields)) as NonNullable<HistoryWords['fields']>,
    values: Object.assign({}, ...all.map(({ values }) => values)) as NonNullable<HistoryWords['values']>,
  };
}

const DEEPEST = 3;

function plain(value: Json): Readonly<Record<string, string>> {
  return typeof value !== 'object' || value === null ? {} : Object.fromEntries(plainIn(value, '', DEEPEST));
}

function plainIn(
  value: Exclude<Json, string | number | boolean | null>,
  at: string,
  deeper: number,
): [string, string][] {
  return Object.entries(value).flatMap(([name, inner]: [string, Json]): [string, string][] => {
    if (inner === null) return [];
    if (typeof inner !== 'object') return [[at + name, String(inner)]];
    if (Array.isArray(inner)) return [[`${at}${name}.length`, String(inner.length)]];
    return deeper === 1 ? [] : plainIn(inner, `${at}${name}.`, deeper - 1);
  });
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
