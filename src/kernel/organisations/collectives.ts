import type { Collective } from './model.ts';
import { isJoint, syllableKey, type Token } from './names.ts';
import { PhraseIndex } from './phrases.ts';

/**
 * Reads phrases such as "các sở, ban, ngành, địa phương có liên quan". Writers vary the nouns at will, so a phrase is reduced
 * to the sorts of bodies it names and whether it says "liên quan"; the registry's collectives are found by that signature.
 */
type Sort = 'departments' | 'units' | 'places' | 'districts' | 'communes' | 'mass' | 'associations' | 'enterprises';

const NOUNS: Record<Sort, string[]> = {
  departments: ['sở', 'ban', 'ngành', 'sở ngành', 'ban ngành', 'sở ban ngành'],
  units: ['cơ quan', 'đơn vị', 'tổ chức', 'cơ quan chức năng'],
  places: ['địa phương', 'cấp'],
  districts: ['huyện', 'thị xã', 'thành phố', 'quận', 'cấp huyện', 'huyện thị'],
  communes: ['xã', 'phường', 'thị trấn', 'cấp xã', 'đặc khu'],
  mass: ['đoàn thể', 'hội đoàn thể', 'tổ chức chính trị xã hội', 'tổ chức đoàn thể', 'hội đoàn thể chính trị xã hội'],
  associations: ['hiệp hội', 'hội', 'tổ chức hội', 'hiệp hội doanh nghiệp', 'hiệp hội ngành nghề'],
  enterprises: ['doanh nghiệp'],
};
/** Sorts that together form one collective ("các sở, ngành, địa phương"); the others stand alone. */
const JOINED: Sort[] = ['departments', 'units', 'places'];
const HEADS = {
  committee: 'ủy ban nhân dân',
  council: 'hội đồng nhân dân',
  chair: 'chủ tịch ủy ban nhân dân',
} as const;
type Head = keyof typeof HEADS | '';
const QUANTIFIERS = [
  'các', 'những', 'mọi', 'từng', 'tất cả', 'tất cả các', 'toàn bộ', 'toàn bộ các', 'toàn thể', 'toàn thể các', 'một số',
]; // prettier-ignore
const SCOPES = [
  'tỉnh', 'cấp tỉnh', 'của tỉnh', 'trong tỉnh', 'thuộc tỉnh', 'trên địa bàn tỉnh', 'trên địa bàn', 'tỉnh Khánh Hòa',
  'trên địa bàn tỉnh Khánh Hòa', 'thuộc UBND tỉnh', 'trực thuộc UBND tỉnh', 'trực thuộc tỉnh', 'ở địa phương', 'tại địa phương',
]; // prettier-ignore
const CONCERNED = [
  'liên quan', 'có liên quan', 'liên quan khác', 'có liên quan khác', 'khác', 'khác có liên quan', 'khác liên quan', 'hữu quan',
]; // prettier-ignore

const nouns = new PhraseIndex<Sort>(false);
for (const [sort, words] of Object.entries(NOUNS)) for (const word of words) nouns.add(word, sort as Sort);
const heads = new PhraseIndex<Head>(false);
for (const [head, words] of Object.entries(HEADS)) heads.add(words, head as Head);
const scopes = phrases(SCOPES);
const concerned = phrases(CONCERNED);
const quantifiers = phrases(QUANTIFIERS);
const DASHES = new Set(['-', '–', '—']);
const LEVEL_WORD = syllableKey('cấp');

export interface CollectiveReading {
  /** Usually one; several when the phrase joins what the registry keeps apart ("các sở, ngành, hiệp hội"). */
  parts: { collective: Collective | null; concerned: Collective | null }[];
  next: number;
}

interface Phrase {
  head: Head;
  sorts: Set<Sort>;
  concerned: boolean;
  next: number;
}

/** Collectives of a registry, found in running text. */
export class CollectiveIndex {
  readonly #bySignature = new Map<string, Collective>();
  readonly #literal = new PhraseIndex<Collective>(true);
  readonly #isName: (tokens: Token[], at: number) => boolean;

  /** @param isName does a registered organisation's name begin here? Such a name ends a list of nouns. */
  constructor(
    collectives: Collective[],
    tokenise: (text: string) => Token[],
    isName: (tokens: Token[], at: number) => boolean,
  ) {
    this.#isName = isName;
    for (const collective of collectives) {
      for (const text of [collective.name, ...collective.aliases]) {
        const tokens = tokenise(text);
        const phrase = this.#phraseAt(tokens, 0);
        if (phrase?.next === tokens.length) {
          const [signature, ...others] = signatures(phrase);
          if (signature !== undefined && others.length === 0 && !this.#bySignature.has(signature)) {
            this.#bySignature.set(signature, collective);
          }
        } else {
          const words = tokens.slice(quantifierEnd(tokens, 0)).filter((token) => token.word && !isJoint(token));
          this.#literal.add(words.map((token) => token.key), collective); // prettier-ignore
        }
      }
    }
  }

  /** The collective phrase that begins at this token, the longest reading, or null. */
  readAt(tokens: Token[], from: number, barePlural = false): CollectiveReading | null {
    const literal = this.#literal.longestAt(tokens, quantifierEnd(tokens, from));
    const phrase = this.#phraseAt(tokens, from, barePlural);
    if (literal !== null && (phrase === null || literal.next >= phrase.next)) {
      const tail = concernedEnd(tokens, literal.next);
      return { parts: [{ collective: literal.value, concerned: literal.value }], next: tail ?? literal.next };
    }
    if (phrase === null) return null;
    const parts = signatures(phrase).map((signature) => ({
      collective: this.#bySignature.get(signature) ?? null,
      concerned: this.#bySignature.get(signature.endsWith('?') ? signature : `${signature}?`) ?? null,
    }));
    return { parts, next: phrase.next };
  }

  #phraseAt(tokens: Token[], from: number, barePlural = false): Phrase | null {
    const head = heads.longestAt(tokens, from);
    let at = head?.next ?? from;
    const start = quantifierEnd(tokens, at);
    const quantified = start > at;
    at = start;
    const sorts = new Set<Sort>();
    let count = 0;
    while (at < tokens.length) {
      const noun = nouns.longestAt(tokens, at);
      if (noun === null || this.#isName(tokens, at) || beginsName(tokens, noun.next, tokens[at]!)) break;
      if (head !== null && noun.value !== 'districts' && noun.value !== 'communes') break;
      if (noun.next - at === 1 && tokens[at]!.key === LEVEL_WORD && !quantified) break;
      sorts.add(noun.value);
      // "sở ngành" without a comma is a list already.
      count += noun.value === 'departments' ? noun.next - at : 1;
      at = noun.next;
      const after = jointEnd(tokens, at);
      if (nouns.longestAt(tokens, after) === null) break;
      const following = nouns.longestAt(tokens, after)!;
      if (heads.longestAt(tokens, after) !== null) break;
      if (this.#isName(tokens, after) || (this.#literal.longestAt(tokens, after)?.next ?? 0) > following.next) break;
      if (beginsName(tokens, following.next, tokens[after]!)) break;
      if (head !== null && following.value !== 'districts' && following.value !== 'communes') break;
      at = after;
    }
    if (count === 0) return null;
    const scope = scopes.longestAt(tokens, at);
    // "các sở, ngành tỉnh Ninh Thuận" is another province's: leave the scope to whoever reads on.
    if (scope !== null && !tokens[scope.next]?.capital) at = scope.next;
    const tail = concernedEnd(tokens, at);
    if (head === null && !quantified && tail === null && count < 2 && !barePlural) return null;
    return { head: head?.value ?? '', sorts, concerned: tail !== null, next: tail ?? at };
  }
}

/** A phrase as keys, one for each collective it names: "departments+places?", "committee:districts". */
function signatures({ head, sorts, concerned }: Phrase): string[] {
  const end = concerned ? '?' : '';
  const joined = JOINED.filter((sort) => sorts.has(sort));
  const alone = [...sorts].filter((sort) => !JOINED.includes(sort));
  const keys = joined.length > 0 ? [joined.join('+') + end] : [];
  // "Các huyện, xã" means their people's committees.
  for (const sort of alone) {
    const prefix = sort === 'districts' || sort === 'communes' ? `${head === '' ? 'committee' : head}:` : '';
    keys.push(prefix + sort + end);
  }
  return keys;
}

function phrases(list: string[]): PhraseIndex<true> {
  const index = new PhraseIndex<true>(false);
  for (const phrase of list) index.add(phrase, true);
  return index;
}

function concernedEnd(tokens: Token[], at: number): number | null {
  return concerned.longestAt(tokens, at)?.next ?? null;
}

/** After "các", "tất cả các", "10" …; the same place when there is none. */
export function quantifierEnd(tokens: Token[], from: number): number {
  const first = tokens[from];
  if (first === undefined || !first.word) return from;
  return /^\d+$/.test(first.key) ? from + 1 : (quantifiers.longestAt(tokens, from)?.next ?? from);
}

function jointEnd(tokens: Token[], from: number): number {
  let at = from;
  while (at < tokens.length && at - from < 2 && isJoint(tokens[at]!) && tokens[at]!.key !== '.') {
    // A dash at the start of a line or before a capital letter is a bullet.
    if (DASHES.has(tokens[at]!.key) && (tokens[at - 1]?.key === '\n' || tokens[at + 1]?.capital)) break;
    at += 1;
  }
  return at;
}

/** Is the noun the first word of a proper name ("Ban Quản lý …", "huyện Ninh Sơn")? */
function beginsName(tokens: Token[], after: number, noun: Token): boolean {
  const next = tokens[after];
  if (next === undefined || !next.capital) return false;
  return noun.capital || nouns.longestAt(tokens, after) === null;
}
