import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { say } from '#kernel/language.ts';
import { may } from '#kernel/identity/permissions.ts';
import {
  basesOf,
  countFindings,
  diagnosticsOf,
  findPlan,
  groupsWithCounts,
  objectivesOf,
  obstaclesToAcceptance,
  partsAtLine,
  PLAN_PERMISSIONS,
  planSize,
  RESOLUTION_INPUT,
  resolveDiagnostic,
  SEVERITY_WORDS,
  sourceLines,
  tasksOfGroup,
} from '#modules/plan/index.ts';
import { officeActor } from '../../../guard.ts';
import { groupEditPath, planCrumbs, planPath, withNotice } from '../../../paths.ts';
import { failedForm, readForm } from '../../../forms.ts';
import type { Actions, PageServerLoad } from './$types';
import { chooseFinding, listedAround, mendingPlace, readView, reviewAddress, sourceWindow } from './review-view.ts';
import { mendingLink } from './mending-link.ts';
import { decisionFacts, showFinding, showObjective, showTask } from './review-model.ts';

// Links between findings and lines then keep the place of the other pane.
export const csr = true;

const TASKS_PER_PAGE = 50;

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, PLAN_PERMISSIONS.review);
  const { db } = event.locals;
  const plan = await findPlan(db, event.params.plan, { drafts: true });
  if (plan.status !== 'draft') redirect(303, planPath(plan.slug));
  const view = readView(event.url.searchParams);
  const [size, counts, findings, groups] = await Promise.all([
    planSize(db, plan.id),
    countFindings(db, plan.id),
    diagnosticsOf(db, plan.id),
    groupsWithCounts(db, plan.id),
  ]);
  const choice = chooseFinding(findings, view);
  const chosenLine = view.line ?? (view.part === 'diem' ? (choice.chosen?.line ?? null) : null);
  const window = sourceWindow(chosenLine, size.lastLine);
  const group = groups.find(({ ordinal }) => ordinal === view.group) ?? groups[0] ?? null;
  const [lines, parts, bases, objectives, tasks] = await Promise.all([
    sourceLines(db, plan.id, window.from, window.to),
    choice.chosen?.line ? partsAtLine(db, plan.id, choice.chosen.line) : null,
    view.part === 'quyet-dinh' ? basesOf(db, plan.id) : [],
    view.part === 'muc-tieu' ? objectivesOf(db, plan.id) : [],
    view.part === 'nhiem-vu' && group
      ? tasksOfGroup(db, group.id, { limit: TASKS_PER_PAGE, offset: (view.page - 1) * TASKS_PER_PAGE })
      : [],
  ]);
  const listed = listedAround(choice.shown, choice.place);
  const place = choice.chosen && mendingPlace(choice.chosen.code);
  return {
    title: `Rà soát ${plan.number ?? 'bản nháp'}`,
    breadcrumb: planCrumbs(plan, { text: 'Rà soát' }),
    plan: { slug: plan.slug, number: plan.number, subject: plan.subject, year: plan.year },
    view,
    size,
    counts: counts.map((count) => ({ ...count, word: say(SEVERITY_WORDS[count.severity], 'vi') })),
    choice: {
      ...choice,
      shown: choice.shown.length,
      chosen: choice.chosen && showFinding(choice.chosen),
      previousOpen: choice.previousOpen && { id: choice.previousOpen.id, line: choice.previousOpen.line },
      nextOpen: choice.nextOpen && { id: choice.nextOpen.id, line: choice.nextOpen.line },
    },
    listed: { ...listed, rows: listed.rows.map(showFinding) },
    source: { ...window, lines, last: size.lastLine, marked: chosenLine, markedEnd: view.endLine },
    mending: place && mendingLink(plan.slug, place, parts, groups, choice.chosen!.id),
    groups: groups.map(({ ordinal, code, title, tasks }) => ({ ordinal, code, title, tasks })),
    group: group && {
      ordinal: group.ordinal,
      code: group.code,
      title: group.title,
      inferred: group.inferred,
      editHref: groupEditPath(plan.slug, group.id),
    },
    tasks: tasks.map((task) => showTask(plan.slug, task)),
    taskPages: group ? Math.max(1, Math.ceil(group.tasks / TASKS_PER_PAGE)) : 1,
    decision: decisionFacts(plan),
    bases: bases.map(({ title, line }) => ({ title, line })),
    objectives: objectives.map((objective) => showObjective(plan.slug, objective)),
    obstacles: obstaclesToAcceptance(plan.status, plan.year, findings),
    allowed: {
      revise: may(actor, PLAN_PERMISSIONS.revise).allowed,
      accept: may(actor, PLAN_PERMISSIONS.accept).allowed,
      discard: may(actor, PLAN_PERMISSIONS.discard).allowed,
    },
  };
};

const RESOLVE_FORM = RESOLUTION_INPUT.extend({ diagnostic: z.uuid('Không có điểm cần xem này.') });

export const actions: Actions = {
  resolve: async (event) => {
    const actor = officeActor(event, PLAN_PERMISSIONS.revise);
    const plan = await findPlan(event.locals.db, event.params.plan, { drafts: true });
    const form = await readForm(event.request);
    const read = RESOLVE_FORM.safeParse({
      diagnostic: form.diagnostic,
      resolution: form.resolution,
      note: form.note ?? '',
    });
    if (!read.success) return failedForm(form, read.error);
    const { diagnostic, ...input } = read.data;
    await resolveDiagnostic(event.locals.db, actor, { planId: plan.id, diagnosticId: diagnostic }, input);
    const view = readView(event.url.searchParams);
    // Stays at the finding just settled: what was done can be seen and taken back; "next" is beside it.
    const there = reviewAddress(plan.slug, { ...view, finding: diagnostic });
    redirect(303, withNotice(there, input.resolution === 'open' ? 'da-mo-lai' : 'da-xu-ly'));
  },
};
