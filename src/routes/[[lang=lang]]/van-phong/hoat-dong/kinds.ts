import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { may, reachOf, type ScopedPermission } from '#kernel/identity/permissions.ts';
import {
  ACTIVITY_PERMISSIONS,
  COMMENDATION_LIST,
  FIRST_STATE,
  INITIATIVE_LIST,
  INSPECTION_LIST,
  INSPECTION_PLAN_LIST,
  LIVES,
  MEETING_LIST,
  planInspection,
  planInspections,
  planMeeting,
  planTraining,
  reviseArranged,
  reviseInspection,
  submitInitiative,
  TRAINING_LIST,
  type ActivityRequest,
  type Kind,
} from '#modules/activities/index.ts';
import type { Tone } from '#ui/charts.ts';
import type { Crumb } from '#ui/page.ts';
import { INITIATIVES, INSPECTION_PLANS, INSPECTIONS, MEETINGS, MERITS, TRAININGS } from '../paths.ts';

type Make = (db: Database, actor: Actor, input: never) => Promise<{ id: string }>;
type Revise = (db: Database, actor: Actor, id: string, input: never) => Promise<unknown>;

/** Pages of a kind: where, what they are called, who makes one and how. */
export interface KindPage {
  path: string;
  crumb: string;
  newTitle: string;
  permission: ScopedPermission;
  list: typeof INSPECTION_LIST;
  make: Make | null;
  revise: Revise | null;
}

const P = ACTIVITY_PERMISSIONS;

export const KIND_PAGES: Readonly<Record<Kind, KindPage>> = {
  'inspection-plan': {
    path: INSPECTION_PLANS,
    crumb: 'Kế hoạch kiểm tra',
    newTitle: 'Lập kế hoạch kiểm tra năm',
    permission: P.inspect,
    list: INSPECTION_PLAN_LIST,
    make: planInspections,
    revise: (db, actor, id, input: ActivityRequest<'inspection-plan'> & { revision: number }) =>
      reviseInspection(db, actor, id, 'inspection-plan', input),
  },
  inspection: {
    path: INSPECTIONS,
    crumb: 'Kiểm tra',
    newTitle: 'Lập cuộc kiểm tra',
    permission: P.inspect,
    list: INSPECTION_LIST,
    make: planInspection,
    revise: (db, actor, id, input: ActivityRequest<'inspection'> & { revision: number }) =>
      reviseInspection(db, actor, id, 'inspection', input),
  },
  meeting: {
    path: MEETINGS,
    crumb: 'Họp',
    newTitle: 'Lập cuộc họp',
    permission: P.arrange,
    list: MEETING_LIST,
    make: planMeeting,
    revise: (db, actor, id, input: ActivityRequest<'meeting'> & { revision: number }) =>
      reviseArranged(db, actor, id, 'meeting', input),
  },
  training: {
    path: TRAININGS,
    crumb: 'Đào tạo, tuyên truyền',
    newTitle: 'Lập hoạt động đào tạo, tuyên truyền',
    permission: P.arrange,
    list: TRAINING_LIST,
    make: planTraining,
    revise: (db, actor, id, input: ActivityRequest<'training'> & { revision: number }) =>
      reviseArranged(db, actor, id, 'training', input),
  },
  initiative: {
    path: INITIATIVES,
    crumb: 'Sáng kiến',
    newTitle: 'Gửi sáng kiến',
    permission: P.submitInitiative,
    list: INITIATIVE_LIST,
    make: submitInitiative,
    revise: null,
  },
  commendation: {
    path: MERITS,
    crumb: 'Khen thưởng, nhắc nhở',
    newTitle: 'Đề xuất',
    permission: P.decide,
    list: COMMENDATION_LIST,
    make: null,
    revise: null,
  },
};

/** The step above the pages of a kind; plans of inspections stand on the page of inspections. */
export function kindCrumbs(kind: Kind): Crumb[] {
  const { crumb, path } = KIND_PAGES[kind === 'inspection-plan' ? 'inspection' : kind];
  return [{ text: crumb, href: path }];
}

export const activityPath = (kind: Kind, id: string, path = ''): string =>
  `${KIND_PAGES[kind].path}/${encodeURIComponent(id)}${path}`;

/** For which body somebody conducts or decides: null where for the whole province, else the own one. */
export function decidesFor(actor: Actor, permission: ScopedPermission): string | null {
  if (may(actor, permission, { organisation: null }).allowed) return null;
  const reach = reachOf(actor, permission);
  if (reach === 'all') return null;
  const own = actor.organisationKey;
  return own !== null && reach.has(own) ? own : ([...reach][0] ?? null);
}

const GOOD = ['closed', 'done', 'recognised', 'decided'];
const WAITING = ['submitted', 'returned'];

/** The badge of a state. */
export function activityLook(kind: Kind, state: string): { tone: Tone; text: string } {
  const rule = LIVES[kind].states[state]!;
  const text = rule.name.vi;
  if (!rule.open) return { tone: GOOD.includes(state) ? 'good' : 'none', text };
  if (state === FIRST_STATE[kind] && kind !== 'initiative') return { tone: 'calm', text };
  return { tone: WAITING.includes(state) ? 'warn' : 'active', text };
}
