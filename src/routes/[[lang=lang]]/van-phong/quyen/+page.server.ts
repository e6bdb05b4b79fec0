import { ASKER_NAMES, ASKERS, permissionMatrix } from '../../../../permissions.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  officeActor(event);
  return {
    title: 'Phân quyền',
    breadcrumb: [{ text: 'Việc cần làm', href: OFFICE }, { text: 'Phân quyền' }],
    askers: ASKERS.map((asker) => ({ asker, name: ASKER_NAMES[asker] })),
    rows: permissionMatrix(),
  };
};
