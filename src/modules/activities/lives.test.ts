import { describe, expect, it } from 'vitest';
import { system, type Actor } from '#kernel/database/actor.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import { actsNow, mayAct } from '#kernel/lifecycle/index.ts';
import { KINDS } from './kinds.ts';
import { FIRST_STATE, LIVES } from './lives.ts';

const as = (role: string, body?: string): Actor => ({
  ...system('Thử'),
  id: `as-${role}`,
  roles: [role],
  grants: body === undefined ? heldEverywhere(role) : [heldFor(role, body)],
});
const standing = (state: string, submittedBy: string | null = null) => ({
  state,
  stateBefore: null,
  submittedBy,
  doer: 'so-y-te',
  decider: null,
});

describe('vòng đời từng loại', () => {
  it.each(KINDS)('%s: mọi trạng thái tới được từ đầu, và từ trạng thái mở nào cũng có đường kết thúc', (kind) => {
    const life = LIVES[kind];
    const next = (state: string) =>
      Object.values(life.acts).flatMap(({ from, to }) => (from.includes(state) && to !== 'stays' ? [to] : []));
    const reach = (start: string): Set<string> => {
      const seen = new Set([start]);
      for (const state of seen) for (const each of next(state)) seen.add(each);
      return seen;
    };
    expect([...reach(FIRST_STATE[kind])].sort()).toEqual(Object.keys(life.states).sort());
    for (const state of Object.keys(life.states))
      expect([...reach(state)].some((each) => !life.states[each]!.open)).toBe(true);
  });

  it.each(KINDS)('%s: bên làm không bao giờ là bên quyết định của cùng một việc', (kind) => {
    const rights = Object.values(LIVES[kind].acts).map(({ permission, side }) => `${permission.action} ${side}`);
    const sides = new Map(rights.map((each) => each.split(' ') as [string, string]));
    expect(new Set(rights).size).toBe(sides.size);
  });

  it.each<[(typeof KINDS)[number], string, string, string | undefined, string[]]>([
    ['inspection', 'planned', 'inspector', undefined, ['revise', 'decide-team', 'cancel']],
    ['inspection', 'notified', 'inspector', undefined, ['revise', 'minute', 'cancel']],
    ['inspection', 'minuted', 'inspector', undefined, ['find', 'accept-remedy', 'return-remedy', 'conclude']],
    ['inspection', 'concluded', 'inspector', undefined, ['find', 'accept-remedy', 'return-remedy', 'close']],
    ['inspection', 'closed', 'inspector', undefined, ['reopen']],
    ['inspection', 'notified', 'officer', 'so-y-te', ['answer']],
    ['inspection', 'minuted', 'head', 'so-y-te', ['explain']],
    ['inspection', 'notified', 'officer', 'so-tu-phap', []],
    // A body's own inspector does not inspect for the province.
    ['inspection', 'planned', 'inspector', 'so-y-te', []],
    ['inspection', 'planned', 'administrator', undefined, []],
    ['meeting', 'planned', 'plan-owner', undefined, ['revise', 'hold', 'cancel']],
    ['meeting', 'minuted', 'plan-owner', undefined, ['conclude-item', 'close']],
    ['meeting', 'planned', 'head', 'so-y-te', []],
    ['training', 'running', 'officer', 'so-y-te', ['report', 'submit']],
    ['initiative', 'returned', 'officer', 'so-y-te', ['supplement', 'withdraw']],
    ['initiative', 'assessed', 'officer', 'so-y-te', []],
    ['commendation', 'proposed', 'head', 'so-y-te', ['explain']],
    ['commendation', 'decided', 'plan-owner', undefined, []],
  ])('%s đang “%s”, %s %s: làm được %j', (kind, state, role, body, acts) => {
    expect(actsNow(LIVES[kind], standing(state), as(role, body))).toEqual(acts);
  });

  it('người gửi không tự xác nhận, không tự chấm', () => {
    const owner = as('plan-owner');
    const verdict = (kind: 'training' | 'initiative', state: string, act: string) =>
      mayAct(LIVES[kind], standing(state, owner.id), act, owner);
    expect(verdict('training', 'submitted', 'confirm')).toEqual({ allowed: false, reason: 'own-work' });
    expect(verdict('initiative', 'submitted', 'assess')).toEqual({ allowed: false, reason: 'own-work' });
  });
});
