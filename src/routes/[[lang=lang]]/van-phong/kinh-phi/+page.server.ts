import { redirect } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { may, mayAnywhere, reachOf } from '#kernel/identity/permissions.ts';
import { formatNumber } from '#kernel/language.ts';
import {
  addFundingSource,
  currentPlan,
  dongText,
  FUNDING_INPUT,
  FUNDING_LIST,
  FUNDING_PERMISSIONS,
  FUNDING_WARNING_WORDS,
  fundingLine,
  fundingSources,
  fundingTotals,
  recordFunding,
  spentShare,
  warningsOf,
  type FundingTotal,
  type Money,
} from '#modules/plan/index.ts';
import { withoutEmpty } from '#ui/address.ts';
import { loadListView } from '#ui/list-view.server.ts';
import { sourcePath } from '../../ke-hoach/addresses.ts';
import { readAsOf } from '../../ke-hoach/as-of.ts';
import { planTitle } from '../../ke-hoach/plan-words.ts';
import { failedForm, readForm, refusedForm } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { FUNDING, OFFICE, withNotice } from '../paths.ts';
import { besideForm } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { url } = event;
  const clean = event.request.method === 'GET' ? withoutEmpty(url) : null;
  if (clean) redirect(303, clean);
  const { db } = event.locals;
  const now = new Date();
  const today = vietnamDate(now);
  const head = { title: 'Kinh phí', breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Kinh phí' }] };
  const plan = await currentPlan(db);
  if (!plan) return { ...head, plan: null };
  const asOf = readAsOf(url.searchParams, now);
  const mayRecord = mayAnywhere(actor, FUNDING_PERMISSIONS.record);
  const [view, totals, line, sources, form] = await Promise.all([
    loadListView(db, FUNDING_LIST, { planId: plan.id, planSlug: plan.slug, today }, { url, language: 'vi' }),
    fundingTotals(db, plan.id, asOf.day),
    fundingLine(db, plan.id),
    fundingSources(db),
    mayRecord ? formChoices(db, plan.id, today, reachOf(actor, FUNDING_PERMISSIONS.record)) : null,
  ]);
  return {
    ...head,
    plan: {
      title: planTitle(plan),
      slug: plan.slug,
      section: line && { href: sourcePath('vi', plan.slug, line), line },
    },
    asOf,
    today,
    view,
    whole: shown(totals.whole),
    bySource: totals.bySource.map(row),
    byAgency: totals.byAgency.map(row),
    form: form && { ...form, sources: sources.map(({ key, name }) => ({ value: key, label: name })) },
    mayAddSource: may(actor, FUNDING_PERMISSIONS.addSource).allowed,
    task: url.searchParams.get('nhiem-vu'),
  };
};

function shown(money: Money) {
  const share = spentShare(money);
  return {
    estimate: dongText(money.estimate, 'vi'),
    allocated: dongText(money.allocated, 'vi'),
    spent: dongText(money.spent, 'vi'),
    share: share === null ? null : `${formatNumber(share, 'vi', { decimals: 2 })} %`,
    warnings: warningsOf(money).map((warning) => FUNDING_WARNING_WORDS[warning].vi),
  };
}

const row = (total: FundingTotal) => ({ key: total.key, name: total.name, ...shown(total) });

/** Tasks of the plan, and the bodies whose money the actor may record. */
async function formChoices(db: Database, planId: string, today: IsoDate, reach: 'all' | ReadonlySet<string>) {
  const ofReach = reach === 'all' ? sql`true` : sql`organisation_key = any(${sql.param([...reach])}::text[])`;
  const [tasks, organisations] = await Promise.all([
    db.execute<{ value: string; label: string }>(
      sql`select code as value, code || '. ' || left(title, 90) as label from plan_task where plan_id = ${planId} order by ordinal limit 2000`,
      'objects',
    ),
    db.execute<{ value: string; label: string }>(
      sql`select organisation_key as value, name as label from organisation_version where valid @> ${today}::date and ${ofReach}
        order by level = 'commune', name collate "vi-x-icu" limit 1000`,
      'objects',
    ),
  ]);
  return { tasks, organisations };
}

export const actions: Actions = {
  ghi: async (event) => {
    const actor = officeActor(event, FUNDING_PERMISSIONS.record);
    const { db } = event.locals;
    const values = await readForm(event.request);
    const fields = [
      'kind',
      'sourceKey',
      'organisationKey',
      'amount',
      'onDate',
      'documentNumber',
      'documentDate',
      'documentIssuer',
      'note',
    ];
    const read = FUNDING_INPUT.safeParse(Object.fromEntries(fields.map((name) => [name, values[name] ?? ''])));
    if (!read.success) return failedForm(values, read.error);
    try {
      await recordFunding(db, actor, await taskId(db, values.task ?? ''), read.data);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(FUNDING, 'da-ghi-kinh-phi'));
  },
  nguon: async (event) => {
    const actor = officeActor(event, FUNDING_PERMISSIONS.addSource);
    const values = await readForm(event.request);
    try {
      await addFundingSource(event.locals.db, actor, values.name ?? '');
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(FUNDING, 'da-them-nguon'));
  },
};

/** A task of the plan in force by its code. */
async function taskId(db: Database, code: string): Promise<string> {
  const plan = await currentPlan(db);
  const [found] = await db.execute<{ id: string }>(
    sql`select id from plan_task where plan_id = ${plan?.id ?? null} and code = ${code.replaceAll('\0', '')}`,
    'objects',
  );
  return found?.id ?? '';
}
