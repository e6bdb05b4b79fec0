import { clausesOf, withoutGlosses, type Item, type Mention } from './assignment-items.ts';
import type { Verb } from './assignment-words.ts';
import type { Role } from './model.ts';

/** One body holding one role, with the reason needed to settle the cell as a whole. */
export interface Holding {
  mention: Mention;
  role: Role;
  /** doer: said of the body itself; partner: named after "phối hợp với"; other: named after another's verb. */
  as: 'doer' | 'partner' | 'other';
  /** For a partner: the bodies that it works with. */
  of?: Mention[];
}

/** What a clause hands on to one without a verb ("Phối hợp: A; B; C"). */
type Carry = { roles: Role[]; as: Holding['as']; of: Mention[] } | null;

/** A clause without a verb: names only, the lead before the slash. */
export interface Bare {
  mentions: Mention[];
  /** How many stand before the first slash; null without one. */
  beforeSlash: number | null;
}

/** Everything read from the clauses of a cell, before it is settled who leads. */
export class ClauseReader {
  readonly holdings: Holding[] = [];
  readonly bare: Bare = { mentions: [], beforeSlash: null };
  readonly aside: Mention[] = [];
  readonly unread: string[] = [];
  /** Bodies that propose "phối hợp với …" without leading. */
  readonly initiators: Mention[] = [];
  /** The text submits something to an authority that it does not name. */
  submitsToNobody = false;
  #carry: Carry = null;

  read(items: Item[]): void {
    for (const clause of clausesOf(items)) {
      const reading = new Clause(this, this.#carry);
      this.#carry = reading.read(clause);
    }
  }
}

type Mode = 'subject' | 'list' | 'label' | 'over' | 'receive';

class Clause {
  readonly #cell: ClauseReader;
  readonly #carry: Carry;
  #mode: Mode = 'subject';
  #subjects: Mention[] = [];
  #actors: Mention[] = [];
  #pending: Mention[] = [];
  #workers: Mention[] = [];
  #listed: Mention[] = [];
  #labels: Role[] = [];
  #receives: Role | null = null;
  #awaitingPartners = false;
  #proposing = false;
  #decided = false;
  /** The actors were told to act ("hướng dẫn các sở thực hiện"); who leads is another. */
  #directed = false;
  #separated = false;
  #lastByComma = false;
  #verbs = 0;
  #inScope: { role: Role | null } | null = null;
  #apposed = false;
  #slash: number | null = null;

  constructor(cell: ClauseReader, carry: Carry) {
    this.#cell = cell;
    this.#carry = carry;
  }

  read(items: Item[]): Carry {
    withoutGlosses(items, this.#cell.aside).forEach((item, at, all) => this.#item(item, all[at - 1], all[at + 1]));
    return this.#end();
  }

  #item(item: Item, previous: Item | undefined, next: Item | undefined): void {
    if (item.is === 'mention') this.#mention(item.mention, previous, next);
    else if (item.is === 'verb') this.#verb(item.verb, next);
    else if (item.is === 'mark') this.#mark(item.mark);
    else if (item.is === 'scope') this.#scope(item, previous);
    else if (item.is === 'apposition') this.#apposed = true;
    else if (item.is === 'text') this.#text(item, previous, next);
  }

  #mention(mention: Mention, previous: Item | undefined, next: Item | undefined): void {
    // "tự chủ tài chính đơn vị sự nghiệp": what the work is about.
    const about = mention.collective && previous?.is === 'text' && next?.is !== 'verb';
    if (this.#apposed || (about && this.#mode === 'subject' && this.#verbs > 0)) {
      this.#apposed = false;
      this.#cell.aside.push(mention);
    } else if (this.#inScope !== null) {
      if (this.#inScope.role === null) this.#cell.aside.push(mention);
      else this.#give([mention], this.#inScope.role, 'other');
    } else {
      this.#lastByComma = previous?.is === 'mark' && previous.mark === 'comma';
      this.#pending.push(mention);
    }
  }

  #mark(mark: string): void {
    this.#separated = true;
    if (mark !== 'and') this.#inScope = null;
    if (mark === 'slash' && this.#verbs === 0) this.#slash ??= this.#pending.length;
    if (mark === 'close') {
      this.#apposed = false;
      if (this.#verbs > 0 && this.#mode !== 'subject') {
        this.#place(null);
        this.#settlePartners();
        this.#mode = 'subject';
      }
    } else if (mark !== 'colon' && this.#pending.length === 0 && (this.#mode === 'over' || this.#mode === 'receive')) {
      this.#mode = 'subject';
    }
  }

  #scope(scope: { of: boolean; role: Role | null }, previous: Item | undefined): void {
    if (scope.role === null && previous?.is === 'verb' && !scope.of && previous.verb.kind !== 'act') return; // "hướng dẫn cho các sở"
    if (scope.role === null && previous?.is === 'verb' && scope.of && this.#inScope !== null) return;
    this.#inScope = { role: scope.role };
  }

  #text(item: Item & { is: 'text' }, previous: Item | undefined, next: Item | undefined): void {
    const naming = this.#mode === 'list' || this.#mode === 'label' || this.#verbs === 0;
    const begins =
      previous === undefined || previous.is === 'mark' || previous.is === 'verb' || previous.is === 'manner';
    const ends = next === undefined || next.is === 'mark' || next.is === 'verb';
    if (item.capital && naming && begins && ends && this.#inScope === null) {
      this.#pending.push({ key: null, name: item.text, collective: false, department: false, start: item.start });
    } else if (naming && this.#inScope === null) {
      this.#cell.unread.push(item.text);
    }
  }

  #verb(verb: Verb, next: Item | undefined): void {
    if (next?.is === 'scope' && next.of && next.role === null && verb.role !== null && verb.kind !== 'with') {
      this.#inScope = { role: verb.role }; // "ý kiến thẩm định của Sở Tư pháp": a noun
      this.#verbs += 1;
      return;
    }
    this.#inScope = null;
    const received = this.#mode === 'receive' && this.#pending.length > 0;
    const listed = this.#mode === 'list' && this.#pending.length > 0;
    this.#place(verb);
    if (this.#decided && this.#separated && verb.role !== 'issuing') {
      this.#actors = this.#subjects;
      this.#decided = this.#directed = false;
    }
    this.#verbs += 1;
    this.#separated = false;
    const proposed = verb.kind === 'act' && verb.role === 'issuing' && this.#proposing && !received && !this.#decided;
    if (proposed) {
      this.#cell.submitsToNobody = true;
      return;
    }
    const nobody = this.#actors.length === 0;
    if (nobody && verb.role !== null && verb.kind !== 'work' && this.#subjects.length === 0) {
      this.#labels = this.#mode === 'label' && this.#listed.length === 0 ? [...this.#labels, verb.role] : [verb.role];
      this.#mode = 'label';
      return;
    }
    if (verb.kind === 'with') return this.#with(listed);
    if (verb.role !== null) this.#give(this.#actors, verb.role, received || this.#directed ? 'other' : 'doer');
    else if (!received) this.#workers.push(...this.#actors);
    if (received && verb.role === null && this.#receives !== null) this.#giveReceived(this.#actors, this.#receives);
    this.#decided = received ? verb.role === 'issuing' : this.#decided && verb.role === 'issuing';
    if (verb.proposes) this.#proposing = true;
    this.#receives = verb.kind === 'to' ? verb.receives : null;
    this.#mode = verb.kind === 'to' ? 'receive' : verb.kind === 'over' ? 'over' : 'subject';
  }

  /** "phối hợp (với)": partners follow, unless the clause ends or another verb comes. */
  #with(listed: boolean): void {
    if (!listed) {
      this.#awaitingPartners = true;
      this.#listed = [];
    }
    this.#mode = 'list';
  }

  /** Gives the bodies read since the last verb their place, before the verb that comes now (null: the end). */
  #place(verb: Verb | null): void {
    if (this.#pending.length === 0) {
      if (this.#mode === 'list' && verb !== null) this.#settlePartners();
      return;
    }
    let pending = this.#pending;
    this.#pending = [];
    const own = verb !== null && this.#lastIsOwnSubject(pending, verb) ? pending.slice(-1) : [];
    if (own.length > 0) pending = pending.slice(0, -1);
    if (this.#mode === 'subject') {
      if (verb === null) this.#give(pending, 'coordinating', 'partner', this.#subjects);
      else {
        this.#actors = this.#subjects = pending;
        this.#directed = false;
      }
    } else if (this.#mode === 'list') {
      this.#give(pending, 'coordinating', 'partner', this.#actors);
      this.#listed.push(...pending);
      this.#awaitingPartners = false;
      this.#cell.initiators.push(...this.#actors);
    } else if (this.#mode === 'label') {
      for (const role of this.#labels) this.#give(pending, role, role === 'coordinating' ? 'partner' : 'doer');
      this.#listed.push(...pending);
      this.#actors = this.#subjects = pending;
    } else if (this.#mode === 'over') {
      if (verb === null || verb.role === null) this.#give(pending, 'carrying-out', 'other');
      this.#actors = pending;
      this.#directed = true;
    } else {
      const verbless = verb === null || own.length > 0;
      if (verbless && this.#receives !== null) this.#giveReceived(pending, this.#receives);
      this.#actors = pending;
      this.#directed = true;
    }
    if (own.length > 0) {
      this.#actors = this.#subjects = own;
      this.#directed = false;
      this.#mode = 'subject';
    }
  }

  /** "phối hợp với các sở, Sở Tư pháp thẩm định": the last name is the doer of what follows. */
  #lastIsOwnSubject(pending: Mention[], verb: Verb): boolean {
    if (pending.length < 2 || !this.#lastByComma || verb.role === null) return false;
    if (this.#mode === 'list')
      return verb.role === 'appraising' || verb.role === 'lead' || (verb.role === 'issuing' && !this.#proposing);
    return this.#mode === 'receive' && this.#receives === 'issuing' && verb.role !== 'issuing';
  }

  #settlePartners(): void {
    if (this.#awaitingPartners) this.#give(this.#actors, 'coordinating', 'doer');
    this.#awaitingPartners = false;
  }

  #end(): Carry {
    if (this.#verbs === 0) return this.#endBare();
    this.#place(null);
    const open = this.#mode === 'list' && (this.#listed.length > 0 || this.#awaitingPartners);
    const carry: Carry =
      this.#mode === 'label'
        ? { roles: this.#labels, as: this.#labels.includes('coordinating') ? 'partner' : 'doer', of: [] }
        : open
          ? { roles: ['coordinating'], as: 'partner', of: this.#actors }
          : null;
    this.#settlePartners();
    for (const worker of this.#workers) {
      if (!this.#cell.holdings.some((holding) => holding.mention === worker))
        this.#give([worker], 'carrying-out', 'doer');
    }
    return carry;
  }

  #endBare(): Carry {
    const mentions = this.#pending;
    if (mentions.length === 0) return this.#carry;
    if (this.#carry !== null) {
      for (const role of this.#carry.roles) this.#give(mentions, role, this.#carry.as, this.#carry.of);
      return this.#carry;
    }
    if (this.#cell.bare.mentions.length === 0) this.#cell.bare.beforeSlash = this.#slash;
    this.#cell.bare.mentions.push(...mentions);
    return null;
  }

  #giveReceived(mentions: Mention[], role: Role): void {
    for (const mention of mentions)
      this.#give([mention], role === 'issuing' && mention.department ? 'compiling' : role, 'other');
  }

  #give(mentions: Mention[], role: Role, as: Holding['as'], of: Mention[] = []): void {
    for (const mention of mentions) this.#cell.holdings.push({ mention, role, as, of });
  }
}
