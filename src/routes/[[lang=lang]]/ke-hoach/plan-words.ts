import { formatNumber, pathIn, say, type Language, type Text } from '#kernel/language.ts';
import type { ObjectiveTree } from '#modules/plan/index.ts';
import type { Crumb } from '#ui/page.ts';
import { planPath } from './addresses.ts';

export { documentName } from '#kernel/document-name.ts';

interface Plan {
  slug: string;
  year: number | null;
  number: string | null;
  subject: string | null;
}

const ISSUING = /^(?:(?:về )?việc )?ban hành\s+/iu;

/** What the plan calls itself: its decision's subject without "Ban hành". Always Vietnamese but for a plan without subject. */
export function planTitle({ subject, number, year }: Plan): string {
  const own = subject?.replace(ISSUING, '').trim() ?? '';
  if (own !== '') return own.charAt(0).toUpperCase() + own.slice(1);
  return ['Kế hoạch', number ?? year ?? ''].join(' ').trim();
}

/** Short name for the way to a page: "Kế hoạch năm 2025", "Plan of 2025". */
export function planLabel({ year, number, slug }: Plan, language: Language): string {
  if (year !== null) return language === 'vi' ? `Kế hoạch năm ${year}` : `Plan of ${year}`;
  return number ?? slug;
}

const HOME: Text = { vi: 'Trang đầu', en: 'Home' };
const PLANS: Text = { vi: 'Kế hoạch', en: 'Plans' };

/** The way from the first page to a page of the register. */
export function wayTo(language: Language, ...steps: readonly Crumb[]): Crumb[] {
  return [{ text: say(HOME, language), href: pathIn(language, '/') }, ...steps];
}

/** The way to a page below a plan; without further steps, to the plan itself. */
export function wayToPlan(language: Language, plan: Plan, ...steps: readonly Crumb[]): Crumb[] {
  const own = { text: planLabel(plan, language), href: steps.length > 0 ? planPath(language, plan.slug) : undefined };
  return wayTo(language, { text: say(PLANS, language), href: pathIn(language, '/ke-hoach') }, own, ...steps);
}

type Target = Pick<ObjectiveTree['targets'][number], 'operator' | 'value' | 'unit'>;

const OPERATORS: Record<Target['operator'], Text> = {
  '=': { vi: 'đạt', en: 'reach' },
  '>': { vi: 'trên', en: 'more than' },
  '>=': { vi: 'ít nhất', en: 'at least' },
  '<': { vi: 'dưới', en: 'less than' },
  '<=': { vi: 'nhiều nhất', en: 'at most' },
};

/** A numeric target in words: "ít nhất 20 %". */
export function targetText(target: Target, language: Language): string {
  const value = formatNumber(target.value, language, { decimals: 4 });
  const unit = target.unit === '%' && language === 'en' ? '%' : ` ${target.unit}`;
  return `${say(OPERATORS[target.operator], language)} ${value}${unit}`.trim();
}
