import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { renewHandovers } from '#kernel/organisations/service.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { PLAN_DEPENDENTS } from '../dependents.ts';
import { OBLIGATION_DEPENDENTS } from '../running/dependents.ts';
import { OBLIGATION_LIST } from '../running/lists.ts';
import { useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { windowOf } from './periods.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { planIn } from './wish.ts';

useTemporaryFiles();
const fresh = useDatabase();
let planId: string;

beforeAll(async () => {
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
  await renewHandovers(fresh.db, system('test'), [PLAN_DEPENDENTS, OBLIGATION_DEPENDENTS]);
});

describe('cơ quan giữ việc vào ngày chốt, sau sắp xếp tổ chức', () => {
  it.each(['six-months', 'year'])('%s: số của từng cơ quan bằng đúng danh sách mà nó mở', async (kind) => {
    const window = windowOf(kind, 2025)!;
    const snapshot = await takeSnapshot(fresh.db, { plan: await planIn(fresh.db, planId), window, organisationKey: null }); // prettier-ignore
    expect(JSON.stringify(snapshot.bodies.now)).not.toBe(JSON.stringify(snapshot.bodies.then));
    const scope = { planId: null, organisations: 'all' as const, today: isoDate('2026-01-05') };
    const listed: Record<string, number | null> = {};
    for (const { key } of snapshot.bodies.now) {
      if (key === null) continue;
      const address = new URLSearchParams({ year: '2025', organisation: key, as_of: window.to });
      listed[key] = (await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, address), scope)).total;
    }
    const counted = Object.fromEntries(snapshot.bodies.now.flatMap(({ key, counts }) => (key === null ? [] : [[key, counts.total]]))); // prettier-ignore
    expect(counted).toEqual(listed);
  });
});
