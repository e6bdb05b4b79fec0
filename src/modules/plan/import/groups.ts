import type { LineSpan } from '#kernel/documents/model.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import { finding } from './findings.ts';
import { toRoman } from './numbering.ts';
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

  take(meaning: RowMeaning, next: RowMeaning | undefined) {
    if (meaning.kind === 'empty') this.diagnostics.push(finding('row-empty', meaning.span.line));
    else if (meaning.kind === 'group') this.openGroup(meaning.code, meaning.title, meaning.span);
    else if (meaning.kind === 'task') this.takeTask(meaning, next);
    else if (meaning.kind === 'continuation') this.takeContinuation(meaning);
  }

  finish() {
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

  private openGroup(code: string | null, title: string, span: LineSpan | null) {
    this.groups.push({ code: code ?? '', title, inferred: span === null, tasks: [], span });
    this.lastInGroup = 0;
    this.unnumbered = 0;
    this.numbersInGroup = new Set();
    this.parent = null;
  }

  private takeTask(row: Extract<RowMeaning, { kind: 'task' }>, next: RowMeaning | undefined) {
    const { number, values } = row;
    const startsAgain = number?.depth === 1 && number.last === 1 && this.lastInGroup >= 1;
    if (this.groups.length === 0 || startsAgain) this.openGroup(null, '', null);

    if (number?.depth === 1 && number.last !== null) {
      this.checkSequence(number.last, row.span.line);
      this.parent = { number: number.text, title: row.title };
      // A numbered row with nothing but a title heads the sub-numbered rows below it.
      if (!hasDetails(values) && next && isBeneath(next)) return;
      this.push(number.text, row, null);
    } else if (number) {
      const full =
        number.last === null && !number.text.includes('.') && this.parent
          ? `${this.parent.number}.${number.text}`
          : number.text;
      const heads = this.parent && full.startsWith(`${this.parent.number}.`) ? this.parent.title : null;
      this.push(full, row, heads);
    } else {
      this.unnumbered += 1;
      const isDashed = /^[-–+•]/u.test(row.title);
      const own = isDashed && this.parent ? `${this.parent.number}.${this.unnumbered}` : String(this.lastInGroup + 1);
      if (!isDashed || !this.parent) this.lastInGroup += 1;
      const title = row.title.replace(/^[-–+•]\s*/u, '');
      this.diagnostics.push(finding('task-number-inferred', row.span.line, own, title));
      this.push(own, { ...row, title }, isDashed ? (this.parent?.title ?? null) : null);
    }
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
