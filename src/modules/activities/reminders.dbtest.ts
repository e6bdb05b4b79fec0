import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDate, type IsoDate } from '#kernel/calendar/dates.ts';
import { vietnamCalendar } from '#kernel/calendar/special-days.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere, heldFor } from '#kernel/identity/model.ts';
import { remind, type OpenSubject } from '#kernel/notices/index.ts';
import { readRegistryFolder } from '#kernel/organisations/registry-files.ts';
import { storeRegistry } from '#kernel/organisations/store.ts';
import { useTemporaryFiles } from '#modules/plan/testing/sample-plan.ts';
import { useDatabase } from '#test/database/fresh.ts';
import * as activities from './index.ts';

useTemporaryFiles();
const fresh = useDatabase();
const TODAY = isoDate('2025-05-05');
const NOW = new Date('2025-05-05T03:00:00Z');
const BODY = 'so-y-te';
const OTHER = 'so-tu-phap';
const PERSON = '00000000-0000-7000-8000-000000000001';
const holding = (id: string, role: string, body?: string): Actor => ({
  ...system('Cán bộ thử'),
  id,
  roles: [role],
  grants: body === undefined ? heldEverywhere(role) : [heldFor(role, body)],
  organisationKey: body ?? 'so-noi-vu',
  organisationKeys: [body ?? 'so-noi-vu'],
});
const owner = holding('owner', 'plan-owner');
const officer = holding('officer', 'officer', BODY);
const stranger = holding('stranger', 'officer', OTHER);
const evidence = [{ kind: 'document' as const, documentNumber: '1/BC', documentDate: '2025-05-01', documentIssuer: null, title: null }]; // prettier-ignore
let training: string;
let inspection: string;
let meeting: string;

async function open(today: IsoDate = TODAY): Promise<OpenSubject[]> {
  const all: OpenSubject[] = [];
  for await (const batch of activities.ACTIVITY_REMINDERS.openOn(fresh.db, today, addDays(today, 40))) all.push(...batch); // prettier-ignore
  return all;
}

beforeAll(async () => {
  await transact(fresh.db, system('test'), async (tx) => {
    await storeRegistry(tx, readRegistryFolder());
    await tx.execute(sql`insert into person (id, name) values (${PERSON}, 'Lê Hà')`);
    await tx.execute(sql`insert into "user" (id, name, email, "emailVerified", person_id) values ('member', 'Lê Hà', 'ha@thu.example', true, ${PERSON})`); // prettier-ignore
    tx.record({ action: 'seed', subjectType: 'test', subjectId: '1', after: {} });
  });
  const dates = (fromDay: string, toDay: string) => ({ fromDay, toDay });
  ({ id: training } = await activities.planTraining(fresh.db, owner, { title: 'Tập huấn', organisationKey: BODY, ...dates('2025-05-12', '2025-05-20'), fields: { form: 'training', outputs: [{ unit: 'lớp', planned: 1 }] } }, NOW)); // prettier-ignore
  ({ id: inspection } = await activities.planInspection(fresh.db, owner, { title: 'Kiểm tra một cửa', organisationKey: BODY, ...dates('2025-05-01', '2025-05-31'), fields: { content: 'x' } }, NOW)); // prettier-ignore
  ({ id: meeting } = await activities.planMeeting(fresh.db, owner, { title: 'Họp Ban Chỉ đạo', fromDay: '2025-05-09', parties: [{ role: 'chair', personId: PERSON }, { role: 'attendant', organisationKey: OTHER }], fields: { place: 'H', agenda: 'A' } }, NOW)); // prettier-ignore
});

describe('hoạt động được nhắc bằng cùng bộ quy tắc và thư như mọi việc', () => {
  it('đào tạo nhắc cơ quan làm, kiểm tra nhắc người tiến hành; cuộc của tỉnh không gắn cơ quan nào thì chỉ vào lịch', async () => {
    expect((await open()).map(({ subjectId, organisationKey, lastDay, awaits, title }) => [subjectId, organisationKey, lastDay, awaits, title]).sort()).toEqual([
      [training, BODY, '2025-05-20', 'body', 'Đào tạo, tuyên truyền: Tập huấn'],
      [inspection, BODY, '2025-05-31', 'confirmer', 'Cuộc kiểm tra: Kiểm tra một cửa'],
    ].sort()); // prettier-ignore
    expect((await open(isoDate('2025-04-01'))).map(({ subjectId }) => subjectId)).toEqual([]);
  });

  it('lịch: cơ quan thấy việc của mình, người dự thấy cuộc mình dự, người tiến hành thấy cuộc của tỉnh', async () => {
    const titles = async (actor: Actor, organisationKey: string | null = null) =>
      (await activities.ACTIVITY_CALENDAR.itemsFor(fresh.db, { actor, organisationKey, since: TODAY })).map(({ id }) => id.replace('activity-', '')); // prettier-ignore
    expect(await titles(officer)).toEqual([inspection, training]);
    expect(await titles(stranger)).toEqual([meeting]);
    expect(await titles({ ...stranger, id: 'member', organisationKey: null, organisationKeys: [], grants: [] })).toEqual([meeting]); // prettier-ignore
    expect(await titles(owner)).toEqual([inspection, meeting, training]);
    expect(await titles(owner, OTHER)).toEqual([meeting]);
  });

  it('nhắc hai lần cùng ngày không thêm gì; gửi rồi thì chờ người xác nhận; xong thì thôi', async () => {
    const robot = system('Nhắc việc');
    const count = async () => (await fresh.db.execute<{ n: number }>(sql`select count(*)::int as n from reminder where source = 'activities.due'`, 'objects'))[0]!.n; // prettier-ignore
    await remind(fresh.db, robot, activities.ACTIVITY_REMINDERS, vietnamCalendar, isoDate('2025-05-13'));
    const once = await count();
    expect(once).toBeGreaterThan(0);
    await remind(fresh.db, robot, activities.ACTIVITY_REMINDERS, vietnamCalendar, isoDate('2025-05-13'));
    expect(await count()).toBe(once);

    await activities.reportOutputs(fresh.db, officer, training, { outputs: [{ unit: 'lớp', actual: 1 }] }, NOW);
    await activities.answerFor(fresh.db, officer, training, 'submit', { evidence }, NOW);
    expect((await open()).find(({ subjectId }) => subjectId === training)).toMatchObject({ awaits: 'confirmer' });
    await activities.arrange(fresh.db, owner, training, 'confirm', {}, NOW);
    await activities.conductInspection(fresh.db, owner, inspection, 'cancel', { note: 'Dời sang năm sau' }, NOW);
    expect(await open()).toEqual([]);
    expect([...(await activities.ACTIVITY_REMINDERS.lastDaysOf(fresh.db, [training, inspection])).keys()]).toEqual([]);
    const states = (await activities.ACTIVITY_CALENDAR.itemsFor(fresh.db, { actor: owner, organisationKey: null, since: TODAY })).map(({ state }) => state); // prettier-ignore
    expect(states).toEqual(['cancelled', 'open', 'done']);
  });
});
