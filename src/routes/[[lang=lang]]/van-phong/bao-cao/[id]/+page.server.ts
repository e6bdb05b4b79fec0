import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { describeEntry, history } from '#kernel/audit/index.ts';
import { formatDate, formatInstant } from '#kernel/language.ts';
import {
  contributionsOf,
  findReport,
  lightText,
  OBLIGATION_STATE_WORDS,
  readingText,
  REPORT_STATE_WORDS,
  ruleName,
  sectionPart,
  snapshotOf,
  snapshotVersions,
  textsOf,
  verifySnapshot,
  writtenSections,
} from '#modules/plan/index.ts';
import { readForm, refusedForm } from '../../forms.ts';
import { officeActor } from '../../guard.ts';
import { RECORD_WORDS } from '../../nhat-ky/record-words.ts';
import { reportPath, withNotice } from '../../paths.ts';
import { besideForm, notThere } from '../../refused.ts';
import { REPORT_TONES } from '../tones.ts';
import { doingOf, reportActs } from './acts.ts';
import { figuresView } from './figures-view.ts';
import { reportCrumbs, reportTitle } from './head.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const found = await findReport(db, event.params.id);
  const wanted = Number(event.url.searchParams.get('ban'));
  const version = Number.isInteger(wanted) && wanted > 0 && wanted <= found.snapshotVersion ? wanted : found.snapshotVersion; // prettier-ignore
  const [kept, versions, texts, contributions, entries] = await Promise.all([
    snapshotOf(db, found.id, version),
    snapshotVersions(db, found.id),
    textsOf(db, found.id),
    contributionsOf(db, found.id, today),
    history(db, 'report', found.id, { limit: 30 }),
  ]);
  const { snapshot, sha256 } = kept!;
  const acts = reportActs(found, actor);
  const asked = event.url.searchParams.get('viec');
  return {
    title: reportTitle(found, snapshot),
    breadcrumb: reportCrumbs(found),
    today,
    report: {
      id: found.id,
      scope: snapshot.body?.name ?? 'Toàn kế hoạch',
      plan: snapshot.plan.number ?? snapshot.plan.slug,
      window: `từ ${formatDate(found.fromDay, 'vi')} đến hết ${formatDate(found.toDay, 'vi')}`,
      due: found.dueDay && formatDate(found.dueDay, 'vi'),
      dueMissed:
        found.dueDay !== null && found.state !== 'issued' && found.state !== 'discarded' && found.dueDay < today,
      state: { text: REPORT_STATE_WORDS[found.state].vi, tone: REPORT_TONES[found.state] },
      sealed: found.sealedSha256,
      issued: found.number === null ? null : `số ${String(found.number).padStart(2, '0')}/${found.settings.symbol} ngày ${formatDate(found.issuedOn!, 'vi')}`, // prettier-ignore
      obligationId: found.obligationId,
    },
    acts,
    act: acts.here.find(({ act }) => act === asked) ?? null,
    version,
    latestVersion: found.snapshotVersion,
    sha256,
    verified: event.url.searchParams.get('doi-chieu') === '1' ? await verifySnapshot(db, found) : null,
    inputs: { ...snapshot.inputs, sources: snapshot.sources.map(ruleName).join('; ') },
    figures: figuresView(snapshot),
    targets: snapshot.targets
      .filter(({ reading }) => reading !== null)
      .map((each) => ({ text: each.text, reading: readingText(each), light: lightText(each) })),
    sections: found.outline.map(({ key, level, title, narrative = true }) => {
      const text = texts.get(sectionPart(key));
      return {
        key,
        level,
        title,
        narrative,
        version: text?.version ?? 0,
        told: text
          ? `bản ${text.version}, ${text.by ?? text.position ?? ''}, ${formatInstant(text.writtenAt, 'vi')}`
          : null,
        older: text !== undefined && text.text !== '' && text.snapshotVersion < found.snapshotVersion,
        empty: !text?.text,
      };
    }),
    toWrite: writtenSections(found.outline).filter(({ key }) => !texts.get(sectionPart(key))?.text).length,
    contributions: contributions.map((each) => ({
      key: each.organisationKey,
      name: each.name,
      state: OBLIGATION_STATE_WORDS[each.state].vi,
      sent: each.state === 'awaiting-confirmation' || each.state === 'done',
      late: each.timeliness === 'late' && each.submittedOn === null,
    })),
    versions: versions.map((each) => ({ ...each, takenAt: formatInstant(each.takenAt, 'vi') })),
    history: entries.map((entry) => {
      const { title, tone, details } = describeEntry(entry, RECORD_WORDS, 'vi');
      return { key: entry.id, title, tone, at: entry.at, by: [entry.actorName, entry.position].filter(Boolean).join(', '), lines: details }; // prettier-ignore
    }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event);
    const values = await readForm(event.request);
    const doing = doingOf(values.act ?? '');
    if (!doing) throw notThere('việc làm', reportPath(event.params.id));
    try {
      await doing.does(event.locals.db, actor, event.params.id, values);
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(reportPath(event.params.id), doing.notice));
  },
};
