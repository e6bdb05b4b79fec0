import { toVietnamese, vietnamDate } from '#kernel/calendar/dates.ts';
import type { HeldGrant } from '#kernel/database/actor.ts';
import { bodiesToChoose, ROLE_NAMES, ROLES, type Role } from '#kernel/identity/index.ts';
import { ASKER_NAMES, permissionMatrix } from '../../../../permissions.ts';
import { officeActor } from '../guard.ts';
import { OFFICE } from '../paths.ts';
import type { PageServerLoad } from './$types';

const VIA: Readonly<Record<HeldGrant['via'], string>> = {
  grant: 'Được giao',
  head: 'Chức vụ đứng đầu',
  delegation: 'Làm thay',
  account: 'Có tài khoản',
};

export const load: PageServerLoad = async (event) => {
  const { position, grants } = officeActor(event);
  const keys = new Set(grants.flatMap(({ organisation }) => organisation ?? []));
  const bodies = await bodiesToChoose(event.locals.db, keys, vietnamDate(new Date()));
  const names = new Map(bodies.map(({ key, name }) => [key, name]));
  return {
    title: 'Phân quyền',
    breadcrumb: [{ text: 'Việc của tôi', href: OFFICE }, { text: 'Phân quyền' }],
    position,
    own: grants.map(({ role, organisation, scope, via, until, onBehalfOf }, place) => ({
      key: String(place),
      role: ROLE_NAMES[role as Role].vi,
      scope: scopeText(via, organisation && (names.get(organisation) ?? organisation), scope?.size ?? 0),
      via: [VIA[via], onBehalfOf].filter(Boolean).join(' '),
      until: until ? toVietnamese(until) : 'Chưa đặt',
    })),
    askers: ROLES.map((asker) => ({ asker, name: ASKER_NAMES[asker] })),
    rows: permissionMatrix(),
  };
};

function scopeText(via: HeldGrant['via'], name: string | null, bodies: number): string {
  if (via === 'account') return 'Việc của chính mình';
  if (name === null) return 'Toàn tỉnh';
  return bodies > 1 ? `${name} và ${bodies - 1} đơn vị bên dưới hoặc đã kết thúc` : name;
}
