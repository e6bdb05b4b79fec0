import { redirect } from '@sveltejs/kit';
import { dateOf, isIsoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { documentName } from '#kernel/document-name.ts';
import { mayAnywhere } from '#kernel/identity/permissions.ts';
import {
  ACTIVITY_PERMISSIONS as P,
  bodyFacts,
  judge,
  percentInTime,
  proposeMerit,
  setThreshold,
  THRESHOLD_KEYS,
  THRESHOLDS,
  thresholdsSet,
  valuesOf,
  type MeritSide,
} from '#modules/activities/index.ts';
import { readForm, refusedForm } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { activityPath } from '../hoat-dong/kinds.ts';
import { listPage } from '../hoat-dong/list.server.ts';
import { MERITS, withNotice } from '../paths.ts';
import { besideForm } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = await listPage(event, 'commendation');
  const { actor, db } = event.locals;
  const { searchParams } = event.url;
  const day = (name: string, otherwise: IsoDate) => {
    const given = searchParams.get(name) ?? '';
    return isIsoDate(given) ? given : otherwise;
  };
  const year = Number(page.today.slice(0, 4));
  const from = day('ky-tu', dateOf(year, 1, 1)!);
  const to = day('ky-den', page.today);
  const mayPropose = mayAnywhere(actor, P.decide);
  const set = await thresholdsSet(db);
  const values = valuesOf(set);
  const facts = mayPropose && from <= to ? await bodyFacts(db, from, to) : [];
  const side: MeritSide = searchParams.get('loai') === 'reproach' ? 'reproach' : 'reward';
  return {
    ...page,
    mayPropose,
    maySet: mayAnywhere(actor, P.setThresholds),
    from,
    to,
    side,
    chosen: searchParams.get('co-quan'),
    thresholds: THRESHOLD_KEYS.map((key) => {
      const row = set.find((each) => each.key === key);
      return {
        key,
        side: THRESHOLDS[key].side,
        name: THRESHOLDS[key].name.vi,
        value: row?.value ?? null,
        document: documentName(row?.documentNumber ?? null, row?.documentDate ?? null, 'vi'),
      };
    }),
    facts: facts.map((each) => ({
      ...each,
      percent: percentInTime(each),
      reward: judge(each, values, 'reward').verdict,
      reproach: judge(each, values, 'reproach').verdict,
    })),
  };
};

export const actions: Actions = {
  'de-xuat': async (event) => {
    const actor = officeActor(event, P.decide);
    const values = await readForm(event.request);
    const { side = '', organisationKey = '', from = '', to = '', form = '', reason = '' } = values;
    let made;
    try {
      made = await proposeMerit(event.locals.db, actor, { side: side as MeritSide, organisationKey, from, to, form, reason }); // prettier-ignore
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(activityPath('commendation', made.id), 'da-lap-hoat-dong'));
  },
  nguong: async (event) => {
    const actor = officeActor(event, P.setThresholds);
    const values = await readForm(event.request);
    const { key = '', value = '', documentNumber = '', documentDate = '' } = values;
    try {
      await setThreshold(event.locals.db, actor, { key, value, documentNumber, documentDate });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(MERITS, 'da-dat-nguong'));
  },
};
