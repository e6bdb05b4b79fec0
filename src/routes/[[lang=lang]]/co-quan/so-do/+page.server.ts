import { pathIn, say } from '#kernel/language.ts';
import { successionDays, successionsOn, treeAt } from '#kernel/organisations/tree.ts';
import { readAsOf } from '../../ke-hoach/as-of.ts';
import { wayTo } from '../../ke-hoach/plan-words.ts';
import { chartsOf } from './succession-chart.ts';
import { daysShown } from './days-shown.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, language } }) => {
  const day = readAsOf(url.searchParams, new Date());
  const opened = url.searchParams.getAll('mo');
  const [{ branches, count }, days] = await Promise.all([treeAt(db, day.day, opened), successionDays(db)]);
  const shown = daysShown(days, url.searchParams.get('ke_thua'));
  const successions = await successionsOn(db, shown);
  const title = say({ vi: 'Sơ đồ tổ chức', en: 'Structure chart' }, language);
  const list = {
    text: say({ vi: 'Cơ quan, đơn vị', en: 'Organisations' }, language),
    href: pathIn(language, '/co-quan'),
  };
  const names = new Map(
    successions.flatMap(({ effectiveOn, predecessorKey, from, successorKey, to }) => [
      [`${predecessorKey} before ${effectiveOn}`, from],
      [`${successorKey} after ${effectiveOn}`, to],
    ]),
  );
  return {
    title,
    breadcrumb: wayTo(language, list, { text: title }),
    asOf: day,
    count,
    tree: branches,
    opened,
    charts: chartsOf(successions, (key, on, side) => names.get(`${key} ${side} ${on}`) ?? key),
    successions,
    otherDays: days.filter(({ day: each }) => !shown.includes(each)),
  };
};
