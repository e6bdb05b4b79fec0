import { redirect } from '@sveltejs/kit';
import { addDays, toVietnamese, vietnamDate } from '#kernel/calendar/dates.ts';
import { createApiKey, IDENTITY_PERMISSIONS, listApiKeys, revokeApiKey } from '#kernel/identity/index.ts';
import { LONGEST_DAYS } from '#kernel/identity/api-keys.ts';
import { keyScopeLabel } from '#kernel/identity/key-scopes.ts';
import { mayAnywhere, readKeyScope, WHOLE_PROVINCE } from '#kernel/identity/permissions.ts';
import { formatInstant } from '#kernel/language.ts';
import { bodiesOn, namesOn } from '#kernel/organisations/tree.ts';
import { KEY_PERMISSIONS } from '../../../../permissions.ts';
import { optionsOf } from '../co-quan/act-words.ts';
import { refusedForm, type FormValues } from '../forms.ts';
import { officeActor } from '../guard.ts';
import { API_KEYS, OFFICE, withNotice } from '../paths.ts';
import { besideForm } from '../refused.ts';
import type { Actions, PageServerLoad } from './$types';

const STATES = { valid: 'Dùng được', expired: 'Hết hạn', revoked: 'Đã thu hồi' } as const;
const TONES = { valid: 'good', expired: 'calm', revoked: 'none' } as const;
/** Bodies that one key may be given at once; a program that works for more is given one for the whole province, or several. */
const BODIES = 4;

/** What was ticked, with the bodies chosen for what is done on a body's things. */
function scopesOf(ticked: readonly string[], bodies: readonly string[]): string[] {
  return ticked.flatMap((action) => {
    const { scoped } = KEY_PERMISSIONS.find((each) => each.action === action) ?? {};
    return scoped && bodies.length > 0 ? bodies.map((body) => `${action}@${body}`) : [action];
  });
}

export const load: PageServerLoad = async (event) => {
  const actor = officeActor(event, IDENTITY_PERMISSIONS.manage);
  const today = vietnamDate(new Date());
  const [keys, living] = await Promise.all([listApiKeys(event.locals.db, actor), bodiesOn(event.locals.db, today)]);
  const bound = keys.flatMap(({ scopes }) => scopes.flatMap((scope) => readKeyScope(scope).body ?? []));
  const names = await namesOn(event.locals.db, bound, today);
  const labelOf = (scope: string) => keyScopeLabel(scope, KEY_PERMISSIONS, (key) => names.get(key) ?? key);
  const offered = KEY_PERMISSIONS.filter((permission) => mayAnywhere(actor, permission));
  const asked = event.url.searchParams.get('thu-hoi');
  return {
    title: 'Khóa API',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Khóa API' }],
    // What is asked before a key is revoked.
    asked: keys.find(({ prefix, state }) => prefix === asked && state === 'valid') ?? null,
    days: { first: today, last: addDays(today, LONGEST_DAYS) },
    // Only asked for where a right is offered that is given per body.
    bodies: offered.some(({ scoped }) => scoped) ? [{ value: WHOLE_PROVINCE, label: 'Toàn tỉnh' }, ...optionsOf(living)] : [], // prettier-ignore
    places: BODIES,
    scopes: offered.map(({ action, label, scoped }) => ({
      value: action,
      label: `${label} (${action})${scoped ? ': theo cơ quan chọn bên dưới' : ''}`,
    })),
    keys: keys.map(({ id, name, prefix, scopes, createdBy, createdAt, until, state, lastUsedAt }) => ({
      id,
      name,
      prefix,
      scopes: scopes.map(labelOf).join(', '),
      made: `${formatInstant(createdAt, 'vi')}, ${createdBy ?? 'dòng lệnh'}`,
      until: toVietnamese(until),
      lastUsed: lastUsedAt ? formatInstant(lastUsedAt, 'vi') : null,
      valid: state === 'valid',
      state: STATES[state],
      tone: TONES[state],
    })),
  };
};

export const actions: Actions = {
  cap: async (event) => {
    const actor = officeActor(event, IDENTITY_PERMISSIONS.manage);
    const form = await event.request.formData();
    const entry = (name: string) => String(form.get(name) ?? '');
    const ticked = form.getAll('scopes').map(String);
    const bodies = Array.from({ length: BODIES }, (_, place) => entry(`organisation.${place}`));
    const [name, until] = [entry('name'), entry('until')];
    const values: FormValues = { name, until, scopes: ticked.join(' '), ...Object.fromEntries(bodies.map((body, place) => [`organisation.${place}`, body])) }; // prettier-ignore
    const scopes = scopesOf(ticked, bodies.filter(Boolean));
    try {
      const { secret } = await createApiKey(event.locals.db, actor, { name, until, scopes }, KEY_PERMISSIONS);
      return { secret };
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
  },
  'thu-hoi': async (event) => {
    const actor = officeActor(event, IDENTITY_PERMISSIONS.manage);
    const id = String((await event.request.formData()).get('id') ?? '');
    await revokeApiKey(event.locals.db, actor, id);
    redirect(303, withNotice(API_KEYS, 'da-thu-hoi-khoa'));
  },
};
