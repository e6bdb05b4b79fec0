import type { Diagnostic, Severity } from '#kernel/diagnostic.ts';
import { readDocument } from '#kernel/documents/index.ts';
import type { ReadDocument } from '#kernel/documents/model.ts';
import type { Registry } from '#kernel/organisations/model.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findAnnex, type Annex, type Column } from './annex.ts';
import { readDecision } from './decision.ts';
import { finding } from './findings.ts';
import { flowOf, type FlowLine } from './flow.ts';
import { gather } from './groups.ts';
import type { ParsedPlan } from './model.ts';
import { readObjectives } from './objectives.ts';
import { meaningsOf } from './rows.ts';
import { readGroups } from './tasks.ts';

/**
 * Reads a published plan from its file's bytes.
 * @throws Refusal when the file cannot be read or holds no plan; nothing else.
 */
export async function importPlan(
  bytes: Uint8Array,
  fileName: string,
  registry: Registry,
): Promise<{ plan: ParsedPlan; document: ReadDocument }> {
  const document = await readDocument(bytes, fileName);
  return { plan: parsePlan(document, registry), document };
}

/** Finds the plan in a document that has been read. Pure. @throws Refusal `plan.not-a-plan` without a table of tasks. */
export function parsePlan(document: ReadDocument, registry: Registry): ParsedPlan {
  const annex = findAnnex(document);
  if (!annex) throw notAPlan();
  const flow = flowOf(document, annex.spans);
  const head = readDecision(flow);
  const year = planYear(head.decision.subject, flow);
  const objectives = readObjectives(flow);
  const gathered = gather(annex.parts.flatMap(meaningsOf));
  const read = readGroups(gathered.groups, { year, registry, signedOn: head.decision.date });
  if (read.groups.every((group) => group.tasks.length === 0)) throw notAPlan();
  return {
    decision: head.decision,
    year,
    objectives: objectives.objectives,
    groups: read.groups,
    diagnostics: inReadingOrder([
      ...document.diagnostics,
      ...head.diagnostics,
      ...(year === null ? [finding('year-missing', null)] : []),
      ...objectives.diagnostics,
      ...columnProblems(annex),
      ...gathered.diagnostics,
      ...read.diagnostics,
    ]),
  };
}

/** The year in the subject, else in the plan's own heading. */
function planYear(subject: string | null, flow: readonly FlowLine[]): number | null {
  const candidates = [
    subject ?? '',
    ...flow.filter((line) => /kế hoạch|cải cách hành chính/iu.test(line.text)).map((line) => line.text),
  ];
  for (const text of candidates) {
    const match = /năm\s+(20\d{2})(?!\s*[-–]\s*20)/iu.exec(text);
    if (match && !/tháng\s+\d{1,2}\s+năm\s+20\d{2}/iu.test(text)) return Number(match[1]);
  }
  return null;
}

const NEEDED_COLUMNS: [string, (columns: readonly Column[]) => boolean][] = [
  ['kết quả, sản phẩm', (columns) => columns.some((column) => column.role === 'product')],
  ['tiến độ', (columns) => columns.some((column) => column.role === 'schedule')],
  ['phân công', (columns) => columns.some((column) => column.role === 'assignment' || column.role === 'lead')],
];

function columnProblems(annex: Annex): Diagnostic[] {
  const line = annex.spans[0]?.line ?? null;
  return [
    ...NEEDED_COLUMNS.filter(([, present]) => !present(annex.columns)).map(([name]) =>
      finding('column-missing', line, name),
    ),
    ...annex.columns
      .filter((column) => column.role === 'other' && column.heading !== '')
      .map((column) => finding('column-not-used', line, column.heading)),
  ];
}

const GRAVITY: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

function inReadingOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || GRAVITY[a.severity] - GRAVITY[b.severity]);
}

function notAPlan(): Refusal {
  return new Refusal('plan.not-a-plan', 'Không tìm thấy bảng nhiệm vụ của kế hoạch trong văn bản này.', {
    where: 'Phụ lục của kế hoạch: bảng có các cột Nhiệm vụ, Kết quả/Sản phẩm, Tiến độ, Phân công',
    remedy: 'Kiểm tra lại tệp đã chọn; nếu phụ lục là tệp riêng, hãy tải tệp có phụ lục.',
    status: 422,
  });
}
