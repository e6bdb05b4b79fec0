import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { copyBelow, namesOf, ownPlanOf, RUNNING_PERMISSIONS, SOURCE_WORDS } from '#modules/plan/index.ts';
import { withNewResult, withoutEmpty } from '#ui/address.ts';
import { withParameters } from '../../ke-hoach/addresses.ts';
import { refusedForm, type FormValues } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { OBLIGATIONS, obligationPath, OFFICE, OWN_PLAN, withNotice } from '../paths.ts';
import { besideForm } from '../refused.ts';
import { bodyField, bodyIn } from '../seeing.ts';
import { stateLook } from '../viec/state-look.ts';
import { belowChoices } from '../viec/[id]/choices.ts';
import type { Actions, PageServerLoad } from './$types';

/** Obligations on a page: as many as are copied at once. */
const SIZE = 100;
const GAPS = 'trong';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const clean = event.request.method === 'GET' ? withoutEmpty(event.url) : null;
  if (clean) redirect(303, clean);
  const { db } = event.locals;
  const { searchParams } = event.url;
  const today = vietnamDate(new Date());
  const body = bodyIn(searchParams) ?? actor.organisationKey;
  const field = await bodyField(db, today, null);
  const head = {
    title: 'Kế hoạch riêng của cơ quan',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Kế hoạch riêng' }],
    fields: [{ ...field, label: 'Cơ quan' }],
  };
  if (!body) return unsentData({ ...head, plan: null });

  const gaps = searchParams.get('xem') === GAPS;
  const page = pageIn(searchParams);
  const mayBreak = may(actor, RUNNING_PERMISSIONS.break, { organisation: body }).allowed;
  const [{ rows, totals }, names, units] = await Promise.all([
    ownPlanOf(db, body, today, { gaps, page, size: SIZE }),
    namesOf(db, [body], today),
    mayBreak ? belowChoices(db, body, today) : [],
  ]);
  const total = gaps ? totals.gaps : totals.open;
  const open = { organisation: [body], in_force: 'yes', state: ['waiting', 'not-started', 'in-progress'] };
  return unsentData({
    ...head,
    plan: {
      body: names.get(body) ?? body,
      totals,
      gapsHref: withParameters(OBLIGATIONS, { ...open, need: ['gap'] }),
      ways: [
        { text: `Tất cả (${totals.open})`, href: withNewResult(event.url, { xem: null }), current: !gaps },
        { text: `Chưa ai nhận (${totals.gaps})`, href: withNewResult(event.url, { xem: GAPS }), current: gaps },
      ],
      page,
      last: Math.max(1, Math.ceil(total / SIZE)),
      units,
      mayBreak: mayBreak && units.length > 0,
      rows: rows.map(({ id, code, title, periodLabel, lastDay, state, timeliness, source, product, named, below, belowDone, belowLate, gap }) => ({
        id,
        title: [code, title].filter(Boolean).join(' '),
        more: [source === 'product' ? product : SOURCE_WORDS[source].vi, periodLabel, named && `giao cho ${named}`].filter(Boolean).join(' · '),
        href: obligationPath(id),
        lastDay,
        look: stateLook(state, timeliness),
        below,
        belowDone,
        belowLate,
        gap,
      })), // prettier-ignore
    },
  });
};

function pageIn(parameters: URLSearchParams): number {
  const page = Number(parameters.get('trang') ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event, RUNNING_PERMISSIONS.break);
    const form = await event.request.formData();
    const text = (name: string) => (typeof form.get(name) === 'string' ? (form.get(name) as string) : '');
    const ids = form.getAll('viec').filter((id) => typeof id === 'string');
    const values: FormValues = { organisationKey: text('organisationKey'), lastDay: text('lastDay') };
    try {
      const input = { ids, organisationKey: values.organisationKey!, lastDay: values.lastDay! };
      await copyBelow(event.locals.db, actor, input);
    } catch (error) {
      return refusedForm({ ...values, ids: ids.join(' ') }, besideForm(error));
    }
    redirect(303, withNotice(withParameters(OWN_PLAN, { 'co-quan': bodyIn(event.url.searchParams) }), 'da-chep-viec'));
  },
};
