import { addDays } from '#kernel/calendar/dates.ts';
import { pathIn, say } from '#kernel/language.ts';
import { asOf, versionOf } from '#kernel/organisations/registry.ts';
import { loadRegistry } from '#kernel/organisations/store.ts';
import { readAsOf } from '../../ke-hoach/as-of.ts';
import { wayTo } from '../../ke-hoach/plan-words.ts';
import { chartsOf } from './succession-chart.ts';
import { treeOf } from './tree.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, language } }) => {
  const day = readAsOf(url.searchParams, new Date());
  const registry = await loadRegistry(db);
  const bodies = asOf(registry, day.day);
  const title = say({ vi: 'Sơ đồ tổ chức', en: 'Structure chart' }, language);
  const list = {
    text: say({ vi: 'Cơ quan, đơn vị', en: 'Organisations' }, language),
    href: pathIn(language, '/co-quan'),
  };
  const nameOn = (key: string, on: typeof day.day) => versionOf(registry, key, on)?.name ?? key;
  return {
    title,
    breadcrumb: wayTo(language, list, { text: title }),
    asOf: day,
    count: bodies.length,
    tree: treeOf(bodies),
    charts: chartsOf(registry.successions, (key, on, side) => nameOn(key, side === 'before' ? addDays(on, -1) : on)),
    successions: registry.successions
      .map((each) => ({
        ...each,
        from: nameOn(each.predecessorKey, addDays(each.effectiveOn, -1)),
        to: nameOn(each.successorKey, each.effectiveOn),
      }))
      .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0)),
  };
};
