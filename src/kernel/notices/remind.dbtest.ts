import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#kernel/calendar/dates.ts';
import { vietnamCalendar } from '#kernel/calendar/special-days.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { useDatabase } from '#test/database/fresh.ts';
import {
  addReminderRule,
  chooseChannels,
  KERNEL_KINDS,
  markAllRead,
  noticeBuilders,
  ownNotices,
  queueDigests,
  queueWeekly,
  remind,
  reminderSettings,
  retireReminderRule,
  sendDue,
  setWeeklyDay,
  smtpMailer,
  weeklyBuilders,
  type OpenSubject,
} from './index.ts';
import { useMailServer } from './testing/mail-server.ts';
import { makeAccount } from './testing/people.ts';
import { fakeSource, type FakeSource } from './testing/source.ts';

const fresh = useDatabase();
const server = useMailServer();
const robot = system('Nhắc việc');
let source: FakeSource;
let officer: Actor & { id: string };
let head: Actor & { id: string };
let chairman: Actor & { id: string };

const day = (text: string) => isoDate(text);
const work = (id: string, lastDay: string, more: Partial<OpenSubject> = {}): OpenSubject => ({
  subjectId: id,
  organisationKey: 'so-noi-vu',
  lastDay: day(lastDay),
  awaits: 'body',
  title: `Việc ${id}`,
  path: `/ke-hoach/a/nhiem-vu/${id}`,
  ...more,
});
const run = (today: string) => remind(fresh.db, robot, source, vietnamCalendar, day(today));
const titles = async (actor: Actor) =>
  (await ownNotices(fresh.db, actor)).notices.map(({ title, text, kind }) => `${kind}: ${title}; ${text}`);
const send = (today: string) =>
  sendDue(fresh.db, smtpMailer(server.settings), {
    ...noticeBuilders({ kinds: KERNEL_KINDS, sources: [source], calendar: vietnamCalendar, today: () => day(today), address: (path) => `https://cchc.example${path}` }), // prettier-ignore
  });
const makeDue = () => fresh.db.execute(sql`update notice_outbox set due_at = now() where outcome is null`);

beforeAll(async () => {
  officer = await makeAccount(fresh.db, 'Nguyễn Thị Hoà');
  head = await makeAccount(fresh.db, 'Trần Văn Đức', 'head');
  chairman = await makeAccount(fresh.db, 'Lê Chủ Tịch');
});

beforeEach(async () => {
  source = fakeSource();
  source.people = new Map([
    ['responsible so-noi-vu', [officer.id]],
    ['head so-noi-vu', [head.id]],
    ['chairman so-noi-vu', [chairman.id]],
  ]);
  server.letters.length = 0;
  await fresh.db.execute(sql`delete from notice_outbox`);
  await fresh.db.execute(sql`delete from notice`);
  await fresh.db.execute(sql`delete from reminder`);
  await fresh.db.execute(sql`delete from notice_preference`);
});

describe('nhắc việc', () => {
  it('trước hạn: người thực hiện; quá hạn: thêm người đứng đầu, rồi lãnh đạo', async () => {
    source.open = [work('1', '2025-03-28')];
    for (let today = day('2025-03-03'); today <= '2025-05-09'; today = addDays(today, 1)) await run(today);
    expect((await titles(officer)).reverse()).toEqual([
      'reminder: Việc 1; Đến hạn 28/03/2025, còn 10 ngày làm việc',
      'reminder: Việc 1; Đến hạn 28/03/2025, còn 5 ngày làm việc',
      'reminder: Việc 1; Đến hạn 28/03/2025, còn 1 ngày làm việc',
      'reminder: Việc 1; Quá hạn 28/03/2025, đã 1 ngày làm việc',
      'reminder: Việc 1; Quá hạn 28/03/2025, đã 5 ngày làm việc',
    ]);
    expect(await titles(head)).toEqual(['escalation: Việc 1; Quá hạn 28/03/2025, đã 5 ngày làm việc']);
    expect(await titles(chairman)).toEqual(['escalation: Việc 1; Quá hạn 28/03/2025, đã 15 ngày làm việc']);
  });

  it('chạy hai lần, ba nơi cùng lúc: mỗi người một thông báo', async () => {
    source.open = Array.from({ length: 50 }, (_, n) => work(String(n), '2025-03-28'));
    const sums = await Promise.all([run('2025-03-21'), run('2025-03-21'), run('2025-03-21')]);
    expect(sums.reduce((sum, { sent }) => sum + sent, 0)).toBe(50);
    expect(await run('2025-03-21')).toEqual({ open: 50, sent: 0, passedOver: 0, nobody: 0 });
    const [row] = await fresh.db.execute<{ count: number }>(sql`select count(*)::int as count from notice`, 'objects');
    expect(row!.count).toBe(50);
  });

  it('việc xong giữa chừng không được nhắc nữa; hạn dời đi được nhắc theo hạn mới', async () => {
    source.open = [work('1', '2025-03-28'), work('2', '2025-03-28')];
    await run('2025-03-14');
    source.open = [work('2', '2025-04-11')];
    await run('2025-03-27');
    await run('2025-03-28');
    expect((await titles(officer)).sort()).toEqual([
      'reminder: Việc 1; Đến hạn 28/03/2025, còn 10 ngày làm việc',
      'reminder: Việc 2; Đến hạn 11/04/2025, còn 10 ngày làm việc',
      'reminder: Việc 2; Đến hạn 28/03/2025, còn 10 ngày làm việc',
    ]);
  });

  it('nghỉ một tuần: một lời nhắc gấp nhất, các lời nhắc lỡ được ghi là bỏ qua', async () => {
    source.open = [work('1', '2025-03-28')];
    await run('2025-03-14');
    expect(await run('2025-04-02')).toEqual({ open: 1, sent: 1, passedOver: 2, nobody: 0 });
    expect(await titles(officer)).toHaveLength(2);
  });

  it('cơ quan chưa có ai nhận việc: báo người đứng đầu, nói vì sao; không ai cả thì ghi lại', async () => {
    source.people.delete('responsible so-noi-vu');
    source.open = [work('1', '2025-03-28'), work('2', '2025-03-28', { organisationKey: 'khong-ai' })];
    expect(await run('2025-03-21')).toMatchObject({ sent: 1, nobody: 1 });
    const { notices } = await ownNotices(fresh.db, head);
    expect(notices.map(({ kind, why }) => [kind, why])).toEqual([['escalation', 'Cơ quan chưa có ai nhận việc này, nên báo người đứng đầu.']]); // prettier-ignore
  });

  it('người được phân công nhận thay cho cả cơ quan; một người hai vai chỉ nhận một lần', async () => {
    const assigned = await makeAccount(fresh.db, 'Người được giao');
    source.assignees.set('1', [assigned.id]);
    source.people.set('head so-noi-vu', [officer.id]);
    source.open = [work('1', '2025-03-28'), work('2', '2025-03-28')];
    await run('2025-04-04');
    expect(await titles(assigned)).toEqual(['reminder: Việc 1; Quá hạn 28/03/2025, đã 5 ngày làm việc']);
    expect((await titles(officer)).sort()).toEqual([
      'escalation: Việc 1; Quá hạn 28/03/2025, đã 5 ngày làm việc',
      'escalation: Việc 2; Quá hạn 28/03/2025, đã 5 ngày làm việc',
    ]);
  });

  it('bị cắt giữa chừng thì lần sau làm nốt', async () => {
    source.open = Array.from({ length: 6 }, (_, n) => work(String(n), '2025-03-28'));
    const { recipientsOf } = source;
    let calls = 0;
    source.recipientsOf = async (...given) => {
      if ((calls += 1) > 2) throw new Error('mất điện');
      return recipientsOf(...given);
    };
    await expect(run('2025-03-21')).rejects.toThrow('mất điện');
    source.recipientsOf = recipientsOf;
    await run('2025-03-21');
    expect(await titles(officer)).toHaveLength(6);
  });
});

describe('quy tắc nhắc việc', () => {
  const owner = async () => makeAccount(fresh.db, 'Chủ trì kế hoạch', 'plan-owner');

  it('ban đầu là đề xuất của nền tảng; thêm, bỏ được; bỏ rồi thêm lại không nhắc lại', async () => {
    const actor = await owner();
    const { rules } = await reminderSettings(fresh.db, actor);
    expect(new Set(rules.map(({ origin }) => origin))).toEqual(new Set(['suggestion']));
    source.open = [work('1', '2025-03-28')];
    await run('2025-03-27');
    const last = rules.find(({ offsetDays }) => offsetDays === -1)!;
    await retireReminderRule(fresh.db, actor, last.id);
    await addReminderRule(fresh.db, actor, { days: 1, when: 'before', audience: 'responsible' });
    expect(await run('2025-03-27')).toMatchObject({ sent: 0, passedOver: 1 });
    const after = await reminderSettings(fresh.db, actor);
    expect(after.rules.find(({ offsetDays }) => offsetDays === -1)?.origin).toBe('decided');
  });

  it.each([
    [{ days: 5, when: 'before', audience: 'responsible' } as const, 'notices.rule-exists'],
    [{ days: 3, when: 'before', audience: 'chairman' } as const, 'notices.rule-too-early'],
  ])('%j: %s', async (input, code) => {
    await expect(addReminderRule(fresh.db, await owner(), input)).rejects.toMatchObject({ code });
  });

  it('cán bộ theo dõi không đặt được', async () => {
    await expect(setWeeklyDay(fresh.db, officer, 3)).rejects.toMatchObject({ status: 403 });
  });
});

describe('thư tổng hợp hằng ngày', () => {
  it('mỗi người một thư, mỗi việc nói vì sao, với địa chỉ từ cấu hình', async () => {
    source.open = [work('1', '2025-03-28'), work('2', '2025-03-28'), work('3', '2025-03-14')];
    await run('2025-03-21');
    const letters = await Promise.all([1, 2, 3].map(() => queueDigests(fresh.db, robot, day('2025-03-21'))));
    expect(letters.sort()).toEqual([0, 0, 2]);
    await send('2025-03-21');
    const mine = server.letters.find((letter) => letter.header('Subject')!.startsWith('3 thông báo'));
    expect(mine!.header('Subject')).toBe('3 thông báo ngày 21/03/2025');
    expect(mine!.body).toContain('1. Việc 3\n   Quá hạn 14/03/2025, đã 5 ngày làm việc\n   Vì sao: Cơ quan của bạn thực hiện việc này.\n   https://cchc.example/ke-hoach/a/nhiem-vu/3'); // prettier-ignore
    expect(server.letters).toHaveLength(2);
  });

  it('việc đã xong, hạn đã đổi, thông báo đã đọc khi gửi thì không còn trong thư', async () => {
    source.open = [work('1', '2025-03-28'), work('2', '2025-03-28')];
    await run('2025-03-21');
    await queueDigests(fresh.db, robot, day('2025-03-21'));
    source.open = [work('2', '2025-04-28')];
    expect((await send('2025-03-21')).skipped).toBe(1);
    expect(server.letters).toHaveLength(0);
    const [row] = await fresh.db.execute<{ reason: string }>(sql`select reason from notice_outbox`, 'objects');
    expect(row!.reason).toBe('Các việc trong thư không còn đúng khi gửi.');
  });

  it('máy chủ thư nghỉ ba ngày: trở lại thì một thư, mỗi việc một lần, nói theo ngày gửi', async () => {
    source.open = [work('1', '2025-03-28'), work('2', '2025-03-27'), work('3', '2025-03-26')];
    for (const today of ['2025-03-19', '2025-03-20', '2025-03-21']) {
      await run(today);
      await queueDigests(fresh.db, robot, day(today));
    }
    await makeDue();
    expect(await send('2025-03-24')).toMatchObject({ sent: 1, skipped: 2 });
    expect(server.letters).toHaveLength(1);
    expect(server.letters[0]!.body.match(/^\d\. Việc \d$/gm)).toEqual(['1. Việc 3', '2. Việc 2', '3. Việc 1']);
    expect(server.letters[0]!.body).toContain('còn 2 ngày làm việc');
    // The next day's letter does not bring them again.
    source.open.push(work('4', '2025-04-01'));
    await run('2025-03-25');
    await queueDigests(fresh.db, robot, day('2025-03-25'));
    await send('2025-03-25');
    expect(server.letters.at(-1)!.body).not.toContain('Việc 1');
    expect(server.letters.at(-1)!.body).toContain('Việc 4');
  });

  it('ai chọn gửi ngay thì có thư ngay; ai chọn không nhận thì không có gì; báo người đứng đầu không tắt được', async () => {
    await chooseChannels(fresh.db, officer, { reminder: 'mail' }, KERNEL_KINDS);
    await chooseChannels(fresh.db, head, { reminder: 'off' }, KERNEL_KINDS);
    await expect(chooseChannels(fresh.db, head, { escalation: 'off' }, KERNEL_KINDS)).rejects.toMatchObject({ fields: { escalation: expect.any(String) } }); // prettier-ignore
    source.people.set('responsible so-noi-vu', [officer.id, head.id]);
    source.open = [work('1', '2025-03-28')];
    await run('2025-03-21');
    expect(await titles(head)).toEqual([]);
    await send('2025-03-21');
    expect(server.letters.map((letter) => letter.header('Subject'))).toEqual(['Việc 1']);
    expect(await queueDigests(fresh.db, robot, day('2025-03-21'))).toBe(0);
  });

  it('đọc hết trên nền tảng rồi thì không có thư', async () => {
    source.open = [work('1', '2025-03-28')];
    await run('2025-03-21');
    const { notices } = await ownNotices(fresh.db, officer);
    expect(await markAllRead(fresh.db, officer, notices[0]!.id)).toBe(1);
    expect(await queueDigests(fresh.db, robot, day('2025-03-21'))).toBe(0);
  });
});

describe('thư tổng hợp hằng tuần', () => {
  const sections = [
    {
      name: 'test',
      weekly: async (_db: unknown, actor: Actor) =>
        actor.name === 'Lê Chủ Tịch'
          ? { title: 'Toàn tỉnh', lines: [{ text: '31/75 nhiệm vụ đã xong', path: '/' }] }
          : null,
    },
  ];
  const sendWeekly = (today: string) =>
    sendDue(fresh.db, smtpMailer(server.settings), weeklyBuilders(sections, () => day(today), (path) => `https://x.example${path}`)); // prettier-ignore

  it('đúng thứ đã đặt, mỗi tuần một lần; máy nghỉ hôm ấy thì hôm sau; ai không có gì thì không có thư', async () => {
    await fresh.db.execute(sql`update "user" set disabled_at = null`);
    await fresh.db.execute(sql`insert into account (id, "accountId", "providerId", "userId", password, "updatedAt")
      values ('w1', ${chairman.id}, 'credential', ${chairman.id}, 'x', now()), ('w2', ${officer.id}, 'credential', ${officer.id}, 'x', now())`);
    await setWeeklyDay(fresh.db, system('Kiểm thử'), 3);
    await chooseChannels(fresh.db, head, { weekly: 'off' }, KERNEL_KINDS);
    expect(await queueWeekly(fresh.db, robot, day('2025-03-18'))).toBe(0);
    const queued = await queueWeekly(fresh.db, robot, day('2025-03-20'));
    expect(queued).toBeGreaterThan(1);
    expect(await queueWeekly(fresh.db, robot, day('2025-03-21'))).toBe(0);
    expect(await sendWeekly('2025-03-20')).toMatchObject({ sent: 1, failed: 0, deferred: 0 });
    expect(server.letters[0]!.body).toContain('TOÀN TỈNH (1)\n\n1. 31/75 nhiệm vụ đã xong\n   https://x.example/');
    expect(await queueWeekly(fresh.db, robot, day('2025-03-26'))).toBe(queued);
  });
});
