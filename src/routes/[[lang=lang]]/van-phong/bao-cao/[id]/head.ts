import type { Report, Snapshot } from '#modules/plan/index.ts';
import type { Crumb } from '#ui/page.ts';
import { OFFICE, reportPath, REPORTS } from '../../paths.ts';

/** "Báo cáo quý I năm 2025, Sở Tư pháp". */
export function reportTitle({ label }: Pick<Report, 'label'>, snapshot?: Pick<Snapshot, 'body'>): string {
  return [`Báo cáo ${label}`, snapshot?.body?.name].filter(Boolean).join(', ');
}

/** The way from the office's first page to a page of a report; the last step is the page itself. */
export function reportCrumbs({ id, label }: Pick<Report, 'id' | 'label'>, ...steps: Crumb[]): Crumb[] {
  return [
    { text: 'Việc của tôi', href: OFFICE },
    { text: 'Báo cáo', href: REPORTS },
    { text: label, ...(steps.length > 0 ? { href: reportPath(id) } : {}) },
    ...steps,
  ];
}
