import { sql } from 'drizzle-orm';
import type { Transaction } from '#kernel/database/transaction.ts';
import { sha256, snapshotText, type Snapshot } from '../snapshot.ts';

/** Keeps a snapshot for good under its version. @returns its hash */
export async function keepSnapshot(
  tx: Transaction,
  reportId: string,
  version: number,
  snapshot: Snapshot,
  { reason, now }: { reason: string | null; now: Date },
): Promise<string> {
  const text = snapshotText(snapshot);
  const hash = sha256(text);
  await tx.execute(
    sql`insert into report_snapshot (report_id, version, content, sha256, taken_at, taken_by, position, reason)
      values (${reportId}, ${version}, ${text}::json, ${hash}, ${now.toISOString()}, ${tx.actor.id}, ${tx.actor.position ?? tx.actor.name}, ${reason})`,
  );
  return hash;
}
