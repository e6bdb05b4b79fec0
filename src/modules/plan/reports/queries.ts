import { eq, sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { isId } from '#kernel/database/uuid.ts';
import type { Timeliness } from '../model.ts';
import type { ObligationState } from '../running/lifecycle.ts';
import { nameOn } from '../running/queries.ts';
import { timelinessOf } from '../running/state-sql.ts';
import type { ReportParts } from './paper.ts';
import { contributionPart, sectionPart } from './parts.ts';
import { report, type Report } from './schema.ts';
import { noSuchReport } from './service/lock.ts';
import { sha256, snapshotText, type Snapshot } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { wishOf } from './wish.ts';

type Reader = Pick<Database, 'execute' | 'select'>;

/** A report; what the reader may not see is not there. @throws Refusal 404 */
export async function findReport(db: Pick<Database, 'select'>, id: string): Promise<Report> {
  const [found] = isId(id) ? await db.select().from(report).where(eq(report.id, id)) : [];
  if (!found) throw noSuchReport();
  return found;
}

/** A snapshot as it was kept, letter by letter; null when there is no such version. */
export async function snapshotOf(
  db: Pick<Database, 'execute'>,
  reportId: string,
  version: number,
): Promise<{ snapshot: Snapshot; text: string; sha256: string } | null> {
  const [row] = await db.execute<{ text: string; sha256: string }>(
    sql`select content::text as text, sha256 from report_snapshot where report_id = ${reportId} and version = ${version}`,
    'objects',
  );
  return row ? { snapshot: JSON.parse(row.text) as Snapshot, text: row.text, sha256: row.sha256 } : null;
}

export interface SnapshotVersion {
  version: number;
  sha256: string;
  takenAt: Date;
  by: string | null;
  reason: string | null;
}

/** Versions of a report's figures, newest first. */
export async function snapshotVersions(db: Pick<Database, 'execute'>, reportId: string): Promise<SnapshotVersion[]> {
  const rows = await db.execute<SnapshotVersion & Record<string, unknown>>(
    sql`select version, sha256, taken_at as "takenAt", coalesce(account.name, position) as by, reason
      from report_snapshot left join "user" account on account.id = taken_by
      where report_id = ${reportId} order by version desc limit 200`,
    'objects',
  );
  return rows.map((row) => ({ ...row, takenAt: new Date(row.takenAt) }));
}

/** Does working out the figures again today, for the same closing day, give the same to the letter? */
export async function verifySnapshot(db: Reader, found: Report): Promise<{ same: boolean; sha256: string }> {
  const kept = await snapshotOf(db, found.id, found.snapshotVersion);
  const again = sha256(snapshotText(await takeSnapshot(db, await wishOf(db, found))));
  return { same: kept!.sha256 === again, sha256: again };
}

/** A version of a text. */
export interface TextVersion {
  part: string;
  version: number;
  text: string;
  /** The version of the figures that the writer saw. */
  snapshotVersion: number;
  by: string | null;
  position: string | null;
  writtenAt: Date;
}

const TEXT = sql`select part, version, text, snapshot_version as "snapshotVersion", account.name as by, written.position,
    written_at as "writtenAt"
  from report_text written left join "user" account on account.id = written.actor_id`;

/** What stands in each part of a report now. */
export async function textsOf(db: Pick<Database, 'execute'>, reportId: string): Promise<Map<string, TextVersion>> {
  const rows = await db.execute<TextVersion & Record<string, unknown>>(
    sql`select distinct on (part) * from (${TEXT} where report_id = ${reportId}) each order by part, version desc`,
    'objects',
  );
  return new Map(rows.map((row) => [row.part, dated(row)]));
}

/** The versions of one part, newest first. */
export async function versionsOf(
  db: Pick<Database, 'execute'>,
  reportId: string,
  part: string,
  limit = 100,
): Promise<TextVersion[]> {
  const rows = await db.execute<TextVersion & Record<string, unknown>>(
    sql`${TEXT} where report_id = ${reportId} and part = ${part} order by version desc limit ${limit}`,
    'objects',
  );
  return rows.map(dated);
}

const dated = (row: TextVersion): TextVersion => ({ ...row, writtenAt: new Date(row.writtenAt) });

/** All that a report's paper is made from. */
export async function partsOfReport(db: Pick<Database, 'execute'>, found: Report): Promise<ReportParts> {
  const kept = await snapshotOf(db, found.id, found.snapshotVersion);
  const written = await textsOf(db, found.id);
  const { number, issuedOn: date } = found;
  return {
    snapshot: kept!.snapshot,
    outline: found.outline,
    texts: Object.fromEntries(found.outline.map(({ key }) => [key, written.get(sectionPart(key))?.text ?? ''])),
    settings: found.settings,
    issued: number !== null && date !== null ? { number, date } : null,
    draft: found.state !== 'finalised' && found.state !== 'issued',
  };
}

/** What a body was asked for, and how far it is. */
export interface Contribution {
  /** The body that was asked. Who contributes is whoever has its obligation: after a merger, or when it was given on, another. */
  organisationKey: string;
  /** "Sở Kế hoạch và Đầu tư (nay: Sở Tài chính)" when another body has it. */
  name: string;
  /** The body that holds it today, after mergers. */
  heldBy: string;
  sections: string[];
  obligationId: string;
  due: IsoDate | null;
  state: ObligationState;
  timeliness: Timeliness;
  submittedOn: IsoDate | null;
  /** Sections in which something was written. */
  written: string[];
}

/** Contributions to a report: who has not sent first, then by name. */
export async function contributionsOf(
  db: Pick<Database, 'execute'>,
  reportId: string,
  today: IsoDate,
): Promise<Contribution[]> {
  const rows = await db.execute<Omit<Contribution, 'written'> & { holder: string | null } & Record<string, unknown>>(
    sql`select asked.organisation_key as "organisationKey", ${nameOn(sql`asked.organisation_key`, today)} as name,
        held.key as "heldBy", ${nameOn(sql`held.key`, today)} as holder,
        asked.sections, asked.obligation_id as "obligationId", obligation.last_day as due, obligation.state,
        ${timelinessOf(today, sql`obligation.`)} as timeliness, obligation.submitted_on as "submittedOn"
      from report_contribution asked join obligation on obligation.id = asked.obligation_id
        cross join lateral (select obligation_holder(obligation.organisation_key, null::uuid, null::int, ${today}::date) as key) held
      where asked.report_id = ${reportId}
      order by obligation.state in ('awaiting-confirmation', 'done'), ${nameOn(sql`asked.organisation_key`, today)} collate "vi-x-icu", 1 limit 1000`,
    'objects',
  );
  const written = await textsOf(db, reportId);
  const has = (body: string, section: string) => (written.get(contributionPart(body, section))?.text ?? '') !== '';
  return rows.map(({ holder, ...row }) => ({
    ...row,
    name: `${row.name ?? row.organisationKey}${row.heldBy === row.organisationKey || !holder ? '' : ` (nay: ${holder})`}`,
    written: row.sections.filter((section) => has(row.organisationKey, section)),
  }));
}

/** The report that an obligation of reporting is about; null for every other obligation. */
export async function reportOfObligation(db: Pick<Database, 'execute'>, obligationId: string): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(
    sql`select id from report where obligation_id = ${obligationId}
      union all select report_id from report_contribution where obligation_id = ${obligationId} limit 1`,
    'objects',
  );
  return row?.id ?? null;
}

/** Bodies that answer for something in a report, as they are today, and were not asked for a contribution yet; by name. */
export async function bodiesToAsk(
  db: Pick<Database, 'execute'>,
  reportId: string,
  { bodies }: Pick<Snapshot, 'bodies'>,
  today: IsoDate,
): Promise<{ key: string; name: string }[]> {
  const keys = bodies.now.flatMap(({ key }) => key ?? []);
  return db.execute<{ key: string; name: string }>(
    sql`select distinct version.organisation_key as key, version.name, version.level = 'commune' as commune, version.name collate "vi-x-icu" as place
      from unnest(${sql.param(keys)}::text[]) as counted (key)
        left join organisation_holder held on held.organisation_key = counted.key and held.valid @> ${today}::date
        join organisation_version version on version.organisation_key = coalesce(held.holder_key, counted.key) and version.valid @> ${today}::date
      where version.organisation_key not in (select organisation_key from report_contribution where report_id = ${reportId})
      order by commune, place, 1 limit 1000`,
    'objects',
  );
}
