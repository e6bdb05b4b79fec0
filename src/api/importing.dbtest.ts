import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { listPlans } from '#modules/plan/index.ts';
import { seedBytes, somebody, useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { ImportShape } from './plan-shapes.ts';
import { asking, problemIn } from './testing/asking.ts';

const IMPORTS = '/api/v1/plans/imports';
const owner = somebody('plan-owner');
const fresh = useDatabase();
const ask = asking(fresh);

beforeAll(async () => {
  useTemporaryFiles();
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, readRegistryFolder()));
});

const bytes = (): Uint8Array<ArrayBuffer> => new Uint8Array(seedBytes());
const raw = (body: BodyInit = bytes(), type = 'text/plain') => ({
  method: 'POST',
  body,
  headers: { 'content-type': type },
});
function form(field = 'file', body: BlobPart = bytes()) {
  const data = new FormData();
  data.set(field, new Blob([body], { type: 'text/plain' }), 'plan-3487-qd-ubnd.txt');
  return { method: 'POST', body: data };
}
const stored = async () => (await listPlans(fresh.db, { drafts: true })).length;

describe('ai được nhập', () => {
  it.each([
    ['khách', undefined, 401, 'identity.not-signed-in'],
    ['người đọc', somebody('reader'), 403, 'identity.not-allowed'],
    ['chuyên viên', somebody('officer'), 403, 'identity.not-allowed'],
  ])('%s: không, và tệp không được đọc', async (_who, actor, status, code) => {
    let read = false;
    const body = new ReadableStream(
      {
        pull(controller) {
          read = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const response = await ask(IMPORTS, { ...raw(body), duplex: 'half', actor });
    expect(await problemIn(response)).toMatchObject({ status, code });
    expect(read).toBe(false);
    expect(await stored()).toBe(0);
  });

  it.each([
    [{ origin: 'https://example.org' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://other.localhost' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://example.org' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost' }, 422],
    [{ 'sec-fetch-site': 'same-origin' }, 422],
    [{ origin: 'http://localhost' }, 422],
    [{}, 422],
  ])('trang nơi khác không mượn được phiên: %j → %i', async (headers, status) => {
    const wish = raw('Một bức thư.');
    const response = await ask(IMPORTS, {
      ...wish,
      headers: { ...wish.headers, ...(headers as Record<string, string>) },
      actor: owner,
    });
    const problem = await problemIn(response);
    expect(problem.status).toBe(status);
    if (status === 403) expect(problem.code).toBe('api.cross-origin');
  });
});

describe('tệp không nhận được', () => {
  const cases: [name: string, wish: RequestInit, status: number, code: string][] = [
    ['rỗng', raw(''), 422, 'document.empty'],
    ['không phải kế hoạch', raw('Một bức thư không có bảng nhiệm vụ nào.'), 422, 'plan.not-a-plan'],
    ['byte ngẫu nhiên', raw(new Uint8Array([0, 255, 3, 0, 9, 200])), 422, 'document.unreadable'],
    ['trường khác tên', form('tep'), 400, 'api.bad-upload'],
    ['biểu mẫu hỏng', raw('không phải multipart', 'multipart/form-data; boundary=x'), 400, 'api.bad-upload'],
    ['biểu mẫu không ranh giới', raw('x', 'multipart/form-data'), 400, 'api.bad-upload'],
    ['JSON', raw('{}', 'application/json'), 415, 'document.unsupported'],
    ['biểu mẫu không tệp', raw('a=b', 'application/x-www-form-urlencoded'), 415, 'document.unsupported'],
  ];

  it.each(cases)('%s', async (_name, wish, status, code) => {
    expect(await problemIn(await ask(IMPORTS, { ...wish, actor: owner }))).toMatchObject({ status, code });
    expect(await stored()).toBe(0);
  });

  it('quá lớn: dừng đọc ngay khi vượt, dù không khai dung lượng', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1000;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    const response = await ask(IMPORTS, { ...raw(endless), duplex: 'half', actor: owner, uploadLimit: 5000 });
    expect(await problemIn(response)).toMatchObject({ status: 413, code: 'document.too-large' });
    expect(sent).toBeLessThan(10_000);
    const declared = { ...raw('x'), headers: { 'content-type': 'text/plain', 'content-length': '6000' } };
    expect((await ask(IMPORTS, { ...declared, actor: owner, uploadLimit: 5000 })).status).toBe(413);
    expect((await ask(IMPORTS, { ...form(), actor: owner, uploadLimit: 5000 })).status).toBe(413);
  });

  it('tham số lạ', async () => {
    expect(await problemIn(await ask(`${IMPORTS}?nam=x`, { ...raw(), actor: owner }))).toMatchObject({
      code: 'list.bad-parameter',
    });
  });
});

describe('chủ kế hoạch nhập', () => {
  it('biểu mẫu: 201 với địa chỉ bản nháp; nhập lại bằng nội dung thô: 200, không đổi gì', async () => {
    const first = await ask(IMPORTS, { ...form(), actor: owner });
    expect(first.status).toBe(201);
    const body = ImportShape.parse(await first.json());
    expect(body).toMatchObject({ outcome: 'imported', tasks: 62, slug: '3487-qd-ubnd-2024' });
    expect(first.headers.get('location')).toBe(body.self);

    const again = await ask(`${IMPORTS}?name=ke-hoach.txt`, { ...raw(), actor: owner });
    expect(again.status).toBe(200);
    expect(again.headers.has('location')).toBe(false);
    expect(ImportShape.parse(await again.json())).toEqual({ ...body, outcome: 'unchanged' });
    expect(await stored()).toBe(1);
  });

  it('bản nháp: người rà soát thấy, khách không', async () => {
    const path = '/api/v1/plans/3487-qd-ubnd-2024';
    expect((await ask(path, { actor: somebody('officer') })).status).toBe(200);
    for (const actor of [undefined, somebody('reader')]) {
      expect((await ask(path, { actor })).status).toBe(404);
      expect((await ask(`${path}/tasks`, { actor })).status).toBe(404);
      expect((await ask(`${path}/tasks/I.1`, { actor })).status).toBe(404);
      expect(await (await ask('/api/v1/plans', { actor })).json()).toMatchObject({ total: 0 });
    }
  });
});
