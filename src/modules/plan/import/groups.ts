import type { LineSpan } from '#kernel/documents/model.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import { finding } from './findings.ts';
import { codeKind, toRoman } from './numbering.ts';
import { REFORM_AREAS } from './reform-areas.ts';
import { hasDetails, type RowMeaning, type RowValues, type Value } from './rows.ts';

/** A task's rows, gathered but not yet read: values as written, inherited ones filled in. */
export interface TaskDraft {
  number: string;
  title: string;
  heading: string | null;
  rows: { values: RowValues; span: LineSpan }[];
  span: LineSpan;
}

export interface GroupDraft {
  code: string;
  title: string;
  inferred: boolean;
  tasks: TaskDraft[];
  span: LineSpan | null;
}

/** Gathers the meanings of the rows into groups and tasks. A numbering that starts again without a heading starts a group. */
export function gather(meanings: readonly RowMeaning[]): { groups: GroupDraft[]; diagnostics: Diagnostic[] } {
  const gathering = new Gathering();
  meanings.forEach((meaning, index) => gathering.take(meaning, meanings[index + 1]));
  gathering.finish();
  return { groups: gathering.groups, diagnostics: gathering.diagnostics };
}

class Gathering {
  readonly groups: GroupDraft[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Last whole number seen in this group, and over all groups (plans may number straight through). */
  private lastInGroup = 0;
  private lastOverall = 0;
  /** The task that letters and dashes below it belong to. */
  private parent: { number: string; title: string } | null = null;
  private unnumbered = 0;
  private numbersInGroup = new Set<string>();
  /** A numbered row without details above deeper numbers ("1.2" above "1.2.1"). */
  private heads: { number: string; title: string; span: LineSpan }[] = [];
  /** The heading above groups that are counted otherwise ("A" above "I", "II"). */
  private part: { code: string; title: string } | null = null;

  take(meaning: RowMeaning, next: RowMeaning | undefined) {
    if (meaning.kind === 'empty') this.diagnostics.push(finding('row-empty', meaning.span.line));
    else if (meaning.kind === 'aside') this.diagnostics.push(finding('cell-not-used', meaning.span.line, meaning.text));
    else if (meaning.kind === 'group') this.openGroup(meaning.code, meaning.title, meaning.span);
    else if (meaning.kind === 'task') this.takeTask(meaning, next);
    else if (meaning.kind === 'continuation') this.takeContinuation(meaning);
  }

  finish() {
    this.groupsFromHeads();
    const inferred = this.groups.filter((group) => group.inferred);
    // Only a full set of seven lost headings can be matched with the areas by its order alone.
    const byOrder = inferred.length === REFORM_AREAS.length && this.groups.length === REFORM_AREAS.length;
    this.groups.forEach((group, index) => {
      if (group.inferred) {
        group.code = toRoman(index + 1);
        group.title = byOrder ? REFORM_AREAS[index]! : `Nhóm ${group.code} (không có tiêu đề trong văn bản)`;
        this.diagnostics.push(finding('group-inferred', group.tasks[0]?.span.line ?? null, group.code, group.title));
      } else if (group.tasks.length === 0) {
        this.diagnostics.push(finding('group-empty', group.span?.line ?? null, group.title));
      }
      if (group.code === '') group.code = toRoman(index + 1);
    });
  }

  /** Without other headings, numbered rows that only head "1.1", "1.2" … are the groups. */
  private groupsFromHeads() {
    const [only, ...others] = this.groups;
    const heads = this.heads.filter(({ number }) => !number.includes('.'));
    if (!only?.inferred || others.length > 0 || heads.length < 2) return;
    const beneath = (task: TaskDraft, head: { number: string }) =>
      /^\d+\.\d/.test(task.number) && task.number.startsWith(`${head.number}.`);
    if (!only.tasks.every((task) => heads.some((head) => beneath(task, head)))) return;
    this.groups.splice(
      0,
      1,
      ...heads.map(({ number, title, span }) => ({
        code: toRoman(Number(number)),
        title,
        inferred: false,
        tasks: only.tasks
          .filter((task) => beneath(task, { number }))
          .map((task) => ({ ...task, heading: task.heading === title ? null : task.heading })),
        span,
      })),
    );
  }

  /** "A" with nothing of its own above "I", "II": the part's code and title go with each of its groups. */
  private withinPart(code: string | null, title: string): { code: string | null; title: string } {
    const above = this.groups.at(-1);
    if (code === null) return { code, title };
    if (this.part && codeKind(code) === codeKind(this.part.code)) this.part = null;
    else if (
      !this.part &&
      above?.code &&
      above.span &&
      above.tasks.length === 0 &&
      codeKind(above.code) !== codeKind(code)
    ) {
      this.part = { code: above.code, title: above.title };
      this.groups.pop();
    }
    if (!this.part) return { code, title };
    const full = code.startsWith(`${this.part.code}.`) ? code : `${this.part.code}.${code}`;
    return { code: full, title: `${this.part.title} – ${title}` };
  }

  private openGroup(own: string | null, ownTitle: string, span: LineSpan | null) {
    const { code, title } = this.withinPart(own, ownTitle);
    this.groups.push({ code: code ?? '', title, inferred: span === null, tasks: [], span });
    this.lastInGroup = 0;
    this.unnumbered = 0;
    this.numbersInGroup = new Set();
    this.parent = null;
    this.heads = this.heads.filter(() => span === null && this.groups.length === 1);
  }

  private takeTask(row: Extract<RowMeaning, { kind: 'task' }>, next: RowMeaning | undefined) {
    const { number, values } = row;
    if (headsGroup(row, next)) {
      this.openGroup(null, row.title, row.span);
      return;
    }
    const startsAgain = number?.depth === 1 && number.last === 1 && this.lastInGroup >= 1;
    if (this.groups.length === 0 || startsAgain) this.openGroup(null, '', null);

    if (number?.depth === 1 && number.last !== null) {
      this.checkSequence(number.last, row.span.line);
      this.parent = { number: number.text, title: row.title };
      // A numbered row with nothing but a title heads the sub-numbered rows below it.
      if (!hasDetails(values) && next && isBeneath(next)) {
        this.takeHead(number.text, row);
        return;
      }
      this.push(number.text, row, null);
    } else if (number) {
      const full =
        number.last === null && !number.text.includes('.') && this.parent
          ? `${this.parent.number}.${number.text}`
          : number.text;
      const heads =
        [...this.heads].reverse().find((head) => full.startsWith(`${head.number}.`) && head.number.includes('.')) ??
        this.parent;
      if (!hasDetails(values) && next?.kind === 'task' && next.number?.text.startsWith(`${full}.`)) {
        this.takeHead(full, row);
        return;
      }
      this.push(full, row, heads && full.startsWith(`${heads.number}.`) ? heads.title : null);
    } else {
      this.unnumbered += 1;
      const isDashed = row.beneath === true || /^[-–+•]/u.test(row.title);
      const own = isDashed && this.parent ? `${this.parent.number}.${this.unnumbered}` : String(this.lastInGroup + 1);
      if (!isDashed || !this.parent) this.lastInGroup += 1;
      const title = row.title.replace(/^[-–+•]\s*/u, '');
      this.diagnostics.push(finding('task-number-inferred', row.span.line, own, title));
      this.push(own, { ...row, title }, isDashed ? (this.parent?.title ?? null) : null);
    }
  }

  private takeHead(number: string, row: Extract<RowMeaning, { kind: 'task' }>) {
    this.heads.push({ number, title: row.title, span: row.span });
    for (const { text } of row.values.notes) this.diagnostics.push(finding('cell-not-used', row.span.line, text));
  }

  private push(number: string, row: Extract<RowMeaning, { kind: 'task' }>, heading: string | null) {
    const group = this.groups.at(-1)!;
    if (this.numbersInGroup.has(number)) {
      this.diagnostics.push(finding('task-number-repeated', row.span.line, group.code || 'này', number));
    }
    this.numbersInGroup.add(number);
    if (row.title === '') this.diagnostics.push(finding('task-title-missing', row.span.line, number));
    group.tasks.push({
      number,
      title: row.title,
      heading,
      rows: [{ values: row.values, span: row.span }],
      span: { ...row.span },
    });
  }

  private takeContinuation(row: Extract<RowMeaning, { kind: 'continuation' }>) {
    const task = this.groups.at(-1)?.tasks.at(-1);
    if (!task) {
      this.diagnostics.push(finding('row-not-understood', row.span.line, rowText(row.values)));
      return;
    }
    const above = task.rows.at(-1)!.values;
    task.rows.push({ values: inherit(row.values, above), span: row.span });
    task.span.endLine = Math.max(task.span.endLine, row.span.endLine);
  }

  private checkSequence(value: number, line: number) {
    const group = this.groups.at(-1)!;
    const expected = this.lastInGroup === 0 && value === this.lastOverall + 1 ? value : this.lastInGroup + 1;
    for (let missing = expected; missing < value && missing < expected + 20; missing += 1) {
      this.diagnostics.push(
        finding('task-number-missing', line, group.code || String(this.groups.length), String(missing)),
      );
    }
    this.lastInGroup = value;
    this.lastOverall = value;
  }
}

/** A bare row above a number that opens a count, where it is not counted itself: "Cải cách thể chế" above "1". */
function headsGroup(row: Extract<RowMeaning, { kind: 'task' }>, next: RowMeaning | undefined): boolean {
  if (hasDetails(row.values) || row.values.notes.length > 0 || next?.kind !== 'task' || next.number?.depth !== 1)
    return false;
  if (row.number === null) return /^\p{Lu}/u.test(row.title) && hasDetails(next.values);
  // "a", "b" above "1": letters count the groups.
  return /^[a-hđ]$/.test(row.number.text) && next.number.last === 1;
}

function isBeneath(next: RowMeaning): boolean {
  if (next.kind !== 'task') return false;
  return next.number ? next.number.depth > 1 : /^[-–+•]/u.test(next.title);
}

/** A product below shares what a merged (or empty) cell has above. */
function inherit(values: RowValues, above: RowValues): RowValues {
  const from = (own: Value | null, other: Value | null) => (own && own.text !== '' ? own : other);
  return {
    product: from(values.product, above.product),
    schedule: from(values.schedule, above.schedule),
    assignment: from(values.assignment, above.assignment),
    lead: from(values.lead, above.lead),
    coordinating: from(values.coordinating, above.coordinating),
    notes: values.notes,
  };
}

function rowText(values: RowValues): string {
  const cells = [values.product, values.schedule, values.assignment, values.lead, values.coordinating];
  return [...cells.map((value) => value?.text ?? ''), ...values.notes.map((note) => note.text)]
    .filter(Boolean)
    .join(' · ');
}
