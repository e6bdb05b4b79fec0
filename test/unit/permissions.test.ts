import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { may, type Permission } from '#kernel/identity/permissions.ts';
import { ACTS, UNASKED } from '#test/database/acts.ts';
import { askerAs, ASKER_NAMES, ASKERS, matrixCsv, permissionMatrix, PERMISSION_ROOMS } from '../../src/permissions.ts';

const KEPT = 'docs/permissions.md';
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/test\.ts$|(^|\/)testing(\/|\.ts)/.test(name))
  .map((name) => ({ name, text: readFileSync(join('src', name), 'utf8') }));

const ACTING = /export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*db: [^,]+(?:<[^>]+>)?,\s*actor: Actor\b/g;
const actingIn = (text: string) => [...text.matchAll(ACTING)].map(([, name]) => name!);

function table(): string {
  const rows = permissionMatrix().map(({ action, label, cells }) => {
    const functions = ACTS.filter(({ permission }) => permission === action).map(({ name }) => `\`${name}\``);
    return [`\`${action}\``, label, ...cells.map(({ allowed }) => (allowed ? 'yes' : '–')), functions.join(', ')];
  });
  const head = ['Permission', 'What', ...ASKERS.map((asker) => ASKER_NAMES[asker]), 'Service functions'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Who may do what',
    '',
    'Written by the rule that decides it (`UPDATE=1 npx vitest run --project unit test/unit/permissions.test.ts`). What is not here',
    'nobody may do; what everybody may read needs no permission. A program’s key may do only what stands on it.',
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
    // Reading drafts is a condition of queries, not a function of its own.
    expect(unused).toEqual(['plan.review']);
  });

  it('CSV có một dòng mỗi việc', () => {
    const lines = matrixCsv().trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + permissionMatrix().length);
    expect(lines).toContain('Kế hoạch,nhập kế hoạch,plan.import,Cần đăng nhập,Ngoài vai trò,Ngoài vai trò,Được,Được');
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

  it('khóa chỉ có quyền ghi trên nó, dù vai trò nào', () => {
    const key = { ...askerAs('administrator'), roles: ['plan-owner'] };
    expect(may({ ...key, scopes: ['plan.import'] }, permission)).toEqual({ allowed: true });
    expect(may({ ...key, scopes: ['plan.review'] }, permission)).toEqual({ allowed: false, reason: 'scope-missing' });
    expect(may({ ...key, scopes: [] }, permission)).toEqual({ allowed: false, reason: 'scope-missing' });
  });

  it('vai trò không ai biết thì không được gì', () => {
    const stranger = { ...askerAs('reader'), roles: ['root', 'constructor'] };
    for (const each of PERMISSION_ROOMS.flatMap(({ permissions }) => permissions)) {
      expect(may(stranger, each).allowed).toBe(false);
    }
  });
});
