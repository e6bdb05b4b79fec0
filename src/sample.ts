import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact } from '#kernel/database/transaction.ts';
import { createAccount, givePosition, markDemonstration, ROLE_NAMES, type NewAccount } from '#kernel/identity/index.ts';
import { readRegistryFolder, SAMPLE_FOLDER } from '#kernel/organisations/registry-files.ts';
import { renewHandovers } from '#kernel/organisations/service.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { keptSecret, settings } from '#kernel/settings.ts';
import { setSite, siteOf } from '#kernel/site.ts';
import { acceptPlan, hasPlans, importPlanDocument } from '#modules/plan/index.ts';
import { DEPENDENTS } from './dependents.ts';
import { loadSampleMeasures } from './sample-measures.ts';
import { loadSampleProgress } from './sample-progress.ts';

/** A demonstration account, told to the person who starts the sample. */
export interface SampleAccount {
  email: string;
  password: string;
  /** What it may do, in Vietnamese. */
  role: string;
}

const PLAN_FILE = 'plan-3487-qd-ubnd.txt';

interface Demonstration {
  email: string;
  name: string;
  role: NewAccount['role'];
  organisationKey: string | null;
  /** Heads the body, under this title. */
  heads?: string;
}

const ACCOUNTS: readonly Demonstration[] = [
  { email: 'quan-tri@khanh-hoa.example', name: 'Quản trị (dùng thử)', role: 'administrator', organisationKey: null },
  {
    email: 'chu-ke-hoach@khanh-hoa.example',
    name: 'Chủ trì kế hoạch (dùng thử)',
    role: 'plan-owner',
    organisationKey: 'so-noi-vu',
  },
  {
    email: 'chuyen-vien@khanh-hoa.example',
    name: 'Chuyên viên (dùng thử)',
    role: 'officer',
    organisationKey: 'so-tu-phap',
  },
  {
    email: 'giam-doc@khanh-hoa.example',
    name: 'Giám đốc sở (dùng thử)',
    role: 'reader',
    organisationKey: 'so-tu-phap',
    heads: 'Giám đốc',
  },
  {
    email: 'chu-tich@khanh-hoa.example',
    name: 'Chủ tịch tỉnh (dùng thử)',
    role: 'reader',
    organisationKey: 'ubnd-tinh',
    heads: 'Chủ tịch',
  },
];

/**
 * Loads the sample province into an empty database: its organisations, the 2025 plan read from its official text, some made-up
 * progress, and accounts to try it with. Changes nothing that is there already; an office that goes on to its own work keeps it.
 */
export async function loadSample(db: Database): Promise<{ accounts: SampleAccount[] }> {
  const loader = system('Dữ liệu mẫu');
  await transact(db, loader, async (tx) => {
    await storeRegistry(tx, readRegistryFolder());
    if ((await siteOf(db)).province === null) {
      await setSite(tx, { province: { vi: 'Tỉnh Khánh Hòa', en: 'Khánh Hòa Province' } });
    }
  });
  if (!(await hasPlans(db))) {
    const bytes = readFileSync(join(SAMPLE_FOLDER, PLAN_FILE));
    const { id } = await importPlanDocument(db, loader, { bytes, name: PLAN_FILE });
    await acceptPlan(db, loader, id);
    await loadSampleProgress(db, id);
    // Some of the bodies that the plan names have ended since.
    await renewHandovers(db, loader, DEPENDENTS);
    await loadSampleMeasures(db, id, vietnamDate(new Date()));
  }
  // Made anew for each installation: nobody else's sample opens with it.
  const password = keptSecret(settings().folder, 'sample-password').slice(0, 16);
  const made: string[] = [];
  for (const { heads, ...account } of ACCOUNTS) {
    const { id, created } = await createAccount(db, loader, { ...account, password });
    if (!created) continue;
    made.push(id);
    if (heads) await makeHead(db, id, account.organisationKey!, heads);
  }
  if (made.length > 0) await transact(db, loader, (tx) => markDemonstration(tx, made));
  return {
    accounts: ACCOUNTS.map(({ email, role, heads }) => ({ email, password, role: heads ?? ROLE_NAMES[role].vi })),
  };
}

/** Gives the account's person the position of the body's head, from today on. */
async function makeHead(db: Database, accountId: string, organisationKey: string, title: string): Promise<void> {
  const [found] = await db.execute<{ person: string }>(
    sql`select person_id as person from "user" where id = ${accountId}`,
    'objects',
  );
  await givePosition(db, system('Dữ liệu mẫu'), found!.person, {
    organisationKey,
    title,
    isHead: true,
    from: vietnamDate(new Date()),
  });
}
