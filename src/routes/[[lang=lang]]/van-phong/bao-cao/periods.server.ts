import { vietnamDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { may } from '#kernel/identity/permissions.ts';
import { formatDate } from '#kernel/language.ts';
import { followedPeriods, listPlans, REPORT_PERMISSIONS, REPORT_STATE_WORDS, ruleName } from '#modules/plan/index.ts';
import { obligationPath, reportPath, REPORTS } from '../paths.ts';
import { stateLook } from '../viec/state-look.ts';
import { REPORT_TONES } from './tones.ts';

interface Wish {
  db: Pick<Database, 'execute' | 'select'>;
  actor: Actor;
  /** Of which plan; the one in force when not said. */
  wanted?: string | null;
}

/** The periods of which the plan in force must be reported: what is owed, until when, and the report that answers it; null without a plan. */
export async function periodsView({ db, actor, wanted = null }: Wish) {
  const plans = (await listPlans(db, { drafts: false })).filter(({ year }) => year !== null);
  const plan = plans.find(({ id }) => id === wanted) ?? plans.find(({ status }) => status === 'active');
  if (!plan) return null;
  const today = vietnamDate(new Date());
  const periods = await followedPeriods(db, plan, today);
  const mayMake = may(actor, REPORT_PERMISSIONS.prepare, { organisation: null }).allowed;
  const { source } = periods[0]?.window ?? {};
  return {
    plan: { id: plan.id, year: plan.year!, name: plan.number ?? plan.slug },
    rule: source ? ruleName(source) : null,
    unfollowed: periods.filter(({ duty }) => duty === null).length,
    mayFollow: plan.status === 'active' && may(actor, REPORT_PERMISSIONS.finalise, { organisation: null }).allowed,
    rows: periods.map(({ window, duty, report }) => ({
      kind: window.kind,
      label: window.label.replace(/^./, (first) => first.toLocaleUpperCase('vi')),
      closing: formatDate(window.to, 'vi'),
      due: (duty?.lastDay ?? window.due) && formatDate((duty?.lastDay ?? window.due)!, 'vi'),
      duty: duty && { href: obligationPath(duty.id), ...stateLook(duty.state, duty.timeliness) },
      report: report && {
        href: reportPath(report.id),
        text:
          report.number === null || report.issuedOn === null
            ? null
            : `${String(report.number).padStart(2, '0')}/${report.symbol} ngày ${formatDate(report.issuedOn, 'vi')}`,
        state: { tone: REPORT_TONES[report.state], text: REPORT_STATE_WORDS[report.state].vi },
      },
      makeHref: !report && mayMake && window.to <= today ? `${REPORTS}/moi?planId=${plan.id}&kind=${window.kind}&year=${plan.year}` : null, // prettier-ignore
      early: window.to > today,
    })),
  };
}
export type PeriodsView = NonNullable<Awaited<ReturnType<typeof periodsView>>>;
