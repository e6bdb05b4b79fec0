import { redirect } from '@sveltejs/kit';
import { pathIn } from '#kernel/language.ts';
import type { LayoutServerLoad } from './$types';
import { officeActor } from './guard.ts';
import { OFFICE_PLACES } from './paths.ts';

export const load: LayoutServerLoad = (event) => {
  const { locals, url } = event;
  // The office speaks Vietnamese only.
  if (locals.language !== 'vi') redirect(303, pathIn('vi', url.pathname) + url.search);
  officeActor(event);
  return { frame: 'office' as const, officePlaces: OFFICE_PLACES };
};
