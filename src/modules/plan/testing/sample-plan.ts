import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { system, type Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { importPlanDocument } from '../service/import-plan.ts';
import { acceptPlan } from '../service/review-plan.ts';

/** For tests: the seed plan as published, and the province it belongs to. */
export const SEED_FILE = join('data', 'khanh-hoa', 'plan-3487-qd-ubnd.txt');
export const seedBytes = (): Uint8Array => readFileSync(SEED_FILE);

/** Somebody with an account and the given roles. */
export function somebody(...roles: string[]): Actor {
  return {
    ...system('Nguyễn Thị Thử'),
    id: 'account-1',
    position: 'Chuyên viên',
    roles,
    grants: heldEverywhere(...roles),
  };
}

/** Puts the files of a test in a folder of its own. */
export function useTemporaryFiles(): void {
  process.env.CCHC_VAR = mkdtempSync(join(tmpdir(), 'cchc-test-'));
}

/** A database that knows the organisations and holds the seed plan, as a draft or in force. */
export async function withSeedPlan(
  db: Database,
  { accepted }: { accepted: boolean },
): Promise<{ id: string; slug: string }> {
  await transact(db, system('test'), (tx) => storeRegistry(tx, readRegistryFolder()));
  const plan = await importPlanDocument(db, system('test'), { bytes: seedBytes(), name: 'plan-3487-qd-ubnd.txt' });
  if (accepted) await acceptPlan(db, system('test'), plan.id);
  return plan;
}
