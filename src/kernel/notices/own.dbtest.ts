import { sql } from 'drizzle-orm';
import ical from 'node-ical';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system, type Actor } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import { useDatabase } from '#test/database/fresh.ts';
import {
  CHANNELS,
  chooseChannels,
  isSubscribed,
  KERNEL_KINDS,
  markAllRead,
  notify,
  openFeed,
  ownChannels,
  ownFeeds,
  ownNotices,
  readFeed,
  readNotice,
  revokeFeed,
  subscribe,
  subscribersOf,
  unreadCount,
  unsubscribe,
  type CalendarItem,
  type NoticeKind,
  type Told,
} from './index.ts';
import { makeAccount } from './testing/people.ts';

const fresh = useDatabase();
const KIND: NoticeKind = { kind: 'test', label: { vi: 'Thử', en: 'Test' }, usual: 'inbox', channels: CHANNELS };
let hoa: Actor & { id: string };
let duc: Actor & { id: string };
let count = 0;

const tell = (...all: (Partial<Told> & { accountId: string })[]) =>
  transact(fresh.db, system('Kiểm thử'), async (tx) => {
    tx.record({ action: 'try', subjectType: 'test', subjectId: '1', after: { at: (count += 1) } });
    return notify(tx, KIND, all.map((one) => ({ key: `k${(count += 1)}`, title: 'Việc mới', ...one }))); // prettier-ignore
  });

beforeAll(async () => {
  hoa = await makeAccount(fresh.db, 'Hoà');
  duc = await makeAccount(fresh.db, 'Đức');
});
beforeEach(() => fresh.db.execute(sql`delete from notice`));

describe('hộp thông báo của mình', () => {
  it('ai thấy của người ấy; cùng khóa chỉ một lần', async () => {
    await tell({ accountId: hoa.id, key: 'một' }, { accountId: duc.id, key: 'một' });
    expect(await tell({ accountId: hoa.id, key: 'một' })).toBe(0);
    expect((await ownNotices(fresh.db, hoa)).notices).toHaveLength(1);
    expect(await unreadCount(fresh.db, duc.id)).toBe(1);
  });

  it('không đọc, không đánh dấu được thông báo của người khác', async () => {
    await tell({ accountId: hoa.id });
    const [mine] = (await ownNotices(fresh.db, hoa)).notices;
    await expect(readNotice(fresh.db, duc, mine!.id)).rejects.toMatchObject({ status: 404 });
    expect(await markAllRead(fresh.db, duc, mine!.id)).toBe(0);
    expect(await unreadCount(fresh.db, hoa.id)).toBe(1);
  });

  it('mở thì đã đọc, và đến trang của nó; đọc lại không đổi giờ đọc', async () => {
    await tell({ accountId: hoa.id, path: '/ke-hoach' });
    const [mine] = (await ownNotices(fresh.db, hoa)).notices;
    expect(await readNotice(fresh.db, hoa, mine!.id)).toEqual({ path: '/ke-hoach' });
    const first = (await ownNotices(fresh.db, hoa)).notices[0]!.readAt;
    await readNotice(fresh.db, hoa, mine!.id);
    expect((await ownNotices(fresh.db, hoa)).notices[0]!.readAt).toEqual(first);
    expect((await ownNotices(fresh.db, hoa, { unread: true })).notices).toEqual([]);
  });

  it('đánh dấu đã đọc đến cái đã thấy: cái mới đến sau vẫn là mới', async () => {
    await tell({ accountId: hoa.id });
    const seen = (await ownNotices(fresh.db, hoa)).notices[0]!.id;
    await tell({ accountId: hoa.id });
    await markAllRead(fresh.db, hoa, seen);
    expect(await unreadCount(fresh.db, hoa.id)).toBe(1);
  });

  it('dài thì chia trang, không sót không trùng', async () => {
    await tell(...Array.from({ length: 75 }, () => ({ accountId: hoa.id })));
    const seen: string[] = [];
    for (let before: string | null | undefined; before !== null;) {
      const page: Awaited<ReturnType<typeof ownNotices>> = await ownNotices(fresh.db, hoa, { before });
      seen.push(...page.notices.map(({ id }) => id));
      before = page.next;
    }
    expect(new Set(seen).size).toBe(75);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it.each(['//ke-xau.example', 'https://ke-xau.example', '/\\ke-xau.example', 'javascript:alert(1)'])(
    'đường dẫn %s không vào được',
    async (path) => {
      await expect(tell({ accountId: hoa.id, path })).rejects.toThrow();
    },
  );

  it('tiêu đề quá dài, chữ điều khiển, mã trang lạ: vẫn ổn', async () => {
    await tell({ accountId: hoa.id, title: `${'dài '.repeat(200)}\0` });
    expect((await ownNotices(fresh.db, hoa)).notices[0]!.title.length).toBeLessThanOrEqual(300);
    await expect(ownNotices(fresh.db, hoa, { before: "x' or 1=1" })).resolves.toBeDefined();
    await expect(readNotice(fresh.db, hoa, 'x')).rejects.toMatchObject({ status: 404 });
  });

  it('tài khoản bị xóa thì thông báo của nó cũng hết', async () => {
    const gone = await makeAccount(fresh.db, 'Sắp đi');
    await tell({ accountId: gone.id }, { accountId: hoa.id });
    await fresh.db.execute(sql`delete from "user" where id = ${gone.id}`);
    const left = await fresh.db.execute<{ account: string }>(sql`select account_id as account from notice`, 'objects');
    expect(left.map(({ account }) => account)).toEqual([hoa.id]);
  });

  it('tài khoản không có thì không có thông báo', async () => {
    expect(await tell({ accountId: 'khong-co' })).toBe(0);
  });

  // The tests' own user is above row policies; one who may read every table and no more is not.
  it.each([
    ['public', 0],
    ['inside', 0],
    ['all', 1],
  ])('mắt %s thấy %i thông báo qua bảng', async (sees, rows) => {
    await tell({ accountId: hoa.id });
    const client = await fresh.db.$client.connect();
    try {
      await client.query(
        `begin; set local role pg_read_all_data; set local cchc.sees = '${sees}'; set local cchc.organisations = '*'`,
      );
      for (const table of ['notice_outbox', 'notice_preference', 'subscription', 'reminder', 'calendar_feed'])
        await client.query(`select from ${table}`);
      expect((await client.query('select from notice')).rowCount).toBe(rows);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('cách nhận', () => {
  it('chưa chọn: như thường lệ; chọn rồi: như đã chọn; chọn lạ bị từ chối, không lưu gì', async () => {
    expect(await ownChannels(fresh.db, duc, KERNEL_KINDS)).toEqual({ reminder: 'digest', escalation: 'digest', weekly: 'mail' }); // prettier-ignore
    await chooseChannels(fresh.db, duc, { reminder: 'off', weekly: 'off' }, KERNEL_KINDS);
    expect(await ownChannels(fresh.db, duc, KERNEL_KINDS)).toEqual({ reminder: 'off', escalation: 'digest', weekly: 'off' }); // prettier-ignore
    const bad = chooseChannels(fresh.db, duc, { reminder: 'mail', escalation: 'off', lạ: 'mail' }, KERNEL_KINDS);
    await expect(bad).rejects.toMatchObject({ fields: { escalation: expect.any(String), lạ: expect.any(String) } });
    expect((await ownChannels(fresh.db, duc, KERNEL_KINDS)).reminder).toBe('off');
  });
});

describe('theo dõi', () => {
  it('theo dõi, thôi theo dõi; gọi lại không đổi gì', async () => {
    const task = { type: 'plan.obligation', id: 't1' };
    await subscribe(fresh.db, hoa, task);
    await subscribe(fresh.db, hoa, task);
    expect(await isSubscribed(fresh.db, hoa, task)).toBe(true);
    expect(await isSubscribed(fresh.db, duc, task)).toBe(false);
    const found = await transact(fresh.db, system('x'), (tx) => subscribersOf(tx, task.type, ['t1', 't2']));
    expect([...found]).toEqual([['t1', [hoa.id]]]);
    await unsubscribe(fresh.db, hoa, task);
    await unsubscribe(fresh.db, hoa, task);
    expect(await isSubscribed(fresh.db, hoa, task)).toBe(false);
  });
});

describe('lịch qua địa chỉ bí mật', () => {
  const today = isoDate('2025-03-21');
  const items: CalendarItem[] = [
    { id: 'o1', day: isoDate('2025-03-31'), title: 'Rà soát thủ tục', path: '/x', sequence: 0, changedAt: new Date(0), state: 'open' },
  ]; // prettier-ignore
  const asked: { actor: string; organisationKey: string | null }[] = [];
  const source = {
    name: 'test',
    itemsFor: async (_db: unknown, wish: { actor: Actor; organisationKey: string | null }) => {
      asked.push({ actor: wish.actor.name, organisationKey: wish.organisationKey });
      return items;
    },
  };
  const read = (token: string) => readFeed(fresh.db, token, [source], today, (path) => `https://cchc.example${path}`);
  const tokenOf = (path: string) => /^\/lich\/([\w-]{43})\.ics$/.exec(path)![1]!;

  // Roles are read anew for whoever the address belongs to.
  async function makeOfficial(name: string): Promise<Actor & { id: string }> {
    const actor = await makeAccount(fresh.db, name);
    await transact(fresh.db, system('Kiểm thử'), async (tx) => {
      await tx.execute(sql`insert into account (id, "accountId", "providerId", "userId", password, "updatedAt")
        values (${actor.id}, ${actor.id}, 'credential', ${actor.id}, 'x', now())`);
      await tx.execute(sql`insert into role_grant (account_id, role, valid, reason) values (${actor.id}, 'officer', '[2024-01-01,)', 'Thử')`); // prettier-ignore
      tx.record({ action: 'try', subjectType: 'test', subjectId: actor.id, after: {} });
    });
    return actor;
  }

  it('mở, đọc, thay, thu hồi; địa chỉ cũ không trả lời nữa', async () => {
    const official = await makeOfficial('Cán bộ Hoà');
    const first = tokenOf((await openFeed(fresh.db, official, null)).path);
    const text = await read(first);
    expect(Object.values(ical.sync.parseICS(text!)).filter((each) => each?.type === 'VEVENT')).toHaveLength(1);
    expect(text).toContain('X-WR-CALNAME:Việc đến hạn: Cán bộ Hoà');
    expect(asked.at(-1)).toEqual({ actor: 'Cán bộ Hoà', organisationKey: null });
    const second = tokenOf((await openFeed(fresh.db, official, null)).path);
    expect(await read(first)).toBeNull();
    const [feed, ...more] = await ownFeeds(fresh.db, official);
    expect(more).toEqual([]);
    await expect(revokeFeed(fresh.db, duc, feed!.id)).rejects.toMatchObject({ status: 404 });
    expect(await read(second)).not.toBeNull();
    await revokeFeed(fresh.db, official, feed!.id);
    expect(await read(second)).toBeNull();
  });

  it('địa chỉ không có trong cơ sở dữ liệu và nhật ký', async () => {
    const official = await makeOfficial('Cán bộ Đức');
    const token = tokenOf((await openFeed(fresh.db, official, null)).path);
    const [found] = await fresh.db.execute<{ kept: boolean }>(
      sql`select exists (select from calendar_feed where calendar_feed::text like ${`%${token}%`})
        or exists (select from audit_entry where audit_entry::text like ${`%${token}%`}) as kept`,
      'objects',
    );
    expect(found!.kept).toBe(false);
  });

  it('tài khoản bị khóa, mất vai trò: lịch không trả lời nữa', async () => {
    const official = await makeOfficial('Cán bộ Sơn');
    const token = tokenOf((await openFeed(fresh.db, official, null)).path);
    await fresh.db.execute(sql`update role_grant set revoked_at = now(), revocation_reason = 'x' where account_id = ${official.id}`); // prettier-ignore
    expect(await read(token)).toBeNull();
    await fresh.db.execute(sql`update role_grant set revoked_at = null, revocation_reason = null where account_id = ${official.id}`); // prettier-ignore
    expect(await read(token)).not.toBeNull();
    await fresh.db.execute(sql`update "user" set disabled_at = now() where id = ${official.id}`);
    expect(await read(token)).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(43), `${'a'.repeat(42)}'`, '../../etc/passwd'])('mã %j: không có gì', async (token) => {
    expect(await read(token)).toBeNull();
  });

  it('công dân không có lịch công việc; cơ quan lạ bị từ chối', async () => {
    const citizen = { ...hoa, roles: ['citizen'], grants: heldEverywhere('citizen') };
    await expect(openFeed(fresh.db, citizen, null)).rejects.toMatchObject({ status: 403 });
    await expect(openFeed(fresh.db, hoa, 'khong-co')).rejects.toMatchObject({ code: 'notices.no-such-body' });
  });
});
