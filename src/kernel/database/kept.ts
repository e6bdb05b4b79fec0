import { gateBehind, type Database } from './connection.ts';

type Reader = Pick<Database, 'execute'>;

export interface Keeping<Given> {
  /** Milliseconds for which an answer may be given again: how long what another process wrote may go unseen. */
  milliseconds: number;
  /** What the answer depends on, besides the database and the eyes it is read with. */
  keyOf: (given: Given) => string;
  /** The answer may also be older than what this process wrote. */
  throughWrites?: boolean;
  now?: () => number;
}

interface Kept<Answer> {
  answer: Promise<Answer>;
  until: number;
  /** Transactions of this process when it was asked. */
  writes: number;
}

/** Answers kept at most for one pair of eyes; the oldest go first. */
const MOST = 500;

/**
 * A question to the database that nearly every request asks and whose answer seldom changes. The answer is kept for a while, for the
 * same eyes, and until this process commits a transaction, unless it need not know that at once. Within a transaction it is always asked anew.
 */
export function keeping<Given, Answer, From extends Reader = Reader>(
  { milliseconds, keyOf, throughWrites = false, now = Date.now }: Keeping<Given>,
  ask: (db: From, given: Given) => Promise<Answer>,
): (db: From, given: Given) => Promise<Answer> {
  const houses = new WeakMap<Reader, Map<string, Kept<Answer>>>();
  return (db, given) => {
    const gate = gateBehind(db);
    if (!gate) return ask(db, given);
    const answers = houses.get(db) ?? new Map<string, Kept<Answer>>();
    houses.set(db, answers);
    const key = keyOf(given);
    const known = answers.get(key);
    const fresh = known && now() < known.until && (throughWrites || known.writes === gate.writes);
    if (fresh) return known.answer;
    const answer = ask(db, given);
    answers.delete(key);
    answers.set(key, { answer, until: now() + milliseconds, writes: gate.writes });
    answer.catch(() => answers.delete(key));
    if (answers.size > MOST) answers.delete(answers.keys().next().value!);
    return answer;
  };
}

/** Says that this process has written outside `transact`: what is kept is asked anew. */
export function noteWritten(db: Reader): void {
  const gate = gateBehind(db);
  if (gate) gate.writes++;
}
