import { redirect } from '@sveltejs/kit';
import { AUDIT_PERMISSIONS } from '#kernel/audit/index.ts';
import { IDENTITY_PERMISSIONS } from '#kernel/identity/index.ts';
import { mayAnywhere, type Permission } from '#kernel/identity/permissions.ts';
import { pathIn } from '#kernel/language.ts';
import { NOTICE_PERMISSIONS } from '#kernel/notices/permissions.ts';
import type { Place } from '#ui/page.ts';
import type { LayoutServerLoad } from './$types';
import { officeActor } from './guard.ts';
import { API_KEYS_PLACE, MAIL_PLACE, OFFICE_PLACES, PEOPLE_PLACE, RECORD_PLACE, REMINDERS_PLACE } from './paths.ts';

/** Places for those who may. */
const PLACES_OF: readonly (readonly [Permission, Place])[] = [
  [IDENTITY_PERMISSIONS.see, PEOPLE_PLACE],
  [IDENTITY_PERMISSIONS.manage, API_KEYS_PLACE],
  [NOTICE_PERMISSIONS.configure, REMINDERS_PLACE],
  [NOTICE_PERMISSIONS.manage, MAIL_PLACE],
  [AUDIT_PERMISSIONS.search, RECORD_PLACE],
];

export const load: LayoutServerLoad = (event) => {
  const { locals, url } = event;
  // The office speaks Vietnamese only.
  if (locals.language !== 'vi') redirect(303, pathIn('vi', url.pathname) + url.search);
  const actor = officeActor(event);
  const places = PLACES_OF.filter(([permission]) => mayAnywhere(actor, permission)).map(([, place]) => place);
  return { frame: 'office' as const, officePlaces: [...OFFICE_PLACES, ...places] };
};
