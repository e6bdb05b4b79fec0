import { redirect } from '@sveltejs/kit';
import { extendGrant, revokeGrant, ROLE_NAMES } from '#kernel/identity/index.ts';
import { readForm, type FormValues } from '../../../../forms.ts';
import { personPath, withNotice } from '../../../../paths.ts';
import type { NoticeKey } from '../../../../notices.ts';
import { besideForm } from '../../../../refused.ts';
import { oneOf, personCrumbs, personOf, refusedIn } from '../../../person.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, today, page } = await personOf(event);
  const grant = oneOf(page.grants, event.params.grant, 'vai trò');
  const role = ROLE_NAMES[grant.role].vi;
  return {
    title: `${role}: ${page.person.name}`,
    breadcrumb: personCrumbs(page, { text: role }),
    id: page.person.id,
    name: page.person.name,
    own: page.account?.id === actor.id,
    role,
    grant,
    today,
  };
};

/** An act of one of the page's forms. @param names of its fields, where they are not the service's own */
function acting(
  form: string,
  act: (event: RequestEvent, values: FormValues) => Promise<void>,
  notice: NoticeKey,
  names?: Record<string, string>,
) {
  return async (event: RequestEvent) => {
    const values = await readForm(event.request);
    try {
      await act(event, values);
    } catch (error) {
      return refusedIn(form, values, besideForm(error), names);
    }
    redirect(303, withNotice(personPath(event.params.id), notice));
  };
}

export const actions: Actions = {
  'thoi-han': acting(
    'thoi-han',
    async (event, { until, reason = '' }) => {
      const { actor, db, page } = await personOf(event);
      await extendGrant(
        db,
        actor,
        { accountId: page.account?.id ?? '', grantId: event.params.grant },
        { until, reason },
      );
    },
    'da-doi-thoi-han',
  ),
  'thu-hoi': acting(
    'thu-hoi',
    async (event, { revocation = '' }) => {
      const { actor, db, page } = await personOf(event);
      await revokeGrant(db, actor, { accountId: page.account?.id ?? '', grantId: event.params.grant }, revocation);
    },
    'da-thu-hoi-vai-tro',
    { reason: 'revocation' },
  ),
};
