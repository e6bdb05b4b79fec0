import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Schedule } from '#kernel/calendar/schedule-model.ts';
import { parseSchedule } from '#kernel/calendar/schedule.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import type { LineSpan } from '#kernel/documents/model.ts';
import type { Registry } from '#kernel/organisations/model.ts';
import { parseAssignment, parseAssignmentColumns, type AssignmentReading } from './assignment.ts';
import { finding } from './findings.ts';
import type { GroupDraft, TaskDraft } from './groups.ts';
import type { ParsedGroup, ParsedProduct, ParsedTask } from './model.ts';
import { itemsOf } from './products.ts';
import { oneLine, type RowValues } from './rows.ts';

/** Reads what gathered rows say: products, schedules, assignments. Equal expressions are read once. */
export function readGroups(
  drafts: readonly GroupDraft[],
  context: { year: number | null; registry: Registry; signedOn: IsoDate | null },
): { groups: ParsedGroup[]; diagnostics: Diagnostic[] } {
  const reader = new TaskReader(context);
  const groups = drafts.map((draft, index): ParsedGroup => ({
    ordinal: index + 1,
    code: draft.code,
    title: draft.title,
    inferred: draft.inferred,
    tasks: draft.tasks.map((task, place) => reader.read(task, place + 1, draft.code)),
    source: draft.span,
  }));
  return { groups, diagnostics: reader.diagnostics };
}

/** "Sở A chủ trì", not the label "Chủ trì: Sở A" that stands above another for those who coordinate. */
const LEADS = /^(?!chủ trì).*chủ trì/isu;

class TaskReader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly year: number | null;
  private readonly registry: Registry;
  private readonly signedOn: IsoDate | null;
  private readonly schedules = new Map<string, Schedule>();
  private readonly assignments = new Map<string, AssignmentReading>();

  constructor(context: { year: number | null; registry: Registry; signedOn: IsoDate | null }) {
    this.year = context.year;
    this.registry = context.registry;
    this.signedOn = context.signedOn;
  }

  read(draft: TaskDraft, ordinal: number, groupCode: string): ParsedTask {
    const name = `${groupCode}.${draft.number}`;
    return {
      ordinal,
      number: draft.number,
      title: draft.title,
      heading: draft.heading,
      products: draft.rows.flatMap((row) => this.readProducts(name, row.values, row.span)),
      notes: draft.rows.flatMap((row) => row.values.notes),
      source: draft.span,
    };
  }

  /** One row may list several products, and give each its own schedule in a list as long. */
  private readProducts(task: string, values: RowValues, source: LineSpan): ParsedProduct[] {
    const products = itemsOf(values.product?.text ?? '');
    if (products.length === 0) {
      this.report(finding('product-missing', source.line, task));
      products.push('');
    }
    const schedules = itemsOf(values.schedule?.text ?? '');
    const paired = products.length > 1 && schedules.length === products.length;
    const assigned = itemsOf(values.assignment?.text ?? '');
    const each =
      products.length > 1 && assigned.length === products.length && assigned.every((item) => LEADS.test(item));
    const whole = each ? null : this.readAssignment(task, values, source);
    return products.map((text, index) => {
      const { assignment } =
        whole ??
        this.readAssignment(task, { ...values, assignment: { text: assigned[index]!, continued: false } }, source);
      return {
        text,
        schedule: this.readSchedule(task, paired ? schedules[index]! : oneLine(values.schedule?.text ?? ''), source),
        assignment: { text: assignment.text, roles: assignment.roles },
        source,
      };
    });
  }

  private readSchedule(task: string, text: string, source: LineSpan): Schedule {
    let schedule = this.schedules.get(text);
    if (!schedule) {
      schedule = parseSchedule(text, { year: this.year });
      this.schedules.set(text, schedule);
    }
    if (text === '') this.report(finding('schedule-missing', source.line, task));
    else if (!schedule.understood) this.report(finding('schedule-not-understood', source.line, task, text));
    const { due } = schedule;
    if (due && this.year !== null) {
      if (due < isoDate(`${this.year}-01-01`))
        this.report(finding('due-before-plan-year', source.line, task, due, this.year));
      if (due > isoDate(`${this.year}-12-31`))
        this.report(finding('due-after-plan-year', source.line, task, due, this.year));
    }
    return schedule;
  }

  private readAssignment(task: string, values: RowValues, source: LineSpan): AssignmentReading {
    const columns = {
      assignment: values.assignment?.text ?? '',
      lead: values.lead?.text ?? '',
      coordinating: values.coordinating?.text ?? '',
    };
    const context = { products: values.product?.text ?? '', at: this.signedOn ?? undefined };
    const key = JSON.stringify([columns, context.products]);
    let reading = this.assignments.get(key);
    if (!reading) {
      reading =
        columns.lead || columns.coordinating
          ? parseAssignmentColumns(columns, this.registry, context)
          : parseAssignment(columns.assignment, this.registry, context);
      this.assignments.set(key, reading);
    }
    const { assignment, unknown, unread, aside } = reading;
    const leads = assignment.roles.filter((role) => role.role === 'lead');
    if (assignment.text === '') this.report(finding('assignment-missing', source.line, task));
    else if (leads.length === 0) this.report(finding('lead-missing', source.line, task));
    else if (leads.length > 1) {
      this.report(finding('several-leads', source.line, task, leads.map((lead) => lead.name).join('; ')));
    }
    for (const name of unknown) this.report(finding('unknown-organisation', source.line, task, name));
    for (const name of aside) this.report(finding('body-without-role', source.line, task, name));
    for (const words of unread) this.report(finding('assignment-unread', source.line, task, words));
    return reading;
  }

  private report(diagnostic: Diagnostic) {
    this.diagnostics.push(diagnostic);
  }
}
