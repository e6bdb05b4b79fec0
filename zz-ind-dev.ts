import { startEmbedded } from '#kernel/database/embedded.ts';
import { prepareDatabase } from '#kernel/database/prepare.ts';
import { connect } from '#kernel/database/connection.ts';
import { ALL } from '#kernel/database/eyes.ts';
import { system } from '#kernel/database/actor.ts';
import { INDICATOR_INPUT, OBSERVATIONS_INPUT, assignReporters, confirmObservations, defineIndicator, enterObservations, readPeriod } from '#kernel/indicators/index.ts';
import { bindTarget, BINDING_INPUT, currentPlan, targetsOf, recordFunding, FUNDING_INPUT } from '#modules/plan/index.ts';
import { COMPUTATIONS } from './src/indicators.ts';
import { loadSample } from './src/sample.ts';
import { sql } from 'drizzle-orm';
process.env.CCHC_VAR ??= '/tmp/ind/var';
const server = await startEmbedded({ dir: '/tmp/ind/pg', durable: false });
await prepareDatabase(server.url);
const db = connect(server.url, { eyes: ALL });
const { accounts } = await loadSample(db);
console.log(JSON.stringify(accounts));
const me = system('Dữ liệu mẫu');
const base = { kind: 'entered', computation: '', isPublic: true, from: '2024-01-01', nameEn: '', aliases: '', unit: 'percent', unitLabel: '', direction: 'higher', overBodies: 'none', overPeriods: 'latest', frequency: 'quarter', minimum: '', maximum: '', partOfWhole: true, onPace: '', behind: '', source: 'Báo cáo của cơ quan', method: 'Theo báo cáo định kỳ.' };
const def = (x: object) => defineIndicator(db, me, INDICATOR_INPUT.parse({ ...base, ...x }), COMPUTATIONS).catch((e) => console.log(e.code));
await def({ key: 'hai-long', name: 'Mức độ hài lòng đối với sự phục vụ của cơ quan hành chính nhà nước', nameEn: 'Satisfaction with administrative agencies' });
await def({ key: 'thanh-toan', name: 'Tỷ lệ giao dịch thanh toán trực tuyến', overBodies: 'ratio', overPeriods: 'ratio', frequency: 'month' });
await def({ key: 'nhiem-vu', name: 'Tỷ lệ nhiệm vụ hoàn thành', kind: 'computed', computation: 'plan.tasks-done', frequency: 'month' });
await def({ key: 'hang-par', name: 'Hạng Chỉ số cải cách hành chính', unit: 'count', unitLabel: 'hạng', direction: 'lower', frequency: 'year', aliases: 'trong nhóm tỉnh, thành phố dẫn đầu cả nước' });
await def({ key: 'sang-kien', name: 'Số sáng kiến cải cách hành chính', unit: 'count', unitLabel: 'sáng kiến', overBodies: 'sum', overPeriods: 'sum', frequency: 'month', partOfWhole: false });
const from = '2024-01-01' as never;
for (const key of ['hai-long', 'hang-par']) await assignReporters(db, me, key, { from, province: true, organisations: [], collectives: [] });
for (const key of ['thanh-toan', 'sang-kien']) await assignReporters(db, me, key, { from, province: false, organisations: ['so-tu-phap', 'so-noi-vu', 'so-tai-chinh', 'so-y-te'], collectives: [] });
async function enter(key: string, period: string, rows: [string | null, string, string?][], confirm = true) {
  const entries = rows.map(([organisation, a, b]) => ({ organisation, seen: 0, outcome: 'measured', value: b ? '' : a, numerator: b ? a : '', denominator: b ?? '' }));
  await enterObservations(db, me, key, OBSERVATIONS_INPUT.parse({ period, documentNumber: '12/BC-SNV', documentDate: '2025-01-10', documentIssuer: 'Sở Nội vụ', link: '', note: '', entries })).catch((e) => console.log(key, period, e.code, e.fields));
  if (confirm) await confirmObservations(db, me, key, readPeriod(period)!, rows.map(([o]) => o)).catch((e) => console.log(e.code));
}
for (const [i, v] of ['82', '84', '86,5', '88'].entries()) await enter('hai-long', `2025-Q${i + 1}`, [[null, v]]);
for (const [i, v] of ['86', '87,5', '88,2'].entries()) await enter('hai-long', `2026-Q${i + 1}`, [[null, v]], i < 2);
for (const year of [2025, 2026]) for (let m = 1; m <= (year === 2025 ? 12 : 10); m++) {
  const p = `${year}-${String(m).padStart(2, '0')}`;
  await enter('thanh-toan', p, [['so-tu-phap', String(30 + 3 * m), '100'], ['so-noi-vu', String(20 + 4 * m), '120'], ...(m % 5 ? [['so-tai-chinh', String(10 + m), '40'] as [string, string, string]] : [])]);
  await enter('sang-kien', p, [['so-tu-phap', String(m % 3)], ['so-noi-vu', String(1 + (m % 2))]]);
}
await enter('hang-par', '2024', [[null, '10']]);
const plan = (await currentPlan(db))!;
const targets = await targetsOf(db, plan.id);
const bind = (start: string, x: object) => bindTarget(db, me, targets.find((t) => t.text.startsWith(start))!, BINDING_INPUT.parse({ indicatorKey: '', organisationKey: '', period: '2025', baseline: '', baselineNote: '', onPace: '', behind: '', ...x }));
await bind('Mức độ hài lòng', { indicatorKey: 'hai-long', period: '2026' });
await bind('tỷ lệ giao dịch', { indicatorKey: 'thanh-toan', period: '2026', baseline: '30', baselineNote: '2024' });
const task = async (code: string) => (await db.execute<{ id: string }>(sql`select id from plan_task where plan_id = ${plan.id} and code = ${code}`, 'objects'))[0]!.id;
const money = { kind: 'estimate', sourceKey: 'ngan-sach-tinh', organisationKey: 'so-noi-vu', amount: '500.000.000', onDate: '2025-02-01', documentNumber: '5/QĐ-STC', documentDate: '2025-02-01', documentIssuer: 'Sở Tài chính', note: '' };
for (const [code, x] of [['I.1', {}], ['I.1', { kind: 'allocated', amount: '400.000.000' }], ['I.1', { kind: 'spent', amount: '420.000.000', onDate: '2025-09-09' }], ['VI.12', { organisationKey: 'so-tu-phap', sourceKey: 'nguon-khac', amount: '1.250.000.000' }], ['VI.12', { organisationKey: 'so-tu-phap', sourceKey: 'nguon-khac', kind: 'allocated', amount: '1.000.000.000' }]] as const)
  await recordFunding(db, me, await task(code), FUNDING_INPUT.parse({ ...money, ...x }));
console.log('URL', server.url);
await new Promise(() => {});
