import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Schedule } from '#kernel/calendar/schedule-model.ts';
import type { Diagnostic } from '#kernel/diagnostic.ts';
import type { LineSpan } from '#kernel/documents/model.ts';

/** A reform plan as read from its document. Every part says which lines of the source it came from. */
export interface ParsedPlan {
  decision: ParsedDecision;
  /** The year the plan is for; null when the document does not say. */
  year: number | null;
  objectives: ParsedObjective[];
  groups: ParsedGroup[];
  diagnostics: Diagnostic[];
}

export interface ParsedDecision {
  number: string | null;
  date: IsoDate | null;
  /** The body that issued it, as named in its head: "Ủy ban nhân dân tỉnh Khánh Hòa". */
  issuer: string | null;
  signer: string | null;
  subject: string | null;
  bases: LegalBasis[];
  source: LineSpan | null;
}

/** A document that the decision is based on ("Căn cứ …", "Theo đề nghị …"). A law has a title and a date but no number. */
export interface LegalBasis {
  number: string | null;
  date: IsoDate | null;
  title: string;
  source: LineSpan;
}

export interface ParsedObjective {
  /** "2", "a)" … as numbered in the document, without punctuation. */
  number: string;
  text: string;
  targets: Target[];
  items: ParsedObjective[];
  source: LineSpan;
}

export type TargetOperator = '=' | '>' | '>=' | '<' | '<=';

/** "đạt trên 70 %" → { operator: '>', value: 70, unit: '%' }. */
export interface Target {
  operator: TargetOperator;
  value: number;
  /** "%" or the counted noun ("ngày", "tỉnh, thành phố"). */
  unit: string;
  /** What is measured: the clause around the figure, as written. */
  text: string;
}

export interface ParsedGroup {
  /** Place in the document, from 1. */
  ordinal: number;
  /** Roman numeral or letter as written; for inferred groups the numeral of the ordinal. */
  code: string;
  title: string;
  /** True when the heading is missing from the document and was concluded from the numbering and the six reform areas. */
  inferred: boolean;
  tasks: ParsedTask[];
  source: LineSpan | null;
}

export interface ParsedTask {
  /** Place in its group, from 1. */
  ordinal: number;
  /** As numbered in the document: "3", "1.2", "a". */
  number: string;
  title: string;
  /** The row or task that heads it, where the annex has sub-numbered tasks. */
  heading: string | null;
  products: ParsedProduct[];
  /** What columns without a place in the structure say ("Ghi chú", "Kinh phí"). */
  notes: { heading: string; text: string }[];
  source: LineSpan;
}

/** What proves the task; with its own schedule and its own answerable agencies. */
export interface ParsedProduct {
  text: string;
  schedule: Schedule;
  assignment: Assignment;
  source: LineSpan;
}

export interface Assignment {
  text: string;
  roles: AssignedRole[];
}

/** Words of the trade: chủ trì, phối hợp, hướng dẫn, thẩm định/thẩm tra, tham mưu, tổng hợp, thực hiện, ban hành/phê duyệt. */
export type Role =
  'lead' | 'coordinating' | 'guiding' | 'appraising' | 'advising' | 'compiling' | 'carrying-out' | 'issuing';

export interface AssignedRole {
  role: Role;
  /** Registered name where the registry knows it, else as written. */
  name: string;
  /** True for "các sở, ban, ngành", "UBND cấp huyện" …, which expand over the registry. */
  collective: boolean;
  /** Key in the registry of organisations or collectives; null when unknown (a diagnostic says so). */
  key: string | null;
}
