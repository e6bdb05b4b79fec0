import { eq } from 'drizzle-orm';
import type { Transaction } from '#kernel/database/transaction.ts';
import { Refusal } from '#kernel/refusal.ts';
import { plan } from '../schema.ts';
import { FREE, windowOf, type Window } from './periods.ts';
import type { Report } from './schema.ts';

/** What `takeSnapshot` needs to work out a report's figures again. */
export async function wishOf(tx: Pick<Transaction, 'select'>, found: Report) {
  const known = found.kind === FREE ? null : windowOf(found.kind, Number(found.toDay.slice(0, 4)));
  const window: Window = {
    kind: found.kind,
    label: found.label,
    from: found.fromDay,
    to: found.toDay,
    due: found.dueDay,
    source: known?.source ?? null,
  };
  return { plan: await planIn(tx, found.planId), window, organisationKey: found.organisationKey };
}

/** The head of a plan in force or replaced, as snapshots hold it. */
export async function planIn(tx: Pick<Transaction, 'select'>, planId: string) {
  const { id, slug, year, number, issuedOn, issuer, subject, status } = plan;
  const [found] = await tx.select({ id, slug, year, number, issuedOn, issuer, subject, status }).from(plan).where(eq(id, planId)); // prettier-ignore
  if (!found || !['active', 'superseded'].includes(found.status))
    throw new Refusal('plan.not-found', 'Không có kế hoạch đang thực hiện này.', { status: 404 });
  const { status: _, ...head } = found;
  return head;
}
