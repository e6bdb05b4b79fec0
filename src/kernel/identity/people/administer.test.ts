import { describe, expect, it } from 'vitest';
import { system, type Actor, type HeldGrant } from '../../database/actor.ts';
import { heldEverywhere, heldFor } from '../model.ts';
import type { GrantedRole } from '../permissions.ts';
import { mayGive, standsAbove } from './administer.ts';

const holding = (...grants: HeldGrant[]): Actor => ({ ...system('A'), id: 'a', roles: grants.map(({ role }) => role), grants }); // prettier-ignore
const province = holding(...heldEverywhere('administrator'));
/** Administers Sở A with its department. */
const ofA = holding(heldFor('administrator', 'so-a', 'phong-a1'));
const head = holding({ ...heldFor('head', 'so-a', 'phong-a1'), via: 'head' });

describe('quản trị trong phạm vi, bên dưới mình', () => {
  it.each<[string, Actor, Partial<Parameters<typeof standsAbove>[1]>, boolean]>([
    ['người của cơ quan', ofA, { bodies: ['so-a'] }, true],
    ['người của đơn vị bên dưới', ofA, { bodies: ['phong-a1'] }, true],
    ['người còn giữ việc ở cơ quan khác', ofA, { bodies: ['so-a', 'so-b'] }, false],
    ['người của cơ quan khác', ofA, { bodies: ['so-b'] }, false],
    ['người không ở đâu', ofA, {}, false],
    ['người giữ vai trò toàn tỉnh', ofA, { bodies: ['so-a'], province: true }, false],
    ['quản trị cùng cấp', ofA, { bodies: ['so-a'], administers: ['so-a'] }, false],
    ['quản trị bên dưới', ofA, { bodies: ['phong-a1'], administers: ['phong-a1'] }, true],
    ['quản trị toàn tỉnh với mọi người', province, { bodies: ['so-b'], province: true, administers: ['so-a'] }, true],
    ['quản trị toàn tỉnh với người không ở đâu', province, {}, true],
    ['thủ trưởng không phải quản trị', head, { bodies: ['so-a'] }, false],
  ])('%s', (_, actor, place, expected) => {
    expect(standsAbove(actor, { bodies: [], province: false, administers: [], ...place })).toBe(expected);
  });

  it.each<[string, Actor, GrantedRole, string | null, boolean]>([
    ['vai trò thường ở cơ quan mình', ofA, 'officer', 'so-a', true],
    ['vai trò thường bên dưới', ofA, 'appraiser', 'phong-a1', true],
    ['vai trò ở cơ quan khác', ofA, 'officer', 'so-b', false],
    ['vai trò toàn tỉnh', ofA, 'reader', null, false],
    ['quản trị ngang mình', ofA, 'administrator', 'so-a', false],
    ['quản trị bên dưới mình', ofA, 'administrator', 'phong-a1', true],
    ['quản trị toàn tỉnh', ofA, 'administrator', null, false],
    ['quản trị toàn tỉnh giao quản trị toàn tỉnh', province, 'administrator', null, true],
    ['quản trị toàn tỉnh giao quản trị cơ quan', province, 'administrator', 'so-a', true],
    ['thủ trưởng không giao vai trò', head, 'officer', 'so-a', false],
  ])('giao %s', (_, actor, role, organisation, expected) => {
    expect(mayGive(actor, role, organisation)).toBe(expected);
  });
});
