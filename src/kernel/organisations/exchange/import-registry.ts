import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Actor } from '../../database/actor.ts';
import type { Database } from '../../database/connection.ts';
import { transact, type Transaction } from '../../database/transaction.ts';
import { demand } from '../../identity/permissions.ts';
import { Refusal } from '../../refusal.ts';
import type { Dependents } from '../dependents.ts';
import { endedKeys, renewWorkList } from '../handovers.ts';
import { ORGANISATION_PERMISSIONS } from '../permissions.ts';
import { loggingRefusals } from '../refusal-log.ts';
import { versionOf } from '../registry.ts';
import { ACTS_LOCK, loadRegistry, renewHolders } from '../store.ts';
import { versionId } from './comparison.ts';
import { applied, planImport, type ImportError, type ImportPlan, type Present } from './plan-import.ts';
import { insertSuccessions, insertVersions, updateSuccessions, updateVersions } from '../registry-rows.ts';

/** What a file would do, for a person to look at before confirming. */
export interface ImportPreview extends ImportPlan {
  /** Stands for exactly these changes: the import is refused when it would do others by then. */
  fingerprint: string;
  /** Bodies that the import brings to their end; what is open with them comes on the work list. */
  ending: { key: string; name: string }[];
}

/** How many of each an import made. */
export interface ImportCounts {
  organisations: number;
  versions: number;
  changed: number;
  successions: number;
  /** New on the work list. */
  open: number;
}

/** Shows what a registry file would do; changes nothing. @throws Refusal 401, 403; `sheet.*`, `document.*` */
export async function previewRegistryImport(db: Database, actor: Actor, bytes: Uint8Array): Promise<ImportPreview> {
  demand(actor, ORGANISATION_PERMISSIONS.importRegistry);
  return previewOf(await presentIn(db), bytes);
}

/**
 * Takes a registry file in: new bodies, new versions, corrections. One transaction; what the file leaves out stays as it is.
 * @param seen the fingerprint of the preview that the person confirmed
 * @throws Refusal 422 with every error; 409 when the registry moved on since the preview; 401, 403; `sheet.*`, `document.*`
 */
export async function importRegistry(
  db: Database,
  actor: Actor,
  bytes: Uint8Array,
  seen: string,
  dependents: readonly Dependents[],
  now: Date = new Date(),
): Promise<ImportCounts> {
  demand(actor, ORGANISATION_PERMISSIONS.importRegistry);
  return loggingRefusals(actor, 'import-registry', () =>
    transact(db, actor, async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${ACTS_LOCK})`);
      const present = await presentIn(tx);
      const preview = previewOf(present, bytes);
      if (preview.errors.length > 0) throw importRefused(preview.errors);
      if (preview.fingerprint !== seen) {
        throw new Refusal('organisations.changed-meanwhile', 'Danh mục cơ quan đã thay đổi từ lúc xem trước.', { status: 409, remedy: 'Xem lại các thay đổi rồi xác nhận lần nữa.' }); // prettier-ignore
      }
      const file = createHash('sha256').update(bytes).digest('hex');
      return carryIn(tx, preview, present, { file, dependents, now });
    }),
  );
}

async function carryIn(
  tx: Transaction,
  plan: ImportPreview,
  { registry }: Present,
  { file, dependents, now }: { file: string; dependents: readonly Dependents[]; now: Date },
): Promise<ImportCounts> {
  const fresh = plan.versions.filter(({ kind }) => kind === 'new');
  const changed = plan.versions.filter(({ kind }) => kind === 'changed');
  const newKeys = [...new Set(fresh.filter(({ newBody }) => newBody).map(({ after }) => after.key))];
  const steps = { new: plan.successions.filter(({ kind }) => kind === 'new'), changed: plan.successions.filter(({ kind }) => kind === 'changed') }; // prettier-ignore
  const counts = { organisations: newKeys.length, versions: fresh.length, changed: changed.length, successions: steps.new.length }; // prettier-ignore
  if (fresh.length + changed.length + steps.new.length + steps.changed.length === 0) return { ...counts, open: 0 };
  // Corrections first: a version that is shortened makes room for the one that follows it.
  await updateVersions(tx, changed.map(({ after }) => after)); // prettier-ignore
  await insertVersions(tx, fresh.map(({ after }) => after)); // prettier-ignore
  await insertSuccessions(tx, steps.new.map(({ after }) => after)); // prettier-ignore
  await updateSuccessions(tx, steps.changed.map(({ after }) => after)); // prettier-ignore
  const after = applied(plan, registry);
  await renewHolders(tx, after);
  const noted = plan.ending.length === 0 ? { open: 0, automatic: 0 } : await renewWorkList(tx, after, dependents, now);
  for (const { kind, newBody, before, after } of [...fresh, ...changed]) {
    tx.record({ action: kind === 'new' && newBody ? 'create' : 'change', subjectType: 'organisation', subjectId: after.key, before, after }); // prettier-ignore
  }
  tx.record({ action: 'import', subjectType: 'registry', subjectId: plan.fingerprint, after: { ...counts, handovers: noted, file } }); // prettier-ignore
  return { ...counts, open: noted.open };
}

function previewOf(present: Present, bytes: Uint8Array): ImportPreview {
  const plan = planImport(bytes, present);
  const changing = [...plan.versions, ...plan.successions].filter(({ kind }) => kind !== 'unchanged');
  const told = changing.map(({ before, after }) => [before, after]);
  const fingerprint = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
  const ended = new Set(endedKeys(present.registry));
  const after = applied(plan, present.registry);
  const ending = plan.errors.length > 0 ? [] : endedKeys(after).filter((key) => !ended.has(key)).map((key) => ({ key, name: versionOf(after, key)!.name })); // prettier-ignore
  return { ...plan, fingerprint, ending };
}

/** The registry, and the versions whose days belong to an act. */
export async function presentIn(db: Pick<Database, 'execute' | 'select'>): Promise<Present> {
  const [registry, bound] = await Promise.all([
    loadRegistry(db),
    db.execute<{ key: string; validFrom: string | null }>(
      sql`select organisation_key as key, lower(valid)::text as "validFrom" from organisation_version
        where opened_by is not null or closed_by is not null`,
      'objects',
    ),
  ]);
  return { registry, bound: new Set(bound.map(({ key, validFrom }) => versionId({ key, validFrom: validFrom as never }))) }; // prettier-ignore
}

/** The refusal that lists every error, one per line. */
export function importRefused(errors: readonly ImportError[]): Refusal {
  return new Refusal('organisations.import-refused', `Chưa nhập được: có ${errors.length} lỗi. Chưa có gì thay đổi.`, {
    status: 422,
    where: errors.slice(0, 200).map(({ sheet, message }) => `${sheet}: ${message}`).join('\n'), // prettier-ignore
    remedy: 'Sửa các ô đã nêu trong tệp rồi tải lên lại.',
  });
}
