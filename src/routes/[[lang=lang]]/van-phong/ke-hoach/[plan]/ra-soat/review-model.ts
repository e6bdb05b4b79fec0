import { describeSchedule } from '#kernel/calendar/describe-schedule.ts';
import type { Severity } from '#kernel/diagnostic.ts';
import { formatDate, formatInstant, formatNumber, say } from '#kernel/language.ts';
import {
  RESOLUTION_WORDS,
  ROLE_WORDS,
  ROLES,
  SEVERITY_WORDS,
  type ObjectiveTree,
  type Resolution,
  type ReviewTask,
} from '#modules/plan/index.ts';
import { objectiveEditPath, taskEditPath } from '../../../paths.ts';

/** The structure in the words of the screen. Made on the server, so that the page's script carries no module along. */

export interface ShownFinding {
  id: string;
  severity: Severity;
  severityWord: string;
  resolution: Resolution;
  resolutionWord: string;
  message: string;
  line: number | null;
  note: string | null;
  /** Who settled it and when. */
  settled: string | null;
}

interface FindingRow {
  id: string;
  severity: Severity;
  resolution: Resolution;
  message: string;
  line: number | null;
  note: string | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
}

export function showFinding(row: FindingRow): ShownFinding {
  const { id, severity, resolution, message, line, note, resolvedBy, resolvedAt } = row;
  return {
    id,
    severity,
    severityWord: say(SEVERITY_WORDS[severity], 'vi'),
    resolution,
    resolutionWord: say(RESOLUTION_WORDS[resolution], 'vi'),
    message,
    line,
    note,
    settled: resolvedAt ? `${resolvedBy}, ${formatInstant(resolvedAt, 'vi')}` : null,
  };
}

export interface ShownRole {
  role: string;
  bodies: { name: string; known: boolean; collective: boolean }[];
}

export interface ShownTask {
  code: string;
  title: string;
  heading: string | null;
  notes: { heading: string; text: string }[];
  line: number | null;
  endLine: number | null;
  editHref: string;
  products: {
    id: string;
    text: string;
    scheduleText: string;
    understood: boolean;
    schedule: string;
    assignmentText: string;
    roles: ShownRole[];
  }[];
}

export function showTask(slug: string, task: ReviewTask): ShownTask {
  const { code, title, heading, notes, line, endLine } = task;
  return {
    code,
    title,
    heading,
    notes,
    line,
    endLine,
    editHref: taskEditPath(slug, code),
    products: task.products.map(({ id, text, scheduleText, schedule, assignmentText, assignments }) => ({
      id,
      text,
      scheduleText,
      understood: schedule.understood,
      schedule: describeSchedule(schedule, 'vi'),
      assignmentText,
      roles: rolesOf(assignments),
    })),
  };
}

type Assignment = ReviewTask['products'][number]['assignments'][number];

function rolesOf(assignments: readonly Assignment[]): ShownRole[] {
  return ROLES.flatMap((role) => {
    const bodies = assignments
      .filter((assignment) => assignment.role === role)
      .map(({ name, organisationKey, collectiveKey, collective }) => ({
        name,
        known: organisationKey !== null || collectiveKey !== null,
        collective,
      }));
    return bodies.length > 0 ? [{ role: say(ROLE_WORDS[role], 'vi'), bodies }] : [];
  });
}

export interface ShownObjective {
  id: string;
  number: string;
  text: string;
  line: number | null;
  editHref: string;
  targets: { figure: string; text: string }[];
  items: ShownObjective[];
}

const OPERATORS = { '=': '=', '>': 'trên', '>=': 'từ', '<': 'dưới', '<=': 'đến' } as const;

export function showObjective(slug: string, objective: ObjectiveTree): ShownObjective {
  const { id, number, text, line, targets, items } = objective;
  return {
    id,
    number,
    text,
    line,
    editHref: objectiveEditPath(slug, id),
    targets: targets.map(({ operator, value, unit, text }) => ({
      figure: `${OPERATORS[operator]} ${formatNumber(value, 'vi', { decimals: 6 })} ${unit}`,
      text,
    })),
    items: items.map((item) => showObjective(slug, item)),
  };
}

interface DecisionRow {
  number: string | null;
  issuedOn: string | null;
  issuer: string | null;
  signer: string | null;
  subject: string | null;
  year: number | null;
  fileName: string;
}

/** The decision's own facts, for a definition list. */
export function decisionFacts(plan: DecisionRow): { term: string; value: string | null }[] {
  return [
    { term: 'Số, ký hiệu', value: plan.number },
    { term: 'Ngày ban hành', value: plan.issuedOn && formatDate(plan.issuedOn, 'vi') },
    { term: 'Cơ quan ban hành', value: plan.issuer },
    { term: 'Người ký', value: plan.signer },
    { term: 'Trích yếu', value: plan.subject },
    { term: 'Năm của kế hoạch', value: plan.year === null ? null : String(plan.year) },
    { term: 'Tệp đã tải lên', value: plan.fileName },
  ];
}
