import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { isId } from '../database/uuid.ts';
import { Refusal } from '../refusal.ts';
import type { Reorganisation } from './reorganisation/model.ts';
import { handover, reorganisation } from './schema.ts';

type Reader = Pick<Database, 'select' | 'execute'>;

export type ReorganisationRow = typeof reorganisation.$inferSelect;
export type ReorganisationSummary = ReorganisationRow & { open: number; decided: number };

/** All acts but discarded drafts, the latest first, each with how much of its work list is open. */
export async function listReorganisations(db: Reader, options: { drafts: boolean }): Promise<ReorganisationSummary[]> {
  const rows = await db
    .select({
      row: reorganisation,
      open: sql<number>`(select count(*)::int from handover where reorganisation_id = reorganisation.id and status = 'open')`,
      decided: sql<number>`(select count(*)::int from handover where reorganisation_id = reorganisation.id and status = 'decided')`,
    })
    .from(reorganisation)
    .where(options.drafts ? ne(reorganisation.status, 'discarded') : eq(reorganisation.status, 'carried-out'))
    .orderBy(desc(reorganisation.effectiveOn), desc(reorganisation.id))
    .limit(500);
  return rows.map(({ row, open, decided }) => ({ ...row, open, decided }));
}

/** @throws Refusal 404 */
export async function findReorganisation(db: Reader, id: string): Promise<ReorganisationRow> {
  const [found] = isId(id) ? await db.select().from(reorganisation).where(eq(reorganisation.id, id)).limit(1) : [];
  if (!found || found.status === 'discarded') throw noSuchReorganisation(id);
  return found;
}

export function noSuchReorganisation(id: string): Refusal {
  return new Refusal('organisations.no-reorganisation', 'Không có lần sắp xếp tổ chức này.', {
    status: 404,
    where: id.slice(0, 60),
    remedy: 'Xem danh sách các lần sắp xếp.',
  });
}

/** The act as the pure rules take it. */
export function actOf(row: ReorganisationRow): Reorganisation {
  const { number, issuedOn, title, source, effectiveOn, inferred, steps } = row;
  return { document: { number, issuedOn, title, source }, effectiveOn, inferred, steps };
}

export type HandoverRow = typeof handover.$inferSelect & { fromName: string; toName: string | null };

/** The work list: what waits for a decision (or what was decided), by day, body and subject. */
export async function listHandovers(
  db: Reader,
  filter: { status: 'open' | 'decided'; reorganisationId?: string; limit?: number },
): Promise<HandoverRow[]> {
  const nameOf = (key: typeof handover.heldBy | typeof handover.toKey) =>
    sql<string>`(select version.name from organisation_version version where version.organisation_key = ${key}
      order by lower(version.valid) desc nulls last limit 1)`;
  const rows = await db
    .select({ row: handover, fromName: nameOf(handover.heldBy), toName: sql<string | null>`${nameOf(handover.toKey)}` })
    .from(handover)
    .where(
      and(
        eq(handover.status, filter.status),
        filter.status === 'decided' ? eq(handover.automatic, false) : undefined,
        filter.reorganisationId ? eq(handover.reorganisationId, filter.reorganisationId) : undefined,
      ),
    )
    .orderBy(asc(handover.effectiveOn), asc(handover.heldBy), asc(handover.label), asc(handover.id))
    .limit(filter.limit ?? 2_000);
  return rows.map(({ row, fromName, toName }) => ({ ...row, fromName, toName }));
}

/** How many things wait for a decision. */
export async function openHandovers(db: Reader): Promise<number> {
  const [row] = await db.execute<{ open: number }>(sql`select count(*)::int as open from handover where status = 'open'`, 'objects'); // prettier-ignore
  return row!.open;
}
