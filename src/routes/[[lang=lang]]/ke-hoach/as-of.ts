import { isIsoDate, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';

/** The day for which a page shows states. */
export interface AsOf {
  day: IsoDate;
  /** As in the address, for links that keep it; null: today. */
  chosen: IsoDate | null;
  /** The address asked for something that is no day. */
  wrong: boolean;
}

/** Reads `as_of` from the address; what is no day counts as today, and the page says so. */
export function readAsOf(parameters: URLSearchParams, now: Date): AsOf {
  const given = parameters.get('as_of')?.trim() ?? '';
  if (isIsoDate(given)) return { day: given, chosen: given, wrong: false };
  return { day: vietnamDate(now), chosen: null, wrong: given !== '' };
}
