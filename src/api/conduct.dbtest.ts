import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '#kernel/identity/model.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { api } from './index.ts';
import { asking, NOW, problemIn } from './testing/asking.ts';

const PLAN = '/api/v1/plans/3487-qd-ubnd-2024';
const TASKS = `${PLAN}/tasks`;
const fresh = useDatabase();
const ask = asking(fresh);

beforeAll(async () => {
  useTemporaryFiles();
  await withSeedPlan(fresh.db, { accepted: true });
});

describe('tham số sai', () => {
  const cases: [address: string, fields: string[]][] = [
    [`${TASKS}?sort=color`, ['sort']],
    [`${TASKS}?limit=0`, ['limit']],
    [`${TASKS}?limit=201`, ['limit']],
    [`${TASKS}?limit=1e9`, ['limit']],
    [`${TASKS}?limit=10&limit=20`, ['limit']],
    [`${TASKS}?due_from=31/12/2025`, ['due_from']],
    [
      `${TASKS}?due_from=2025-02-30&due_to=x&kind=soon&role=boss&limit=-1&sort=z`,
      ['due_from', 'due_to', 'kind', 'role', 'limit', 'sort'],
    ],
    [`${TASKS}?orgnisation=so-noi-vu`, ['orgnisation']],
    [`${TASKS}?orgnisation=so-noi-vu&limit=x`, ['orgnisation', 'limit']],
    [`${TASKS}?as_of=2025-01-01&as_of=2025-02-01`, ['as_of']],
    [`${TASKS}?after=a&before=b`, ['before']],
    [`${TASKS}?q=${'a'.repeat(201)}`, ['q']],
    [`${PLAN}?as_of=hom-nay`, ['as_of']],
    [`${PLAN}/tasks/VI.12?expand=all`, ['expand']],
    ['/api/v1/plans?year=2025', ['year']],
    ['/api/v1/organisations?kind=club&x=1', ['kind', 'x']],
    ['/api/v1/organisations/so-noi-vu?as_of=2025-13-01', ['as_of']],
  ];

  it.each(cases)('400 nêu hết: %s', async (address, fields) => {
    const problem = await problemIn(await ask(address));
    expect(problem).toMatchObject({ status: 400, code: 'list.bad-parameter' });
    expect(Object.keys(problem.fields!).sort()).toEqual([...fields].sort());
  });

  it.each([
    'x',
    'W10',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('["1","\\u0000"]').toString('base64url'),
    '%E0%A4%A',
  ])('con trỏ bị sửa: %s', async (cursor) => {
    expect(await problemIn(await ask(`${TASKS}?after=${cursor}`))).toMatchObject({
      status: 400,
      code: 'list.bad-cursor',
    });
  });

  it.each([`${TASKS}?q=%00`, `${TASKS}?group=a%00b`, '/api/v1/plans/%00', '/api/v1/organisations/so%00'])(
    'ký tự rỗng: %s',
    async (address) => {
      expect(await problemIn(await ask(address))).toMatchObject({ status: 400, code: 'api.bad-text' });
    },
  );
});

describe('địa chỉ và phương thức', () => {
  it.each(['/api/v1', '/api/v2/plans', '/api/v1/nothing', '/api/v1/plans/a/b/c/d', '/api/x%ff'])(
    'không có địa chỉ %s',
    async (path) => {
      expect(await problemIn(await ask(path))).toMatchObject({ status: 404, code: 'api.not-found' });
      expect((await ask(path, { method: 'DELETE' })).status).toBe(404);
    },
  );

  it.each([
    ['/api/v1/plans/khong-co', 'plan.not-found'],
    ['/api/v1/plans/00000000-0000-7000-8000-000000000000', 'plan.not-found'],
    ['/api/v1/plans/khong-co/tasks', 'plan.not-found'],
    [`${PLAN}/tasks/IX.99`, 'plan.task-not-found'],
    ['/api/v1/plans/imports', 'plan.not-found'],
  ])('không có trong sổ: %s', async (path, code) => {
    expect(await problemIn(await ask(path))).toMatchObject({ status: 404, code });
  });

  it.each([
    ['POST', '/api/v1/plans', 'GET, HEAD'],
    ['DELETE', PLAN, 'GET, HEAD'],
    ['PATCH', TASKS, 'GET, HEAD'],
    ['PUT', '/api/v1/plans/imports', 'GET, HEAD, POST'],
    ['POST', '/api/openapi.json', 'GET, HEAD'],
  ])('%s %s không được nhận', async (method, path, allow) => {
    const response = await ask(path, { method, actor: somebody('administrator') });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await problemIn(response)).toMatchObject({ status: 405, code: 'api.method-not-allowed' });
  });

  it.each(['/api/v1/plans', PLAN, TASKS, '/api/v1/organisations', '/api/openapi.json'])(
    'HEAD như GET nhưng không nội dung: %s',
    async (path) => {
      const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
      expect(head.status).toBe(200);
      expect(await head.text()).toBe('');
      expect([...head.headers]).toEqual([...get.headers]);
    },
  );

  it('lỗi bên trong không lộ ra', async () => {
    const bindings = {
      actor: visitor('request-1'),
      requestId: 'request-1',
      address: '192.0.2.1',
      now: NOW,
      uploadLimit: 1,
    };
    const database = () => {
      throw new Error('password authentication failed for user cchc');
    };
    const problem = await problemIn(await api.request('/api/v1/plans', {}, { ...bindings, database }));
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('cchc');
  });
});

describe('trang của nơi khác đọc được', () => {
  it.each(['/api/v1/plans', `${TASKS}?sort=x`, '/api/v1/none'])('không kèm phiên của người xem: %s', async (path) => {
    const { headers } = await ask(path, { headers: { origin: 'https://example.org' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    expect(headers.get('access-control-expose-headers')).toContain('ETag');
  });

  it('hỏi trước: chỉ được đọc', async () => {
    const response = await ask('/api/v1/plans/imports', {
      method: 'OPTIONS',
      headers: { origin: 'https://example.org' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
  });

  it('ghi thì không mở cho ai', async () => {
    expect((await ask('/api/v1/plans/imports', { method: 'POST' })).headers.has('access-control-allow-origin')).toBe(
      false,
    );
  });

  it('bộ nhớ đệm chung chỉ giữ câu trả lời cho khách', async () => {
    expect((await ask(TASKS)).headers.get('cache-control')).toBe('public, max-age=60');
    const { headers } = await ask(TASKS, { actor: somebody('officer') });
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('vary')).toBe('Cookie, Authorization');
    const stale = await ask(TASKS, { headers: { cookie: 'cchc.session_token=x' } });
    expect(stale.headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('câu hỏi bất kỳ', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'q',
      'group',
      'organisation',
      'role',
      'kind',
      'progress',
      'time',
      'due_from',
      'due_to',
      'as_of',
      'sort',
      'limit',
      'after',
      'before',
      'level',
    ),
    fc.string(),
  );
  const cursor = fc
    .tuple(fc.string(), fc.string())
    .map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url'));
  const date = fc.constantFrom('2025-01-01', '0001-01-01', '9999-12-31', '2025-02-29', 'infinity', '');
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    cursor,
    date,
    fc.integer().map(String),
    fc.constantFrom('lead', 'order', '-title', 'due', "'; drop table plan; --", '%', '\\', 'NaN'),
  );
  const query = fc.array(fc.tuple(key, value), { maxLength: 5 }).map((pairs) => new URLSearchParams(pairs).toString());
  const raw = fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((text) => text.replace(/[#\s]/g, ''));

  it('không bao giờ là lỗi của máy chủ', async () => {
    const path = fc.constantFrom(TASKS, '/api/v1/organisations', PLAN, '/api/v1/plans', `${TASKS}/I.1`);
    await fc.assert(
      fc.asyncProperty(path, fc.oneof(query, raw), async (path, query) => {
        const response = await ask(`${path}?${query}`);
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400) await problemIn(response);
      }),
      { numRuns: 300 },
    );
  });

  it('mỗi giá trị hợp lệ hay không của từng tham số', async () => {
    const known = fc.constantFrom(
      'q',
      'group',
      'organisation',
      'role',
      'due_from',
      'due_to',
      'as_of',
      'sort',
      'limit',
      'after',
      'before',
    );
    await fc.assert(
      fc.asyncProperty(known, value, async (name, text) => {
        expect((await ask(`${TASKS}?${new URLSearchParams([[name, text]])}`)).status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it('đường dẫn bất kỳ', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 4 }), async (parts) => {
        const path = parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
        expect((await ask(`/api/v1/plans/${path}`)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
