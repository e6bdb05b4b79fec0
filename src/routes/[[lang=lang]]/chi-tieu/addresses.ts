import { pathIn, type Language } from '#kernel/language.ts';
import { withParameters } from '../ke-hoach/addresses.ts';

/** Targets and indicators. */
export function indicatorsPath(language: Language): string {
  return pathIn(language, '/chi-tieu');
}

/** One indicator, for the province or a body, a year, as known on a day. */
export function indicatorPath(
  language: Language,
  key: string,
  view: { nam?: string | null; co_quan?: string | null; as_of?: string | null } = {},
): string {
  return withParameters(pathIn(language, `/chi-tieu/${encodeURIComponent(key)}`), view);
}

/** The figures of an indicator as a list, with filters of OBSERVATION_LIST. */
export function figuresPath(
  language: Language,
  key: string,
  filters: Readonly<Record<string, string | null>> = {},
): string {
  return withParameters(pathIn(language, `/chi-tieu/${encodeURIComponent(key)}/so-lieu`), filters);
}

/** A file that proves a figure. */
export function filePath(language: Language, key: string, sha256: string): string {
  return pathIn(language, `/chi-tieu/${encodeURIComponent(key)}/tep/${sha256}`);
}
