import type { InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { lastDayInTime } from '#kernel/calendar/schedule.ts';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { newId } from '#kernel/database/uuid.ts';
import type { Registry } from '#kernel/organisations/model.ts';
import { membersOf } from '#kernel/organisations/registry.ts';
import type { ParsedObjective, ParsedPlan, ParsedProduct } from '../import/model.ts';
import {
  planAssignment,
  planBasis,
  planCollectiveMember,
  planDiagnostic,
  planGroup,
  planObjective,
  planProduct,
  planSourceLine,
  planTarget,
  planTask,
} from '../schema.ts';

type Row<Table extends PgTable> = InferInsertModel<Table>;

/** A plan as rows, in the order in which they may be written. */
export interface PlanRows {
  lines: Row<typeof planSourceLine>[];
  bases: Row<typeof planBasis>[];
  objectives: Row<typeof planObjective>[];
  targets: Row<typeof planTarget>[];
  groups: Row<typeof planGroup>[];
  tasks: Row<typeof planTask>[];
  products: Row<typeof planProduct>[];
  assignments: Row<typeof planAssignment>[];
  members: Row<typeof planCollectiveMember>[];
  diagnostics: Row<typeof planDiagnostic>[];
}

/** The registry as it stood on the day that decides who is meant by "các sở, ban, ngành". */
export interface RegistryAt {
  registry: Registry;
  at: IsoDate;
}

/** Turns a parsed plan into rows. Pure but for the identities it gives out. */
export function rowsOf(
  planId: string,
  parsed: ParsedPlan,
  lines: readonly { text: string; page: number | null }[],
  registryAt: RegistryAt,
): PlanRows {
  const rows: PlanRows = {
    lines: lines.map(({ text, page }, index) => ({ planId, line: index + 1, page, text })),
    bases: parsed.decision.bases.map(({ number, date, title, source }, ordinal) => ({
      planId,
      ordinal,
      number,
      issuedOn: date,
      title,
      line: source.line,
    })),
    objectives: [],
    targets: [],
    groups: [],
    tasks: [],
    products: [],
    assignments: [],
    members: membersAt(planId, registryAt),
    diagnostics: parsed.diagnostics.map(({ code, severity, message, line }, ordinal) => ({
      id: newId(),
      planId,
      ordinal,
      code,
      severity,
      message,
      line,
      resolution: 'open' as const,
    })),
  };
  addObjectives(rows, planId, parsed.objectives, null);
  for (const group of parsed.groups) {
    const groupId = newId();
    rows.groups.push({
      id: groupId,
      planId,
      ordinal: group.ordinal,
      code: group.code,
      title: group.title,
      inferred: group.inferred,
    });
    const codes = new Map<string, number>();
    for (const task of group.tasks) {
      const taskId = newId();
      const products = task.products.map((product, index) =>
        productRows(product, { planId, taskId, ordinal: index + 1 }),
      );
      rows.tasks.push({
        id: taskId,
        planId,
        groupId,
        ordinal: rows.tasks.length + 1,
        number: task.number,
        code: freeCode(codes, `${group.code}.${task.number}`),
        title: task.title,
        heading: task.heading,
        notes: task.notes,
        line: task.source.line,
        endLine: task.source.endLine,
        ...dueProjection(products.map(({ product }) => product.due ?? null)),
      });
      for (const each of products) {
        rows.products.push(each.product);
        rows.assignments.push(...each.assignments);
      }
    }
  }
  return rows;
}

/** The earliest and the latest date among a task's products. */
export function dueProjection(dues: readonly (IsoDate | null)[]): {
  firstDue: IsoDate | null;
  lastDue: IsoDate | null;
} {
  const dated = dues.filter((due) => due !== null).sort();
  return { firstDue: dated[0] ?? null, lastDue: dated.at(-1) ?? null };
}

/** One product with its assignments. */
export function productRows(
  product: Pick<ParsedProduct, 'text' | 'schedule' | 'assignment'> & {
    source: { line: number | null; endLine: number | null };
  },
  place: { planId: string; taskId: string; ordinal: number; id?: string },
) {
  const id = place.id ?? newId();
  const { schedule, assignment } = product;
  return {
    product: {
      id,
      planId: place.planId,
      taskId: place.taskId,
      ordinal: place.ordinal,
      text: product.text,
      line: product.source.line,
      endLine: product.source.endLine,
      scheduleText: schedule.text,
      scheduleKind: schedule.kind,
      schedule,
      due: schedule.due,
      lastDay: lastDayInTime(schedule),
      assignmentText: assignment.text,
    } satisfies Row<typeof planProduct>,
    assignments: assignment.roles.map(({ role, name, collective, key }, ordinal): Row<typeof planAssignment> => ({
      productId: id,
      ordinal,
      role,
      name,
      collective,
      organisationKey: collective ? null : key,
      collectiveKey: collective ? key : null,
    })),
  };
}

/**
 * Whom each collective of the registry means on its day. "Các cơ quan liên quan" means nobody in particular: a person decides
 * which, and nobody is made answerable by a guess.
 */
function membersAt(planId: string, { registry, at }: RegistryAt): Row<typeof planCollectiveMember>[] {
  return registry.collectives
    .filter(({ indefinite }) => !indefinite)
    .flatMap((collective) =>
      membersOf(collective, at, registry).map(({ key }) => ({
        planId,
        collectiveKey: collective.key,
        organisationKey: key,
      })),
    );
}

/** Writes all rows in few statements. */
export async function writeRows(tx: Transaction, rows: PlanRows): Promise<void> {
  await insertMany(tx, planSourceLine, rows.lines);
  await insertMany(tx, planBasis, rows.bases);
  await insertMany(tx, planObjective, rows.objectives);
  await insertMany(tx, planTarget, rows.targets);
  await insertMany(tx, planGroup, rows.groups);
  await insertMany(tx, planTask, rows.tasks);
  await insertMany(tx, planProduct, rows.products);
  await insertMany(tx, planAssignment, rows.assignments);
  await insertMany(tx, planCollectiveMember, rows.members);
  await insertMany(tx, planDiagnostic, rows.diagnostics);
}

function addObjectives(
  rows: PlanRows,
  planId: string,
  objectives: readonly ParsedObjective[],
  parentId: string | null,
) {
  for (const { number, text, targets, items, source } of objectives) {
    const id = newId();
    rows.objectives.push({
      id,
      planId,
      parentId,
      ordinal: rows.objectives.length + 1,
      number,
      text,
      line: source.line,
    });
    targets.forEach((target, ordinal) => rows.targets.push({ objectiveId: id, ordinal, ...target }));
    addObjectives(rows, planId, items, id);
  }
}

/** Task numbers may repeat in a document; the second becomes "I.3-2", because a code is an address. */
function freeCode(taken: Map<string, number>, code: string): string {
  const times = (taken.get(code) ?? 0) + 1;
  taken.set(code, times);
  return times === 1 ? code : `${code}-${times}`;
}
