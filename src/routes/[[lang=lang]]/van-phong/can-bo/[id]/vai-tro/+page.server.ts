import { redirect } from '@sveltejs/kit';
import { bodiesToChoose, grantRole, IDENTITY_PERMISSIONS, reachOf, type GrantInput } from '#kernel/identity/index.ts';
import { invalid } from '#kernel/identity/people/input.ts';
import { readForm, refusedForm } from '../../../forms.ts';
import { personPath, withNotice } from '../../../paths.ts';
import { besideForm } from '../../../refused.ts';
import { personCrumbs, personOf } from '../../person.ts';
import { bodyOptions, PROVINCE, ROLE_OPTIONS } from '../../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, db, today, page } = await personOf(event, IDENTITY_PERMISSIONS.people);
  const reach = reachOf(actor, IDENTITY_PERMISSIONS.people);
  const bodies = bodyOptions(await bodiesToChoose(db, reach, today));
  const body = page.positions.find(({ when }) => when === 'held')?.organisationKey;
  return {
    title: `Giao vai trò: ${page.person.name}`,
    breadcrumb: personCrumbs(page, { text: 'Giao vai trò' }),
    id: page.person.id,
    name: page.person.name,
    today,
    roles: ROLE_OPTIONS,
    scopes: reach === 'all' ? [{ value: PROVINCE, label: 'Toàn tỉnh' }, ...bodies] : bodies,
    values: { from: today, scope: bodies.some(({ value }) => value === body) ? body! : '' },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, db, page } = await personOf(event, IDENTITY_PERMISSIONS.people);
    const values = await readForm(event.request);
    const { role, scope = '', from = '', until, reason = '' } = values;
    try {
      if (scope === '') throw noScope();
      const input = { role: role as GrantInput['role'], organisationKey: scope === PROVINCE ? null : scope, from, until, reason }; // prettier-ignore
      await grantRole(db, actor, page.account?.id ?? '', input);
    } catch (error) {
      const refusal = besideForm(error);
      const { organisationKey, ...fields } = refusal.fields ?? {};
      return refusedForm(values, organisationKey ? invalid({ ...fields, scope: organisationKey }) : refusal);
    }
    redirect(303, withNotice(personPath(event.params.id), 'da-giao-vai-tro'));
  },
};

const noScope = () => invalid({ scope: 'Chọn phạm vi của vai trò.' });
