import { redirect } from '@sveltejs/kit';
import { addDays, vietnamDate } from '#kernel/calendar/dates.ts';
import { mayAct } from '#kernel/lifecycle/index.ts';
import { formatDate } from '#kernel/language.ts';
import {
  askContributions,
  bodiesToAsk,
  contributionsOf,
  findReport,
  insertContribution,
  REPORT_LIFE,
  sectionPart,
  snapshotOf,
  standingOfReport,
  textsOf,
  writtenSections,
} from '#modules/plan/index.ts';
import { refusedForm } from '../../../forms.ts';
import { officeActor } from '../../../guard.ts';
import { reportPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { stateLook } from '../../../viec/state-look.ts';
import { reportCrumbs } from '../head.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const today = vietnamDate(new Date());
  const found = await findReport(db, event.params.id);
  const [asked, kept, texts] = await Promise.all([
    contributionsOf(db, found.id, today),
    snapshotOf(db, found.id, found.snapshotVersion),
    textsOf(db, found.id),
  ]);
  const sections = writtenSections(found.outline).filter(({ level }) => level > 0);
  const standing = standingOfReport(found);
  const title = (key: string) => sections.find((each) => each.key === key)?.title ?? key;
  return {
    title: 'Đóng góp của cơ quan',
    breadcrumb: reportCrumbs(found, { text: 'Đóng góp' }),
    reportId: found.id,
    mayAsk: mayAct(REPORT_LIFE, standing, 'ask', actor).allowed,
    mayInsert: mayAct(REPORT_LIFE, standing, 'write', actor).allowed,
    // Whoever answers for something in the plan; those asked already are left out.
    bodies: (await bodiesToAsk(db, found.id, kept!.snapshot, today)).map(({ key, name }) => ({
      value: key,
      label: name,
    })),
    sections: sections.map(({ key, title: label }) => ({ value: key, label })),
    dueDay: found.dueDay && found.dueDay > today ? addDays(found.dueDay, -3) : addDays(today, 5),
    asked: asked.map((each) => ({
      key: each.organisationKey,
      name: each.name,
      href: reportPath(found.id, `/dong-gop/${encodeURIComponent(each.organisationKey)}`),
      due: each.due ? formatDate(each.due, 'vi') : '',
      look: stateLook(each.state, each.timeliness),
      sent: each.state === 'awaiting-confirmation' || each.state === 'done',
      sections: each.sections.map((key) => ({
        key,
        title: title(key),
        written: each.written.includes(key),
        seen: texts.get(sectionPart(key))?.version ?? 0,
      })),
    })),
  };
};

export const actions: Actions = {
  ask: async (event) => {
    const actor = officeActor(event);
    const form = await event.request.formData();
    const all = (name: string) => form.getAll(name).filter((each) => typeof each === 'string');
    const dueDay = String(form.get('dueDay') ?? '');
    const [organisationKeys, sections] = [all('organisationKeys'), all('sections')];
    try {
      await askContributions(event.locals.db, actor, event.params.id, { organisationKeys, sections, dueDay });
    } catch (error) {
      return refusedForm({ dueDay, organisationKeys: organisationKeys.join(' '), sections: sections.join(' ') }, besideForm(error)); // prettier-ignore
    }
    redirect(303, withNotice(reportPath(event.params.id, '/dong-gop'), 'da-de-nghi'));
  },
  insert: async (event) => {
    const actor = officeActor(event);
    const form = await event.request.formData();
    const field = (name: string) => String(form.get(name) ?? '');
    const [organisationKey, section] = [field('organisationKey'), field('section')];
    try {
      await insertContribution(event.locals.db, actor, event.params.id, { organisationKey, section, seen: Number(field('seen')) || 0 }); // prettier-ignore
    } catch (error) {
      return refusedForm({ organisationKey, section }, besideForm(error));
    }
    redirect(303, withNotice(reportPath(event.params.id, `/phan/${encodeURIComponent(section)}`), 'da-dua-dong-gop'));
  },
};
