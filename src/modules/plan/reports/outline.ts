import { z } from 'zod';
import data from '../../../../data/reports/outline.json' with { type: 'json' };
import { RULE_SOURCE } from './periods.ts';

/** What a report shows of its snapshot below a section. */
export const FIGURE_BLOCKS = ['overall', 'groups', 'chart', 'targets'] as const;
export type FigureBlock = (typeof FIGURE_BLOCKS)[number];

/** Which sentences are proposed for a section. */
export const SUGGESTION_KINDS = ['opening', 'overall', 'area', 'achieved', 'shortcomings', 'causes', 'next', 'proposals', 'closing'] as const; // prettier-ignore
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

const SECTION = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** 0: no heading; 1: I.; 2: 1. */
  level: z.int().min(0).max(2),
  title: z.string().min(1),
  /** Number of the reform area (Nghị quyết 76/NQ-CP), 7 for direction: the plan's group of that place. */
  area: z.int().min(1).max(7).optional(),
  suggest: z.enum(SUGGESTION_KINDS).optional(),
  figures: z.array(z.enum(FIGURE_BLOCKS)).optional(),
  /** false: a heading only. */
  narrative: z.boolean().optional(),
});
export type Section = Readonly<z.infer<typeof SECTION>>;

const OUTLINE = z.strictObject({ source: RULE_SOURCE, sections: z.array(SECTION).min(1) });

/** The outline of periodic reports; a report keeps the one with which it was begun. */
export const REPORT_OUTLINE: readonly Section[] = OUTLINE.parse(data).sections;

/** Sections with text of their own. */
export function writtenSections(outline: readonly Section[]): Section[] {
  return outline.filter(({ narrative }) => narrative !== false);
}
