import { and, desc, eq, or, sql, type SQL } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { brokenConstraint } from '../database/errors.ts';
import { insertMany } from '../database/insert-many.ts';
import { transact, type Transaction } from '../database/transaction.ts';
import { newId } from '../database/uuid.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { Computations } from './computed.ts';
import type { IndicatorInput, ReportersInput, VersionInput } from './definition-input.ts';
import { INDICATOR_PERMISSIONS } from './permissions.ts';
import { indicator, indicatorReporter, indicatorVersion } from './schema.ts';

/** Days from one on, without an end. */
const since = (from: IsoDate): string => `[${from},)`;
const until = (day: IsoDate): SQL => sql`daterange(lower(valid), ${day}::date)`;

/**
 * Defines a new indicator with its first version.
 * @param computations what a computed one can be given by
 * @throws Refusal when the key is taken, or the computation is not known
 */
export async function defineIndicator(
  db: Database,
  actor: Actor,
  input: IndicatorInput,
  computations: Computations,
): Promise<{ key: string }> {
  demand(actor, INDICATOR_PERMISSIONS.define);
  const { key, kind, computation, isPublic, ...version } = input;
  const known = computation !== null && Object.hasOwn(computations, computation);
  if (kind === 'computed' ? !known : computation !== null) {
    const message = kind === 'computed' ? 'Chọn phép tính có sẵn.' : 'Chỉ số nhập số liệu không có phép tính.';
    throw new Refusal('indicator.computation', message, { status: 422, fields: { computation: message } });
  }
  return transact(db, actor, async (tx) => {
    const made = await tx
      .insert(indicator)
      .values({ key, kind, computation, isPublic })
      .onConflictDoNothing()
      .returning();
    if (made.length === 0) {
      throw new Refusal('indicator.key-taken', 'Đã có chỉ số với mã này.', {
        status: 409,
        fields: { key: 'Đã có chỉ số với mã này.' },
      });
    }
    await tx.insert(indicatorVersion).values({ indicatorKey: key, version: 1, ...rowOf(version) });
    tx.record({
      action: 'define',
      subjectType: 'indicator',
      subjectId: key,
      after: { kind, computation, isPublic, ...version },
    });
    return { key };
  });
}

/**
 * Changes how an indicator is measured from a day on. What was measured before keeps the version of its own time.
 * @param seen version that the form showed @throws Refusal 404, or 409 when the definition moved on or the day lies in a past version
 */
export async function reviseIndicator(
  db: Database,
  actor: Actor,
  { key, seen }: { key: string; seen: number },
  input: VersionInput,
): Promise<{ version: number }> {
  demand(actor, INDICATOR_PERMISSIONS.define);
  return transact(db, actor, async (tx) => {
    await lockIndicator(tx, key);
    const [current] = await tx
      .select({ row: indicatorVersion, from: sql<IsoDate | null>`lower(valid)::text` })
      .from(indicatorVersion)
      .where(eq(indicatorVersion.indicatorKey, key))
      .orderBy(desc(indicatorVersion.version))
      .limit(1);
    if (current!.row.version !== seen) {
      throw new Refusal('indicator.changed-meanwhile', 'Định nghĩa vừa được người khác sửa.', {
        status: 409,
        remedy: 'Mở lại trang để xem định nghĩa mới, rồi sửa tiếp.',
      });
    }
    if (input.from <= (current!.from ?? '')) {
      throw new Refusal('indicator.version-in-past', 'Định nghĩa mới phải áp dụng sau ngày của định nghĩa đang dùng.', {
        status: 422,
        fields: { from: `Chọn ngày sau ${current!.from}.` },
      });
    }
    const version = seen + 1;
    const ofCurrent = and(eq(indicatorVersion.indicatorKey, key), eq(indicatorVersion.version, seen));
    await tx
      .update(indicatorVersion)
      .set({ valid: until(input.from) })
      .where(ofCurrent);
    await tx.insert(indicatorVersion).values({ indicatorKey: key, version, ...rowOf(input) });
    const { indicatorKey: _key, valid: _valid, version: _version, ...before } = current!.row;
    tx.record({ action: 'revise', subjectType: 'indicator', subjectId: key, before, after: input });
    return { version };
  });
}

/**
 * Says who is to report from a day on. Earlier periods keep their reporters.
 * @throws Refusal 404, or 422 when a body or collective is not known, or nobody in particular is to report
 */
export async function assignReporters(db: Database, actor: Actor, key: string, input: ReportersInput): Promise<void> {
  demand(actor, INDICATOR_PERMISSIONS.define);
  const { from, province } = input;
  const wanted = [
    ...(province ? [{ organisationKey: null, collectiveKey: null }] : []),
    ...[...new Set(input.organisations)].map((organisationKey) => ({ organisationKey, collectiveKey: null })),
    ...[...new Set(input.collectives)].map((collectiveKey) => ({ organisationKey: null, collectiveKey })),
  ];
  await transact(db, actor, async (tx) => {
    const { kind } = await lockIndicator(tx, key);
    if (kind === 'computed') throw computedRefuses();
    const open = and(
      eq(indicatorReporter.indicatorKey, key),
      or(sql`upper_inf(valid)`, sql`upper(valid) > ${from}::date`),
    );
    const before = await tx.select().from(indicatorReporter).where(open);
    // What began on that day or later gives way whole; what began before ends on its eve.
    await tx.delete(indicatorReporter).where(and(open, sql`lower(valid) >= ${from}::date`));
    await tx
      .update(indicatorReporter)
      .set({ valid: until(from) })
      .where(open);
    const rows = wanted.map((each) => ({ id: newId(), indicatorKey: key, ...each, valid: since(from) }));
    await insertMany(tx, indicatorReporter, rows).catch((error: unknown) => {
      throw brokenConstraint(error)?.endsWith('_fkey') ? unknownReporter() : error;
    });
    const namesOf = (each: readonly { organisationKey: string | null; collectiveKey: string | null }[]) =>
      each.map(({ organisationKey, collectiveKey }) => organisationKey ?? collectiveKey ?? 'province').sort();
    tx.record({
      action: 'assign-reporters',
      subjectType: 'indicator',
      subjectId: key,
      before: { reporters: namesOf(before) },
      after: { reporters: namesOf(wanted), from },
    });
  });
}

/** The indicator, held against others until the transaction ends. @throws Refusal 404 */
export async function lockIndicator(tx: Transaction, key: string): Promise<typeof indicator.$inferSelect> {
  const [found] = await tx.select().from(indicator).where(eq(indicator.key, key)).for('update');
  if (!found) throw noSuchIndicator();
  return found;
}

/** 404. */
export function noSuchIndicator(): Refusal {
  return new Refusal('indicator.not-found', 'Không có chỉ số này.', {
    status: 404,
    remedy: 'Tìm trong danh sách chỉ tiêu, chỉ số.',
  });
}

/** 409: nobody types what the register computes. */
export function computedRefuses(): Refusal {
  return new Refusal('indicator.computed', 'Chỉ số này do hệ thống tính từ dữ liệu của sổ, không nhập tay được.', {
    status: 409,
    remedy: 'Muốn số thay đổi thì ghi nhận kết quả ở nơi có số liệu gốc.',
  });
}

function unknownReporter(): Refusal {
  return new Refusal('indicator.unknown-reporter', 'Có cơ quan hoặc nhóm không có trong danh mục.', {
    status: 422,
    fields: { organisations: 'Chọn cơ quan có trong danh mục.' },
  });
}

function rowOf({ from, ...version }: VersionInput) {
  return { ...version, valid: since(from) };
}
