import { inspectionsOf } from '#modules/activities/index.ts';
import { nameOn } from '#modules/plan/index.ts';
import { sql } from 'drizzle-orm';
import { actOn } from '../../../hoat-dong/act.server.ts';
import { activityLook, activityPath } from '../../../hoat-dong/kinds.ts';
import { activityView } from '../../../hoat-dong/view.server.ts';
import { INSPECTIONS } from '../../../paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const view = await activityView(event, 'inspection-plan');
  const { db } = event.locals;
  const { rows } = view.activity.fields;
  const keys = rows.map(({ organisationKey }) => organisationKey);
  const [opened, named] = await Promise.all([
    inspectionsOf(db, view.activity.id, view.today),
    db.execute<{ key: string; name: string }>(
      sql`select key, ${nameOn(sql`key`, view.today)} as name from unnest(${sql.param(keys)}::text[]) key`,
      'objects',
    ),
  ]);
  const names = new Map(named.map(({ key, name }) => [key, name]));
  return {
    ...view,
    addHref: view.activity.state === 'issued' ? `${INSPECTIONS}/moi?ke-hoach=${view.activity.id}` : null,
    rows: rows.map(({ organisationKey, month, content }, index) => ({ key: index, name: names.get(organisationKey) ?? organisationKey, month, content })), // prettier-ignore
    opened: opened.map((each) => ({
      ...each,
      month: each.fromDay ? Number(each.fromDay.slice(5, 7)) : null,
      href: activityPath('inspection', each.id),
      look: activityLook('inspection', each.state),
    })),
  };
};
export const actions: Actions = { default: (event) => actOn(event, 'inspection-plan') };
