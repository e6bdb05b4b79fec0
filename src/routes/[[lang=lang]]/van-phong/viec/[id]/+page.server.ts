import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { ATTACHMENT_ENDINGS } from '#kernel/files/index.ts';
import { may } from '#kernel/identity/permissions.ts';
import { indicatorsOn } from '#kernel/indicators/index.ts';
import { actsNow } from '#kernel/lifecycle/index.ts';
import { formatDate } from '#kernel/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { settings } from '#kernel/settings.ts';
import {
  eventsOfObligation,
  evidenceOf,
  findObligation,
  namesOf,
  OBLIGATION_ACTS,
  OBLIGATION_LIFE,
  obligationOn,
  obligationsBelow,
  obstaclesOf,
  reportOfObligation,
  ROLE_WORDS,
  RUNNING_PERMISSIONS,
  SOURCE_WORDS,
  type EvidenceRow,
  type ObligationAct,
} from '#modules/plan/index.ts';
import { originOf } from '#modules/activities/index.ts';
import { indicatorPath } from '../../../chi-tieu/addresses.ts';
import { readAsOf } from '../../../ke-hoach/as-of.ts';
import { refusedForm, type FormAnswer } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { activityPath } from '../../hoat-dong/kinds.ts';
import { OBLIGATIONS, obligationPath, OFFICE, publicTaskPath, reportPath, withNotice } from '../../paths.ts';
import { besideForm, notThere } from '../../refused.ts';
import { stateLook } from '../state-look.ts';
import { bodyChoices, personChoices } from './choices.ts';
import { BRINGS_EVIDENCE, FIGURE_ROWS, perform, readActForm } from './perform.ts';
import { lateWishNote, standingOf, toldEvent } from './shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const now = new Date();
  const today = vietnamDate(now);
  const asOf = readAsOf(event.url.searchParams, now);
  const past = asOf.day < today;
  const day = past ? asOf.day : today;
  const current = await findObligation(db, event.params.id, today);
  if (!current) throw notThere('việc được giao', OBLIGATIONS);
  // Before it was given there is nothing to see but when that was.
  const then = past ? await obligationOn(db, current.id, day) : current;
  const found = then ?? current;
  const running = !past && found.planActive && OBLIGATION_LIFE.states[found.state].open;
  const acts = found.planActive && !past ? actsNow(OBLIGATION_LIFE, standingOf(found), actor).filter(fits(found)) : [];
  const asked = event.url.searchParams.get('viec');
  const act = acts.find((each) => each === asked) ?? null;
  const needs = act ? OBLIGATION_LIFE.acts[act].needs : [];
  const report = found.source === 'report' ? await reportOfObligation(db, found.id) : null;
  const origin = ['finding', 'action-item'].includes(found.source) ? await originOf(db, found.id) : null;
  const decider = found.deciderKey
    ? ((await namesOf(db, [found.deciderKey], day)).get(found.deciderKey) ?? null)
    : null;
  const [events, evidence, obstacles, below, people, bodies, indicators] = await Promise.all([
    eventsOfObligation(db, found.id, day, past ? { until: day } : {}),
    found.hasEvidence ? evidenceOf(db, found.id) : [],
    found.hasObstacles ? obstaclesOf(db, found.id, day) : [],
    found.hasBelow ? obligationsBelow(db, found.id, day) : [],
    needs.includes('person') ? personChoices(db, found.heldBy, today) : [],
    needs.includes('organisation') ? bodyChoices(db, today) : [],
    act && BRINGS_EVIDENCE.includes(act) ? indicatorsOn(db, today) : [],
  ]);
  return unsentData({
    title: found.taskCode ? `Việc ${found.taskCode}` : found.title,
    breadcrumb: [
      { text: 'Việc của tôi', href: OFFICE },
      { text: 'Việc được giao', href: OBLIGATIONS },
      { text: found.taskCode ?? 'Việc' },
    ],
    today,
    asOf: past || asOf.wrong ? asOf : { ...asOf, chosen: null },
    openedOn: current.openedOn,
    notYet: then === null,
    obligation: {
      ...found,
      look: stateLook(found.state, found.timeliness),
      roleWord: found.role ? ROLE_WORDS[found.role].vi : null,
      publicHref: found.planSlug && found.taskCode ? publicTaskPath(found.planSlug, found.taskCode) : null,
      reportHref: report ? reportPath(report) : null,
      origin: origin && { text: `${origin.title}, số ${origin.number}`, href: activityPath(origin.kind, origin.id) },
      kind: found.source === 'product' ? null : SOURCE_WORDS[found.source].vi,
      decider,
      parentHref: found.parentId ? obligationPath(found.parentId) : null,
    },
    acts: acts.map((each) => ({ act: each, name: OBLIGATION_LIFE.acts[each].name.vi })),
    act: act ? { act, name: OBLIGATION_LIFE.acts[act].name.vi, needs, note: act === 'ask-extension' ? lateWishNote(found.lastDay, today) : null } : null, // prettier-ignore
    actNames: Object.fromEntries(OBLIGATION_ACTS.map((each) => [each, OBLIGATION_LIFE.acts[each].name.vi])),
    people,
    bodies,
    indicators: indicators.map(({ key, version }) => ({ value: key, label: version.name })),
    obstacles,
    evidence: evidence
      .filter(({ onDate }) => onDate <= day)
      .map((each) => ({ ...each, href: evidenceHref(found.id, each) })),
    mayBreakDown: running && may(actor, RUNNING_PERMISSIONS.break, { organisation: found.heldBy }).allowed,
    mayDirect: running && may(actor, RUNNING_PERMISSIONS.direct, { organisation: found.heldBy }).allowed,
    below: below.map((each) => ({
      id: each.id,
      title: each.title,
      holder: each.holder,
      lastDay: each.lastDay ? formatDate(each.lastDay, 'vi') : null,
      look: stateLook(each.state, each.timeliness),
      directive: each.source === 'directive',
      own: each.source === 'own',
      done: each.state === 'done',
    })),
    figureRows: FIGURE_ROWS,
    events: events.map(toldEvent),
    attachments: { endings: ATTACHMENT_ENDINGS, limit: settings().uploadLimit },
  });
};

/** Acts that would say nothing here: deciding on a wish that nobody had, clearing what does not hinder. */
function fits(found: { askedLastDay: string | null; openObstacles: number; lastDay: string | null }) {
  return (act: ObligationAct): boolean => {
    if (act === 'grant-extension' || act === 'refuse-extension') return found.askedLastDay !== null;
    if (act === 'ask-extension') return found.askedLastDay === null && found.lastDay !== null;
    if (act === 'supersede') return false;
    return act !== 'clear-obstacle' || found.openObstacles > 0;
  };
}

function evidenceHref(id: string, { id: evidence, kind, url, indicatorKey, indicatorPeriod }: EvidenceRow) {
  if (kind === 'file') return `${obligationPath(id)}/tep/${evidence}`;
  if (kind === 'figure') return indicatorPath('vi', indicatorKey!, { nam: indicatorPeriod?.slice(0, 4) });
  return kind === 'link' ? url : null;
}

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event);
    const read = await readActForm(event.request).catch(besideForm);
    // What was too large was not read; its form is told at least.
    if (read instanceof Refusal) return refusedForm({ act: event.url.searchParams.get('viec') ?? '' }, read);
    const { values, files } = read;
    const act = OBLIGATION_ACTS.find((each) => each === values.act);
    if (!act) throw notThere('việc làm', obligationPath(event.params.id));
    // Somebody was quicker and the act no longer fits: what was written is taken along to another one.
    if (values.instead) return { values, errors: {}, refusal: null } satisfies FormAnswer;
    try {
      await perform(event.locals.db, actor, event.params.id, act, values, files);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(obligationPath(event.params.id), 'da-ghi-nhan'));
  },
};
