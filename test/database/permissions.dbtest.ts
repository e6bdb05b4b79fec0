import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { transact } from '#kernel/database/transaction.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { askerAs, ASKERS, permissionMatrix } from '../../src/permissions.ts';
import { ACTS, type Act } from './acts.ts';
import { useDatabase } from './fresh.ts';

/** Every service function × every role: let through or refused exactly as the matrix on the page says. */
const fresh = useDatabase();

beforeAll(async () => {
  useTemporaryFiles();
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, readRegistryFolder()));
});

/** The status that a call ends with; 200 when it succeeds. What is no refusal is a fault of ours and thrown on. */
async function statusOf({ call }: Act, actor: Actor): Promise<number> {
  try {
    await call(fresh.db, actor);
    return 200;
  } catch (error) {
    if (error instanceof Refusal) return error.status;
    throw error;
  }
}

const entries = async () =>
  (await fresh.db.execute<{ count: number }>(sql`select count(*)::int as count from audit_entry`, 'objects'))[0]!.count;

const matrix = new Map(permissionMatrix().map(({ action, cells }) => [action, cells]));
const cases = ACTS.flatMap((act) => ASKERS.map((asker) => [act.name, asker, act] as const));

describe('từng hàm, từng vai trò', () => {
  it.each(cases)('%s, %s: như bảng phân quyền', async (_name, asker, act) => {
    const cell = matrix.get(act.permission)!.find((each) => each.asker === asker)!;
    const before = await entries();
    const status = await statusOf(act, askerAs(asker));
    if (cell.allowed) expect([200, 404, 409, 422]).toContain(status);
    else {
      expect(status).toBe(asker === 'visitor' ? 401 : 403);
      expect(await entries()).toBe(before);
    }
  });

  it.each(ACTS.map((act) => [act.name, act] as const))('%s: khóa không có quyền này thì không', async (_name, act) => {
    const key = { ...askerAs('administrator'), roles: [], scopes: ['plan.something-else'] };
    expect(await statusOf(act, key)).toBe(403);
    const right = await statusOf(act, { ...key, scopes: [act.permission, `${act.permission}@*`] });
    expect([200, 404, 409, 422]).toContain(right);
  });
});
