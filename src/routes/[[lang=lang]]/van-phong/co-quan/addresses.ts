import type { StepKind } from '#kernel/organisations/reorganisation/model.ts';
import type { Crumb } from '#ui/page.ts';
import { OFFICE, REORGANISATIONS } from '../paths.ts';

/** Addresses of the pages on which the province's organisation is changed. */

export const NEW_ACT = `${REORGANISATIONS}/moi`;
export const WORK_LIST = `${REORGANISATIONS}/cho-quyet-dinh`;

export const IMPORT = `${REORGANISATIONS}/nhap`;

/** The preview of a file that was uploaded. */
export const importPath = (file: string): string => `${IMPORT}?tep=${file}`;
export const registryFile = (format: 'xlsx' | 'json' | 'mau'): string => `${REORGANISATIONS}/danh-muc.${format}`;
export const actPath = (id: string): string => `${REORGANISATIONS}/${encodeURIComponent(id)}`;
export const documentPath = (id: string): string => `${actPath(id)}/can-cu`;
export const stepPath = (id: string, kind: StepKind): string => `${actPath(id)}/buoc?loai=${kind}`;
export const workListOf = (id: string): string => `${WORK_LIST}?lan=${encodeURIComponent(id)}`;
export const correctionPath = (key: string, day: string | null): string =>
  `${REORGANISATIONS}/sua/${encodeURIComponent(key)}${day ? `?ngay=${day}` : ''}`;
export const publicBodyPath = (key: string): string => `/co-quan/${encodeURIComponent(key)}`;

/** The way from the office's first page; the last step is the page itself. */
export function actCrumbs(...steps: Crumb[]): Crumb[] {
  return [
    { text: 'Việc của tôi', href: OFFICE },
    { text: 'Sắp xếp tổ chức', href: steps.length > 0 ? REORGANISATIONS : undefined },
    ...steps,
  ];
}
