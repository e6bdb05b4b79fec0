import { redirect } from '@sveltejs/kit';
import { AUDIT_PERMISSIONS } from '#kernel/audit/index.ts';
import { may } from '#kernel/identity/permissions.ts';
import { pathIn } from '#kernel/language.ts';
import type { LayoutServerLoad } from './$types';
import { officeActor } from './guard.ts';
import { OFFICE_PLACES, RECORD_PLACE } from './paths.ts';

export const load: LayoutServerLoad = (event) => {
  const { locals, url } = event;
  // The office speaks Vietnamese only.
  if (locals.language !== 'vi') redirect(303, pathIn('vi', url.pathname) + url.search);
  const searches = may(officeActor(event), AUDIT_PERMISSIONS.search).allowed;
  return { frame: 'office' as const, officePlaces: searches ? [...OFFICE_PLACES, RECORD_PLACE] : OFFICE_PLACES };
};
