import { fail, redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { isId } from '#kernel/database/uuid.ts';
import { GRANT_DEPENDENTS, KEY_DEPENDENTS, POSITION_DEPENDENTS } from '#kernel/identity/dependents.ts';
import { may } from '#kernel/identity/permissions.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { listHandovers } from '#kernel/organisations/reorganisation-queries.ts';
import { DECISION_INPUT, decideHandover, renewHandovers } from '#kernel/organisations/service.ts';
import { bodiesOn } from '#kernel/organisations/tree.ts';
import { DEPENDENTS } from '../../../../../dependents.ts';
import { errorsOf, refusedForm, type FormAnswer } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { optionsOf } from '../act-words.ts';
import { actCrumbs, WORK_LIST, workListOf } from '../addresses.ts';
import { groupsOf } from '../work-groups.ts';
import type { Actions, PageServerLoad } from './$types';

const PERSONAL: ReadonlySet<string> = new Set([POSITION_DEPENDENTS.name, GRANT_DEPENDENTS.name, KEY_DEPENDENTS.name]);

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const act = event.url.searchParams.get('lan');
  const reorganisationId = act !== null && isId(act) ? act : undefined;
  const [open, decided] = await Promise.all([
    listHandovers(db, { status: 'open', reorganisationId }),
    listHandovers(db, { status: 'decided', reorganisationId, limit: 200 }),
  ]);
  // Of an act that is still to come: whoever is there on its day.
  const today = vietnamDate(new Date());
  const days = [...new Set(open.map(({ effectiveOn }) => (effectiveOn > today ? effectiveOn : today)))];
  const living = new Map(
    await Promise.all(days.map(async (day) => [day, optionsOf(await bodiesOn(db, day))] as const)),
  );
  const allowed = may(actor, ORGANISATION_PERMISSIONS.decideHandover).allowed;
  // Who holds which position, role and key is for those who decide about it.
  const shown = ({ subjectType }: { subjectType: string }) => allowed || !PERSONAL.has(subjectType);
  return {
    title: 'Công việc chờ quyết định',
    breadcrumb: actCrumbs({ text: 'Chờ quyết định' }),
    allowed,
    act: reorganisationId ?? null,
    groups: groupsOf(open.filter(shown)).map((group) => ({ ...group, bodies: living.get(group.effectiveOn > today ? group.effectiveOn : today)! })), // prettier-ignore
    decided: decided.filter(shown).map(({ id, label, fromName, toName, reason, decidedBy, decidedAt }) => ({ id, label, fromName, toName, reason, decidedBy, decidedAt })), // prettier-ignore
  };
};

export const actions: Actions = {
  decide: async (event) => {
    const actor = officeActor(event, ORGANISATION_PERMISSIONS.decideHandover);
    const posted = await event.request.formData();
    const text = (name: string) => String(posted.get(name) ?? '');
    const values = {
      group: text('group'),
      toKey: text('toKey'),
      reason: text('reason'),
    };
    // One button takes what is ticked, the other all of the group.
    const lines = posted.has('all') ? [text('all')] : posted.getAll('lines').map(String);
    const ids = lines.flatMap((line) => line.split(','));
    const read = DECISION_INPUT.safeParse({ ids, toKey: values.toKey, reason: values.reason });
    if (!read.success) return fail<FormAnswer>(400, { values, errors: errorsOf(read.error), refusal: null });
    try {
      await decideHandover(event.locals.db, actor, read.data, DEPENDENTS);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    const act = event.url.searchParams.get('lan');
    redirect(303, withNotice(act ? workListOf(act) : WORK_LIST, 'da-quyet-dinh'));
  },
  renew: async (event) => {
    const actor = officeActor(event, ORGANISATION_PERMISSIONS.decideHandover);
    await renewHandovers(event.locals.db, actor, DEPENDENTS);
    redirect(303, withNotice(WORK_LIST, 'da-ra-lai'));
  },
};
