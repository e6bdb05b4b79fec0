import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { describeEntry, history } from '../audit/index.ts';
import type { Actor } from '../database/actor.ts';
import { Refusal } from '../refusal.ts';
import { actorOfKey, createApiKey, listApiKeys, revokeApiKey, type NewApiKey } from './api-keys.ts';
import { IDENTITY_HISTORY } from './history-words.ts';
import type { Permission } from './permissions.ts';
import { apiKey } from './schema.ts';
import { heldEverywhere, heldFor } from './model.ts';
import { anAccount, OPERATOR } from './testing.ts';

const NOW = new Date('2025-03-15T03:00:00Z');
const GRANTABLE: readonly Permission[] = [
  { action: 'plan.import', label: 'nhập kế hoạch', roles: ['plan-owner', 'administrator'] },
  { action: 'plan.sign', label: 'ký kế hoạch', roles: ['plan-owner'] },
  { action: 'plan.report', label: 'báo cáo', roles: ['administrator'], scoped: true },
];
const fresh = useDatabase();
let count = 0;

const make = (given: Partial<NewApiKey> = {}, actor: Actor = OPERATOR) =>
  createApiKey(
    fresh.db,
    actor,
    { name: `Khóa ${++count}`, scopes: ['plan.import'], until: '2025-06-30', ...given },
    GRANTABLE,
    NOW,
  );
const refusalOf = (attempt: Promise<unknown>): Promise<Refusal> =>
  attempt.then(
    () => expect.fail('not refused'),
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );
const request = (now = NOW) => ({ address: '192.0.2.1', requestId: 'r-1', now });
async function administrator(): Promise<Actor> {
  const { id, name } = await anAccount(fresh.db, { role: 'administrator' });
  return { ...OPERATOR, id, name, roles: ['administrator'], grants: heldEverywhere('administrator') };
}

describe('cấp khóa', () => {
  it('khóa trả về một lần; trong bảng là SHA-256 của nó', async () => {
    const { id, secret, prefix } = await make();
    expect(secret).toMatch(new RegExp(`^cchc_${prefix}_[\\w-]{43}$`));
    const [row] = await fresh.db.select().from(apiKey).where(eq(apiKey.id, id));
    expect(row!.hash).toBe(createHash('sha256').update(secret).digest('hex'));
    expect(row!.expiresAt.toISOString()).toBe('2025-06-30T17:00:00.000Z');
    expect(JSON.stringify(await listApiKeys(fresh.db, OPERATOR, NOW))).not.toMatch(/hash|[0-9a-f]{64}/);
  });

  it.each<[name: string, given: Partial<NewApiKey>, field: string]>([
    ['không tên', { name: '  ' }, 'name'],
    ['tên quá dài', { name: 'a'.repeat(101) }, 'name'],
    ['không quyền', { scopes: [] }, 'scopes'],
    ['quyền không cấp cho khóa', { scopes: ['identity.manage'] }, 'scopes'],
    ['quyền không có', { scopes: ['plan.import', 'constructor'] }, 'scopes'],
    ['quyền theo cơ quan mà không nêu cơ quan', { scopes: ['plan.report'] }, 'scopes'],
    ['cơ quan trống', { scopes: ['plan.report@'] }, 'scopes'],
    ['cơ quan không có', { scopes: ['plan.report@khong-co'] }, 'scopes'],
    ['quyền của tỉnh mà nêu cơ quan', { scopes: ['plan.import@*'] }, 'scopes'],
    ['không hạn', { until: '' }, 'until'],
    ['ngày không có', { until: '2025-02-30' }, 'until'],
    ['hạn đã qua', { until: '2025-03-14' }, 'until'],
    ['quá một năm', { until: '2026-03-16' }, 'until'],
  ])('%s: từ chối, nêu đúng mục', async (_name, given, field) => {
    const refusal = await refusalOf(make(given));
    expect(refusal).toMatchObject({ code: 'identity.key-invalid', status: 422 });
    expect(Object.keys(refusal.fields!)).toEqual([field]);
  });

  it('đúng một năm thì được', async () => {
    expect(await make({ until: '2026-03-15' })).toHaveProperty('secret');
  });

  it('không ai cấp quyền mà mình không có', async () => {
    const admin = await administrator();
    const refusal = await refusalOf(make({ scopes: ['plan.import', 'plan.sign'] }, admin));
    expect(refusal).toMatchObject({ code: 'identity.grant-beyond', status: 403, where: 'ký kế hoạch' });
    expect(await make({}, admin)).toHaveProperty('secret');
  });

  it('quản trị của một cơ quan chỉ cấp khóa theo cơ quan đó', async () => {
    await fresh.db.execute(sql`insert into organisation (key) values ('so-y-te'), ('so-noi-vu')`);
    const whole = await administrator();
    const one = { ...OPERATOR, id: 'x', roles: ['administrator'], grants: [...heldEverywhere('administrator'), heldFor('officer', 'so-y-te')] }; // prettier-ignore
    expect(await make({ scopes: ['plan.report@so-noi-vu'] }, whole)).toHaveProperty('secret');
    expect(await make({ scopes: ['plan.report@*'] }, whole)).toHaveProperty('secret');
    const officers = [{ ...GRANTABLE[2]!, roles: ['officer'] }] as Permission[];
    const wish = (scope: string) => createApiKey(fresh.db, one, { name: `Khóa ${++count}`, scopes: [scope], until: '2025-06-30' }, officers, NOW); // prettier-ignore
    expect(await wish('plan.report@so-y-te')).toHaveProperty('secret');
    for (const scope of ['plan.report@so-noi-vu', 'plan.report@*']) {
      expect(await refusalOf(wish(scope))).toMatchObject({ code: 'identity.grant-beyond', status: 403 });
    }
  });

  it('gửi lại biểu mẫu không thành khóa thứ hai; thu hồi rồi thì tên dùng lại được', async () => {
    const { prefix } = await make({ name: 'Trục liên thông' });
    const refusal = await refusalOf(make({ name: ' TRỤC  liên thông' }));
    expect(refusal.fields).toHaveProperty('name');
    await revokeApiKey(fresh.db, OPERATOR, prefix, NOW);
    expect(await make({ name: 'Trục liên thông' })).toHaveProperty('secret');
  });
});

describe('thu hồi và dùng', () => {
  it('thu hồi có hiệu lực ngay, một mục nhật ký, làm lại không đổi gì', async () => {
    const { id, secret } = await make();
    const header = `Bearer ${secret}`;
    expect(await actorOfKey(fresh.db, header, request())).toMatchObject({ id, roles: [], scopes: ['plan.import'] });
    await revokeApiKey(fresh.db, OPERATOR, id, NOW);
    await revokeApiKey(fresh.db, OPERATOR, id, NOW);
    expect(await refusalOf(actorOfKey(fresh.db, header, request()))).toMatchObject({ code: 'identity.key-revoked' });
    const entries = await fresh.db.execute<{ action: string; whole: string }>(
      sql`select action, audit_entry::text as whole from audit_entry where subject_type = 'api-key' and subject_id = ${id} order by id`,
      'objects',
    );
    expect(entries.map(({ action }) => action)).toEqual(['create', 'revoke']);
    const made = (await history(fresh.db, 'api-key', id)).at(-1);
    expect(describeEntry(made!, IDENTITY_HISTORY, 'vi').details).toEqual([
      expect.stringContaining('Khóa '),
      'Quyền: plan.import',
      'Dùng được đến hết ngày: 30/06/2025',
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret.slice(-43));
  });

  it('hết hạn vào nửa đêm Việt Nam, không sớm hơn một giây', async () => {
    const { secret } = await make({ until: '2025-03-15' });
    const at = (instant: string) => actorOfKey(fresh.db, `Bearer ${secret}`, request(new Date(instant)));
    expect(await at('2025-03-15T16:59:59.999Z')).toHaveProperty('id');
    expect(await refusalOf(at('2025-03-15T17:00:00Z'))).toMatchObject({ code: 'identity.key-expired', status: 401 });
  });

  it('lần dùng cuối ghi nhiều nhất mỗi phút một lần', async () => {
    const { id, secret } = await make();
    const use = async (seconds: number) => {
      await actorOfKey(fresh.db, `bearer ${secret}`, request(new Date(NOW.getTime() + seconds * 1000)));
      return (await listApiKeys(fresh.db, OPERATOR, NOW)).find((key) => key.id === id)!.lastUsedAt!.getTime() - NOW.getTime(); // prettier-ignore
    };
    expect([await use(0), await use(59), await use(61), await use(62)]).toEqual([0, 0, 61_000, 61_000]);
  });

  it.each(['', 'khong-co', '00000000-0000-7000-8000-000000000000'])('không có khóa “%s”: 404', async (which) => {
    expect(await refusalOf(revokeApiKey(fresh.db, OPERATOR, which))).toMatchObject({ status: 404 });
  });

  it('danh sách nói rõ còn dùng được, hết hạn hay đã thu hồi, và ai cấp', async () => {
    const admin = await administrator();
    const [valid, gone] = [await make({ until: '2025-03-20' }, admin), await make({ until: '2025-03-20' })];
    await revokeApiKey(fresh.db, OPERATOR, gone.id, NOW);
    const at = async (now: Date) => new Map((await listApiKeys(fresh.db, admin, now)).map((key) => [key.id, key]));
    const today = await at(NOW);
    expect(today.get(valid.id)).toMatchObject({ state: 'valid', until: '2025-03-20', createdBy: admin.name });
    expect(today.get(gone.id)).toMatchObject({ state: 'revoked', createdBy: null });
    expect((await at(new Date('2025-03-21T00:00:00Z'))).get(valid.id)!.state).toBe('expired');
  });
});
