import { redirect } from '@sveltejs/kit';
import { addDays } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { discardReorganisation, reviseReorganisation } from '#kernel/organisations/drafts.ts';
import { ORGANISATION_PERMISSIONS } from '#kernel/organisations/permissions.ts';
import { actOf, findReorganisation } from '#kernel/organisations/reorganisation-queries.ts';
import { reverseReorganisation, standingOn } from '#kernel/organisations/reverse.ts';
import { carryOutReorganisation, previewReorganisation } from '#kernel/organisations/service.ts';
import { functionsIn, namesOn } from '#kernel/organisations/tree.ts';
import { DEPENDENTS } from '../../../../../dependents.ts';
import { readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { REORGANISATIONS, withNotice } from '../../paths.ts';
import { besideForm } from '../../refused.ts';
import { historyOf } from '../../nhat-ky/history-of.ts';
import { keysNamed, namesFor, stepSentence } from '../act-words.ts';
import { actCrumbs, actPath } from '../addresses.ts';
import { previewView } from '../preview-view.ts';
import { draftActOf, seenIn } from './draft-act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const allowed = may(actor, ORGANISATION_PERMISSIONS.reorganise).allowed;
  const row = await findReorganisation(db, event.params.id);
  if (row.status === 'drafted') officeActor(event, ORGANISATION_PERMISSIONS.reorganise);
  const act = actOf(row);
  const preview = row.status === 'drafted' ? await previewReorganisation(db, actor, act, DEPENDENTS) : null;
  const [names, functions, told] = await Promise.all([
    namesOn(db, keysNamed(act, preview), addDays(act.effectiveOn, -1)),
    functionsIn(db),
    historyOf(db, 'reorganisation', row.id),
  ]);
  const nameOf = namesFor(names, act.steps);
  const functionOf = (key: string) => functions.find((each) => each.key === key)?.name ?? key;
  const { steps, ...about } = row;
  return {
    title: row.number ?? row.title,
    breadcrumb: actCrumbs({ text: row.number ?? row.title }),
    allowed,
    act: about,
    steps: steps.map((step) => ({ text: stepSentence(step, nameOf, functionOf) })),
    preview: preview && previewView(preview, nameOf, DEPENDENTS),
    history: told,
    // Asked before a draft is thrown away.
    asked: row.status === 'drafted' && event.url.searchParams.get('hoi') === 'huy',
    obstacles: row.status === 'carried-out' && allowed ? await standingOn(db, row, DEPENDENTS) : null,
  };
};

export const actions: Actions = {
  remove: async (event) => {
    const { db, actor, row } = await draftActOf(event);
    const values = await readForm(event.request);
    const place = Number(values.step);
    try {
      const steps = row.steps.filter((_, index) => index !== place);
      await reviseReorganisation(db, actor, row.id, seenIn(values), { ...actOf(row), steps });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(actPath(row.id), 'da-sua-sap-xep'));
  },
  carryOut: async (event) => {
    const { db, actor, row } = await draftActOf(event);
    const values = await readForm(event.request);
    try {
      await carryOutReorganisation(db, actor, row.id, seenIn(values), DEPENDENTS);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(actPath(row.id), 'da-sap-xep'));
  },
  discard: async (event) => {
    const { db, actor, row } = await draftActOf(event);
    const values = await readForm(event.request);
    try {
      await discardReorganisation(db, actor, row.id, seenIn(values));
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(REORGANISATIONS, 'da-huy-sap-xep'));
  },
  reverse: async (event) => {
    const actor = officeActor(event, ORGANISATION_PERMISSIONS.reorganise);
    const values = await readForm(event.request);
    try {
      await reverseReorganisation(event.locals.db, actor, event.params.id, values.reason ?? '', DEPENDENTS);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(actPath(event.params.id), 'da-hoan-tac'));
  },
};
