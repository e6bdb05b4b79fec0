import type { IsoDate } from '#kernel/calendar/dates.ts';
import {
  quantifierEnd, registryIndex, syllableKey, tokensOf, versionOf, type CollectiveReading, type Registry, type RegistryIndex, type Token,
} from '#kernel/organisations/index.ts'; // prettier-ignore
import { WORDS } from './assignment-words.ts';
import type { Item, Mark, Mention } from './assignment-items.ts';

export interface Scan {
  items: Item[];
  /** Bodies named only to qualify another ("các phòng thuộc Sở Y tế"). */
  aside: Mention[];
}

const MARKS: Record<string, Mark> = { ',': 'comma', ';': 'break', ':': 'colon', '/': 'slash', '(': 'open', '[': 'open', ')': 'close', ']': 'close', '\n': 'line' }; // prettier-ignore
const BULLETS = new Set(['-', '–', '—', '•', '+', '*', '·', '▪', '●', '○', '', '', '➢', '✓', '−']);
const [AND, OR, OF, SO, CUC, TINH, DUOC, CHON, VIEC] = ['và', 'hoặc', 'của', 'sở', 'cục', 'tỉnh', 'được', 'chọn', 'việc'].map(syllableKey) as [string, string, string, string, string, string, string, string, string]; // prettier-ignore
const BELONGS = new Set(['thuộc', 'trực'].map(syllableKey));
const BELONGS_END = syllableKey('thuộc');
const LONGEST_NAME = 18;

/** Reads a cell into bodies, verbs, marks and the rest, from left to right; each place is looked at once. */
export class AssignmentScanner {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #index: RegistryIndex;
  readonly #registry: Registry;
  readonly #at: IsoDate | undefined;
  readonly #items: Item[] = [];
  readonly #aside: Mention[] = [];
  /** The list under way gives the names of departments without "Sở". */
  #departments = false;

  constructor(text: string, registry: Registry, at?: IsoDate) {
    this.#text = text;
    this.#tokens = tokensOf(text);
    this.#registry = registry;
    this.#index = registryIndex(registry);
    this.#at = at;
  }

  scan(): Scan {
    for (let at = 0; at < this.#tokens.length;) at = this.#step(at);
    return { items: this.#items, aside: this.#aside };
  }

  #step(at: number): number {
    const token = this.#tokens[at]!;
    if (!token.word) return this.#mark(token, at);
    if (token.key === AND || token.key === OR) return this.#push({ is: 'mark', mark: 'and' }, at + 1);
    if (/^(\d+|\p{L}\d?)$/u.test(token.key) && this.#atClauseStart() && /[.)]/.test(this.#tokens[at + 1]?.key ?? '')) {
      return this.#push({ is: 'mark', mark: 'bullet' }, at + 2);
    }
    return this.#body(at) ?? this.#word(at);
  }

  #mark(token: Token, at: number): number {
    const { key, start, end } = token;
    const spaced = /\s|^$/.test(this.#text.charAt(end)) || this.#atClauseStart();
    if (BULLETS.has(key)) {
      const before = start === 0 || /[\s.;:]/.test(this.#text.charAt(start - 1));
      this.#departments = false;
      return this.#push({ is: 'mark', mark: before && spaced ? 'bullet' : 'comma' }, at + 1);
    }
    if (key === '.' && spaced) return this.#push({ is: 'mark', mark: 'break' }, at + 1);
    const mark = MARKS[key];
    return mark === undefined ? at + 1 : this.#push({ is: 'mark', mark }, at + 1);
  }

  /** A body that begins here, registered or not; null when none does. */
  #body(at: number): number | null {
    const tokens = this.#tokens;
    const organisation = this.#index.organisations.longestAt(tokens, at);
    const collective = this.#index.collectives.readAt(tokens, at, this.#inList());
    if (organisation !== null && organisation.next >= (collective?.next ?? 0)) {
      this.#departments = tokens[at]!.key === SO;
      return this.#continuesName(organisation.next)
        ? this.#unknown(at, organisation.next, false)
        : this.#known(organisation.value, at, organisation.next);
    }
    // "cơ quan thường trực", "cơ quan phối hợp": longer words of the trade.
    if (collective !== null && collective.next >= this.#wordsEnd(at)) return this.#collective(collective, at);
    const department =
      this.#departments && tokens[at]!.capital ? this.#index.organisations.longestAt(tokens, at, [SO]) : null;
    if (department !== null) return this.#known(department.value, at, department.next);
    const head = this.#headEnd(at);
    if (head !== null) return this.#unknown(at, head, false);
    const noun = quantifierEnd(tokens, at);
    const group = noun > at ? WORDS.groups.longestAt(tokens, noun) : null;
    return group === null ? null : this.#unknown(at, group.next, true);
  }

  #known(key: string, from: number, next: number): number {
    const version = versionOf(this.#registry, key, this.#at);
    const name = version?.name ?? key;
    const department = version?.kind === 'department' || version?.kind === 'division';
    return this.#mention({ key, name, collective: false, department, start: this.#tokens[from]!.start }, from, next);
  }

  #collective(reading: CollectiveReading, from: number): number {
    const tokens = this.#tokens;
    const listed = tokens[reading.next]?.key === ':' ? reading.next + 1 : reading.next;
    if (tokens[reading.next - 1]!.key === SO && this.#index.organisations.longestAt(tokens, listed, [SO]) !== null) {
      this.#departments = true; // "Các Sở: Tài chính, Nội vụ"
      return listed;
    }
    const narrowed = this.#narrowingEnd(reading.next);
    const belongs = BELONGS.has(tokens[reading.next]?.key ?? '')
      ? narrowed
      : BELONGS_END === tokens[reading.next - 1]!.key
        ? reading.next
        : null;
    if (belongs !== null && this.#index.organisations.longestAt(tokens, belongs) !== null) {
      return this.#unknown(from, reading.next, true, reading.next);
    }
    this.#departments = false;
    for (const part of reading.parts) {
      const found = narrowed === null ? part.collective : part.concerned;
      const start = tokens[from]!.start;
      this.#mention({ key: found?.key ?? null, name: found?.name ?? this.#written(from, reading.next), collective: true, department: false, start }, from, reading.next); // prettier-ignore
    }
    return narrowed ?? reading.next;
  }

  /** A body or group that the registry does not know: as many words as can belong to its name. */
  #unknown(from: number, head: number, collective: boolean, fixed?: number): number {
    const end = fixed ?? this.#nameEnd(head, collective);
    const next = this.#ownerEnd(end) ?? end;
    return this.#mention(
      { key: null, name: this.#written(from, next), collective, department: false, start: this.#tokens[from]!.start },
      from,
      next,
    );
  }

  /** "các phòng thuộc Sở Y tế": the owner is part of the name and has no role itself. */
  #ownerEnd(end: number): number | null {
    const owner = this.#ownerAt(end);
    if (owner === null) return null;
    this.#known(owner.value, owner.from, owner.next);
    this.#aside.push((this.#items.pop() as { mention: Mention }).mention);
    return owner.next;
  }

  #ownerAt(at: number): { value: string; from: number; next: number } | null {
    const inside = this.#tokens[at - 1]?.key === BELONGS_END;
    if (!inside && !BELONGS.has(this.#tokens[at]?.key ?? '')) return null;
    const scope = inside ? { next: at } : WORDS.scopes.longestAt(this.#tokens, at);
    const owner = scope === null ? null : this.#index.organisations.longestAt(this.#tokens, scope.next);
    return scope === null || owner === null ? null : { ...owner, from: scope.next };
  }

  #mention(mention: Mention, from: number, next: number): number {
    return this.#push({ is: 'mention', mention, capital: this.#tokens[from]!.capital }, next);
  }

  /** Words of the trade, of manner, and whatever else. */
  #word(at: number): number {
    const tokens = this.#tokens;
    const token = tokens[at]!;
    const apposition = WORDS.appositions.longestAt(tokens, at);
    const verb = WORDS.verbs.longestAt(tokens, at);
    const manner = WORDS.manner.longestAt(tokens, at);
    const paper = WORDS.papers.longestAt(tokens, at);
    const reach = Math.max(apposition?.next ?? 0, verb?.next ?? 0, manner?.next ?? 0);
    if (apposition !== null && apposition.next === reach) return this.#push({ is: 'apposition' }, apposition.next);
    if (paper !== null && paper.next >= reach && tokens[paper.next]?.key === OF) {
      return this.#push({ is: 'scope', of: true, role: paper.value }, paper.next + 1);
    }
    // "Quyết định" in the middle of a clause is a paper, not an act.
    const paperly = token.capital && verb?.value.role === 'issuing' && !this.#afterBody() && !this.#atClauseStart();
    if (verb !== null && verb.next === reach && !paperly) {
      this.#departments = this.#departments && verb.value.kind === 'with';
      return this.#push({ is: 'verb', verb: verb.value, capital: token.capital }, verb.next);
    }
    const scope = WORDS.scopes.longestAt(tokens, at);
    if (scope !== null && scope.next >= (manner?.next ?? 0)) return this.#push({ is: 'scope', of: token.key === OF, role: null }, scope.next); // prettier-ignore
    if (reach > 0) return this.#push({ is: 'manner' }, reach);
    const next = token.capital ? this.#nameEnd(at + 1, false) : at + 1;
    return this.#push({ is: 'text', text: this.#written(at, next), capital: token.capital, start: token.start }, next);
  }

  /** End of a head word such as "Trung tâm", "Sở" that begins a proper name here. */
  #headEnd(at: number): number | null {
    const head = WORDS.bodies.longestAt(this.#tokens, at);
    if (head === null) return null;
    const first = this.#tokens[at]!;
    const next = this.#tokens[head.next];
    const named =
      next !== undefined && next.word && (next.capital || next.key === TINH) && !this.#startsBody(head.next);
    if (named && (first.capital || head.next - at > 1 || first.key === SO)) return head.next;
    if (!first.capital) return null;
    const sure = head.next - at > 1 || first.key === SO || first.key === CUC;
    return sure && this.#wordsEnd(at) <= head.next ? head.next : null;
  }

  /** Does a proper name go on after a registered one ("Sở Nội vụ tỉnh | Ninh Thuận")? */
  #continuesName(next: number): boolean {
    const token = this.#tokens[next];
    return token !== undefined && token.word && token.capital && !this.#startsBody(next) && this.#wordsEnd(next) === 0;
  }

  #startsBody(at: number): boolean {
    return (
      this.#index.organisations.longestAt(this.#tokens, at) !== null ||
      this.#index.collectives.readAt(this.#tokens, at) !== null
    );
  }

  #nameEnd(from: number, collective: boolean): number {
    const tokens = this.#tokens;
    let at = from;
    while (at < tokens.length && at - from < LONGEST_NAME) {
      const token = tokens[at]!;
      if (this.#ownerAt(at) !== null) break;
      if (!token.word) {
        const hyphen = token.key === '-' && !/\s/.test(this.#text.charAt(token.end));
        const listed =
          collective &&
          token.key === ',' &&
          tokens[at + 1]?.capital === false &&
          WORDS.groups.longestAt(tokens, at + 1) !== null;
        if (!hyphen && !listed) break;
      } else if (token.key === AND) {
        const next = tokens[at + 1];
        if (!next?.capital || WORDS.bodies.longestAt(tokens, at + 1) !== null || this.#startsBody(at + 1)) break;
      } else if (!token.capital || tokens[at - 1]!.end === token.end) {
        const verb = WORDS.verbs.longestAt(tokens, at);
        const quiet = verb?.value.kind === 'work' || verb?.value.kind === 'over';
        const spoken = verb !== null && verb.next >= (WORDS.manner.longestAt(tokens, at)?.next ?? 0);
        if (spoken && !(quiet && at === from && !collective)) break;
        if (at > from && !collective && WORDS.narrowing.longestAt(tokens, at) !== null) break;
        if (quantifierEnd(tokens, at) > at && !/^\d/.test(token.key)) break;
      } else if (this.#startsLongBody(at)) break;
      at += 1;
    }
    return at;
  }

  /** "Sở", "UBND" and the like begin another name even without a comma; "Tài chính" does not. */
  #startsLongBody(at: number): boolean {
    return this.#tokens[at]!.key === SO && this.#startsBody(at);
  }

  /** End of "có tài sản", "được chọn thí điểm" … after a collective; null when there is none. */
  #narrowingEnd(from: number): number | null {
    const tokens = this.#tokens;
    const opening = WORDS.narrowing.longestAt(tokens, from);
    if (opening === null || this.#wordsEnd(from) > opening.next) return null;
    let at = opening.next;
    for (; at < tokens.length && tokens[at]!.word && tokens[at]!.key !== AND; at += 1) {
      const verb = WORDS.verbs.longestAt(tokens, at)?.value;
      const passive = [DUOC, CHON, VIEC].includes(tokens[at - 1]!.key);
      if (verb !== undefined && verb.kind !== 'work' && !passive) break;
      if (this.#index.organisations.longestAt(tokens, at) !== null) break;
    }
    return at;
  }

  /** End of the longest word of the trade or of manner that begins here; 0 when none does. */
  #wordsEnd(at: number): number {
    const verb = WORDS.verbs.longestAt(this.#tokens, at)?.next ?? 0;
    return Math.max(verb, WORDS.manner.longestAt(this.#tokens, at)?.next ?? 0, WORDS.appositions.longestAt(this.#tokens, at)?.next ?? 0); // prettier-ignore
  }

  #atClauseStart(): boolean {
    const last = this.#items.at(-1);
    return last === undefined || (last.is === 'mark' && ['bullet', 'break', 'line', 'colon'].includes(last.mark));
  }

  /** In the list after "phối hợp với …" a single noun such as "địa phương" is a collective. */
  #inList(): boolean {
    const last = this.#items.at(-1);
    const before = this.#items.at(-2);
    if (last?.is === 'mark' && (last.mark === 'comma' || last.mark === 'and')) return before?.is === 'mention';
    return (last?.is === 'verb' && last.verb.kind === 'with') || (last?.is === 'manner' && before?.is === 'verb' && before.verb.kind === 'with'); // prettier-ignore
  }

  #afterBody(): boolean {
    const last = this.#items.at(-1);
    return last?.is === 'mention' || last?.is === 'verb' || last?.is === 'mark';
  }

  #written(from: number, next: number): string {
    return this.#text.slice(this.#tokens[from]!.start, this.#tokens[next - 1]!.end).replace(/\s+/g, ' ');
  }

  #push(item: Item, next: number): number {
    const last = this.#items.at(-1);
    if (item.is === 'text' && last?.is === 'text' && !last.capital && !item.capital) {
      last.text += ` ${item.text}`;
      return next;
    }
    this.#items.push(item);
    return next;
  }
}
