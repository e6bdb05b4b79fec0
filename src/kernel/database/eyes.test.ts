import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { system, type Actor, type HeldGrant } from './actor.ts';
import { eyesOf, settingsOf, type Eyes } from './eyes.ts';

const nobody: Actor = { ...system('Khách'), roles: [] };
const somebody: Actor = { ...nobody, id: 'u1', organisationKeys: ['so-noi-vu'] };
const held = (role: string, scope: readonly string[] | null): HeldGrant => ({
  role,
  organisation: scope?.[0] ?? null,
  scope: scope && new Set(scope),
  until: null,
  via: 'grant',
});
const holding = (...grants: HeldGrant[]): Actor => ({ ...somebody, roles: grants.map(({ role }) => role), grants });
const inside = (...organisations: string[]): Eyes => ({ sees: 'inside', organisations });

describe('mắt của người hỏi', () => {
  it.each<[string, Actor, Eyes]>([
    ['hệ thống thấy tất cả', system('Dòng lệnh'), { sees: 'all' }],
    ['khách thấy cái công khai', nobody, { sees: 'public' }],
    ['khách tự nhận vai trò cũng vậy', { ...nobody, grants: [held('administrator', null)] }, { sees: 'public' }],
    ['công dân thấy cái công khai', holding(held('citizen', null)), { sees: 'public' }],
    ['tài khoản chưa được giao vai trò nào cũng vậy', somebody, { sees: 'public' }],
    ['vai trò không ai biết không mở gì', holding(held('thanh-tra-toi-cao', null)), { sees: 'public' }],
    ['tên vai trò trùng tên có sẵn của đối tượng', holding(held('constructor', null)), { sees: 'public' }],
    [
      'danh sách vai trò không quyết định, chỉ có việc giao',
      { ...somebody, roles: ['administrator'] },
      { sees: 'public' },
    ],
    [
      'cán bộ thấy bên trong, với cơ quan mình',
      holding(held('officer', ['so-noi-vu'])),
      inside('so-noi-vu', 'so-noi-vu'),
    ],
    [
      'người đọc của một cơ quan và các đơn vị dưới',
      holding(held('reader', ['so-y-te', 'chi-cuc-dan-so'])),
      inside('so-noi-vu', 'so-y-te', 'chi-cuc-dan-so'),
    ],
    ['cán bộ cả tỉnh: bên trong, mọi cơ quan', holding(held('officer', null)), { sees: 'inside', organisations: null }],
    ['phụ trách kế hoạch của tỉnh thấy tất cả', holding(held('plan-owner', null)), { sees: 'all' }],
    [
      'quản trị của một cơ quan không thấy tất cả',
      holding(held('administrator', ['so-y-te'])),
      inside('so-noi-vu', 'so-y-te'),
    ],
    ['vai trò rộng nhất thắng', holding(held('citizen', null), held('administrator', null)), { sees: 'all' }],
    ['khóa được xem bản nháp: bên trong, không cơ quan nào', { ...somebody, scopes: ['plan.review'] }, inside()],
    ['khóa của hai cơ quan thấy như cán bộ của chúng', { ...somebody, scopes: ['plan.report@so-y-te', 'plan.decide@so-noi-vu'] }, inside('so-y-te', 'so-noi-vu')], // prettier-ignore
    ['khóa của toàn tỉnh', { ...somebody, scopes: ['plan.report@*'] }, { sees: 'inside', organisations: null }],
    ['khóa khác gắn cơ quan thấy cái công khai', { ...somebody, scopes: ['x.y@so-y-te'] }, { sees: 'public' }],
    ['khóa khác thấy cái công khai', { ...somebody, scopes: ['x.y'] }, { sees: 'public' }],
    [
      'khóa không có vai trò, dù ai ghi gì vào',
      { ...holding(held('administrator', null)), scopes: [] },
      { sees: 'public' },
    ],
  ])('%s', (_name, actor, eyes) => {
    expect(eyesOf(actor)).toEqual(eyes);
  });
});

describe('mắt thành thiết đặt của kết nối', () => {
  it('cùng một mắt luôn cùng một lời, không kể thứ tự và trùng lặp', () => {
    const keys = fc.array(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { maxLength: 8 });
    fc.assert(
      fc.property(keys, (organisations) => {
        const shuffled = [...organisations, ...organisations].reverse();
        expect(settingsOf(inside(...shuffled))).toEqual(settingsOf(inside(...organisations)));
      }),
    );
  });

  it('không khóa nào chen được vào: dấu phẩy, dấu sao, dấu nháy, khoảng trắng', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }), (organisations) => {
        const told = settingsOf(inside(...organisations)).organisations;
        expect(told === '' || told.split(',').every((key) => organisations.includes(key))).toBe(true);
        expect(told).not.toMatch(/[*'"\\\s]/);
      }),
    );
    expect(settingsOf(inside('*', "a','b", 'so-y-te')).organisations).toBe('so-y-te');
  });
});

describe('ai được đọc mà không bị che', () => {
  const sources = resolve(import.meta.dirname, '../..');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !/test\.ts$|\/testing/.test(name))
    .map((name) => ({ name, text: readFileSync(join(sources, name), 'utf8') }));
  const using = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ name }) => name).sort(); // prettier-ignore

  it('trang, API, phân hệ không tự mở cơ sở dữ liệu: chúng đọc qua locals.db', () => {
    const own = /import \{[^}]*\b(database|connect|seenBy|seeingAll|gateTo)\b[^}]*\} from '#kernel\/database/;
    const found = using(own).filter((name) => /^(routes|api|ui|modules)\//.test(name));
    // The name of the site is public, and shown also where nobody knows who asks; a key is what says who asks.
    expect(found).toEqual(['api/index.ts', 'routes/+layout.server.ts']);
  });

  it('mở với mọi dòng: chỉ chương trình khởi động và dòng lệnh', () => {
    expect(using(/\beyes: ALL\b/)).toEqual(['kernel/command.ts', 'main.ts']);
  });

  it('lấy kết nối mà không qua mắt ai: chỉ giao dịch, vì nó tự đặt mắt', () => {
    expect(using(/\.borrow\(/)).toEqual(['kernel/database/line.ts']);
    expect(using(/new pg\.Pool\(/)).toEqual(['kernel/database/connection.ts', 'kernel/jobs/runner.ts']);
  });
});
