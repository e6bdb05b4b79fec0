import { redirect } from '@sveltejs/kit';
import { delegate, endPosition, peopleToChoose, withdrawDelegation } from '#kernel/identity/index.ts';
import { readForm, type FormValues } from '../../../../forms.ts';
import { personPath, withNotice } from '../../../../paths.ts';
import type { NoticeKey } from '../../../../notices.ts';
import { besideForm } from '../../../../refused.ts';
import { oneOf, personCrumbs, personOf, refusedIn } from '../../../person.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, today, page } = await personOf(event);
  const position = oneOf(page.positions, event.params.position, 'chức vụ');
  const words = event.url.searchParams.get('tim') ?? '';
  const people = position.mayDelegate
    ? await peopleToChoose(db, { body: position.organisationKey, words, not: page.person.id, today })
    : [];
  return {
    title: `${position.title}: ${page.person.name}`,
    breadcrumb: personCrumbs(page, { text: position.title }),
    id: page.person.id,
    name: page.person.name,
    position,
    delegations: page.delegations.filter(({ positionId, when }) => positionId === position.id && when !== 'over'),
    today,
    words,
    people: people.map(({ id, name, position: held }) => ({ value: id, label: `${name} (${held})` })),
  };
};

/** An act of one of the page's forms. @param names of its fields, where they are not the service's own */
function acting(
  form: string,
  act: (event: RequestEvent, values: FormValues) => Promise<unknown>,
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

const heldBy = ({ params }: RequestEvent) => ({ personId: params.id, positionId: params.position });

export const actions: Actions = {
  thay: acting(
    'thay',
    async (event, { toPersonId = '', from = '', until = '', reason = '', source }) => {
      const { actor, db } = await personOf(event);
      await delegate(db, actor, heldBy(event), { toPersonId, from, until, reason, source });
    },
    'da-giao-thay',
  ),
  'thoi-thay': acting(
    'thoi-thay',
    async (event, { delegation = '', withdrawal = '' }) => {
      const { actor, db } = await personOf(event);
      await withdrawDelegation(db, actor, { personId: event.params.id, delegationId: delegation }, withdrawal);
    },
    'da-thoi-giao-thay',
    { reason: 'withdrawal' },
  ),
  thoi: acting(
    'thoi',
    async (event, { lastDay = '', endSource = '' }) => {
      const { actor, db } = await personOf(event);
      await endPosition(db, actor, heldBy(event), { lastDay, source: endSource });
    },
    'da-thoi-chuc-vu',
    { source: 'endSource' },
  ),
};
