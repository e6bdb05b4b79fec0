import { eq, sql } from 'drizzle-orm';
import { dateOf, endOfMonth, type IsoDate } from '#kernel/calendar/dates.ts';
import { brokenConstraint } from '#kernel/database/errors.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { nameOn } from '#modules/plan/index.ts';
import { invalid, type Common, type FieldsOf } from '../fields.ts';
import { ROLES_OF, type Kind } from '../kinds.ts';
import { FIRST_STATE } from '../lives.ts';
import { activity, activityParty, type Activity } from '../schema.ts';

/** Stores a thing to which nothing has happened yet, with its entry. @throws Refusal 422 for bodies, people or plans that are not there */
export async function store<K extends Kind>(
  tx: Transaction,
  kind: K,
  read: Common & { fields: FieldsOf<K> },
  now: Date,
  options: { submittedBy?: string | null } = {},
): Promise<string> {
  const id = newId();
  const { parties, ...rest } = read;
  await guarded(tx.insert(activity).values({ ...rest, id, kind, state: FIRST_STATE[kind], submittedBy: options.submittedBy ?? null, madeAt: now, madeBy: tx.actor.id })); // prettier-ignore
  await keepParties(tx, kind, id, parties);
  tx.record({ action: 'make', subjectType: kind, subjectId: id, after: { ...rest, parties } });
  return id;
}

/** Replaces who takes part. */
export async function keepParties(tx: Transaction, kind: Kind, id: string, parties: Common['parties']): Promise<void> {
  for (const [index, { role }] of parties.entries())
    if (!ROLES_OF[kind].includes(role)) throw invalid({ [`parties.${index}.role`]: 'Vai trò này không có ở đây.' });
  await tx.delete(activityParty).where(eq(activityParty.activityId, id));
  await guarded(insertMany(tx, activityParty, parties.map((party, index) => ({ ...party, activityId: id, ordinal: index + 1 })))); // prettier-ignore
}

/** Says at which field somebody or something is not there. */
async function guarded<Result>(writing: PromiseLike<Result>): Promise<Result> {
  try {
    return await writing;
  } catch (error) {
    const broken = brokenConstraint(error) ?? '';
    if (broken.includes('person')) throw invalid({ parties: 'Chọn người có trong danh sách cán bộ.' });
    if (broken.includes('party_organisation')) throw invalid({ parties: 'Chọn cơ quan có trong danh mục.' });
    if (broken.includes('organisation')) throw invalid({ organisationKey: 'Chọn cơ quan có trong danh mục.' });
    if (broken.includes('decider')) throw invalid({ deciderKey: 'Chọn cơ quan có trong danh mục.' });
    if (broken.includes('plan_id')) throw invalid({ planId: 'Chọn kế hoạch có trong sổ.' });
    throw error;
  }
}

/** @throws Refusal 422 at `field` when a body is not there on the day */
export async function mustExist(
  tx: Transaction,
  bodies: readonly { key: string; field: string }[],
  day: IsoDate,
): Promise<void> {
  const rows = await tx.execute<{ key: string }>(
    sql`select organisation_key as key from organisation_version
      where organisation_key = any(${sql.param(bodies.map(({ key }) => key))}::text[]) and valid @> ${day}::date`,
    'objects',
  );
  const known = new Set(rows.map(({ key }) => key));
  const missing = bodies.filter(({ key }) => !known.has(key));
  if (missing.length > 0)
    throw invalid(
      Object.fromEntries(missing.map(({ field }) => [field, 'Cơ quan không có hoặc đã kết thúc hoạt động.'])),
    );
}

/** The inspections of a plan that was issued: one for each row, in its month. */
export async function openInspections(tx: Transaction, plan: Activity, now: Date): Promise<number> {
  const { year, rows } = plan.fields as FieldsOf<'inspection-plan'>;
  const named = await tx.execute<{ key: string; name: string }>(
    sql`select key, ${nameOn(sql`key`, plan.fromDay!)} as name from unnest(${sql.param(rows.map(({ organisationKey }) => organisationKey))}::text[]) key`,
    'objects',
  );
  const names = new Map(named.map(({ key, name }) => [key, name]));
  for (const { organisationKey, month, content } of rows) {
    await store(
      tx,
      'inspection',
      {
        title: `Kiểm tra ${names.get(organisationKey) ?? organisationKey}, tháng ${month}/${year}`,
        organisationKey,
        deciderKey: plan.deciderKey,
        planId: plan.planId,
        parentId: plan.id,
        fromDay: dateOf(year, month, 1),
        toDay: endOfMonth(year, month),
        isPublic: false,
        parties: [],
        fields: { content, unplanned: false },
      },
      now,
    );
  }
  return rows.length;
}
