import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { readPage, readQuery } from '#kernel/lists/index.ts';
import { findTask, progressByGroup, recordResult, TASK_LIST } from '#modules/plan/index.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { documentIn } from './index.ts';
import { OrganisationItemShape, OrganisationShape } from './organisation-shapes.ts';
import { PlanShape, PlansShape, TaskItemShape, TaskShape } from './plan-shapes.ts';
import { mismatches } from './testing/check-answer.ts';
import { asking, NOW, problemIn } from './testing/asking.ts';

const PLAN = '/api/v1/plans/3487-qd-ubnd-2024';
const fresh = useDatabase();
const ask = asking(fresh);
let planId: string;

beforeAll(async () => {
  useTemporaryFiles();
  planId = (await withSeedPlan(fresh.db, { accepted: true })).id;
});

const document = documentIn('vi');

/** The schema that the published document promises for an address. */
function publishedSchema(address: string): object {
  const path = address.split('?')[0]!;
  const routes = Object.entries(document.paths!).filter(([, item]) => 'get' in item!);
  const [, item] = routes.find(([pattern]) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))!;
  const answer = item!.get!.responses!['200'] as { content: Record<string, { schema: object }> };
  return answer.content['application/json']!.schema;
}

async function json(path: string): Promise<Record<string, unknown>> {
  const response = await ask(path);
  expect(response.status, path).toBe(200);
  const body = (await response.json()) as Record<string, unknown>;
  expect(mismatches(document, publishedSchema(path), body)).toEqual([]);
  return body;
}
const taskPage = async (path: string) => {
  const { items, ...rest } = await json(path);
  return { items: (items as unknown[]).map((item) => TaskItemShape.parse(item)), ...rest } as unknown as {
    items: ReturnType<typeof TaskItemShape.parse>[];
    total: number;
    next: string | null;
    previous: string | null;
  };
};

describe('kế hoạch', () => {
  it('danh sách nói đúng hình đã mô tả', async () => {
    const { items, total } = PlansShape.parse(await json('/api/v1/plans'));
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      slug: '3487-qd-ubnd-2024',
      status: 'active',
      year: 2025,
      tasks: 62,
      issuedOn: '2024-12-31',
      self: PLAN,
    });
    expect(items[0]!.importedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('một kế hoạch: căn cứ, mục tiêu với chỉ tiêu, nhóm, số theo tình trạng', async () => {
    const plan = PlanShape.parse(await json(PLAN));
    expect(plan.asOf).toBe('2025-03-15');
    expect(plan.bases.length).toBeGreaterThan(3);
    expect(JSON.stringify(plan.objectives)).toContain('"operator":">"');
    const counted = await progressByGroup(fresh.db, planId, isoDate('2025-03-15'));
    expect(plan.groups.flatMap(({ counts }) => counts)).toEqual(counted.flatMap(({ counts }) => counts));
    expect(plan.counts.reduce((sum, { count }) => sum + count, 0)).toBe(62);
  });

  it('mở bằng mã cũng như bằng tên trong địa chỉ; con số mở đúng danh sách dài bằng nó', async () => {
    const plan = PlanShape.parse(await json(`/api/v1/plans/${planId}?as_of=2025-07-01`));
    expect(plan.self).toBe(PLAN);
    for (const { progress, timeliness, count } of plan.counts) {
      const page = await taskPage(`${PLAN}/tasks?progress=${progress}&time=${timeliness}&as_of=2025-07-01&limit=1`);
      expect(page.total).toBe(count);
    }
  });

  it('mọi nhiệm vụ đều đúng hình đã mô tả, và nối nhau từ đầu đến cuối', async () => {
    let next: string | null = `${PLAN}/tasks/I.1`;
    let seen = 0;
    while (next) {
      const task = TaskShape.parse(await json(next));
      expect(task.products.length).toBeGreaterThan(0);
      next = task.next;
      seen += 1;
    }
    expect(seen).toBe(62);
  });
});

describe('danh sách nhiệm vụ', () => {
  const views = [
    '',
    'q=dich+vu+cong',
    'group=VI&group=VII',
    'organisation=so-noi-vu',
    'organisation=so-noi-vu&role=lead',
    'role=appraising',
    'kind=deadline&kind=conditional',
    'time=late&as_of=2025-12-31',
    'due_from=2025-03-01&due_to=2025-06-30',
    'sort=-due',
    'sort=title&limit=200',
    'q=khongcogi',
  ];

  it.each(views)('cùng bộ lọc, cùng kết quả với trang web: %s', async (view) => {
    const query = readQuery(TASK_LIST, new URLSearchParams(view));
    const scope = { planId, planSlug: '3487-qd-ubnd-2024', today: isoDate('2025-03-15') };
    const onWeb = await readPage(fresh.db, TASK_LIST, query, scope);
    const page = await taskPage(`${PLAN}/tasks?${view}`);
    expect(page.total).toBe(onWeb.total);
    expect(page.items.map(({ code }) => code)).toEqual(onWeb.rows.map(({ code }) => code));
  });

  it.each(['order', '-order', 'due', '-due', 'title', '-title'])(
    'lật trang tới và lui theo %s gặp mỗi nhiệm vụ một lần',
    async (sort) => {
      const codes: string[] = [];
      const pages: string[] = [];
      let at: string | null = `${PLAN}/tasks?sort=${sort}&limit=20&role=lead`;
      while (at) {
        pages.push(at);
        const page = await taskPage(at);
        codes.push(...page.items.map(({ code }) => code));
        expect(page.items.length).toBeLessThanOrEqual(20);
        at = page.next;
      }
      const whole = await taskPage(`${PLAN}/tasks?sort=${sort}&limit=200&role=lead`);
      expect(codes).toEqual(whole.items.map(({ code }) => code));
      const last = await taskPage(pages.at(-1)!);
      const before = await taskPage(last.previous!);
      expect(before.items.map(({ code }) => code)).toEqual(
        codes.slice((pages.length - 2) * 20, (pages.length - 1) * 20),
      );
    },
  );

  it('liên kết trang cũng nằm ở tiêu đề Link', async () => {
    const response = await ask(`${PLAN}/tasks?limit=10`);
    const { next } = (await response.json()) as { next: string };
    expect(response.headers.get('link')).toBe(`<${next}>; rel="next"`);
    expect((await ask(next)).headers.get('link')).toMatch(/rel="next", <.+>; rel="prev"$/);
    expect((await ask(`${PLAN}/tasks?limit=200`)).headers.has('link')).toBe(false);
  });
});

describe('bản đang giữ', () => {
  const etag = async (path: string) => (await ask(path)).headers.get('etag')!;
  const again = (path: string, tag: string) => ask(path, { headers: { 'if-none-match': tag } });

  it.each([
    `/api/v1/plans`,
    PLAN,
    `${PLAN}/tasks?group=VI`,
    `${PLAN}/tasks/VI.12`,
    '/api/v1/organisations',
    '/api/v1/organisations/so-noi-vu',
    '/api/openapi.json',
  ])('không đổi thì 304 không nội dung: %s', async (path) => {
    const tag = await etag(path);
    expect(tag).toMatch(/^"[\w-]{20,}"$/);
    for (const sent of [tag, `W/${tag}`, `"khac", ${tag}`, '*']) {
      const response = await again(path, sent);
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
      expect(response.headers.get('etag')).toBe(tag);
    }
    expect((await again(path, '"khac"')).status).toBe(200);
  });

  it('câu hỏi khác, ngày khác thì dấu khác', async () => {
    const tags = await Promise.all(
      ['', '?limit=10', '?group=VI', '?as_of=2025-01-01', '?sort=-order'].map((query) => etag(`${PLAN}/tasks${query}`)),
    );
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('ghi nhận kết quả thì dấu đổi, và diễn biến hiện ra không kèm tên người nhập', async () => {
    const task = (await findTask(fresh.db, planId, 'VI.12', isoDate('2025-06-01')))!;
    expect((await taskPage(`${PLAN}/tasks?progress=done`)).total).toBe(0);
    const before = await Promise.all([PLAN, `${PLAN}/tasks`, `${PLAN}/tasks/VI.12`, '/api/v1/plans'].map(etag));
    const document = { documentNumber: '12/BC-STTTT', documentDate: isoDate('2025-03-10'), documentIssuer: null };
    await recordResult(
      fresh.db,
      somebody('officer'),
      task.products[0]!.id,
      { kind: 'completed', onDate: isoDate('2025-03-10'), ...document, note: null },
      NOW,
    );
    const after = await Promise.all([PLAN, `${PLAN}/tasks`, `${PLAN}/tasks/VI.12`, '/api/v1/plans'].map(etag));
    expect(after.every((tag, at) => tag !== before[at])).toBe(true);
    expect((await taskPage(`${PLAN}/tasks?progress=done`)).items.map(({ code }) => code)).toEqual(['VI.12']);
    const told = TaskShape.parse(await json(`${PLAN}/tasks/VI.12`));
    expect(told.products[0]!.documents).toEqual([
      { number: '12/BC-STTTT', date: '2025-03-10', issuer: null, onDate: '2025-03-10' },
    ]);
    expect(told.products[0]!.progress).toBe('done');
    expect(JSON.stringify(told)).not.toContain('Nguyễn Thị Thử');
    expect(TaskShape.parse(await json(`${PLAN}/tasks/VI.12?as_of=2025-03-01`)).progress).toBe('not-started');
  });
});

describe('cơ quan, đơn vị', () => {
  it('danh sách lọc, tìm không dấu, và mỗi cơ quan mở được', async () => {
    const page = (await json('/api/v1/organisations?kind=department&limit=200')) as unknown as {
      items: unknown[];
      total: number;
    };
    const items = page.items.map((item) => OrganisationItemShape.parse(item));
    expect(items.length).toBe(page.total);
    expect(items.map(({ key }) => key)).toContain('so-noi-vu');
    for (const { self } of items.slice(0, 5)) OrganisationShape.parse(await json(self));
    const found = (await json('/api/v1/organisations?q=so+noi+vu')) as unknown as { items: { key: string }[] };
    expect(found.items.map(({ key }) => key)).toContain('so-noi-vu');
  });

  it('một cơ quan: các thời kỳ, nơi kế thừa, nhiệm vụ của nó', async () => {
    const body = OrganisationShape.parse(await json('/api/v1/organisations/so-ke-hoach-va-dau-tu?as_of=2024-12-31'));
    expect(body.current?.name).toBe('Sở Kế hoạch và Đầu tư');
    expect(body.successors.length).toBeGreaterThan(0);
    const tasks = await taskPage(body.tasksHref!);
    expect(tasks.total).toBeGreaterThan(0);
  });

  it('không có thì 404', async () => {
    expect(await problemIn(await ask('/api/v1/organisations/khong-co'))).toMatchObject({
      code: 'organisation.not-found',
      where: 'khong-co',
    });
  });
});
