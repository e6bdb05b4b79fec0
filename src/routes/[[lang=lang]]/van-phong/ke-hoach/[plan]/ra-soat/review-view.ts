import type { Severity } from '#kernel/diagnostic.ts';
import type { Resolution } from '#modules/plan/index.ts';
import { reviewPath } from '../../../paths.ts';

/** What the review screen shows, as its address says. Everything is optional in the address. */
export interface ReviewView {
  part: Part;
  severity: Severity | 'all';
  state: 'open' | 'settled' | 'all';
  /** Chosen finding. */
  finding: string | null;
  /** Chosen lines of the source. */
  line: number | null;
  endLine: number | null;
  /** Place of the chosen group in the plan, in the part with the tasks. Its code will not do: a document may use one twice. */
  group: number | null;
  page: number;
}

export const PARTS = ['diem', 'quyet-dinh', 'muc-tieu', 'nhiem-vu'] as const;
export type Part = (typeof PARTS)[number];

const SEVERITIES = new Map<string, Severity>([
  ['loi', 'error'],
  ['can-xem', 'warning'],
  ['ghi-nhan', 'info'],
]);
const STATES = new Map<string, 'open' | 'settled'>([
  ['chua-xu-ly', 'open'],
  ['da-xu-ly', 'settled'],
]);

/** Reads the view from the address; what makes no sense counts as absent. */
export function readView(parameters: Pick<URLSearchParams, 'get'>): ReviewView {
  const line = lineOf(parameters.get('dong'));
  const endLine = lineOf(parameters.get('den'));
  return {
    part: PARTS.find((part) => part === parameters.get('phan')) ?? 'diem',
    severity: SEVERITIES.get(parameters.get('muc') ?? '') ?? 'all',
    state: STATES.get(parameters.get('trang-thai') ?? '') ?? 'all',
    finding: parameters.get('diem'),
    line,
    endLine: line !== null && endLine !== null && endLine > line ? endLine : null,
    group: lineOf(parameters.get('nhom')),
    page: lineOf(parameters.get('trang')) ?? 1,
  };
}

/** Address of the review screen with this view; lines are also the anchor, so that the browser shows them. */
export function reviewAddress(slug: string, view: Partial<ReviewView>): string {
  const nameOf = (table: ReadonlyMap<string, string>, value: string | undefined) =>
    [...table].find(([, meaning]) => meaning === value)?.[0];
  const entries: [string, string | number | null | undefined][] = [
    ['phan', view.part === 'diem' ? null : view.part],
    ['muc', nameOf(SEVERITIES, view.severity)],
    ['trang-thai', nameOf(STATES, view.state)],
    ['nhom', view.group],
    ['trang', view.page === 1 ? null : view.page],
    ['diem', view.finding],
    ['dong', view.line],
    ['den', view.line ? view.endLine : null],
  ];
  const query = new URLSearchParams(entries.flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
  const search = query.toString();
  return `${reviewPath(slug)}${search ? `?${search}` : ''}${view.line ? `#dong-${view.line}` : ''}`;
}

export interface Finding {
  id: string;
  severity: Severity;
  resolution: Resolution;
  line: number | null;
}

/** The findings that the filters let through, the chosen one among them, and its open neighbours. */
export interface FindingChoice<Each extends Finding> {
  shown: Each[];
  chosen: Each | null;
  /** Place of the chosen one among those shown, from 1. */
  place: number | null;
  previousOpen: Each | null;
  nextOpen: Each | null;
}

/**
 * Which finding stands on top. One that was named stays chosen although the filters no longer let it through (it has just
 * been settled); without a name it is the first open one, graver ones first, notes last.
 */
export function chooseFinding<Each extends Finding>(findings: readonly Each[], view: ReviewView): FindingChoice<Each> {
  const passes = ({ severity, resolution }: Each) =>
    (view.severity === 'all' || severity === view.severity) &&
    (view.state === 'all' || (resolution === 'open') === (view.state === 'open'));
  const shown = findings.filter(passes);
  const open = shown.filter(({ resolution }) => resolution === 'open');
  const chosen =
    findings.find(({ id }) => id === view.finding) ??
    (['error', 'warning', 'info'] as const)
      .map((each) => open.find(({ severity }) => severity === each))
      .find(Boolean) ??
    shown[0] ??
    null;
  const at = chosen ? findings.indexOf(chosen) : -1;
  const place = chosen ? shown.indexOf(chosen) : -1;
  return {
    shown,
    chosen,
    place: place < 0 ? null : place + 1,
    previousOpen: open.findLast((each) => findings.indexOf(each) < at) ?? null,
    nextOpen: open.find((each) => findings.indexOf(each) > at) ?? null,
  };
}

/** Findings listed at once; the way through all of them is the card's. */
export const LISTED = 200;

/** As many findings as are listed, the chosen one among them, and how many are left out on either side. */
export function listedAround<Each>(
  shown: readonly Each[],
  place: number | null,
): { rows: Each[]; before: number; after: number } {
  const before = Math.max(0, Math.min((place ?? 1) - LISTED / 2, shown.length - LISTED));
  const rows = shown.slice(before, before + LISTED);
  return { rows, before, after: shown.length - before - rows.length };
}

/** Lines of the source shown at once. */
export const SOURCE_WINDOW = 240;
const BEFORE = 60;

/** Which lines of a source to show so that the chosen one is among them, some context before it. */
export function sourceWindow(
  chosen: number | null,
  last: number,
): { from: number; to: number; previous: number | null; next: number | null } {
  const wished = Math.max(1, (chosen ?? 1) - BEFORE);
  const from = Math.max(1, Math.min(wished, last - SOURCE_WINDOW + 1));
  const to = Math.min(last, from + SOURCE_WINDOW - 1);
  return {
    from,
    to,
    previous: from > 1 ? Math.max(1, from - SOURCE_WINDOW + BEFORE) : null,
    next: to < last ? to + 1 : null,
  };
}

/** Where a finding is mended, by what kind of thing its code is about. */
export function mendingPlace(code: string): 'decision' | 'objective' | 'group' | 'task' | null {
  if (/^(?:decision-|year-|front-matter-)/.test(code)) return 'decision';
  if (code.startsWith('objective-')) return 'objective';
  if (code.startsWith('group-')) return 'group';
  if (
    /^(?:task|product|schedule|due|assignment|lead|several-leads|unknown-organisation|body-without-role|cell|row)/.test(
      code,
    )
  )
    return 'task';
  return null;
}

function lineOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}
