import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor, HeldGrant } from '#kernel/database/actor.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import {
  demand,
  may,
  mayAnywhere,
  reachOf,
  ROLES,
  type Permission,
  type ScopedPermission,
} from '#kernel/identity/permissions.ts';
import { ACTS, UNASKED } from '#test/database/acts.ts';
import { askerAs, ASKER_NAMES, ASKERS, matrixCsv, permissionMatrix, PERMISSION_ROOMS } from '../../src/permissions.ts';

const KEPT = 'docs/permissions.md';
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/test\.ts$|(^|\/)testing(\/|\.ts)/.test(name))
  .map((name) => ({ name, text: readFileSync(join('src', name), 'utf8') }));

const ACTING = /export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*(?:db|asked): [^,]+(?:<[^>]+>)?,\s*actor: Actor\b/g;
const actingIn = (text: string) => [...text.matchAll(ACTING)].map(([, name]) => name!);

const SAID = { anywhere: 'yes', own: 'own', province: 'province', nowhere: '–' } as const;

function table(): string {
  const rows = permissionMatrix().map(({ action, label, cells }) => {
    const functions = ACTS.filter(({ permission }) => permission === action).map(({ name }) => `\`${name}\``);
    return [`\`${action}\``, label, ...cells.map(({ extent }) => SAID[extent]), functions.join(', ')];
  });
  const head = ['Permission', 'What', ...ASKERS.map((asker) => ASKER_NAMES[asker]), 'Service functions'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Who may do what',
    '',
    'Written by the rule that decides it (`UPDATE=1 npx vitest run --project unit test/unit/permissions.test.ts`). What is not here',
    'nobody may do; what everybody may read needs no permission. A program’s key may do only what stands on it.',
    '',
    '**own**: on the things of the bodies that the role is held for, and of everything below them. **province**: only when it is',
    'held for the whole province. **yes**: for whatever body it is held. The head’s role comes with the position and ends with it;',
    'everybody who is signed in is a citizen. Who stands in for somebody has the roles of the position, but for what is marked to be',
    'done in person.',
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

describe('bảng phân quyền', () => {
  it('bản lưu trong docs/ đúng với mã nguồn (viết lại: UPDATE=1)', () => {
    if (process.env.UPDATE) writeFileSync(KEPT, table());
    expect(readFileSync(KEPT, 'utf8')).toBe(table());
  });

  it('có mọi quyền đã khai trong mã', () => {
    const declared = sources
      .flatMap(({ text }) => [...text.matchAll(/\baction: '([a-z-]+\.[a-z-]+)',\s*label:/g)])
      .map(([, action]) => action);
    expect(declared.length).toBeGreaterThan(10);
    expect(permissionMatrix().map(({ action }) => action).sort()).toEqual([...new Set(declared)].sort()); // prettier-ignore
  });

  it('mỗi quyền có ít nhất một hàm đòi nó, hoặc chỉ mở trang', () => {
    const demanded = new Set(ACTS.map(({ permission }) => permission));
    const unused = permissionMatrix().map(({ action }) => action).filter((action) => !demanded.has(action)); // prettier-ignore
    // Reading drafts is a condition of queries, coming into the office one of pages; neither is a function of its own.
    expect(unused).toEqual(['plan.review', 'identity.office']);
  });

  it('CSV có một dòng mỗi việc', () => {
    const lines = matrixCsv().trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + permissionMatrix().length);
    const asked = [
      'Cần đăng nhập',
      ...Array<string>(4).fill('Ngoài vai trò'),
      'Toàn tỉnh',
      'Ngoài vai trò',
      'Ngoài vai trò',
      'Toàn tỉnh',
    ];
    expect(lines).toContain(['Kế hoạch', 'nhập kế hoạch', 'plan.import', ...asked].join(','));
  });
});

describe('không hàm nào bị quên', () => {
  it('mọi hàm nhận (db, actor) đều nằm trong bảng thử hoặc danh sách không cần quyền', () => {
    const found = sources.flatMap(({ text }) => actingIn(text)).sort();
    expect([...ACTS.map(({ name }) => name), ...Object.keys(UNASKED)].sort()).toEqual(found);
  });

  it('người dò thấy hàm mới, cả khi tham số xuống dòng', () => {
    expect(actingIn('export async function newAct(db: Database, actor: Actor): Promise<void> {')).toEqual(['newAct']);
    expect(actingIn("export function b(\n  db: Pick<Database, 'select'>,\n  actor: Actor,\n) {")).toEqual(['b']);
    expect(actingIn('function inner(db: Database, actor: Actor) {')).toEqual([]);
  });
});

describe('một quy tắc', () => {
  const permission: Permission = { action: 'plan.import', label: 'nhập kế hoạch', roles: ['plan-owner'] };
  const scoped = {
    action: 'x.y',
    label: 'làm',
    roles: ['officer', 'head'],
    scoped: true,
  } as const satisfies Permission;
  const anywhere = { action: 'x.z', label: 'xem', roles: ['officer'], anywhere: true } as const satisfies Permission;
  const inPerson = { ...scoped, inPerson: true } as const satisfies Permission;
  const holding = (...grants: HeldGrant[]): Actor => ({
    ...askerAs('citizen'),
    roles: grants.map(({ role }) => role),
    grants,
  });
  const on = (organisation: string | readonly string[] | null) => ({ organisation });

  it('khóa chỉ có quyền ghi trên nó, dù vai trò nào', () => {
    const key = { ...askerAs('administrator'), roles: ['plan-owner'], grants: heldEverywhere('plan-owner') };
    expect(may({ ...key, scopes: ['plan.import'] }, permission)).toEqual({ allowed: true, because: { via: 'key' } });
    expect(may({ ...key, scopes: ['plan.review'] }, permission)).toEqual({ allowed: false, reason: 'scope-missing' });
    expect(may({ ...key, scopes: [] }, permission)).toEqual({ allowed: false, reason: 'scope-missing' });
  });

  it.each([
    ['không gắn cơ quan: không ở đâu', ['x.y'], 'a', 'scope-missing'],
    ['gắn cơ quan trống: không ở đâu', ['x.y@'], 'a', 'scope-missing'],
    ['quyền khác của cơ quan đó', ['x.z@a', 'x.yy@a'], 'a', 'scope-missing'],
    ['đúng cơ quan', ['x.y@a'], 'a', null],
    ['một trong các cơ quan', ['x.y@a', 'x.y@b'], ['c', 'b'], null],
    ['cơ quan khác', ['x.y@a'], 'b', 'out-of-scope'],
    ['việc của tỉnh, khóa của một cơ quan', ['x.y@a'], null, 'out-of-scope'],
    ['toàn tỉnh', ['x.y@*'], null, null],
    ['toàn tỉnh, của cơ quan nào cũng được', ['x.y@*'], 'b', null],
  ] as const)('khóa có quyền theo cơ quan: %s', (_name, scopes, organisation, reason) => {
    const key = { ...askerAs('officer'), scopes };
    expect(may(key, scoped, on(organisation))).toEqual(
      reason === null ? { allowed: true, because: { via: 'key' } } : { allowed: false, reason },
    );
  });

  it('khóa với tới đúng các cơ quan ghi trên nó', () => {
    const key = (...scopes: string[]) => ({ ...askerAs('officer'), scopes });
    expect(reachOf(key('x.y@a', 'x.y@b', 'x.w@c'), scoped)).toEqual(new Set(['a', 'b']));
    expect(reachOf(key('x.y@a', 'x.y@*'), scoped)).toBe('all');
    expect(mayAnywhere(key('x.y'), scoped)).toBe(false);
  });

  it('vai trò không ai biết, hay chỉ ghi trong danh sách vai trò, thì không được gì', () => {
    for (const each of PERMISSION_ROOMS.flatMap(({ permissions }) => permissions)) {
      expect(
        may({ ...askerAs('reader'), roles: ['root'], grants: heldEverywhere('root', 'constructor') }, each).allowed,
      ).toBe(false);
      expect(may({ ...askerAs('reader'), roles: [...ROLES], grants: [] }, each).allowed).toBe(false);
    }
  });

  it.each([
    ['giữ cho cơ quan, việc của cơ quan', [heldFor('officer', 'a')], 'a', true],
    ['giữ cho cơ quan, việc của cơ quan khác', [heldFor('officer', 'a')], 'b', 'out-of-scope'],
    ['giữ cho cơ quan, việc của tỉnh', [heldFor('officer', 'a')], null, 'out-of-scope'],
    ['giữ cho cơ quan và cấp dưới', [heldFor('officer', 'a', 'a1')], 'a1', true],
    ['nhiều cơ quan cùng chịu trách nhiệm, phạm vi có một', [heldFor('officer', 'a')], ['b', 'a'], true],
    ['không cơ quan nào trong phạm vi', [heldFor('officer', 'a')], ['b', 'c'], 'out-of-scope'],
    ['không cơ quan nào cả', [heldFor('officer', 'a')], [], 'out-of-scope'],
    ['giữ cho toàn tỉnh', heldEverywhere('officer'), 'b', true],
    ['giữ cho toàn tỉnh, việc của tỉnh', heldEverywhere('officer'), null, true],
    ['vai trò khác', heldEverywhere('reader'), 'a', 'role-missing'],
    ['không vai trò', [], 'a', 'role-missing'],
  ] as const)('việc của một cơ quan: %s', (_, grants, organisation, expected) => {
    const verdict = may(holding(...grants), scoped, on(organisation));
    expect(verdict.allowed ? true : verdict.reason).toBe(expected);
  });

  it('việc chung của tỉnh đòi vai trò giữ cho toàn tỉnh, trừ khi khai khác', () => {
    expect(may(holding(heldFor('plan-owner', 'a')), permission)).toEqual({ allowed: false, reason: 'out-of-scope' });
    expect(may(holding(heldFor('officer', 'a')), anywhere).allowed).toBe(true);
    expect(() => demand(holding(heldFor('plan-owner', 'a')), permission)).toThrow('không phải ở đây');
  });

  it('nói vì sao được: vai trò nào, từ đâu, đến khi nào', () => {
    const grant: HeldGrant = {
      ...heldFor('head', 'a'),
      via: 'delegation',
      until: '2025-11-30' as IsoDate,
      onBehalfOf: 'Giám đốc, Sở A',
    };
    expect(may(holding(heldFor('officer', 'b'), grant), scoped, on('a'))).toEqual({ allowed: true, because: grant });
    expect(may(holding(grant), inPerson, on('a'))).toEqual({ allowed: false, reason: 'role-missing' });
  });

  it('tầm với của danh sách là đúng những cơ quan mà quy tắc cho phép', () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'd');
    const grants = fc.array(
      fc.record({
        role: fc.constantFrom('officer', 'head', 'reader'),
        scope: fc.option(fc.uniqueArray(keys)),
        via: fc.constantFrom('grant', 'delegation'),
      }),
    );
    fc.assert(
      fc.property(grants, keys, fc.constantFrom<ScopedPermission>(scoped, inPerson), (given, key, asked) => {
        const actor = holding(
          ...given.map(({ role, scope, via }): HeldGrant => ({
            role,
            organisation: null,
            until: null,
            via: via as 'grant',
            scope: scope && new Set(scope),
          })),
        );
        const reach = reachOf(actor, asked);
        expect(reach === 'all' || reach.has(key)).toBe(may(actor, asked, on(key)).allowed);
        expect(mayAnywhere(actor, asked)).toBe(reach === 'all' || reach.size > 0);
      }),
    );
  });

  it('thủ trưởng chỉ có việc theo cơ quan: không ai đứng đầu toàn tỉnh', () => {
    const dead = PERMISSION_ROOMS.flatMap(({ permissions }) => permissions).filter(
      ({ roles, scoped, anywhere }) => roles.includes('head') && !scoped && !anywhere,
    );
    expect(dead.map(({ action }) => action)).toEqual([]);
  });

  it('hỏi quyền tốn chưa đến 20 µs, cả khi giữ nhiều vai trò', () => {
    const bodies = Array.from({ length: 300 }, (_, number) => `xa-${number}`);
    const actor = holding(
      ...Array.from({ length: 8 }, () => heldFor('reader', ...bodies)),
      heldFor('officer', ...bodies),
    );
    const start = performance.now();
    for (let time = 0; time < 20_000; time++) may(actor, scoped, on(`xa-${time % 400}`));
    expect(((performance.now() - start) / 20_000) * 1000).toBeLessThan(20);
  });
});
