import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { vietnamCalendar } from '#kernel/calendar/special-days.ts';
import { system } from '#kernel/database/actor.ts';
import { remind, type OpenSubject } from '#kernel/notices/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { somebody, useTemporaryFiles, withSeedPlan } from '../testing/sample-plan.ts';
import { OBLIGATION_CALENDAR, OBLIGATION_REMINDERS } from './reminders.ts';
import { submitResult, suspendWork } from './service/acts.ts';

useTemporaryFiles();
const fresh = useDatabase();
const TODAY = isoDate('2025-03-25');
const NOW = new Date('2025-03-25T03:00:00Z');
const owner = { ...somebody('plan-owner'), id: 'owner' };

async function open(today: IsoDate): Promise<OpenSubject[]> {
  const all: OpenSubject[] = [];
  for await (const batch of OBLIGATION_REMINDERS.openOn(fresh.db, today, addDays(today, 30))) all.push(...batch);
  return all;
}

beforeAll(async () => {
  await withSeedPlan(fresh.db, { accepted: true });
});

describe('việc được giao là nguồn nhắc việc', () => {
  it('việc có hạn đến ngày hỏi, mỗi việc một lần; việc tạm dừng không nhắc; việc đã gửi chờ người xác nhận', async () => {
    const before = await open(TODAY);
    expect(before.length).toBeGreaterThan(3);
    expect(new Set(before.map(({ subjectId }) => subjectId)).size).toBe(before.length);
    expect(before.every(({ lastDay }) => lastDay! <= '2025-04-24')).toBe(true);
    const [first, second] = before as [OpenSubject, OpenSubject];
    await suspendWork(fresh.db, owner, first.subjectId, { note: 'Chờ Bộ' }, NOW);
    await submitResult(
      fresh.db,
      owner,
      second.subjectId,
      { evidence: [{ kind: 'link', url: 'https://vi-du.vn/' }] },
      NOW,
    );
    const after = await open(TODAY);
    expect(after.map(({ subjectId }) => subjectId)).not.toContain(first.subjectId);
    expect(after.find(({ subjectId }) => subjectId === second.subjectId)).toMatchObject({ awaits: 'confirmer' });
    const days = await OBLIGATION_REMINDERS.lastDaysOf(fresh.db, [first.subjectId, second.subjectId]);
    expect([...days.keys()]).toEqual([second.subjectId]);
  });

  it('nhắc hai lần cùng ngày: lần sau không thêm gì', async () => {
    const robot = system('Nhắc việc');
    await remind(fresh.db, robot, OBLIGATION_REMINDERS, vietnamCalendar, TODAY);
    const count = async () =>
      (await fresh.db.execute<{ n: number }>(sql`select count(*)::int as n from reminder`, 'objects'))[0]!.n;
    const once = await count();
    expect(once).toBeGreaterThan(0);
    await remind(fresh.db, robot, OBLIGATION_REMINDERS, vietnamCalendar, TODAY);
    expect(await count()).toBe(once);
  });

  it('lịch của một cơ quan: việc từ hôm nay trở đi', async () => {
    const items = await OBLIGATION_CALENDAR.itemsFor(fresh.db, {
      actor: owner,
      organisationKey: 'so-noi-vu',
      since: TODAY,
    });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ day, id }) => day >= TODAY && id.startsWith('obligation-'))).toBe(true);
  });
});
