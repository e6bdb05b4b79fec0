import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import type { Source } from '../schema.ts';
import { mustBeActive } from './open-below.ts';
import { storeOpened } from './open.ts';

/** Something that a body must do, though no plan's task says so. */
export interface Due {
  source: Exclude<Source, 'product' | 'own'>;
  title: string;
  organisationKey: string;
  /** The body that decides on it; null: whoever owns the province's plan. */
  deciderKey: string | null;
  openedOn: IsoDate;
  /** Last day in time; null: none. */
  lastDay: IsoDate | null;
  isPublic: boolean;
  /** The obligation that it serves, if any. */
  parentId?: string | null;
}

/**
 * Opens an obligation for what another module gives somebody to do; from then on it is listed, reminded, proved, confirmed and late like
 * any other. Whether the actor may give it is for the caller to ask, and so is the entry in the record.
 * @returns its id
 * @throws Refusal 422 at `organisationKey` for a body that is not there on the day
 */
export async function openFor(tx: Transaction, due: Due): Promise<string> {
  const { lastDay, openedOn, parentId = null, ...rest } = due;
  await mustBeActive(tx, due.organisationKey, openedOn);
  const id = newId();
  await storeOpened(tx, [
    {
      ...rest,
      id,
      planId: null,
      parentId,
      openedOn,
      lastOn: openedOn,
      state: 'not-started',
      firstLastDay: lastDay,
      lastDay,
    },
  ]);
  return id;
}
