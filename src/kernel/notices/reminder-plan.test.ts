import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '../calendar/dates.ts';
import { vietnamCalendar } from '../calendar/special-days.ts';
import { isWorkingDay, workingDaysBetween } from '../calendar/working-days.ts';
import {
  AUDIENCES,
  dueWords,
  horizonOf,
  offsetsAround,
  planReminders,
  type Decided,
  type OpenSubject,
  type PlannedReminder,
  type ReminderRule,
} from './reminder-plan.ts';

const rule = (offsetDays: number, audience: ReminderRule['audience'] = 'responsible'): ReminderRule => ({
  id: `${audience}${offsetDays}`,
  offsetDays,
  audience,
});
const USUAL = [
  rule(-10),
  rule(-5),
  rule(-1),
  rule(1),
  rule(5),
  rule(5, 'head'),
  rule(15, 'chairman'),
  rule(2, 'confirmer'),
];

const task = (lastDay: string | null, awaits: OpenSubject['awaits'] = 'body'): OpenSubject => ({
  subjectId: 't',
  organisationKey: 'so-noi-vu',
  lastDay: lastDay === null ? null : isoDate(lastDay),
  awaits,
  title: 'Việc',
  path: '/',
});

const decidedBy = ({ rule: { id, audience, offsetDays }, passedOver }: PlannedReminder): Decided => ({
  ruleIds: [id, ...passedOver],
  audience,
  offsetDays,
});

/** Day after day, remembering what was decided; some days nobody plans. */
function run(
  subject: (day: IsoDate) => OpenSubject,
  from: string,
  to: string,
  down: (day: IsoDate) => boolean = () => false,
) {
  const all: { day: IsoDate; planned: PlannedReminder }[] = [];
  const memory = new Map<string, Decided[]>();
  for (let day = isoDate(from); day <= to; day = addDays(day, 1)) {
    if (down(day)) continue;
    const open = subject(day);
    const former = memory.get(String(open.lastDay)) ?? [];
    const planned = planReminders([open], USUAL, new Map([['t', former]]), vietnamCalendar, day);
    all.push(...planned.map((each) => ({ day, planned: each })));
    memory.set(String(open.lastDay), [...former, ...planned.map(decidedBy)]);
  }
  return all;
}

const told = (all: ReturnType<typeof run>) =>
  all
    .filter(({ planned }) => planned.outcome === 'sent')
    .map(({ day, planned }) => `${day.slice(5)} ${planned.rule.audience} ${planned.rule.offsetDays}`);

describe('nhắc việc theo ngày làm việc', () => {
  it('trước hạn 10, 5, 1 ngày; quá hạn 1, 5 ngày; báo người đứng đầu sau 5, lãnh đạo sau 15', () => {
    // Friday 2025-03-28; no day off around it but Giỗ Tổ on Monday 2025-04-07.
    expect(told(run(() => task('2025-03-28'), '2025-03-01', '2025-05-31'))).toEqual([
      '03-14 responsible -10',
      '03-21 responsible -5',
      '03-27 responsible -1',
      '03-31 responsible 1',
      '04-04 responsible 5',
      '04-04 head 5',
      '04-21 chairman 15',
    ]);
  });

  it('nghỉ Tết không tính: hạn 5/2/2025 được nhắc trước Tết', () => {
    // Off from 25/1 to 2/2: five working days before Wednesday 5/2 lies Wednesday 22/1.
    expect(told(run(() => task('2025-02-05'), '2025-01-20', '2025-02-05'))).toEqual([
      '01-20 responsible -10',
      '01-22 responsible -5',
      '02-04 responsible -1',
    ]);
  });

  it('hạn rơi vào ngày nghỉ: nhắc ở ngày làm việc trước đó', () => {
    expect(told(run(() => task('2025-03-30'), '2025-03-25', '2025-04-01'))).toEqual([
      '03-25 responsible -5',
      '03-27 responsible -1',
      '03-31 responsible 1',
    ]);
  });

  it('thứ Bảy làm bù là ngày làm việc', () => {
    // 26/4/2025 was worked for 2/5; the last day is Monday 28/4.
    expect(told(run(() => task('2025-04-28'), '2025-04-24', '2025-04-28'))).toEqual([
      '04-24 responsible -5',
      '04-26 responsible -1',
    ]);
  });

  it('không ngày hạn: không nhắc', () => {
    expect(run(() => task(null), '2025-01-01', '2025-12-31')).toEqual([]);
  });

  it('chờ xác nhận: chỉ nhắc người xác nhận', () => {
    expect(told(run(() => task('2025-03-28', 'confirmer'), '2025-03-01', '2025-06-30'))).toEqual(['04-01 confirmer 2']);
  });

  it('máy nghỉ một tuần: chỉ gửi cái gấp nhất cho mỗi người nhận, phần còn lại ghi là bỏ qua', () => {
    const all = run(
      () => task('2025-03-28'),
      '2025-03-01',
      '2025-04-10',
      (day) => day > '2025-03-20' && day < '2025-04-08',
    );
    expect(told(all)).toEqual(['03-14 responsible -10', '04-08 responsible 5', '04-08 head 5']);
    expect(all.map(({ planned }) => planned.passedOver)).toEqual([
      [],
      ['responsible1', 'responsible-1', 'responsible-5'],
      [],
    ]);
  });

  it('gia hạn: hạn mới được nhắc từ đầu; quay về hạn cũ thì không nhắc lại', () => {
    const moved = run((day) => task(day < '2025-04-02' ? '2025-03-28' : day < '2025-04-11' ? '2025-04-18' : '2025-03-28'), '2025-03-01', '2025-04-12'); // prettier-ignore
    expect(told(moved)).toEqual([
      '03-14 responsible -10',
      '03-21 responsible -5',
      '03-27 responsible -1',
      '03-31 responsible 1',
      '04-03 responsible -10',
      '04-11 responsible 5',
      '04-11 head 5',
    ]);
  });

  it('quy tắc thêm sau, ít gấp hơn cái đã gửi, không gửi nữa', () => {
    const before = new Map([['t', [{ ruleIds: ['x'], audience: 'responsible', offsetDays: -1 } as const]]]);
    const planned = planReminders([task('2025-03-28')], [rule(-10)], before, vietnamCalendar, isoDate('2025-03-27'));
    expect(planned.map(({ outcome }) => outcome)).toEqual(['passed-over']);
  });
});

const DAY = fc.integer({ min: 0, max: 500 }).map((days) => addDays(isoDate('2024-06-01'), days));
const RULES = fc.uniqueArray(
  fc
    .record({ offsetDays: fc.integer({ min: -20, max: 20 }), audience: fc.constantFrom(...AUDIENCES) })
    .map(({ offsetDays, audience }) => rule(offsetDays, audience)),
  { selector: ({ id }) => id, maxLength: 8 },
);

describe('luôn đúng', () => {
  it('số ngày làm việc khớp với lịch, về cả hai phía', () => {
    fc.assert(
      fc.property(DAY, fc.integer({ min: -80, max: 80 }), (today, distance) => {
        const lastDay = addDays(today, distance);
        const expected =
          distance >= 0
            ? -workingDaysBetween(vietnamCalendar, today, lastDay).days
            : workingDaysBetween(vietnamCalendar, lastDay, today).days;
        const found = offsetsAround(vietnamCalendar, today, 20)(lastDay);
        // -0 and beyond the reach.
        expect(Math.max(-21, Math.min(21, found)) + 0).toBe(Math.max(-21, Math.min(21, expected)) + 0);
      }),
    );
  });

  it('không lúc nào nhắc hai lần, sớm hơn hạn của quy tắc, hay vào ngày nghỉ; mọi quy tắc đến hạn đều được quyết định một lần', () => {
    fc.assert(
      fc.property(
        DAY,
        RULES,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }),
        (lastDay, rules, steps) => {
          const memory: Decided[] = [];
          let today = addDays(lastDay, -40);
          for (const step of steps) {
            today = addDays(today, step);
            const planned = planReminders([task(lastDay)], rules, new Map([['t', memory]]), vietnamCalendar, today);
            if (!isWorkingDay(vietnamCalendar, today)) expect(planned).toEqual([]);
            for (const audience of AUDIENCES)
            expect(planned.filter(({ rule: of, outcome }) => of.audience === audience && outcome === 'sent').length).toBeLessThanOrEqual(1); // prettier-ignore
            const offset = offsetsAround(vietnamCalendar, today, 60)(lastDay);
            for (const { rule: due, passedOver } of planned) {
              for (const id of [due.id, ...passedOver])
                expect(memory.flatMap(({ ruleIds }) => ruleIds)).not.toContain(id);
              expect(due.offsetDays).toBeLessThanOrEqual(offset);
              memory.push({ ruleIds: [due.id, ...passedOver], audience: due.audience, offsetDays: due.offsetDays });
            }
            if (!isWorkingDay(vietnamCalendar, today)) continue;
            const dueNow = rules.filter((each) => each.audience !== 'confirmer' && each.offsetDays <= offset);
            expect(memory.flatMap(({ ruleIds }) => ruleIds)).toEqual(
              expect.arrayContaining(dueNow.map(({ id }) => id)),
            );
          }
        },
      ),
    );
  });

  it('cái gấp nhất từng đến hạn cho mỗi người nhận luôn được gửi', () => {
    fc.assert(
      fc.property(DAY, RULES, DAY, (lastDay, rules, today) => {
        if (!isWorkingDay(vietnamCalendar, today)) return;
        const offset = offsetsAround(vietnamCalendar, today, 20)(lastDay);
        const planned = planReminders([task(lastDay)], rules, new Map(), vietnamCalendar, today);
        for (const audience of ['responsible', 'head', 'chairman'] as const) {
          const due = rules.filter((each) => each.audience === audience && each.offsetDays <= offset);
          const sent = planned.filter(({ rule: of, outcome }) => of.audience === audience && outcome === 'sent');
          expect(sent.map(({ rule: of }) => of.offsetDays)).toEqual(
            due.length === 0 ? [] : [Math.max(...due.map(({ offsetDays }) => offsetDays))],
          );
        }
      }),
    );
  });

  it('xa hơn chân trời thì không quy tắc nào đến hạn; tại chân trời thì có', () => {
    fc.assert(
      fc.property(DAY, fc.integer({ min: 0, max: 20 }), (today, before) => {
        if (!isWorkingDay(vietnamCalendar, today)) return;
        const rules = [rule(-before)];
        const horizon = horizonOf(rules, vietnamCalendar, today);
        const at = (lastDay: IsoDate) =>
          planReminders([task(lastDay)], rules, new Map(), vietnamCalendar, today).length;
        expect([at(horizon), at(addDays(horizon, 1))]).toEqual([1, 0]);
      }),
    );
  });
});

describe('hạn bằng lời', () => {
  it.each([
    ['2025-03-28', '2025-03-21', 'Đến hạn 28/03/2025, còn 5 ngày làm việc'],
    ['2025-03-28', '2025-03-28', 'Đến hạn 28/03/2025, là hôm nay'],
    ['2025-03-30', '2025-03-28', 'Đến hạn 30/03/2025, hôm nay là ngày làm việc cuối cùng'],
    ['2025-03-28', '2025-04-08', 'Quá hạn 28/03/2025, đã 6 ngày làm việc'],
    ['2027-02-10', '2027-02-01', 'Đến hạn 10/02/2027, còn 7 ngày làm việc (tạm tính)'],
  ])('hạn %s, hôm nay %s: %s', (lastDay, today, words) => {
    expect(dueWords(vietnamCalendar, isoDate(lastDay), isoDate(today))).toBe(words);
  });
});
