import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import * as plan from '#modules/plan/index.ts';

const NONE = '00000000-0000-7000-8000-000000000000';
const INPUT: plan.ActRequest = {
  note: 'Thử quyền',
  lastDay: '2025-01-01',
  personId: NONE,
  organisationKey: 'khong-co',
  documentNumber: '1/QĐ',
  documentDate: '2025-01-01',
  evidence: [{ kind: 'link', url: 'https://vi-du.vn/' }],
};

const BELOW = { title: 'Thử', organisationKey: 'khong-co', lastDay: '2025-01-01' };

const REPORT = [
  'startWork',
  'reportProgress',
  'submitResult',
  'askExtension',
  'raiseObstacle',
  'clearObstacle',
] as const;
const DECIDE = [
  'confirmResult',
  'returnResult',
  'registerResult',
  'reopenWork',
  'grantExtension',
  'refuseExtension',
  'triggerWork',
  'suspendWork',
  'resumeWork',
  'cancelWork',
  'giveToBody',
] as const;

const acting = (
  permission: string,
  names: readonly ((typeof REPORT)[number] | (typeof DECIDE)[number] | 'assignPerson')[],
) =>
  names.map((name) => ({
    name,
    permission,
    call: (db: Database, actor: Actor) => plan[name](db, actor, NONE, INPUT),
  }));

/** The acts on obligations, tried on one that is not there. */
export const RUNNING_ACTS = [
  ...acting('plan.report', REPORT),
  ...acting('plan.assign', ['assignPerson']),
  ...acting('plan.decide', DECIDE),
  {
    name: 'breakDown',
    permission: 'plan.break-down',
    call: (db: Database, actor: Actor) => plan.breakDown(db, actor, NONE, BELOW),
  },
  {
    name: 'copyBelow',
    permission: 'plan.break-down',
    call: (db: Database, actor: Actor) =>
      plan.copyBelow(db, actor, { ids: [NONE], organisationKey: 'khong-co', lastDay: '' }),
  },
  {
    name: 'direct',
    permission: 'plan.direct',
    call: (db: Database, actor: Actor) => plan.direct(db, actor, NONE, BELOW),
  },
  {
    name: 'addTask',
    permission: 'plan.add-task',
    call: (db: Database, actor: Actor) =>
      plan.addTask(db, actor, NONE, {
        groupCode: 'I',
        document: { number: '1/QĐ', date: '2025-01-01' as IsoDate },
        task: { number: '99', title: 'Thử', products: [] },
      }),
  },
  {
    name: 'carryOver',
    permission: 'plan.carry-over',
    call: (db: Database, actor: Actor) => plan.carryOver(db, actor, { fromTaskId: NONE, toTaskId: NONE }),
  },
];
