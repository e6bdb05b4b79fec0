import { redirect } from '@sveltejs/kit';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { may } from '#kernel/identity/permissions.ts';
import { formatDate } from '#kernel/language.ts';
import {
  contribute,
  contributionPart,
  contributionsOf,
  doneOf,
  findReport,
  percentText,
  REPORT_PERMISSIONS,
  snapshotOf,
  textsOf,
  writtenSections,
} from '#modules/plan/index.ts';
import { readMarkdown } from '#ui/markdown.ts';
import { readForm, refusedForm } from '../../../../forms.ts';
import { officeActor } from '../../../../guard.ts';
import { obligationPath, reportPath, withNotice } from '../../../../paths.ts';
import { besideForm, notThere } from '../../../../refused.ts';
import { stateLook } from '../../../../viec/state-look.ts';
import { listBehind } from '../../../links.ts';
import { reportCrumbs } from '../../head.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event);
  const { db } = event.locals;
  const found = await findReport(db, event.params.id);
  const asked = (await contributionsOf(db, found.id, vietnamDate(new Date()))).find(({ organisationKey }) => organisationKey === event.params.body); // prettier-ignore
  if (!asked) throw notThere('đóng góp', reportPath(found.id, '/dong-gop'));
  const [kept, texts] = await Promise.all([snapshotOf(db, found.id, found.snapshotVersion), textsOf(db, found.id)]);
  const { snapshot } = kept!;
  const own = snapshot.bodies.now.find(({ key }) => key === asked.heldBy)?.counts ?? null;
  const open = found.state === 'drafting' || found.state === 'collecting';
  return {
    title: `Đóng góp: ${asked.name}`,
    breadcrumb: reportCrumbs(
      found,
      { text: 'Đóng góp', href: reportPath(found.id, '/dong-gop') },
      { text: asked.name },
    ),
    name: asked.name,
    label: found.label,
    due: asked.due && formatDate(asked.due, 'vi'),
    look: stateLook(asked.state, asked.timeliness),
    obligation: obligationPath(asked.obligationId),
    mayWrite:
      open &&
      ['not-started', 'in-progress'].includes(asked.state) &&
      may(actor, REPORT_PERMISSIONS.contribute, { organisation: asked.heldBy }).allowed,
    // The body's own figures, from the same snapshot: nobody types them again.
    own: own && {
      done: doneOf(own),
      percent: percentText(own.percentDone),
      late: own.late,
      lateHref: listBehind(snapshot, 'late', { organisation: asked.heldBy }),
      inWindow: own.doneInWindow.inTime + own.doneInWindow.late,
    },
    sections: asked.sections.map((key) => {
      const text = texts.get(contributionPart(asked.organisationKey, key));
      return {
        key,
        title: writtenSections(found.outline).find((each) => each.key === key)?.title ?? key,
        text: text?.text ?? '',
        seen: text?.version ?? 0,
        shown: readMarkdown(text?.text ?? ''),
      };
    }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = officeActor(event);
    const values = await readForm(event.request);
    const submit = values.act === 'submit';
    const texts = Object.keys(values).flatMap((name) => {
      const section = /^text-(.+)$/.exec(name)?.[1];
      return section ? [{ section, text: values[name]!, seen: Number(values[`seen-${section}`]) || 0 }] : [];
    });
    try {
      await contribute(event.locals.db, actor, event.params.id, { organisationKey: event.params.body, texts, submit });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(event.url.pathname, submit ? 'da-gui-dong-gop' : 'da-luu-dong-gop'));
  },
};
