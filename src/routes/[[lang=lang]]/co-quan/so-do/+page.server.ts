import { pathIn, say } from '#kernel/language.ts';
import { endsWithoutSuccessor } from '#kernel/organisations/ends.ts';
import { successionDays, successionsOn, treeAt } from '#kernel/organisations/tree.ts';
import { readAsOf } from '../../ke-hoach/as-of.ts';
import { wayTo } from '../../ke-hoach/plan-words.ts';
import { chartsOf, NARROW } from './succession-chart.ts';
import { daysShown, withEnds } from './days-shown.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, language } }) => {
  const day = readAsOf(url.searchParams, new Date());
  const opened = url.searchParams.getAll('mo');
  const [{ branches, count }, changes, ends] = await Promise.all([
    treeAt(db, day.day, opened),
    successionDays(db),
    endsWithoutSuccessor(db),
  ]);
  const days = withEnds(changes, ends);
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
  const nameOf = (key: string, on: string, side: string) => names.get(`${key} ${side} ${on}`) ?? key;
  const [broad, narrow] = [chartsOf(successions, nameOf), chartsOf(successions, nameOf, NARROW)];
  return {
    title,
    breadcrumb: wayTo(language, list, { text: title }),
    asOf: day,
    count,
    tree: branches,
    opened,
    changes: shown.map((on) => ({
      day: on,
      broad: broad.find((chart) => chart.day === on) ?? null,
      narrow: narrow.find((chart) => chart.day === on) ?? null,
      ended: ends.filter((each) => each.day === on).map(({ key, name }) => ({ key, name })),
    })),
    successions,
    otherDays: days.filter(({ day: each }) => !shown.includes(each)),
  };
};
