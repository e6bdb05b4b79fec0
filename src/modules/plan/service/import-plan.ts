import { and, eq, isNull, ne } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { brokenConstraint } from '#kernel/database/errors.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { newId } from '#kernel/database/uuid.ts';
import { putFile, registerFile, type KeptFile } from '#kernel/files/index.ts';
import { demand } from '#kernel/identity/permissions.ts';
import type { Registry } from '#kernel/organisations/model.ts';
import { loadRegistry } from '#kernel/organisations/store.ts';
import { importPlan } from '../import/index.ts';
import type { ParsedPlan } from '../import/model.ts';
import { planSlug } from '../model.ts';
import { PLAN_PERMISSIONS } from '../permissions.ts';
import { plan } from '../schema.ts';
import { rowsOf, writeRows } from './plan-rows.ts';

export interface ImportOutcome {
  /** `unchanged`: the decision is in the register already; nothing was stored. */
  outcome: 'imported' | 'unchanged';
  id: string;
  slug: string;
  tasks: number;
  diagnostics: { error: number; warning: number; info: number };
}

/**
 * Reads a published plan and keeps it as a draft for review, with its source and everything the reader noticed.
 * The same decision (number and date) is stored once.
 * @throws Refusal when the actor may not, or the file is no plan; then nothing is stored
 */
export async function importPlanDocument(
  db: Database,
  actor: Actor,
  file: { bytes: Uint8Array; name: string },
  now: Date = new Date(),
): Promise<ImportOutcome> {
  demand(actor, PLAN_PERMISSIONS.import);
  const registry = await loadRegistry(db);
  const { plan: parsed, document } = await importPlan(file.bytes, file.name, registry);
  const known = await planOfDecision(db, parsed);
  if (known) return { outcome: 'unchanged', ...known, ...countsOf(parsed) };

  const stored = await putFile(file.bytes);
  try {
    return await transact(db, actor, async (tx) => {
      const id = await store(tx, parsed, registry, { kept: stored, name: file.name }, document.lines, vietnamDate(now));
      return { outcome: 'imported', ...id, ...countsOf(parsed) };
    });
  } catch (error) {
    // Two people uploading the same decision at once: the second finds the first one's.
    const other = ['plan_decision', 'plan_slug_key'].includes(brokenConstraint(error) ?? '')
      ? await planOfDecision(db, parsed)
      : null;
    if (other) return { outcome: 'unchanged', ...other, ...countsOf(parsed) };
    throw error;
  }
}

async function store(
  tx: Transaction,
  parsed: ParsedPlan,
  registry: Registry,
  file: { kept: KeptFile; name: string },
  lines: readonly { text: string; page: number | null }[],
  today: IsoDate,
): Promise<{ id: string; slug: string }> {
  const { decision } = parsed;
  const id = newId();
  const slug = await freeSlug(tx, planSlug(decision.number, decision.date, id.slice(-12)));
  await registerFile(tx, file.kept, file.name);
  await tx.insert(plan).values({
    id,
    slug,
    status: 'draft',
    year: parsed.year,
    number: decision.number,
    issuedOn: decision.date,
    issuer: decision.issuer,
    signer: decision.signer,
    subject: decision.subject,
    fileSha256: file.kept.sha256,
    fileName: file.name,
  });
  await writeRows(tx, rowsOf(id, parsed, lines, { registry, at: decision.date ?? today }));
  tx.record({
    action: 'import',
    subjectType: 'plan',
    subjectId: id,
    after: { number: decision.number, issuedOn: decision.date, file: file.kept.sha256, ...countsOf(parsed) },
  });
  return { id, slug };
}

async function planOfDecision(db: Pick<Database, 'select'>, { decision }: ParsedPlan) {
  // Without a number there is no saying that two documents are the same decision.
  if (!decision.number) return null;
  const [found] = await db
    .select({ id: plan.id, slug: plan.slug })
    .from(plan)
    .where(
      and(
        eq(plan.number, decision.number),
        decision.date ? eq(plan.issuedOn, decision.date) : isNull(plan.issuedOn),
        ne(plan.status, 'discarded'),
      ),
    )
    .limit(1);
  return found ?? null;
}

/** A discarded draft keeps its address in the record, so another try of the same decision gets the next one. */
async function freeSlug(tx: Transaction, wanted: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const slug = attempt === 1 ? wanted : `${wanted}-${attempt}`;
    const [taken] = await tx.select({ id: plan.id }).from(plan).where(eq(plan.slug, slug)).limit(1);
    if (!taken) return slug;
  }
}

function countsOf(parsed: ParsedPlan) {
  const of = (severity: string) => parsed.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    tasks: parsed.groups.reduce((sum, group) => sum + group.tasks.length, 0),
    diagnostics: { error: of('error'), warning: of('warning'), info: of('info') },
  };
}
