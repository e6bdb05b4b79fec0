import { sql } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { Refusal } from '../../refusal.ts';
import { denied, may, type GrantedRole } from '../permissions.ts';

/** Where somebody stands: what an administrator must cover to act on the whole person (name, account, sessions). */
export interface Place {
  /** Bodies of positions and roles, held or to come. */
  bodies: readonly string[];
  /** Holds a role for the whole province. */
  province: boolean;
  /** Bodies that he administers. */
  administers: readonly string[];
}

const { people } = IDENTITY_PERMISSIONS;

/**
 * May the actor administer this person as a whole? Everything the person holds must lie in the actor's scope, and another
 * administrator below it: administrators of the same body cannot throw each other out, nor one above themselves. Somebody who
 * holds nothing anywhere belongs to the province.
 */
export function standsAbove(actor: Actor, { bodies, province, administers }: Place): boolean {
  if (may(actor, people, { organisation: null }).allowed) return true;
  if (province || bodies.length === 0) return false;
  const covered = bodies.every((body) => may(actor, people, { organisation: body }).allowed);
  return covered && administers.every((body) => isAbove(actor, body));
}

/** May the actor give this role for this body (null: the whole province), or take it away? Nobody gives beyond his own scope. */
export function mayGive(actor: Actor, role: GrantedRole, organisation: string | null): boolean {
  if (!may(actor, people, { organisation }).allowed) return false;
  return role !== 'administrator' || organisation === null || isAbove(actor, organisation);
}

/** @throws Refusal 401, 403 unless `mayGive` */
export function mustGive(actor: Actor, role: GrantedRole, organisation: string | null): void {
  const verdict = may(actor, people, { organisation });
  if (!verdict.allowed) throw denied(verdict.reason, people.label);
  if (!mayGive(actor, role, organisation)) throw denied('out-of-scope', people.label);
}

/** Administers something of which the body is only a part. */
function isAbove(actor: Actor, body: string): boolean {
  if (may(actor, people, { organisation: null }).allowed) return true;
  return actor.grants.some(
    ({ role, organisation, scope, via }) =>
      role === 'administrator' && via === 'grant' && organisation !== body && scope?.has(body),
  );
}

/** Where persons stand on a day. One query, however many. */
export async function placesOf(
  db: Pick<Database, 'execute'>,
  personIds: readonly string[],
  today: IsoDate,
): Promise<Map<string, Place>> {
  const rows = await db.execute<{ id: string; body: string | null; administers: boolean }>(
    sql`select person_id as id, organisation_key as body, false as administers from person_position
        where person_id = any(${sql.param(personIds)}::uuid[]) and (upper_inf(valid) or upper(valid) > ${today}::date)
      union
      select person_id, organisation_key, role = 'administrator' from role_grant join "user" on "user".id = account_id
        where person_id = any(${sql.param(personIds)}::uuid[]) and revoked_at is null
          and (upper_inf(valid) or upper(valid) > ${today}::date)`,
    'objects',
  );
  return new Map(
    personIds.map((id) => {
      const own = rows.filter((row) => row.id === id);
      const bodies = (some: typeof own) => [...new Set(some.map(({ body }) => body))].filter((body) => body !== null);
      return [
        id,
        {
          bodies: bodies(own),
          province: own.some(({ body }) => body === null),
          administers: bodies(own.filter(({ administers }) => administers)),
        },
      ];
    }),
  );
}

/**
 * @throws Refusal 403 unless the actor administers something of what the person holds. Whoever could give a stranger something of
 * his own body would see that person's page, and take the person out of the reach of those who administer the other body.
 */
export async function mustReach(
  db: Pick<Database, 'execute'>,
  actor: Actor,
  personId: string,
  today: IsoDate,
): Promise<void> {
  const verdict = may(actor, people, { organisation: null });
  if (verdict.allowed) return;
  const { bodies } = (await placesOf(db, [personId], today)).get(personId)!;
  if (!may(actor, people, { organisation: bodies }).allowed) throw denied(verdict.reason, people.label);
}

/** Is the person the one who acts? */
export async function isOneself(db: Pick<Database, 'execute'>, actor: Actor, personId: string): Promise<boolean> {
  const found = await db.execute<{ own: true }>(
    sql`select true as own from "user" where id = ${actor.id} and person_id = ${personId}`,
    'objects',
  );
  return found.length > 0;
}

/** 403 for whoever would give himself a right, directly, as a head or by standing in. */
export function toOneself(): Refusal {
  return new Refusal('identity.grant-to-self', 'Không tự giao quyền cho chính mình.', {
    status: 403,
    remedy: 'Nhờ một quản trị hệ thống khác.',
  });
}

/** @throws Refusal 403 unless the actor stands above the person */
export async function mustStandAbove(
  db: Pick<Database, 'execute'>,
  actor: Actor,
  personId: string | null,
  today: IsoDate,
): Promise<void> {
  const verdict = may(actor, people, { organisation: null });
  if (verdict.allowed) return;
  const place = personId === null ? undefined : (await placesOf(db, [personId], today)).get(personId);
  if (!place || !standsAbove(actor, place)) throw denied(verdict.reason, people.label);
}
