import type { Verb } from './assignment-words.ts';
import type { Role } from './model.ts';

/** A body named in the text. */
export interface Mention {
  key: string | null;
  name: string;
  collective: boolean;
  /** A department collects what it is sent; it does not decide on it. */
  department: boolean;
  /** Place in the text. */
  start: number;
}

/** break: bullet, semicolon, full stop; line: end of a line, which may be a mere wrap. */
export type Mark = 'comma' | 'and' | 'colon' | 'slash' | 'open' | 'close' | 'line' | 'bullet' | 'break';

export type Item =
  | { is: 'mention'; mention: Mention; capital: boolean }
  | { is: 'verb'; verb: Verb; capital: boolean }
  | { is: 'mark'; mark: Mark }
  /** "của", "tại" …: what follows is not the doer; `role` when it owns a paper named before. */
  | { is: 'scope'; of: boolean; role: Role | null }
  | { is: 'apposition' }
  | { is: 'manner' }
  /** Words of no known kind; a name perhaps when they begin with a capital letter. */
  | { is: 'text'; text: string; capital: boolean; start: number };

/** Clauses end at bullets, semicolons and full stops, and at line ends that are not mere wraps. */
export function clausesOf(items: Item[]): Item[][] {
  const clauses: Item[][] = [[]];
  items.forEach((item, at) => {
    if (endsClause(item, items[at - 1], items[at + 1])) clauses.push([]);
    else if (item.is !== 'mark' || (item.mark !== 'bullet' && item.mark !== 'line' && item.mark !== 'break'))
      clauses.at(-1)!.push(item);
  });
  return clauses.filter((clause) => clause.length > 0);
}

function endsClause(item: Item, before: Item | undefined, after: Item | undefined): boolean {
  if (item.is !== 'mark') return false;
  if (item.mark === 'break') return true;
  if (item.mark === 'bullet') {
    // "Sở A - Thường trực Ban B", "Sở A - chủ trì" go on.
    return after?.is !== 'apposition' && !(after?.is === 'verb' && !after.capital && before?.is === 'mention');
  }
  if (item.mark !== 'line' || after === undefined) return false;
  const goesOn =
    before?.is === 'manner' ||
    (before?.is === 'mark' && before.mark !== 'close') ||
    (before?.is === 'verb' && before.verb.kind !== 'act' && before.verb.kind !== 'work');
  return !goesOn && ((after.is === 'mention' && after.capital) || (after.is === 'verb' && after.capital) || (after.is === 'text' && after.capital)); // prettier-ignore
}

/** Items; a bracket that closes later, or never, is none of ours. Keeps the time linear. */
const LONGEST_GLOSS = 40;

/** "Sở Nội vụ (Phòng Cải cách hành chính)": brackets without a verb only explain the body before them. */
export function withoutGlosses(items: Item[], aside: Mention[]): Item[] {
  const kept: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at]!;
    const before = kept.at(-1);
    if (item.is === 'mark' && item.mark === 'open' && before?.is === 'mention' && !before.mention.collective) {
      let end = at + 1;
      const last = Math.min(items.length, at + LONGEST_GLOSS);
      while (end < last && items[end]!.is !== 'verb' && !isClose(items[end]!)) end += 1;
      if (end < last && isClose(items[end]!)) {
        for (const inner of items.slice(at, end)) if (inner.is === 'mention') aside.push(inner.mention);
        at = end;
        continue;
      }
    }
    kept.push(item);
  }
  return kept;
}

function isClose(item: Item): boolean {
  return item.is === 'mark' && item.mark === 'close';
}
