import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { createApiKey, revokeApiKey, type NewApiKey } from '#kernel/identity/index.ts';
import { logger } from '#kernel/log.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { PLAN_PERMISSIONS } from '#modules/plan/index.ts';
import { seedBytes, somebody, useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { ImportShape } from './plan-shapes.ts';
import { asking, NOW, problemIn } from './testing/asking.ts';

const IMPORTS = '/api/v1/plans/imports';
const OPERATOR = system('Kiểm thử');
const GRANTABLE = [PLAN_PERMISSIONS.import, PLAN_PERMISSIONS.review];
const fresh = useDatabase();
const ask = asking(fresh);
let count = 0;

beforeAll(async () => {
  useTemporaryFiles();
  await transact(fresh.db, OPERATOR, (tx) => storeRegistry(tx, readRegistryFolder()));
});

/** Everything that the process logged in a test. */
const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  // Heard whatever LOG_LEVEL the run was started with.
  logger.level = 'info';
  const stream = logger[Object.getOwnPropertySymbols(logger).find(({ description }) => description === 'pino.stream')! as never] as { write(line: string): boolean }; // prettier-ignore
  vi.spyOn(stream, 'write').mockImplementation((line) => logged.push(line) > 0);
});

const aKey = (given: Partial<NewApiKey> = {}) =>
  createApiKey(
    fresh.db,
    OPERATOR,
    { name: `Khóa ${++count}`, scopes: ['plan.import'], until: '2025-12-31', ...given },
    GRANTABLE,
    NOW,
  );
const post = (secret: string, init: { headers?: Record<string, string>; body?: BodyInit; address?: string } = {}) =>
  ask(IMPORTS, {
    method: 'POST',
    body: init.body ?? 'Một bức thư.',
    headers: { 'content-type': 'text/plain', authorization: `Bearer ${secret}`, ...init.headers },
    address: init.address,
  });

describe('chương trình có khóa', () => {
  it('nhập được kế hoạch; nhật ký ghi tên khóa, không ghi khóa', async () => {
    const { id, secret, prefix } = await aKey({ name: 'Phần mềm văn bản' });
    const response = await post(secret, { body: new Uint8Array(seedBytes()) });
    expect(response.status).toBe(201);
    expect(ImportShape.parse(await response.json())).toMatchObject({ outcome: 'imported', tasks: 62 });

    const rows = await fresh.db.execute<{ actor: string; position: string; action: string; whole: string }>(
      sql`select actor_id as actor, position, action, audit_entry::text as whole from audit_entry order by id`,
      'objects',
    );
    expect(rows.at(-1)).toMatchObject({ actor: id, position: 'Chương trình', action: 'import' });
    expect(rows.find(({ action, whole }) => action === 'create' && whole.includes(prefix))).toBeDefined();
    expect(JSON.stringify(rows)).not.toContain(secret.slice(-43));
  });

  it('trang nơi khác không phải là cớ: không có cookie nào hành động', async () => {
    const { secret } = await aKey();
    const headers = { origin: 'https://example.org', 'sec-fetch-site': 'cross-site' };
    expect(await problemIn(await post(secret, { headers }))).toMatchObject({ status: 422, code: 'plan.not-a-plan' });
  });

  it('chỉ có quyền của khóa, dù phiên gửi kèm có nhiều hơn', async () => {
    const { secret } = await aKey({ scopes: ['plan.review'] });
    const headers = { 'content-type': 'text/plain', authorization: `Bearer ${secret}` };
    const wish = { method: 'POST', body: 'x', headers, actor: somebody('administrator') };
    expect(await problemIn(await ask(IMPORTS, wish))).toMatchObject({
      status: 403,
      code: 'identity.not-allowed',
      detail: expect.stringContaining('Khóa API này'),
    });
  });

  it('khóa xem bản nháp thấy bản nháp, và câu trả lời không vào bộ nhớ đệm chung', async () => {
    const [reviewer, importer] = [await aKey({ scopes: ['plan.review'] }), await aKey()];
    const read = (secret?: string) =>
      ask('/api/v1/plans/3487-qd-ubnd-2024', { headers: secret ? { authorization: `Bearer ${secret}` } : {} });
    const seen = await read(reviewer.secret);
    expect(seen.status).toBe(200);
    expect(seen.headers.get('cache-control')).toBe('private, no-cache');
    expect(seen.headers.get('vary')).toContain('Authorization');
    expect((await read(importer.secret)).status).toBe(404);
    expect((await read()).status).toBe(404);
  });
});

describe('khóa không dùng được', () => {
  const cases: [name: string, make: () => Promise<string>, code: string][] = [
    ['đã hết hạn', async () => (await expired()).secret, 'identity.key-expired'],
    ['đã thu hồi', async () => (await revoked()).secret, 'identity.key-revoked'],
    ['không có', async () => `cchc_00000000_${'A'.repeat(43)}`, 'identity.key-unknown'],
    ['sai một chữ', async () => (await aKey()).secret.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), 'identity.key-unknown'], // prettier-ignore
    ['thiếu một chữ', async () => (await aKey()).secret.slice(0, -1), 'identity.key-malformed'],
    ['rỗng', async () => '', 'identity.key-malformed'],
    ['loại khác', async () => 'eyJhbGciOiJub25lIn0.e30.', 'identity.key-malformed'],
  ];
  const expired = () =>
    createApiKey(
      fresh.db,
      OPERATOR,
      { name: `Cũ ${++count}`, scopes: ['plan.import'], until: '2025-03-14' },
      GRANTABLE,
      new Date('2025-01-10T00:00:00Z'),
    );
  const revoked = async () => {
    const key = await aKey();
    await revokeApiKey(fresh.db, OPERATOR, key.prefix, NOW);
    return key;
  };

  it.each(cases)('%s: 401, có trong nhật ký máy chủ nhưng không có khóa ở đó', async (_name, make, code) => {
    const secret = await make();
    // Also where everybody may read: whoever sends a key means to be known.
    const answers = [
      await post(secret, { address: '198.51.100.7' }),
      await ask('/api/v1/plans', { headers: { authorization: `Bearer ${secret}` }, address: '198.51.100.7' }),
    ];
    for (const answer of answers) {
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await problemIn(answer)).toMatchObject({ status: 401, code });
    }
    const lines = logged.join('');
    expect(lines).toContain(code);
    if (secret) expect(lines).not.toContain(secret.slice(-20));
  });

  it('khóa hết hạn dùng được đến hết ngày ghi trên nó', async () => {
    const until = { name: 'Đến nửa đêm', scopes: ['plan.import'], until: '2025-03-15' };
    const { secret } = await createApiKey(fresh.db, OPERATOR, until, GRANTABLE, NOW);
    expect((await post(secret)).status).toBe(422);
  });

  it('cách xác thực khác là của máy chủ đứng trước, không phải khóa', async () => {
    expect((await ask('/api/v1/plans', { headers: { authorization: 'Basic YTpi' } })).status).toBe(200);
  });

  it('một địa chỉ thử mãi thì phải đợi; khóa đúng từ đó vẫn chạy, địa chỉ khác không sao', async () => {
    const address = '203.0.113.9';
    const statuses: number[] = [];
    for (let n = 0; n < 21; n++) statuses.push((await post('cchc_x', { address })).status);
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
    expect(await problemIn(await post('cchc_x', { address }))).toMatchObject({ code: 'identity.key-attempts' });
    expect((await post((await aKey()).secret, { address })).status).toBe(422);
    expect((await post('cchc_x', { address: '203.0.113.10' })).status).toBe(401);
  });
});

describe('dấu vết', () => {
  it('trong cơ sở dữ liệu chỉ có dấu của khóa', async () => {
    const { secret } = await aKey();
    const rows = await fresh.db.execute(sql`select api_key::text as row from api_key`, 'objects');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(-43));
    expect(JSON.stringify(rows)).toMatch(/[0-9a-f]{64}/);
  });
});
