import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import type { Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { demand } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import type { OrganisationVersion } from './model.ts';
import { nameKey } from './names.ts';
import { ORGANISATION_PERMISSIONS } from './permissions.ts';
import { loggingRefusals } from './refusal-log.ts';
import { AREA } from './registry-data.ts';
import { updateVersions } from './registry-rows.ts';
import { ACTS_LOCK } from './store.ts';

const text = (most: number) => z.string().normalize('NFC').trim().max(most, `Dài nhất ${most} ký tự.`);
const optional = (most: number) => text(most).transform((value) => value || null);

/** What may be corrected without an act: how a body is written. Its level, kind, parent and days are an act's. */
const CORRECTION = z.object({
  name: text(300).min(1, 'Điền tên cơ quan.'),
  shortName: optional(100),
  code: optional(60),
  area: AREA.transform((words) => words || null),
  /** One a line. */
  aliases: text(5_000).transform((lines) => [...new Set(lines.split('\n').map((line) => line.trim()).filter(Boolean))]), // prettier-ignore
  reason: text(1_000).min(1, 'Nêu lý do, hoặc văn bản đã đọc lại.'),
});

export type Correction = z.input<typeof CORRECTION>;

/** Which stretch of a body's life is meant, and what somebody saw there (`sealOf`). */
export interface CorrectedVersion {
  key: string;
  validFrom: IsoDate | null;
  seen: string;
}

/** Stands for what a version says: a correction is refused when it says something else by then. */
export function sealOf({
  name,
  shortName,
  aliases,
  code,
  area,
}: Pick<OrganisationVersion, 'name' | 'shortName' | 'aliases' | 'code' | 'area'>): string {
  return createHash('sha256')
    .update(JSON.stringify([name, shortName, aliases, code, area]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * Corrects how a body is written during one stretch of its life: a slip in the name, the short name, other names, its code, its area.
 * A body that gets another name from some day on is renamed by a reorganisation.
 * @throws Refusal 422 `organisations.correction-invalid` by field; 404 `organisation.not-found`; 409 `organisations.changed-meanwhile`; 401, 403
 */
export async function correctOrganisation(
  db: Database,
  actor: Actor,
  { key, validFrom, seen }: CorrectedVersion,
  input: Correction,
): Promise<void> {
  demand(actor, ORGANISATION_PERMISSIONS.correct);
  await loggingRefusals(actor, 'correct', () =>
    transact(db, actor, async (tx) => {
      const { reason, ...says } = valid(input);
      await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
      const [before] = await tx.execute<OrganisationVersion & Record<string, unknown>>(
        sql`select organisation_key as key, name, short_name as "shortName", aliases, code, level, kind, parent_key as "parentKey", area,
            lower(valid)::text as "validFrom", upper(valid)::text as "validTo" from organisation_version
          where organisation_key = ${key} and lower(valid) is not distinct from ${validFrom}::date`,
        'objects',
      );
      if (!before) throw new Refusal('organisation.not-found', 'Không có cơ quan này trong thời gian ấy.', { status: 404, where: key.slice(0, 120), remedy: 'Mở lại trang của cơ quan rồi chọn thời gian cần sửa.' }); // prettier-ignore
      if (sealOf(before) !== seen) throw new Refusal('organisations.changed-meanwhile', 'Thông tin cơ quan đã được người khác sửa.', { status: 409, remedy: 'Tải lại trang, xem thông tin hiện nay rồi sửa lại.' }); // prettier-ignore
      const after = { ...before, ...says };
      if (after.name !== before.name) await mustBeFree(tx, after);
      await updateVersions(tx, [after]);
      tx.record({ action: 'correct', subjectType: 'organisation', subjectId: key, before, after, reason });
    }),
  );
}

/** Two bodies of one name under one parent at one time are nearly always one body under two keys. */
async function mustBeFree(db: Pick<Database, 'execute'>, wanted: OrganisationVersion): Promise<void> {
  const near = await db.execute<{ key: string; name: string }>(
    sql`select organisation_key as key, name from organisation_version
      where organisation_key <> ${wanted.key} and level = ${wanted.level} and parent_key is not distinct from ${wanted.parentKey}
        and valid && daterange(${wanted.validFrom}::date, ${wanted.validTo}::date)`,
    'objects',
  );
  const other = near.find(({ name }) => nameKey(name) === nameKey(wanted.name));
  if (other) throw invalid({ name: `“${other.name}” đã là tên của cơ quan khác (${other.key}) trong thời gian ấy.` });
}

function valid(input: Correction): z.output<typeof CORRECTION> {
  const read = CORRECTION.safeParse(input);
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[String(path[0])] ??= message;
  throw invalid(fields);
}

function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('organisations.correction-invalid', 'Thông tin cơ quan chưa đúng.', { status: 422, where: Object.values(fields).join('\n'), remedy: 'Sửa các mục trên rồi gửi lại.', fields }); // prettier-ignore
}
