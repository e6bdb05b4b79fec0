import { redirect } from '@sveltejs/kit';
import { formatInstant } from '#kernel/language.ts';
import { mayAct } from '#kernel/lifecycle/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  findReport,
  REPORT_LIFE,
  sectionPart,
  snapshotOf,
  standingOfReport,
  suggestionFor,
  versionsOf,
  writeSection,
  writtenSections,
} from '#modules/plan/index.ts';
import { resolveConflict } from '#ui/conflict.ts';
import { readMarkdown } from '#ui/markdown.ts';
import { fail } from '@sveltejs/kit';
import { refusedForm } from '../../../../forms.ts';
import { officeActor } from '../../../../guard.ts';
import { reportPath, withNotice } from '../../../../paths.ts';
import { besideForm, notThere } from '../../../../refused.ts';
import { reportCrumbs } from '../../head.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// The editor.
export const csr = true;

async function sectionIn(event: Pick<RequestEvent, 'locals' | 'params'>) {
  const found = await findReport(event.locals.db, event.params.id);
  const section = writtenSections(found.outline).find(({ key }) => key === event.params.section);
  if (!section) throw notThere('phần báo cáo', reportPath(event.params.id));
  return { found, section };
}

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const { found, section } = await sectionIn(event);
  const versions = await versionsOf(db, found.id, sectionPart(section.key));
  const { snapshot } = (await snapshotOf(db, found.id, found.snapshotVersion))!;
  const current = versions[0] ?? null;
  const suggestion = suggestionFor(snapshot, section);
  const asked = (name: string) => Number(event.url.searchParams.get(name) ?? Number.NaN);
  const compared = versions.find(({ version }) => version === asked('so-sanh')) ?? null;
  const wanted = asked('voi');
  // Version 0: nothing was written yet.
  const against = compared && (versions.find(({ version }) => version === wanted)?.version ?? compared.version - 1);
  const textOf = (version: number) => versions.find((each) => each.version === version)?.text ?? '';
  return {
    title: section.title,
    breadcrumb: reportCrumbs(found, { text: section.title }),
    section: section.key,
    mayWrite: mayAct(REPORT_LIFE, standingOfReport(found), 'write', actor).allowed,
    text: current?.text ?? '',
    shown: readMarkdown(current?.text ?? ''),
    seen: current?.version ?? 0,
    older: current !== null && current.snapshotVersion < found.snapshotVersion,
    suggestion,
    suggested: suggestion === '' ? null : readMarkdown(suggestion),
    versions: versions.map(({ version, by, position, writtenAt }) => ({
      version,
      told: [by, position, formatInstant(writtenAt, 'vi')].filter(Boolean).join(', '),
    })),
    compared: compared && { version: compared.version, against: against!, before: textOf(against!), after: compared.text }, // prettier-ignore
  };
};

export const actions: Actions = {
  /** Saves; of two who wrote at once the second is shown both texts and chooses. */
  default: async (event) => {
    const actor = officeActor(event);
    const { db } = event.locals;
    const { found, section } = await sectionIn(event);
    const form = await event.request.formData();
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
    };
    const part = sectionPart(section.key);
    let text = field('text');
    let seen = Number(field('seen')) || 0;
    const restored = form.has('restore');
    if (restored) {
      const versions = await versionsOf(db, found.id, part);
      const wanted = versions.find(({ version }) => version === Number(field('restore')));
      if (!wanted) throw notThere('bản này', event.url.pathname);
      ({ text } = wanted);
    }
    if (form.has('theirs-version')) {
      const [now] = await versionsOf(db, found.id, part, 1);
      const { values, missing } = resolveConflict(form, { text: now?.text ?? '' });
      // Somebody saved once more while this one chose.
      if (missing.length > 0 || (now?.version ?? 0) !== Number(field('theirs-version')))
        return conflictWith(now, text, missing.length > 0 ? { text: 'Chọn bản giữ lại.' } : {});
      text = values.text!;
      seen = now?.version ?? 0;
    }
    let version: number;
    try {
      ({ version } = await writeSection(db, actor, found.id, { section: section.key, text, seen }));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'plan.report-text-changed') {
        const [now] = await versionsOf(db, found.id, part, 1);
        return conflictWith(now, text, {});
      }
      return refusedForm({ text, seen: String(seen) }, besideForm(error));
    }
    redirect(303, withNotice(event.url.pathname, version === seen ? 'khong-doi' : restored ? 'da-dung-lai-ban' : 'da-soan')); // prettier-ignore
  },
};

type Saved = Awaited<ReturnType<typeof versionsOf>>[number];

function conflictWith(now: Saved | undefined, mine: string, errors: Record<string, string>) {
  return fail(409, {
    values: { text: mine, seen: String(now?.version ?? 0) },
    errors,
    refusal: null,
    conflict: {
      theirs: now?.text ?? '',
      version: now?.version ?? 0,
      by: now?.by ?? now?.position ?? 'Một người khác',
      at: now?.writtenAt ?? new Date(0),
    },
  });
}
