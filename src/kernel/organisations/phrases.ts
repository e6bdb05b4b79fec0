import { isJoint, nameWords, syllableKey, type Token } from './names.ts';

const PROVINCE = syllableKey('tỉnh');

interface Node<T> {
  next: Map<string, Node<T>>;
  value: T | undefined;
}

export interface Match<T> {
  value: T;
  /** Index of the first token after the phrase. */
  next: number;
}

/** Phrases by their words; finds the longest that begins at a place of a text. Time bounded by the longest phrase. */
export class PhraseIndex<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined };
  readonly #mayJoin: (token: Token) => boolean;

  /** @param loose commas, dashes and "và" between the words of a phrase do not count (names); otherwise only line ends */
  constructor(loose: boolean) {
    this.#mayJoin = loose ? isJoint : (token) => token.key === '\n';
  }

  /** Adds a phrase unless it is there already; the first one stays. Answers whether it was added. */
  add(phrase: string | string[], value: T): boolean {
    const words = typeof phrase === 'string' ? nameWords(phrase) : phrase;
    if (words.length === 0) return false;
    let node = this.#root;
    for (const word of words) {
      let next = node.next.get(word);
      if (next === undefined) node.next.set(word, (next = { next: new Map(), value: undefined }));
      node = next;
    }
    if (node.value !== undefined) return false;
    node.value = value;
    return true;
  }

  /** The longest phrase that begins at this token, or null. `head`: words to be thought before it ("Sở" in "Sở A, B"). */
  longestAt(tokens: Token[], from: number, head: string[] = []): Match<T> | null {
    let node: Node<T> | undefined = this.#root;
    for (const word of head) node = node?.next.get(word);
    let best: Match<T> | null = null;
    for (let at = from; node !== undefined && at < tokens.length;) {
      const token = tokens[at]!;
      // "Sở Y tế, Tỉnh ủy": the place word after a joint begins another name, unless a line was merely wrapped.
      if (token.key === PROVINCE && at > from && this.#mayJoin(tokens[at - 1]!) && (token.capital || tokens[at - 1]!.key !== '\n')) break; // prettier-ignore
      const next: Node<T> | undefined = token.word ? node.next.get(token.key) : undefined;
      if (next !== undefined) {
        at += 1;
        node = next;
        if (node.value !== undefined) best = { value: node.value, next: at };
        continue;
      }
      if (at === from || !this.#mayJoin(token)) break;
      if (token.key === '-' && tokens[at - 1]!.key === '\n') break;
      // At most two joints in a row (", và"), so that the time stays bounded.
      if (this.#mayJoin(tokens[at - 1]!) && at - 2 > from && this.#mayJoin(tokens[at - 2]!)) break;
      at += 1;
    }
    return best;
  }

  /** The value of exactly this phrase. */
  get(words: string[]): T | undefined {
    let node: Node<T> | undefined = this.#root;
    for (const word of words) node = node?.next.get(word);
    return node?.value;
  }
}
