import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { connect, type Database } from '#kernel/database/connection.ts';
import { createApiKey } from '#kernel/identity/index.ts';
import { visitor } from '#kernel/identity/model.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import {
  boardOf,
  HEADING_FILTERS,
  HEADINGS,
  OBLIGATION_LIST,
  RUNNING_PERMISSIONS,
  totalsOf,
} from '#modules/plan/index.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { api, documentIn } from './index.ts';
import { ActedShape, BoardShape, ObligationItemShape, ObligationShape } from './obligation-shapes.ts';
import { mismatches } from './testing/check-answer.ts';
import { NOW, problemIn } from './testing/asking.ts';

const OBLIGATIONS = '/api/v1/obligations';
const BOARD = '/api/v1/plans/3487-qd-ubnd-2024/board';
const TODAY = isoDate('2025-03-15');
const fresh = useDatabase();
let planId: string;
/** As the web server works: the role from which rows are hidden. */
let shown: Database;
let count = 0;

beforeAll(async () => {
  useTemporaryFiles();
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
  shown = connect(fresh.applicationUrl, { size: 4 });
});
afterAll(() => shown?.$client.end());

interface Wish extends RequestInit {
  actor?: Actor;
  now?: Date;
}
async function ask(path: string, { actor, now = NOW, ...init }: Wish = {}): Promise<Response> {
  const bindings = { actor: actor ?? visitor('request-1'), requestId: 'request-1', address: '192.0.2.1', now, uploadLimit: 1_000_000 }; // prettier-ignore
  return api.request(path, init, { ...bindings, database: () => shown });
}
async function json(path: string, wish?: Wish) {
  const response = await ask(path, wish);
  expect(response.status, path).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}
async function page(path: string, wish?: Wish) {
  const { items, ...rest } = await json(path, wish);
  return {
    items: (items as unknown[]).map((item) => ObligationItemShape.parse(item)),
    ...(rest as { total: number; more: boolean; next: string | null }),
  };
}
const keyFor = (...scopes: string[]) =>
  createApiKey(fresh.db, system('Kiểm thử'), { name: `Khóa ${++count}`, scopes, until: '2025-12-31' }, [RUNNING_PERMISSIONS.report, RUNNING_PERMISSIONS.decide], NOW); // prettier-ignore
const act = (secret: string | null, id: string, name: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(`${OBLIGATIONS}/${id}/acts/${name}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(secret ? { authorization: `Bearer ${secret}` } : {}), ...headers }, // prettier-ignore
  });

/** Work of a body that nothing has happened to yet. */
async function workOf(organisation: string): Promise<string> {
  const rows = await fresh.db.execute<{ id: string }>(
    sql`select id from obligation where source = 'product' and organisation_key = ${organisation} and state = 'not-started' and revision = 0
      and obligation_holder(organisation_key, product_id, ordinal, ${TODAY}::date) = ${organisation} order by id limit 1`,
    'objects',
  );
  return rows[0]!.id;
}
const eventsOf = async (id: string) =>
  (await fresh.db.execute<{ count: number }>(sql`select count(*)::int as count from obligation_event where obligation_id = ${id}`, 'objects'))[0]!.count; // prettier-ignore

describe('danh sách việc', () => {
  it.each([
    '',
    'q=thu+tuc',
    'organisation=so-noi-vu',
    'organisation=so-noi-vu&state=not-started',
    'group=VI&group=VII',
    'time=late&as_of=2025-12-31',
    'due_from=2025-03-01&due_to=2025-06-30',
    'need=nobody',
    'sort=-due&limit=7',
    'q=khongcogi',
  ])('cùng bộ lọc, cùng kết quả với trang web: %s', async (view) => {
    const scope = { planId: null, organisations: 'all' as const, today: TODAY };
    const onWeb = await readPage(fresh.db, OBLIGATION_LIST, readQuery(OBLIGATION_LIST, new URLSearchParams(view)), scope); // prettier-ignore
    const told = await page(`${OBLIGATIONS}?${view}`);
    expect(told.items.map(({ id }) => id)).toEqual(onWeb.rows.map(({ id }) => id));
    expect([told.total, told.more]).toEqual([onWeb.total, onWeb.more]);
  });

  it('lật trang gặp mỗi việc một lần', async () => {
    const whole = await page(`${OBLIGATIONS}?group=VI&limit=200`);
    const ids: string[] = [];
    for (let at: string | null = `${OBLIGATIONS}?group=VI&limit=9`; at;) {
      const told: Awaited<ReturnType<typeof page>> = await page(at);
      ids.push(...told.items.map(({ id }) => id));
      at = told.next;
    }
    expect(ids.length).toBeGreaterThan(9);
    expect(ids).toEqual(whole.items.map(({ id }) => id));
  });

  it('câu trả lời đúng bản mô tả; không đổi thì 304', async () => {
    const schema = (documentIn('vi').paths!['/api/v1/obligations']!.get!.responses!['200'] as { content: Record<string, { schema: object }> }).content['application/json']!.schema; // prettier-ignore
    expect(mismatches(documentIn('vi'), schema, await json(OBLIGATIONS))).toEqual([]);
    const tag = (await ask(OBLIGATIONS)).headers.get('etag')!;
    expect((await ask(OBLIGATIONS, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it.each([['không có bộ lọc này', '?state_=done', 'state_'], ['giá trị lạ', '?state=xong', 'state'], ['ngày không có', '?due_from=2025-02-30', 'due_from']])('%s: từ chối', async (_name, query, field) => {
    expect(Object.keys((await problemIn(await ask(OBLIGATIONS + query))).fields!)).toEqual([field]);
  }); // prettier-ignore

  it('câu hỏi bất kỳ không là lỗi máy chủ', async () => {
    const name = fc.constantFrom(...OBLIGATION_LIST.filters.map(({ key }) => key), 'sort', 'limit', 'after', 'before', 'x'); // prettier-ignore
    const cursor = fc.tuple(fc.string(), fc.string()).map((pair) => Buffer.from(JSON.stringify(pair)).toString('base64url')); // prettier-ignore
    const value = fc.oneof(fc.string({ unit: 'binary' }), cursor, fc.constantFrom('2025-01-01', '0001-01-01', '9999-12-31', 'infinity', "';--", '%', '\\', '-1', 'VI', 'done')); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), async (pairs) => {
        const response = await ask(`${OBLIGATIONS}?${new URLSearchParams(pairs).toString()}`);
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});

describe('một việc', () => {
  it('khách thấy việc và tài liệu công khai, không thấy diễn biến, không làm được gì', async () => {
    const { items } = await page(`${OBLIGATIONS}?organisation=so-noi-vu&limit=1`);
    const told = ObligationShape.parse(await json(items[0]!.self));
    expect(told).toMatchObject({ id: items[0]!.id, events: [], acts: [], assignee: null });
  });

  it('ý kiến chỉ đạo: khách 404, khóa của cơ quan thấy, khóa của cơ quan khác 404', async () => {
    const id = '01990000-0000-7000-8000-000000000001';
    await fresh.db
      .execute(sql`insert into obligation (id, source, title, organisation_key, opened_on, is_public, state, last_on)
      values (${id}, 'directive', 'Chỉ đạo', 'so-y-te', '2025-01-02', false, 'not-started', '2025-01-02')`);
    const [own, other] = [await keyFor('plan.report@so-y-te'), await keyFor('plan.report@so-noi-vu')];
    const read = (secret?: string) => ask(`${OBLIGATIONS}/${id}`, { headers: secret ? { authorization: `Bearer ${secret}` } : {} }); // prettier-ignore
    expect(await problemIn(await read())).toMatchObject({ code: 'plan.obligation-not-found' });
    expect((await read(other.secret)).status).toBe(404);
    const seen = await read(own.secret);
    expect(ObligationShape.parse(await seen.json()).acts).toContain('report');
    expect(seen.headers.get('cache-control')).toBe('private, no-cache');
    expect((await page(`${OBLIGATIONS}?q=chi+dao&limit=200`)).items.map((item) => item.id)).not.toContain(id);
  });

  it.each(['khong-phai-ma', '%00', '01990000-0000-7000-8000-0000000000ff', "'--"])('mã %s: không có', async (id) => {
    expect([400, 404]).toContain((await ask(`${OBLIGATIONS}/${id}`)).status);
  });
});

describe('ghi nhận bằng khóa', () => {
  it('báo cáo, gửi kết quả, xác nhận; diễn biến do khóa nào ghi', async () => {
    const id = await workOf('so-y-te');
    const doer = await keyFor('plan.report@so-y-te');
    const report = await act(doer.secret, id, 'report', { note: 'Đã trình dự thảo', figures: { phanTram: 40 }, revision: 0 }); // prettier-ignore
    expect(report.headers.get('cache-control')).toBe('no-store');
    expect(ActedShape.parse(await report.json())).toMatchObject({ id, act: 'report', revision: 1, state: 'in-progress' }); // prettier-ignore
    const evidence = [
      { kind: 'document', documentNumber: '12/BC-SYT', documentDate: '2025-03-10', documentIssuer: 'Sở Y tế' },
      { kind: 'link', url: 'https://example.org/bao-cao' },
    ];
    expect((await act(doer.secret, id, 'submit', { evidence, revision: 1 })).status).toBe(200);
    // Who may report may not decide; who may decide on one body's things does not decide on the province's.
    expect(await problemIn(await act(doer.secret, id, 'confirm', {}))).toMatchObject({ code: 'identity.not-allowed' });
    const head = await keyFor('plan.decide@so-y-te');
    expect(await problemIn(await act(head.secret, id, 'confirm', {}))).toMatchObject({ code: 'identity.out-of-scope' });
    const owner = await keyFor('plan.decide@*');
    expect(ActedShape.parse(await (await act(owner.secret, id, 'confirm', {})).json()).state).toBe('done');

    const told = ObligationShape.parse(await json(`${OBLIGATIONS}/${id}`, { headers: { authorization: `Bearer ${doer.secret}` } })); // prettier-ignore
    expect(told.events.map(({ act, by }) => [act, by])).toEqual([['confirm', 'Chương trình'], ['submit', 'Chương trình'], ['report', 'Chương trình']]); // prettier-ignore
    expect(told.evidence).toHaveLength(2);
    const open = ObligationShape.parse(await json(`${OBLIGATIONS}/${id}`));
    expect(open.events).toEqual([]);
    expect(open.evidence.map(({ documentNumber }) => documentNumber)).toEqual(['12/BC-SYT']);
    const [entry] = await fresh.db.execute<{ actor: string }>(sql`select actor_id as actor from audit_entry where subject_id = ${id} and action = 'report'`, 'objects'); // prettier-ignore
    expect(entry!.actor).toBe(doer.id);
  });

  it('gửi lại với revision cũ không ghi hai lần', async () => {
    const id = await workOf('so-noi-vu');
    const { secret } = await keyFor('plan.report@*');
    const body = { note: 'Xong bước một', revision: 0 };
    expect((await act(secret, id, 'report', body)).status).toBe(200);
    expect(await problemIn(await act(secret, id, 'report', body))).toMatchObject({ status: 409, code: 'plan.obligation-changed' }); // prettier-ignore
    expect(await eventsOf(id)).toBe(1);
  });

  it.each<[name: string, scopes: string[] | null, status: number]>([
    ['không khóa', null, 401],
    ['khóa của cơ quan khác', ['plan.report@so-noi-vu'], 403],
    ['khóa chỉ được quyết định', ['plan.decide@*'], 403],
  ])('%s thì không, và không gì đổi', async (_name, scopes, status) => {
    const id = await workOf('so-y-te');
    const secret = scopes && (await keyFor(...scopes)).secret;
    expect((await problemIn(await act(secret, id, 'report', { note: 'x' }))).status).toBe(status);
    expect(await eventsOf(id)).toBe(0);
  });

  it('khóa cấp trước đây không gắn cơ quan không làm được gì', async () => {
    const { id: key, secret } = await keyFor('plan.report@so-y-te');
    await fresh.db.execute(sql`update api_key set scopes = '{plan.report}' where id = ${key}`);
    expect(await problemIn(await act(secret, await workOf('so-y-te'), 'report', { note: 'x' }))).toMatchObject({ status: 403 }); // prettier-ignore
  });

  it('trang nơi khác không dùng được phiên của cán bộ', async () => {
    const wish = { method: 'POST', body: '{"note":"x"}', headers: { 'content-type': 'application/json', origin: 'https://example.org' }, actor: somebody('plan-owner') }; // prettier-ignore
    const id = await workOf('so-y-te');
    expect(await problemIn(await ask(`${OBLIGATIONS}/${id}/acts/report`, wish))).toMatchObject({ code: 'api.cross-origin' }); // prettier-ignore
  });

  it.each<[name: string, act: string, body: unknown, status: number, fields?: string[]]>([
    ['thiếu nội dung', 'report', {}, 422, ['note']],
    ['nội dung quá dài', 'report', { note: 'a'.repeat(5_001) }, 422, ['note']],
    ['mục lạ', 'report', { note: 'x', state: 'done', organisation_key: 'so-y-te' }, 422, ['state', 'organisation_key']],
    ['sai kiểu', 'report', { note: 7 }, 422, ['note']],
    ['không phải đối tượng', 'report', '[]', 422, ['body']],
    ['không phải JSON', 'report', '{"note":', 400],
    ['không phải UTF-8', 'report', '\u0000', 400],
    ['quá dài', 'report', `"${'a'.repeat(300_000)}"`, 413],
    ['gửi kết quả không tài liệu', 'submit', {}, 422, ['evidence']],
    ['liên kết có mã chạy', 'submit', { evidence: [{ kind: 'link', url: 'javascript:alert(1)' }] }, 422, ['evidence.0.url']], // prettier-ignore
    ['tệp qua JSON', 'submit', { evidence: [{ kind: 'file', file: { sha256: 'a'.repeat(64), name: 'x' } }] }, 422, ['evidence.0.kind']], // prettier-ignore
    ['văn bản thiếu số', 'submit', { evidence: [{ kind: 'document', title: 'x' }] }, 422, ['evidence.0']],
    ['ngày tương lai', 'report', { note: 'x', onDate: '2026-01-01' }, 422, ['onDate']],
    ['việc không có', 'xoa', {}, 404],
    ['việc của người', 'assign', { personId: '01990000-0000-7000-8000-000000000001' }, 404],
    ['tên nguy hiểm', 'constructor', {}, 404],
    [
      'cơ quan vướng mắc không có',
      'raise-obstacle',
      { note: 'x', organisationKey: 'khong-co' },
      422,
      ['organisationKey'],
    ],
  ])('%s: từ chối bằng lời', async (_name, name, body, status, fields) => {
    const { secret } = await keyFor('plan.report@*', 'plan.decide@*');
    const id = await workOf('so-y-te');
    const problem = await problemIn(await act(secret, id, name, body));
    expect(problem.status).toBe(status);
    if (fields) expect(Object.keys(problem.fields!)).toEqual(fields);
    expect(await eventsOf(id)).toBe(0);
  });

  it('không phải application/json: 415', async () => {
    const { secret } = await keyFor('plan.report@*');
    const response = await act(secret, await workOf('so-y-te'), 'report', 'note=x', { 'content-type': 'application/x-www-form-urlencoded' }); // prettier-ignore
    expect((await problemIn(response)).status).toBe(415);
  });
});

describe('bảng theo dõi', () => {
  it.each(['', '?as_of=2025-02-01', '?as_of=2025-12-31', '?organised=then'])('như module đếm: %s', async (query) => {
    const board = BoardShape.parse(await json(BOARD + query));
    const day = isoDate(/as_of=([\d-]+)/.exec(query)?.[1] ?? TODAY);
    const cells = await boardOf(fresh.db, planId, day, { today: TODAY, organised: board.organised });
    expect(board.asOf).toBe(day);
    expect(board.totals).toEqual(totalsOf(cells));
    expect(board.organisations.flatMap(({ groups }) => groups)).toHaveLength(cells.length);
    expect(totalsOf(board.organisations.flatMap(({ groups }) => groups.map(({ counts }) => counts)))).toEqual(board.totals); // prettier-ignore
  });

  it('con số mở đúng danh sách dài bằng nó', async () => {
    const { totals } = BoardShape.parse(await json(BOARD));
    for (const heading of HEADINGS) {
      const { state, time = [] } = HEADING_FILTERS[heading];
      const query = new URLSearchParams([
        ...state.map((each) => ['state', each]),
        ...time.map((each) => ['time', each]),
      ]);
      expect((await page(`${OBLIGATIONS}?plan=3487-qd-ubnd-2024&limit=1&${query}`)).total, heading).toBe(totals[heading]); // prettier-ignore
    }
  });

  it.each(['?as_of=hom-nay', '?as_of=2025-01-01&as_of=2025-01-02', '?organised=x', '?x=1'])('%s: từ chối', async (query) => {
    expect((await problemIn(await ask(BOARD + query))).code).toBe('list.bad-parameter');
  }); // prettier-ignore

  it('không đổi thì 304; báo cáo xong thì dấu đổi', async () => {
    const tag = async () => (await ask(BOARD)).headers.get('etag')!;
    const before = await tag();
    expect((await ask(BOARD, { headers: { 'if-none-match': before } })).status).toBe(304);
    const { secret } = await keyFor('plan.report@*');
    await act(secret, await workOf('so-y-te'), 'start', {});
    expect(await tag()).not.toBe(before);
  });
});
