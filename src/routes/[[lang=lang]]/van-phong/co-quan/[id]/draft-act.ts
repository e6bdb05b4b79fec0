import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { findReorganisation, type ReorganisationRow } from '#kernel/organisations/reorganisation-queries.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { FormValues } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { actPath } from '../addresses.ts';

/**
 * The draft that a page is about, for somebody who may change it.
 * @throws Refusal 403, 404, or 409 when it is no draft any more
 */
export async function draftActOf(
  event: Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } },
): Promise<{ actor: Actor; db: Database; row: ReorganisationRow }> {
  const actor = officeActor(event, ORGANISATION_PERMISSIONS.reorganise);
  const { db } = event.locals;
  const row = await findReorganisation(db, event.params.id);
  if (row.status !== 'drafted') {
    throw new Refusal('organisations.not-a-draft', 'Lần sắp xếp này không còn là bản nháp nên không sửa được nữa.', {
      status: 409,
      where: row.number ?? row.title,
      remedy: `Xem tại ${actPath(row.id)}.`,
    });
  }
  return { actor, db, row };
}

/** The revision that the form was filled in on. */
export function seenIn(values: FormValues): number {
  return Number(values.revision);
}
