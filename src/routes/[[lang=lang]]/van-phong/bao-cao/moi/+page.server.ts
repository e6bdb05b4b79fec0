import { redirect } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import { vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Database } from '#kernel/database/connection.ts';
import { reachOf } from '#kernel/identity/permissions.ts';
import { formatDate } from '#kernel/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  ALL_KINDS,
  likelyKind,
  listPlans,
  makeReport,
  REPORT_INPUT,
  REPORT_PERMISSIONS,
  ruleName,
  windowIn,
} from '#modules/plan/index.ts';
import { readForm, refusedForm, type FormValues } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { OFFICE, reportPath, REPORTS, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = ['planId', 'kind', 'year', 'from', 'to', 'organisationKey'] as const;

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, REPORT_PERMISSIONS.prepare);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const plans = (await listPlans(db, { drafts: false })).filter(({ status }) => ['active', 'superseded'].includes(status)); // prettier-ignore
  const reach = reachOf(actor, REPORT_PERMISSIONS.prepare);
  const likely = likelyKind(today);
  const asked = Object.fromEntries(FIELDS.map((name) => [name, event.url.searchParams.get(name) ?? '']));
  const chosen = plans.find(({ status }) => status === 'active') ?? plans[0];
  const values: FormValues = {
    planId: asked.planId || (chosen?.id ?? ''),
    kind: asked.kind || likely.kind,
    year: asked.year || String(chosen?.year ?? likely.year),
    from: asked.from ?? '',
    to: asked.to ?? '',
    organisationKey: asked.organisationKey || (reach === 'all' ? '' : (actor.organisationKey ?? '')),
  };
  return {
    title: 'Lập báo cáo',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Báo cáo', href: REPORTS }, { text: 'Lập báo cáo' }],
    values,
    plans: plans.map(({ id, number, year }) => ({ value: id, label: `${number ?? id} (năm ${year ?? '?'})` })),
    kinds: ALL_KINDS.map(({ kind, name }) => ({ value: kind, label: name })),
    bodies: await bodiesIn(db, reach, today),
    wholeAllowed: reach === 'all',
    preview: event.url.searchParams.has('kind') ? previewOf(values, today) : null,
  };
};

/** The window in words, or why there is none. */
function previewOf(values: FormValues, today: IsoDate) {
  const read = REPORT_INPUT.safeParse(values);
  if (!read.success) return { problem: 'Còn mục chưa đúng: chọn kế hoạch, kỳ và năm.' };
  try {
    const window = windowIn(read.data, today);
    return {
      label: window.label,
      from: formatDate(window.from, 'vi'),
      to: formatDate(window.to, 'vi'),
      due: window.due && formatDate(window.due, 'vi'),
      source: window.source && ruleName(window.source),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: Object.values(error.fields ?? {})[0] ?? error.message };
  }
}

async function bodiesIn(db: Pick<Database, 'execute'>, reach: 'all' | ReadonlySet<string>, today: IsoDate) {
  const rows = await db.execute<{ key: string; name: string }>(
    sql`select organisation_key as key, name from organisation_version where valid @> ${today}::date
      and (${reach === 'all'} or organisation_key = any(${sql.param(reach === 'all' ? [] : [...reach])}::text[]))
      order by level = 'commune', name collate "vi-x-icu" limit 1000`,
    'objects',
  );
  return rows.map(({ key, name }) => ({ value: key, label: name }));
}

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, REPORT_PERMISSIONS.prepare);
    const values = await readForm(event.request);
    let id: string;
    try {
      ({ id } = await makeReport(event.locals.db, actor, {
        planId: values.planId ?? '',
        kind: values.kind ?? '',
        year: values.year || null,
        from: values.from,
        to: values.to,
        organisationKey: values.organisationKey,
      }));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(reportPath(id), 'da-lap-bao-cao'));
  },
};
