import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { HOT } from '#kernel/database/hot.ts';
import { nameOn } from './queries.ts';

type Reader = Pick<Database, 'execute'>;

/** What was brought to prove an obligation. */
export interface EvidenceRow {
  id: string;
  seq: number;
  kind: 'document' | 'file' | 'link' | 'figure';
  title: string;
  documentNumber: string | null;
  documentDate: IsoDate | null;
  documentIssuer: string | null;
  fileSha256: string | null;
  fileName: string | null;
  url: string | null;
  indicatorKey: string | null;
  indicatorPeriod: string | null;
  isPublic: boolean;
  onDate: IsoDate;
  withdrawn: boolean;
}

/** What proves an obligation, in the order brought. */
export async function evidenceOf(db: Reader, obligationId: string): Promise<EvidenceRow[]> {
  return db.execute<EvidenceRow & Record<string, unknown>>(
    sql`${HOT}select id, seq, kind, title, document_number as "documentNumber", document_date as "documentDate", document_issuer as "documentIssuer",
        file_sha256 as "fileSha256", file_name as "fileName", url, indicator_key as "indicatorKey", indicator_period as "indicatorPeriod",
        is_public as "isPublic", on_date as "onDate", withdrawn_seq is not null as withdrawn
      from obligation_evidence where obligation_id = ${obligationId} order by seq, title limit 500`,
    'objects',
  );
}

export interface ObstacleRow {
  seq: number;
  text: string;
  ownerKey: string | null;
  owner: string | null;
  due: IsoDate | null;
  cleared: boolean;
}

/** What hinders an obligation as known at the end of a day, open ones first. */
export async function obstaclesOf(db: Reader, obligationId: string, day: IsoDate): Promise<ObstacleRow[]> {
  return db.execute<ObstacleRow & Record<string, unknown>>(
    sql`${HOT}select obstacle.seq, obstacle.text, obstacle.owner_key as "ownerKey", ${nameOn(sql`obstacle.owner_key`, day)} as owner,
        obstacle.due, coalesce(cleared.on_date <= ${day}::date, false) as cleared
      from obligation_obstacle obstacle
        join obligation_event raised on raised.obligation_id = obstacle.obligation_id and raised.seq = obstacle.seq
        left join obligation_event cleared on cleared.obligation_id = obstacle.obligation_id and cleared.seq = obstacle.cleared_seq
      where obstacle.obligation_id = ${obligationId} and raised.on_date <= ${day}::date order by cleared, obstacle.seq limit 200`,
    'objects',
  );
}
