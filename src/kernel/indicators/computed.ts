import type { IsoDate } from '../calendar/dates.ts';
import type { Database } from '../database/connection.ts';
import type { Text } from '../language.ts';
import type { Reading } from './model.ts';
import type { Period } from './periods.ts';

/** What is asked of a computation: one body's figures (null: the province's) for some periods, as facts stood on a day. */
export interface Asked {
  organisationKey: string | null;
  periods: readonly Period[];
  asOf: IsoDate;
}

/** Gives the figures of computed indicators from the register's own facts; nothing of it is stored, so it cannot be typed over. */
export interface Computation {
  label: Text;
  /** One reading per period, in their order. Periods that begin after `asOf` have none: `not-assessed`. */
  figures: (db: Pick<Database, 'execute'>, asked: Asked) => Promise<Reading[]>;
}

/** All computations by name; put together where modules meet, since the kernel knows none of them. */
export type Computations = Readonly<Record<string, Computation>>;
