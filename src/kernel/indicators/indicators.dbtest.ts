import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { connect, seeingAll } from '#kernel/database/connection.ts';
import { PUBLIC } from '#kernel/database/eyes.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import { readQuery, readPage } from '#kernel/lists/index.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { useDatabase } from '#test/database/fresh.ts';
import {
  assignReporters,
  confirmObservations,
  defineIndicator,
  enterObservations,
  findIndicator,
  INDICATOR_INPUT,
  INDICATOR_LIST,
  latestObservations,
  OBSERVATION_LIST,
  OBSERVATIONS_INPUT,
  periodsIn,
  readingsOf,
  readPeriod,
  reportersIn,
  reviseIndicator,
  revisionsOf,
  VERSION_INPUT,
  yearOf,
  type Computations,
} from './index.ts';

const fresh = useDatabase();
const person = (id: string, grants: Actor['grants']): Actor => ({ ...system('Người thử'), id, grants, roles: grants.map(({ role }) => role) }); // prettier-ignore
const OWNER = person('chu', heldEverywhere('plan-owner'));
const OFFICER = person('tu-phap', [heldFor('officer', 'so-tu-phap')]);
const NOW = new Date('2025-06-20T03:00:00Z');
const TODAY = isoDate('2025-06-20');
const FROM = isoDate('2025-01-01');

const COMPUTATIONS: Computations = {
  'test.months': {
    label: { vi: 'Số thứ tự tháng', en: 'Number of the month' },
    figures: async (_db, { periods }) =>
      periods.map(({ start }) => ({
        state: 'measured',
        value: Number(start.slice(5, 7)),
        numerator: null,
        denominator: null,
      })),
  },
};

const typed = (changes: Record<string, unknown> = {}) => ({
  key: 'so-hoa',
  kind: 'entered',
  computation: '',
  isPublic: true,
  from: FROM as string,
  name: 'Tỷ lệ số hóa hồ sơ',
  nameEn: '',
  aliases: 'số hóa kết quả\nhồ sơ số hóa',
  unit: 'percent',
  unitLabel: '',
  direction: 'higher',
  overBodies: 'ratio',
  overPeriods: 'ratio',
  frequency: 'month',
  minimum: '',
  maximum: '',
  partOfWhole: true,
  onPace: '',
  behind: '',
  source: 'Báo cáo của cơ quan',
  method: 'Hồ sơ được số hóa chia hồ sơ tiếp nhận.',
  ...changes,
});
const define = (changes: Record<string, unknown> = {}) =>
  defineIndicator(fresh.db, OWNER, INDICATOR_INPUT.parse(typed(changes)), COMPUTATIONS);

type Typed = { organisation: string | null; seen?: number; outcome?: string; value?: string; numerator?: string; denominator?: string }; // prettier-ignore
const form = (period: string, entries: Typed[], papers: Record<string, string> = {}) =>
  OBSERVATIONS_INPUT.parse({
    period,
    documentNumber: '',
    documentDate: '',
    documentIssuer: '',
    link: '',
    note: '',
    ...papers,
    entries: entries.map((each) => ({
      seen: 0,
      outcome: 'measured',
      value: '',
      numerator: '',
      denominator: '',
      ...each,
    })),
  });
const enter = (key: string, period: string, entries: Typed[], papers = {}, actor = OWNER, now = NOW) =>
  enterObservations(fresh.db, actor, key, form(period, entries, papers), null, now);
const refusal = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const PAPER = { documentNumber: '12/BC-STP', documentDate: '2025-06-10', documentIssuer: 'Sở Tư pháp' };

async function reading(key: string, organisationKey: string | null, asOf: IsoDate = TODAY) {
  const db = seeingAll(fresh.db);
  const indicator = await findIndicator(db, key, asOf);
  return readingsOf(
    db,
    indicator,
    { organisationKey, periods: periodsIn('month', yearOf(2025)).slice(0, 7), asOf },
    COMPUTATIONS,
  );
}

beforeAll(async () => {
  await transact(fresh.db, system('test'), (tx) => storeRegistry(tx, readRegistryFolder()));
  await define();
  const bodies = { organisations: ['so-tu-phap', 'so-noi-vu', 'so-tai-chinh'], collectives: [] };
  await assignReporters(fresh.db, OWNER, 'so-hoa', { from: FROM, province: false, ...bodies });
});

describe('định nghĩa', () => {
  it('mã đã có thì từ chối', async () => {
    await expect(define()).rejects.toEqual(refusal('indicator.key-taken', { status: 409 }));
  });

  it.each([
    ['không có phép tính', { kind: 'computed', computation: 'khong-co' }],
    ['phép tính trùng tên thuộc tính của đối tượng', { kind: 'computed', computation: 'constructor' }],
    ['nhập tay mà có phép tính', { computation: 'test.months' }],
  ])('%s', async (_what, changes) => {
    await expect(define({ key: 'khac', ...changes })).rejects.toEqual(refusal('indicator.computation'));
  });

  it.each([
    ['mã có dấu', { key: 'số-hóa' }, 'key'],
    ['thiếu cách tính', { method: ' ' }, 'method'],
    ['phần trăm mà cộng', { overBodies: 'sum' }, 'overPeriods'],
    ['giới hạn ngược', { minimum: '10', maximum: '5' }, 'maximum'],
    ['một ngưỡng', { onPace: '95' }, 'behind'],
    ['ngưỡng ngược', { onPace: '80', behind: '95' }, 'behind'],
  ])('biểu mẫu: %s', (_what, changes, field) => {
    const read = INDICATOR_INPUT.safeParse(typed(changes));
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });

  it('phiên bản mới áp dụng từ ngày sau; số cũ giữ định nghĩa cũ; không sửa chồng nhau', async () => {
    await define({ key: 'hai-doi' });
    const changed = VERSION_INPUT.parse(typed({ from: '2025-07-01', method: 'Cách mới.' }));
    await expect(
      reviseIndicator(fresh.db, OWNER, { key: 'hai-doi', seen: 1 }, { ...changed, from: FROM }),
    ).rejects.toEqual(refusal('indicator.version-in-past'));
    expect(await reviseIndicator(fresh.db, OWNER, { key: 'hai-doi', seen: 1 }, changed)).toEqual({ version: 2 });
    await expect(reviseIndicator(fresh.db, OWNER, { key: 'hai-doi', seen: 1 }, changed)).rejects.toEqual(
      refusal('indicator.changed-meanwhile'),
    );
    const db = seeingAll(fresh.db);
    expect((await findIndicator(db, 'hai-doi', isoDate('2025-06-30'))).version).toMatchObject({
      version: 1,
      validTo: '2025-07-01',
    });
    expect((await findIndicator(db, 'hai-doi', isoDate('2025-07-01'))).version).toMatchObject({
      version: 2,
      method: 'Cách mới.',
    });
  });

  it('giao lại từ một ngày: kỳ trước giữ cơ quan cũ; tập thể là thành viên vào ngày cuối kỳ', async () => {
    await define({ key: 'giao-lai' });
    const assign = (from: string, organisations: string[], collectives: string[] = []) =>
      assignReporters(fresh.db, OWNER, 'giao-lai', {
        from: isoDate(from),
        province: false,
        organisations,
        collectives,
      });
    await assign('2025-01-01', ['so-tu-phap', 'so-noi-vu']);
    await assign('2025-04-01', ['so-noi-vu']);
    const of = async (period: string) =>
      (await reportersIn(seeingAll(fresh.db), 'giao-lai', [readPeriod(period)!])).map(
        ({ organisationKey }) => organisationKey,
      );
    expect(await of('2025-03')).toEqual(['so-noi-vu', 'so-tu-phap'].sort());
    expect(await of('2025-04')).toEqual(['so-noi-vu']);
    await expect(assign('2025-05-01', ['khong-co'])).rejects.toEqual(refusal('indicator.unknown-reporter'));
  });
});

describe('nhập số liệu', () => {
  it('mỗi cơ quan một dòng; số sau không đè số trước; đọc lại được như đã biết vào ngày bất kỳ', async () => {
    await define({ key: 'nho-lai' });
    await assignReporters(fresh.db, OWNER, 'nho-lai', {
      from: FROM,
      province: false,
      organisations: ['so-tu-phap'],
      collectives: [],
    });
    await enter('nho-lai', '2025-01', [{ organisation: 'so-tu-phap', numerator: '31', denominator: '75' }]);
    const between = new Date('2025-06-20T04:00:00Z');
    await enter(
      'nho-lai',
      '2025-01',
      [{ organisation: 'so-tu-phap', seen: 1, numerator: '33', denominator: '75' }],
      PAPER,
      OWNER,
      new Date('2025-06-21T03:00:00Z'),
    );
    const db = seeingAll(fresh.db);
    const january = readPeriod('2025-01')!;
    expect((await revisionsOf(db, 'nho-lai', 'so-tu-phap', january)).map(({ revision, numerator }) => [revision, numerator])).toEqual([[2, 33], [1, 31]]); // prettier-ignore
    expect(await latestObservations(db, 'nho-lai', [january])).toMatchObject([
      { value: 44, organisationName: 'Sở Tư pháp' },
    ]);
    expect(await latestObservations(db, 'nho-lai', [january], { knownBy: between })).toMatchObject([{ numerator: 31 }]);
    await expect(db.execute(sql`update indicator_observation set value = 1`)).rejects.toThrow();
    await expect(db.execute(sql`delete from indicator_observation`)).rejects.toThrow();
  });

  it('số như cũ không thành lần nhập mới', async () => {
    const same = [{ organisation: 'so-noi-vu', numerator: '1', denominator: '2' }];
    expect(await enter('so-hoa', '2025-01', same)).toEqual({ entered: 1, unchanged: 0 });
    expect(
      await enter(
        'so-hoa',
        '2025-01',
        same.map((each) => ({ ...each, seen: 1 })),
      ),
    ).toEqual({ entered: 0, unchanged: 1 });
  });

  it('hai người nhập cùng lúc: người sau được báo, không mất số của ai', async () => {
    const one = { organisation: 'so-tai-chinh', numerator: '1', denominator: '4' };
    const results = await Promise.allSettled([
      enter('so-hoa', '2025-02', [one]),
      enter('so-hoa', '2025-02', [{ ...one, numerator: '2' }]),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'indicator.entered-meanwhile', fields: { 'entries.0.value': expect.any(String) } },
    });
  });

  it('một ô sai thì cả bảng chưa lưu, và mọi ô sai được nêu cùng lúc', async () => {
    const rows = [
      { organisation: 'so-tu-phap', numerator: '5', denominator: '4' },
      { organisation: 'so-noi-vu', seen: 0, numerator: '3', denominator: '4' },
      { organisation: 'so-y-te', numerator: '3', denominator: '4' },
    ];
    await expect(enter('so-hoa', '2025-03', rows)).rejects.toEqual(
      refusal('indicator.bad-figures', {
        fields: { 'entries.0.numerator': expect.any(String), 'entries.2.organisation': expect.any(String) },
      }),
    );
    expect(await latestObservations(seeingAll(fresh.db), 'so-hoa', [readPeriod('2025-03')!])).toEqual([]);
  });

  it.each([
    ['kỳ chưa bắt đầu', '2025-07'],
    ['sai loại kỳ', '2025-Q1'],
    ['trước khi có định nghĩa', '2024-12'],
  ])('%s', async (_what, period) => {
    await expect(
      enter('so-hoa', period, [{ organisation: 'so-noi-vu', numerator: '1', denominator: '2' }]),
    ).rejects.toEqual(refusal('indicator.wrong-period'));
  });

  it('không áp dụng và rút số đều phải nêu lý do; rút rồi là chưa có số liệu, không phải 0', async () => {
    const key = 'rut';
    await define({ key });
    await assignReporters(fresh.db, OWNER, key, {
      from: FROM,
      province: false,
      organisations: ['so-tu-phap'],
      collectives: [],
    });
    const body = { organisation: 'so-tu-phap' };
    await expect(enter(key, '2025-01', [{ ...body, outcome: 'not-applicable' }])).rejects.toEqual(refusal('indicator.bad-figures', { fields: { note: expect.any(String) } })); // prettier-ignore
    await expect(enter(key, '2025-01', [{ ...body, outcome: 'withdrawn' }], { note: 'Nhầm' })).rejects.toEqual(refusal('indicator.bad-figures')); // prettier-ignore
    await enter(key, '2025-01', [{ ...body, numerator: '0', denominator: '9' }]);
    expect((await reading(key, 'so-tu-phap'))[0]!.reading).toMatchObject({ state: 'measured', value: 0 });
    await enter(key, '2025-01', [{ ...body, seen: 1, outcome: 'withdrawn' }], { note: 'Nhập nhầm kỳ' });
    await enter(key, '2025-02', [{ ...body, outcome: 'not-applicable' }], { note: 'Không có thủ tục nào' });
    await enter(key, '2025-03', [{ ...body, numerator: '0', denominator: '0' }]);
    const states = (await reading(key, 'so-tu-phap')).map((each) => each.reading);
    expect(states.slice(0, 5)).toMatchObject([
      { state: 'not-assessed' },
      { state: 'not-applicable' },
      { state: 'measured', value: null, denominator: 0 },
      { state: 'not-assessed' },
      { state: 'not-assessed' },
    ]);
    // June still runs, July has not begun.
    expect(states.slice(5)).toEqual([null, null]);
    expect((await reading(key, 'so-y-te'))[0]!.reading).toEqual({ state: 'not-assigned' });
  });

  it('số của tỉnh là tổng tử trên tổng mẫu, và nói còn thiếu bao nhiêu cơ quan', async () => {
    const key = 'gop';
    await define({ key });
    await assignReporters(fresh.db, OWNER, key, { from: FROM, province: false, organisations: ['so-tu-phap', 'so-noi-vu', 'so-tai-chinh'], collectives: [] }); // prettier-ignore
    await enter(key, '2025-05', [
      { organisation: 'so-tu-phap', numerator: '31', denominator: '75' },
      { organisation: 'so-noi-vu', numerator: '9', denominator: '25' },
    ]);
    expect((await reading(key, null))[4]).toMatchObject({
      reading: { state: 'measured', value: 40, numerator: 40, denominator: 100 },
      counted: 2,
      missing: 1,
    });
  });
});

describe('chỉ số hệ thống tính', () => {
  beforeAll(async () => {
    await define({ key: 'tinh', kind: 'computed', computation: 'test.months', unit: 'count', overBodies: 'none', overPeriods: 'latest' }); // prettier-ignore
  });

  it('không nhập tay được, kể cả ghi thẳng vào cơ sở dữ liệu', async () => {
    await expect(enter('tinh', '2025-01', [{ organisation: null, value: '5' }])).rejects.toEqual(refusal('indicator.computed', { status: 409 })); // prettier-ignore
    await expect(assignReporters(fresh.db, OWNER, 'tinh', { from: FROM, province: true, organisations: [], collectives: [] })).rejects.toEqual(refusal('indicator.computed')); // prettier-ignore
    for (const kind of ['entered', 'computed']) {
      await expect(
        seeingAll(fresh.db).execute(sql`insert into indicator_observation
          (id, indicator_key, indicator_kind, period_kind, period_start, period_end, revision, outcome, value, status)
          values (uuidv7(), 'tinh', ${kind}, 'month', '2025-01-01', '2025-01-31', 1, 'measured', 5, 'provisional')`),
      ).rejects.toMatchObject({ cause: { constraint: expect.stringMatching(/not_computed|_kind/) } });
    }
  });

  it('số đến từ phép tính, chỉ của những kỳ đã bắt đầu', async () => {
    const found = (await reading('tinh', null)).map((each) =>
      each.reading?.state === 'measured' ? each.reading.value : null,
    );
    expect(found).toEqual([1, 2, 3, 4, 5, 6, null]);
  });
});

describe('quyền', () => {
  const mine = { organisation: 'so-tu-phap', numerator: '1', denominator: '2' };
  const theirs = { organisation: 'so-noi-vu', numerator: '1', denominator: '2' };

  it('cán bộ chỉ nhập cho cơ quan mình; một dòng của cơ quan khác thì không dòng nào được lưu', async () => {
    await expect(enter('so-hoa', '2025-04', [mine, theirs], {}, OFFICER)).rejects.toEqual(refusal('identity.out-of-scope', { status: 403 })); // prettier-ignore
    await expect(enter('so-hoa', '2025-04', [{ ...mine, organisation: null }], {}, OFFICER)).rejects.toEqual(refusal('identity.out-of-scope')); // prettier-ignore
    expect(await enter('so-hoa', '2025-04', [mine], {}, OFFICER)).toEqual({ entered: 1, unchanged: 0 });
  });

  it('cán bộ không tự xác nhận; không có căn cứ thì không ai xác nhận được', async () => {
    const april = readPeriod('2025-04')!;
    const confirm = (actor: Actor) => confirmObservations(fresh.db, actor, 'so-hoa', april, ['so-tu-phap'], NOW);
    await expect(confirm(OFFICER)).rejects.toEqual(refusal('identity.not-allowed'));
    await expect(confirm(OWNER)).rejects.toEqual(refusal('indicator.no-evidence', { where: 'Sở Tư pháp' }));
    await enter('so-hoa', '2025-04', [{ ...mine, seen: 1 }], PAPER, OFFICER);
    expect(await confirm(OWNER)).toEqual({ confirmed: 1 });
    await expect(confirm(OWNER)).rejects.toEqual(refusal('indicator.nothing-to-confirm'));
    const [holds] = await latestObservations(seeingAll(fresh.db), 'so-hoa', [april]);
    expect(holds).toMatchObject({ status: 'confirmed', revision: 3, documentNumber: '12/BC-STP' });
  });

  it('người ngoài chỉ thấy chỉ số công khai và số đã xác nhận', async () => {
    await define({ key: 'noi-bo', isPublic: false });
    const outside = connect(fresh.applicationUrl, { eyes: PUBLIC, size: 1 });
    await expect(findIndicator(outside, 'noi-bo', TODAY)).rejects.toEqual(
      refusal('indicator.not-found', { status: 404 }),
    );
    await enter('so-hoa', '2025-05', [mine], {}, OFFICER);
    const months = periodsIn('month', yearOf(2025));
    const seen = await latestObservations(outside, 'so-hoa', months);
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(['confirmed']));
    const page = await readPage(outside, INDICATOR_LIST, readQuery(INDICATOR_LIST, new URLSearchParams('q=so hoa')), {
      today: TODAY,
    });
    expect(page.rows.map(({ key }) => key)).toContain('so-hoa');
    expect(page.rows.map(({ key }) => key)).not.toContain('noi-bo');
    await outside.$client.end();
  });
});

describe('danh sách số liệu', () => {
  const scope = { indicatorKey: 'so-hoa', today: isoDate('2999-01-01') };
  const rows = async (address: string) =>
    (
      await readPage(
        seeingAll(fresh.db),
        OBSERVATION_LIST,
        readQuery(OBSERVATION_LIST, new URLSearchParams(address)),
        scope,
      )
    ).rows;

  it('mặc định là số đang dùng; xem được mọi lần nhập; lọc theo cơ quan, kỳ', async () => {
    const [holding, all] = [await rows('organisation=so-tu-phap&from=2025-04-01&to=2025-04-30'), await rows('organisation=so-tu-phap&from=2025-04-01&to=2025-04-30&revisions=all')]; // prettier-ignore
    expect(holding.map(({ revision }) => revision)).toEqual([3]);
    expect(all.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
    expect(await rows('organisation=toan-tinh')).toEqual([]);
  });

  it('mọi thứ tự và bộ lọc chạy được', async () => {
    for (const { key } of OBSERVATION_LIST.sorts) expect((await rows(`sort=-${key}&limit=2`)).length).toBe(2);
    expect(await rows('status=confirmed&as_of=2024-01-01')).toEqual([]);
  });
});
