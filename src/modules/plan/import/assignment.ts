import type { IsoDate } from '#kernel/calendar/dates.ts';
import { nameKey, type Registry } from '#kernel/organisations/index.ts';
import { ClauseReader, type Holding } from './assignment-clauses.ts';
import type { Mention } from './assignment-items.ts';
import { AssignmentScanner } from './assignment-scan.ts';
import type { AssignedRole, Assignment, Role } from './model.ts';

export interface AssignmentContext {
  /** The task's products as written; they tell who decides when the cell only says "cấp có thẩm quyền". */
  products: string;
  /** The day of signing: names are shown as they were then. Without it, as they are latest. */
  at?: IsoDate;
}

export interface AssignmentReading {
  assignment: Assignment;
  /** Bodies that the registry does not know, as written; each is among the roles with key null. */
  unknown: string[];
  /** Words that could have been a body or a role and were not understood. */
  unread: string[];
  /** Bodies named without a role of their own ("Thường trực Ban …", "dữ liệu của Bộ Công an"). */
  aside: string[];
}

const UNNAMED_AUTHORITY = 'cap-co-tham-quyen';
/** Who leads when the cell says of nobody that he does: whoever does the first of these. */
const STANDS_FOR_LEAD: Role[] = ['carrying-out', 'advising', 'compiling', 'issuing', 'guiding'];

/**
 * Reads a cell that says in words who does what. Never throws; time grows with the length of the text.
 *
 * - Names alone: bodies before a slash lead, those after it coordinate; without slash the first named body leads and the others
 *   coordinate, while collectives alone ("UBND cấp huyện") all lead, each for itself.
 * - Nobody "chủ trì": whoever carries the work out leads as well, so that every product has someone who answers for it.
 */
export function parseAssignment(text: string, registry: Registry, context: AssignmentContext): AssignmentReading {
  const source = text.normalize('NFC');
  const scan = new AssignmentScanner(source, registry, context.at).scan();
  const reader = new ClauseReader();
  reader.read(scan.items);
  const holdings = [...reader.holdings];
  settleBare(reader, holdings);
  settleAuthority(reader, holdings, registry, context);
  settleLead(reader, holdings);
  return answer(text, withoutMutual(holdings), [...scan.aside, ...reader.aside], reader.unread);
}

export interface AssignmentColumns {
  lead?: string;
  coordinating?: string;
  guiding?: string;
  appraising?: string;
  advising?: string;
  compiling?: string;
  carryingOut?: string;
  issuing?: string;
}

const COLUMN_ROLES: [keyof AssignmentColumns, Role][] = [
  ['lead', 'lead'],
  ['coordinating', 'coordinating'],
  ['guiding', 'guiding'],
  ['appraising', 'appraising'],
  ['advising', 'advising'],
  ['compiling', 'compiling'],
  ['carryingOut', 'carrying-out'],
  ['issuing', 'issuing'],
];

/**
 * Reads cells that list bodies only, one column for each role. Words of another role in a cell still count
 * ("Sở A; Sở Tư pháp thẩm định" in the column of leads). The assignment's text joins the cells with a line end.
 */
export function parseAssignmentColumns(
  columns: AssignmentColumns,
  registry: Registry,
  context: AssignmentContext = { products: '' },
): AssignmentReading {
  const all: Holding[] = [];
  const aside: Mention[] = [];
  const unread: string[] = [];
  const texts: string[] = [];
  for (const [column, role] of COLUMN_ROLES) {
    const cell = columns[column]?.trim() ?? '';
    if (cell === '') continue;
    texts.push(cell);
    const scan = new AssignmentScanner(cell.normalize('NFC'), registry, context.at).scan();
    const reader = new ClauseReader();
    reader.read(scan.items);
    // Keeps the columns in order when mentions are sorted by place.
    const shift = (mention: Mention): Mention => ({ ...mention, start: mention.start + texts.length * 1e9 });
    for (const mention of reader.bare.mentions) all.push({ mention: shift(mention), role, as: 'doer' });
    for (const holding of reader.holdings) all.push({ ...holding, mention: shift(holding.mention) });
    aside.push(...scan.aside, ...reader.aside);
    unread.push(...reader.unread);
  }
  return answer(texts.join('\n'), all, aside, unread);
}

function settleBare({ bare }: ClauseReader, holdings: Holding[]): void {
  const led = holdings.some(({ role, as }) => role === 'lead' || (role === 'carrying-out' && as === 'doer'));
  const allCollective = bare.mentions.every((mention) => mention.collective);
  bare.mentions.forEach((mention, at) => {
    const first = bare.beforeSlash === null ? at === 0 || allCollective : at < bare.beforeSlash;
    holdings.push({ mention, role: !led && first ? 'lead' : 'coordinating', as: 'doer' });
  });
}

/** "Trình cấp có thẩm quyền": when the product names exactly one deciding body, that is the one. */
function settleAuthority(
  reader: ClauseReader,
  holdings: Holding[],
  registry: Registry,
  { products, at }: AssignmentContext,
): void {
  const unnamed = holdings.filter(({ mention, role }) => mention.key === UNNAMED_AUTHORITY && role === 'issuing');
  if (
    (unnamed.length === 0 && !reader.submitsToNobody) ||
    holdings.some((each) => each.role === 'issuing' && !unnamed.includes(each))
  )
    return;
  const { items } = new AssignmentScanner(products.normalize('NFC'), registry, at).scan();
  const deciders = new Map<string, Mention>();
  items.forEach((item, index) => {
    const before = items[index - 1];
    const after = items[index + 1];
    const owns = before?.is === 'scope' && before.role === 'issuing';
    const decides = after?.is === 'verb' && after.verb.role === 'issuing';
    if (item.is === 'mention' && item.mention.key !== null && (owns || decides))
      deciders.set(item.mention.key, item.mention);
  });
  const [decider] = deciders.values();
  if (decider === undefined || deciders.size > 1) return;
  if (unnamed.length === 0)
    holdings.push({ mention: { ...decider, start: Number.MAX_SAFE_INTEGER }, role: 'issuing', as: 'other' });
  for (const holding of unnamed) holding.mention = { ...decider, start: holding.mention.start };
}

function settleLead(reader: ClauseReader, holdings: Holding[]): void {
  if (holdings.some((holding) => holding.role === 'lead')) return;
  const stand = (mentions: Mention[]) =>
    holdings.unshift(...mentions.map((mention): Holding => ({ mention, role: 'lead', as: 'doer' })));
  const partners = new Set(
    holdings.filter((each) => each.role === 'coordinating' && each.as === 'doer').map((each) => identity(each.mention)),
  );
  for (const role of STANDS_FOR_LEAD) {
    const doers = holdings.filter(
      (each) => each.role === role && each.as === 'doer' && !partners.has(identity(each.mention)),
    );
    if (doers.length > 0) return void stand(doers.map((holding) => holding.mention));
    if (role === 'carrying-out' && reader.initiators.length > 0) return void stand([...new Set(reader.initiators)]);
  }
}

/** "B phối hợp với A" where A leads and B does not: it is B that coordinates. */
function withoutMutual(holdings: Holding[]): Holding[] {
  const leads = new Set(holdings.filter((each) => each.role === 'lead').map((each) => identity(each.mention)));
  return holdings.flatMap((holding): Holding[] => {
    const self = identity(holding.mention);
    if (holding.role !== 'coordinating' || !leads.has(self)) return [holding];
    if (holding.as === 'doer') return [];
    const others = (holding.of ?? []).filter((each) => identity(each) !== self);
    if (others.some((each) => leads.has(identity(each)))) return [holding];
    return others.map((mention) => ({ mention, role: 'coordinating', as: 'doer' }));
  });
}

function answer(text: string, holdings: Holding[], aside: Mention[], unread: string[]): AssignmentReading {
  const roles = new Map<string, AssignedRole>();
  const ordered = holdings
    .map((holding, at) => ({ ...holding, at }))
    .sort((a, b) => a.mention.start - b.mention.start || a.at - b.at);
  for (const { mention, role } of ordered) {
    const id = `${role} ${identity(mention)}`;
    if (!roles.has(id)) roles.set(id, { role, name: mention.name, collective: mention.collective, key: mention.key });
  }
  const held = new Set(holdings.map((holding) => identity(holding.mention)));
  const bodies = [...new Map([...roles.values()].map((each) => [each.name, each])).values()];
  const names = (mentions: Mention[]) => [...new Set(mentions.map((mention) => mention.name))];
  return {
    assignment: { text, roles: [...roles.values()] },
    unknown: bodies.filter((each) => each.key === null).map((each) => each.name),
    unread: [...new Set(unread)],
    aside: names(aside.filter((each) => !held.has(identity(each)))),
  };
}

function identity({ key, name, collective }: Mention): string {
  return key === null ? nameKey(name) : `${collective ? 'collective' : 'organisation'} ${key}`;
}
