import { isoDate } from '../../../calendar/dates.ts';
import type { Actor } from '../../../database/actor.ts';
import type { Database } from '../../../database/connection.ts';
import { system } from '../../../database/actor.ts';
import { newId } from '../../../database/uuid.ts';
import { insertMany } from '../../../database/insert-many.ts';
import { transact } from '../../../database/transaction.ts';
import { organisation, organisationVersion } from '../../../organisations/schema.ts';
import { credential } from '../../schema.ts';
import { openAccount } from '../accounts.ts';
import { grantRole } from '../grants.ts';
import type { GrantInput, PositionInput } from '../input.ts';
import { loadActor } from '../load-actor.ts';
import { addPerson } from '../people.ts';

/** For tests: a small province on one day, and officials in it. */

export const TODAY = isoDate('2026-03-10');
/** The same day, in the morning in Việt Nam. */
export const NOW = new Date('2026-03-10T03:00:00Z');
export const OPERATOR = system('Kiểm thử');

/** Body, its parent, and its last day but one where it has ended. */
const BODIES: readonly [key: string, parent: string | null, ended?: string][] = [
  ['ubnd-tinh', null],
  ['so-a', 'ubnd-tinh'],
  ['phong-a1', 'so-a'],
  ['to-a11', 'phong-a1'],
  ['so-b', 'ubnd-tinh'],
  ['so-cu', 'ubnd-tinh', '2025-03-01'],
];

/** Sở A with a department and a team in it, Sở B beside it, and one that ended and whose work Sở A holds. */
export async function smallProvince(db: Database): Promise<void> {
  await transact(db, OPERATOR, async (tx) => {
    await insertMany(tx, organisation, BODIES.map(([key]) => ({ key }))); // prettier-ignore
    await tx.insert(organisationVersion).values(
      BODIES.map(([key, parentKey, ended]) => ({
        organisationKey: key,
        name: `Cơ quan ${key}`,
        aliases: [],
        level: 'province' as const,
        kind: 'department' as never,
        parentKey,
        valid: `[2020-01-01,${ended ?? ''})`,
      })),
    );
    tx.record({ action: 'make', subjectType: 'test', subjectId: 'province', after: {} });
  });
  await db.$client.query(
    `insert into organisation_holder (organisation_key, holder_key, valid) values ('so-cu', 'so-a', '[2025-03-01,)')`,
  );
}

export interface Made {
  id: string;
  email: string;
  /** Who acts with the account on a day, the day of the tests when not said. */
  actor(on?: string): Promise<Actor>;
}

let made = 0;

/** An official with a position and roles, and an account that can be signed in with. */
export async function official(
  db: Database,
  body: string | null,
  { title = 'Chuyên viên', isHead = false, name = `Cán bộ ${(made += 1)}`, roles = [], ...more }: Partial<PositionInput> & { name?: string; roles?: [GrantInput['role'], string | null][] } = {}, // prettier-ignore
): Promise<Made> {
  const email = `${newId().slice(-12)}@x.vn`;
  const position = body === null ? null : { organisationKey: body, title, isHead, from: '2024-01-01', ...more };
  const { id } = await addPerson(db, OPERATOR, { name, email, position });
  await openAccount(db, OPERATOR, id, NOW);
  await db.insert(credential).values({ id: newId(), accountId: id, providerId: 'credential', userId: id, password: 'x', updatedAt: NOW }); // prettier-ignore
  for (const [role, organisationKey] of roles) {
    await grantRole(db, OPERATOR, id, { role, organisationKey, from: TODAY, reason: 'Thử' }, NOW);
  }
  return { id, email, actor: (on = TODAY) => loadActor(db, { id, name, email }, 'r1', isoDate(on)) };
}
