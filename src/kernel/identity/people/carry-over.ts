import { eq, sql } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import { about } from '../rows.ts';
import { personPosition, roleGrant } from './schema.ts';

/** What becomes of positions and roles when their body ends, and when that is taken back. */

/** Binds a role to another body: the same role, the same end. */
export async function carryGrant(tx: Transaction, id: string, toKey: string): Promise<void> {
  const [before] = await tx
    .select({ organisationKey: roleGrant.organisationKey, role: roleGrant.role, accountId: roleGrant.accountId })
    .from(roleGrant)
    .where(eq(roleGrant.id, id))
    .for('update');
  if (!before) return;
  await tx.update(roleGrant).set({ organisationKey: toKey }).where(eq(roleGrant.id, id));
  const { accountId, ...held } = before;
  tx.record({ ...about(accountId, 'move-role'), before: held, after: { ...held, organisationKey: toKey } });
}

/**
 * Goes on with a position at another body: the row ends on the eve and another begins, so that history keeps where it was held.
 * Called with the position's own body it takes that back.
 */
export async function carryPosition(tx: Transaction, id: string, toKey: string): Promise<void> {
  const [post] = await tx.select().from(personPosition).where(eq(personPosition.id, id)).for('update');
  if (!post) return;
  const record = (after: object) =>
    tx.record({
      action: 'move-position',
      subjectType: 'official',
      subjectId: post.personId,
      before: shown(post),
      after,
    });
  if (toKey === post.organisationKey) {
    if (await backFrom(tx, id)) record({ ...shown(post), takenBack: true });
    return;
  }
  const day = await dayOfMove(tx, id, toKey);
  const isHead = post.isHead && (await becomesHead(tx, post.organisationKey, toKey, day));
  const title = await freeTitle(tx, post, toKey);
  const next = { organisationKey: toKey, title, isHead };
  const started = day !== null && (await startedBefore(tx, id, day));
  if (started) {
    const nextId = newId();
    // Ended first: the same title at the same body would overlap otherwise.
    const end = await tx.execute<{ end: string | null }>(sql`select upper(valid)::text as "end" from person_position where id = ${id}`, 'objects'); // prettier-ignore
    await tx.update(personPosition).set({ valid: sql`daterange(lower(valid), ${day}::date)` }).where(eq(personPosition.id, id)); // prettier-ignore
    await tx.insert(personPosition).values({ id: nextId, personId: post.personId, ...next, valid: `[${day},${end[0]?.end ?? ''})`, source: post.source, continues: id }); // prettier-ignore
    await tx.execute(sql`update delegation set position_id = ${nextId} where position_id = ${id} and upper(valid) > ${day}::date`); // prettier-ignore
  } else await tx.update(personPosition).set(next).where(eq(personPosition.id, id));
  record({ ...next, from: day });
}

type Post = typeof personPosition.$inferSelect;
const shown = ({ organisationKey, title, isHead }: Post) => ({ organisationKey, title, isHead });

/** Takes back that a position went on elsewhere. @returns false when it did not */
async function backFrom(tx: Transaction, id: string): Promise<boolean> {
  const [next] = await tx.execute<{ id: string; end: string | null }>(
    sql`select id, upper(valid)::text as "end" from person_position where continues = ${id}`,
    'objects',
  );
  if (!next) return false;
  await tx.execute(sql`update delegation set position_id = ${id} where position_id = ${next.id}`);
  await tx.delete(personPosition).where(eq(personPosition.id, next.id));
  await tx.execute(sql`update person_position set valid = daterange(lower(valid), ${next.end}::date) where id = ${id}`);
  return true;
}

/** The day of the act, as the work list has it. */
async function dayOfMove(tx: Transaction, id: string, toKey: string): Promise<IsoDate | null> {
  const [row] = await tx.execute<{ day: IsoDate }>(
    sql`select effective_on as day from handover where subject_type = 'position' and subject_id = ${id} and to_key = ${toKey}
      order by effective_on desc limit 1`,
    'objects',
  );
  return row?.day ?? null;
}

async function startedBefore(tx: Transaction, id: string, day: IsoDate): Promise<boolean> {
  const [row] = await tx.execute<{ before: boolean }>(
    sql`select lower(valid) < ${day}::date as before from person_position where id = ${id}`,
    'objects',
  );
  return row!.before;
}

/**
 * Whoever headed a body heads the next one only where that is the same body under another identity: made on that day, from this
 * one alone. After a merger nobody is the head until one is appointed.
 */
async function becomesHead(tx: Transaction, from: string, to: string, day: IsoDate | null): Promise<boolean> {
  if (day === null) return false;
  const [row] = await tx.execute<{ same: boolean }>(
    sql`select not exists (select from organisation_succession where successor_key = ${to} and predecessor_key <> ${from})
        and (select min(lower(valid)) from organisation_version where organisation_key = ${to}) = ${day}::date
        and not exists (select from person_position post where organisation_key = ${to} and is_head
          and (upper_inf(valid) or upper(valid) > ${day}::date)) as same`,
    'objects',
  );
  return row?.same ?? false;
}

/** The title, told apart where the same person holds it at the other body already. */
async function freeTitle(tx: Transaction, { personId, title, organisationKey }: Post, toKey: string): Promise<string> {
  const [row] = await tx.execute<{ name: string }>(
    sql`select coalesce((select short_name from organisation_version where organisation_key = ${organisationKey}
        order by lower(valid) desc nulls last limit 1), ${organisationKey}) as name
      where exists (select from person_position where person_id = ${personId} and organisation_key = ${toKey}
        and search_key(title) = search_key(${title}))`,
    'objects',
  );
  return row ? `${title} (từ ${row.name})` : title;
}
