import { addDays, type IsoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import {
  assignReporters,
  confirmObservations,
  defineIndicator,
  endOf,
  enterObservations,
  INDICATOR_INPUT,
  OBSERVATIONS_INPUT,
  readPeriod,
  type IndicatorInput,
} from '#kernel/indicators/index.ts';
import {
  BINDING_INPUT,
  bindTarget,
  breakDown,
  direct,
  FUNDING_INPUT,
  recordFunding,
  targetsOf,
  tasksForChoice,
} from '#modules/plan/index.ts';
import { sql } from 'drizzle-orm';
import { COMPUTATIONS } from './indicators.ts';

/** Says of every made-up figure that it is one. */
const MADE_UP = 'Số liệu minh họa';
const actor = system('Dữ liệu minh họa');

/** A figure of the sample: a value, or numerator and denominator. */
type SampleFigure = string | readonly [numerator: string, denominator: string];

interface SampleIndicator {
  key: string;
  /** The target that it measures: number of the objective and place in it. */
  target: string;
  name: string;
  nameEn: string;
  changes?: Partial<Record<keyof IndicatorInput, unknown>>;
  baseline?: string;
  /** By period; the last known one first counts for the day after which it was reported. */
  figures: Readonly<Record<string, SampleFigure>>;
}

const quarters = (...figures: SampleFigure[]) =>
  Object.fromEntries(figures.map((figure, at) => [`2025-Q${at + 1}`, figure]));
const IN_PARTS = { overPeriods: 'ratio', partOfWhole: true };

/** What measures the nine targets of the sample plan. The last has no figure yet: nobody ranked the year before it was over. */
const INDICATORS: readonly SampleIndicator[] = [
  { key: 'cat-giam-thong-tin', target: '2.a/0', name: 'Tỷ lệ thông tin phải khai báo được cắt giảm', nameEn: 'Share of required information cut', baseline: '0', figures: quarters('6', '11', '15', '21') }, // prettier-ignore
  { key: 'dinh-danh-dien-tu', target: '2.b/0', name: 'Tỷ lệ người làm thủ tục tại Bộ phận Một cửa được định danh, xác thực điện tử', nameEn: 'Share of applicants identified electronically', changes: IN_PARTS, figures: quarters(['61200', '74500'], ['66800', '76100'], ['71900', '77300'], ['74100', '77200']) }, // prettier-ignore
  { key: 'ket-qua-dien-tu', target: '2.c/0', name: 'Tỷ lệ kết quả thủ tục hành chính có bản điện tử có giá trị pháp lý', nameEn: 'Share of results issued electronically', changes: IN_PARTS, figures: quarters(['52300', '70100'], ['60400', '72800'], ['68100', '73900'], ['73600', '75200']) }, // prettier-ignore
  { key: 'thu-tuc-thanh-toan-truc-tuyen', target: '2.d/0', name: 'Tỷ lệ thủ tục có nghĩa vụ tài chính được triển khai thanh toán trực tuyến', nameEn: 'Share of procedures with fees payable online', figures: quarters('81', '92', '100', '100') }, // prettier-ignore
  { key: 'giao-dich-thanh-toan-truc-tuyen', target: '2.d/1', name: 'Tỷ lệ giao dịch thanh toán trực tuyến', nameEn: 'Share of payments made online', changes: IN_PARTS, figures: quarters(['12800', '20900'], ['14700', '21300'], ['16500', '22100'], ['17400', '22400']) }, // prettier-ignore
  { key: 'giam-dau-moi-ben-trong', target: '4/0', name: 'Tỷ lệ đầu mối bên trong đã giảm', nameEn: 'Share of internal units removed', baseline: '0', figures: quarters('4', '9', '15', '15') }, // prettier-ignore
  { key: 'hai-long-co-quan-hanh-chinh', target: '9/0', name: 'Mức độ hài lòng đối với cơ quan hành chính nhà nước', nameEn: 'Satisfaction with administrative bodies', changes: { frequency: 'half-year' }, figures: { '2025-H1': '88,6', '2025-H2': '91,2' } }, // prettier-ignore
  { key: 'hai-long-don-vi-su-nghiep', target: '9/1', name: 'Mức độ hài lòng đối với đơn vị sự nghiệp công lập', nameEn: 'Satisfaction with public service units', changes: { frequency: 'half-year' }, figures: { '2025-H1': '70,3', '2025-H2': '71,8' } }, // prettier-ignore
  { key: 'xep-hang-par-index', target: '10/0', name: 'Xếp hạng Chỉ số cải cách hành chính (PAR Index) của tỉnh', nameEn: 'The province’s rank in the PAR Index', changes: { unit: 'count', unitLabel: 'thứ hạng', direction: 'lower', frequency: 'year', partOfWhole: false }, figures: {} }, // prettier-ignore
];

/** Money of a few tasks, in million đồng: estimate, allocated, spent. */
const FUNDS: readonly [
  task: string,
  source: string,
  organisation: string,
  estimate: number,
  allocated: number,
  spent: number,
][] = [
  // prettier-ignore
  ['VI.1', 'ngan-sach-tinh', 'so-khoa-hoc-va-cong-nghe', 450, 450, 410],
  ['VI.2', 'ngan-sach-tinh', 'so-khoa-hoc-va-cong-nghe', 12_000, 9_000, 6_350],
  ['VI.4', 'ngan-sach-tinh', 'van-phong-ubnd-tinh', 5_200, 5_200, 5_350],
  ['VI.9', 'ngan-sach-tinh', 'so-noi-vu', 300, 300, 180],
  ['VI.10', 'nguon-khac', 'so-noi-vu', 250, 0, 0],
  ['IV.4', 'ngan-sach-tinh', 'so-noi-vu', 1_800, 1_500, 900],
];

/**
 * Figures for the sample plan's targets and money for some of its tasks, all made up and marked so in each paper and note, and
 * one instruction and one unit's part below an obligation. Through the services, so that history and record are as in real work.
 */
export async function loadSampleMeasures(db: Database, planId: string, today: IsoDate): Promise<void> {
  const targets = await targetsOf(db, planId);
  for (const each of INDICATORS) {
    await defineOne(db, each);
    const target = targets.find(({ number, ordinal }) => `${number}/${ordinal}` === each.target);
    if (target) await bindTarget(db, actor, target, BINDING_INPUT.parse({ indicatorKey: each.key, organisationKey: '', period: '2025', baseline: each.baseline ?? '', baselineNote: each.baseline ? MADE_UP : '', onPace: '', behind: '' })); // prettier-ignore
    for (const [period, figure] of Object.entries(each.figures)) await enterOne(db, each.key, period, figure, today);
  }
  await defineComputed(db);
  const taskIds = new Map(
    (await tasksForChoice(db, planId)).map(({ value, label }) => [label.split(' ', 1)[0], value]),
  );
  for (const [code, source, organisation, ...amounts] of FUNDS) {
    const taskId = taskIds.get(code);
    if (taskId) await fund(db, taskId, { source, organisation }, amounts, today);
  }
  await giveBelow(db, planId, today);
}

const BASE = {
  kind: 'entered', computation: '', isPublic: true, from: '2024-01-01', aliases: '', unit: 'percent', unitLabel: '', direction: 'higher',
  overBodies: 'none', overPeriods: 'latest', frequency: 'quarter', minimum: '', maximum: '', partOfWhole: true, onPace: '', behind: '',
  source: `${MADE_UP}; thay bằng nguồn thật trước khi dùng`, method: `${MADE_UP} để dùng thử; định nghĩa lại theo hướng dẫn của cơ quan có thẩm quyền.`,
}; // prettier-ignore

async function defineOne(db: Database, { key, name, nameEn, changes }: SampleIndicator): Promise<void> {
  // In the name, so that no table, export or answer of the API shows the figure without it.
  const marked = { name: `${name} (minh họa)`, nameEn: `${nameEn} (made up)` };
  await defineIndicator(db, actor, INDICATOR_INPUT.parse({ ...BASE, key, ...marked, ...changes }), COMPUTATIONS);
  await assignReporters(db, actor, key, { from: BASE.from as IsoDate, province: true, organisations: [], collectives: [] }); // prettier-ignore
}

/** One that the register computes by itself, beside those that people enter. */
async function defineComputed(db: Database): Promise<void> {
  const input = { ...BASE, key: 'nhiem-vu-hoan-thanh', name: 'Tỷ lệ nhiệm vụ của kế hoạch đã hoàn thành', nameEn: 'Share of the plan’s tasks that are done', kind: 'computed', computation: 'plan.tasks-done', frequency: 'month', source: 'Sổ theo dõi nhiệm vụ', method: 'Số nhiệm vụ đã hoàn thành chia cho số nhiệm vụ của kế hoạch, trừ nhiệm vụ không thực hiện nữa.' }; // prettier-ignore
  await defineIndicator(db, actor, INDICATOR_INPUT.parse(input), COMPUTATIONS);
}

async function enterOne(db: Database, key: string, periodText: string, figure: SampleFigure, today: IsoDate) {
  const period = readPeriod(periodText)!;
  const reportedOn = addDays(endOf(period), 10);
  if (reportedOn > today) return;
  const now = new Date(`${reportedOn}T03:00:00Z`);
  const [value, [numerator, denominator]] = typeof figure === 'string' ? [figure, ['', '']] : ['', figure];
  const input = OBSERVATIONS_INPUT.parse({
    period: periodText, documentNumber: '01/BC-MH', documentDate: reportedOn, documentIssuer: MADE_UP, link: '', note: MADE_UP,
    entries: [{ organisation: null, seen: 0, outcome: 'measured', value, numerator, denominator }],
  }); // prettier-ignore
  await enterObservations(db, actor, key, input, null, now);
  await confirmObservations(db, actor, key, period, [null], now);
}

const FUNDED = ['estimate', 'allocated', 'spent'] as const;
const FUNDED_ON = ['2025-01-15', '2025-03-31', '2025-10-31'] as const;

async function fund(
  db: Database,
  taskId: string,
  { source, organisation }: { source: string; organisation: string },
  amounts: readonly number[],
  today: IsoDate,
): Promise<void> {
  for (const [at, amount] of amounts.entries()) {
    const onDate = FUNDED_ON[at]!;
    if (amount === 0 || onDate > today) continue;
    const input = { kind: FUNDED[at], sourceKey: source, organisationKey: organisation, amount: `${amount}000000`, onDate, documentNumber: '02/TB-MH', documentDate: onDate, documentIssuer: MADE_UP, note: MADE_UP }; // prettier-ignore
    await recordFunding(db, actor, taskId, FUNDING_INPUT.parse(input));
  }
}

/** The chairman's instruction on what is late longest, and a part of the same body's work that a unit of it took. */
async function giveBelow(db: Database, planId: string, today: IsoDate): Promise<void> {
  const rows = await db.execute<{ id: string; holder: string }>(
    sql`select id, obligation_holder(organisation_key, product_id, ordinal, ${today}::date) as holder from obligation
      where plan_id = ${planId} and state in ('not-started', 'in-progress') and organisation_key is not null
      order by last_day nulls last, id limit 2`,
    'objects',
  );
  const chairman: Actor = { ...actor, organisationKey: 'ubnd-tinh' };
  const [late, second] = rows;
  if (late) await direct(db, chairman, late.id, { title: 'Báo cáo rõ nguyên nhân và ngày hoàn thành (ý kiến minh họa)', organisationKey: late.holder, lastDay: addDays(today, 10) }); // prettier-ignore
  if (second) await breakDown(db, actor, second.id, { title: 'Dự thảo tờ trình (việc minh họa)', organisationKey: second.holder, lastDay: addDays(today, 20) }); // prettier-ignore
}
