import { eq } from 'drizzle-orm';
import type { Actor } from '#kernel/database/actor.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { denied } from '#kernel/identity/permissions.ts';
import { mayAct, type Standing } from '#kernel/lifecycle/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { REPORT_LIFE, type ReportAct, type ReportState } from '../lifecycle.ts';
import { report, type Report } from '../schema.ts';

/** What the rule of the acts looks at: everything is done for the body whose report it is; null: the province. */
export function standingOfReport({
  state,
  organisationKey,
}: Pick<Report, 'state' | 'organisationKey'>): Standing<ReportState> {
  return { state, stateBefore: null, doer: organisationKey, decider: organisationKey };
}

/** The report, held until the end of the transaction. @throws Refusal 404 */
export async function lockReport(tx: Pick<Transaction, 'select'>, id: string): Promise<Report> {
  const [found] = isId(id) ? await tx.select().from(report).where(eq(report.id, id)).for('update') : [];
  if (!found) throw noSuchReport();
  return found;
}

export function noSuchReport(): Refusal {
  return new Refusal('plan.report-not-found', 'Không có báo cáo này.', { status: 404, remedy: 'Tìm lại trong danh sách báo cáo.' }); // prettier-ignore
}

/** @throws Refusal 401, 403; 409 when the report's state does not allow it */
export function mustAct(found: Report, act: ReportAct, actor: Actor): ReportState {
  const verdict = mayAct(REPORT_LIFE, standingOfReport(found), act, actor);
  if (verdict.allowed) return verdict.to;
  const { name, permission } = REPORT_LIFE.acts[act];
  if (verdict.reason === 'wrong-state') {
    const state = REPORT_LIFE.states[found.state].name.vi;
    throw conflict('plan.report-state', `Không thể “${name.vi}” khi báo cáo ở trạng thái “${state}”.`);
  }
  if (verdict.reason === 'own-work' || verdict.reason === 'own-wish') throw new Error('reports have no such rule');
  throw denied(verdict.reason, permission.label);
}

export function conflict(code: string, message: string, fields?: Record<string, string>): Refusal {
  return new Refusal(code, message, { status: 409, remedy: 'Mở lại trang để xem tình trạng mới nhất.', ...(fields ? { fields } : {}) }); // prettier-ignore
}

export function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('plan.report-invalid', 'Còn mục chưa đúng.', { status: 422, fields, remedy: 'Sửa các mục được nêu rồi gửi lại.' }); // prettier-ignore
}
