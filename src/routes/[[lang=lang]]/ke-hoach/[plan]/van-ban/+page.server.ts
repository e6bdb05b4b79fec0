import { say } from '#kernel/language.ts';
import { unsentData } from '#kernel/web/unsent.ts';
import { sourceLength, sourceLines } from '#modules/plan/index.ts';
import { planPath, SOURCE_PAGE } from '../../addresses.ts';
import { documentName, planTitle, wayToPlan } from '../../plan-words.ts';
import { publishedPlan } from '../../published.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, language } }) => {
  const plan = await publishedPlan(params.plan, db);
  const length = await sourceLength(db, plan.id);
  const last = Math.max(1, Math.ceil(length / SOURCE_PAGE));
  const asked = Number(url.searchParams.get('trang') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(1, asked), last) : 1;
  const from = (page - 1) * SOURCE_PAGE + 1;
  const heading = say({ vi: 'Văn bản nguồn', en: 'Source text' }, language);
  return unsentData({
    title: `${heading}: ${planTitle(plan)}`,
    heading,
    breadcrumb: wayToPlan(language, plan, { text: heading }),
    decision: documentName(plan.number, plan.issuedOn, language),
    lines: await sourceLines(db, plan.id, from, from + SOURCE_PAGE - 1, SOURCE_PAGE),
    length,
    from,
    page,
    last,
    file: { name: plan.fileName, path: planPath(language, plan.slug, 'tep') },
    updatedAt: plan.acceptedAt,
  });
};
