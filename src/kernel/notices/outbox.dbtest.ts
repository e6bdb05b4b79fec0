import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { createAccount, disableAccount } from '#kernel/identity/index.ts';
import { startJobs } from '#kernel/jobs/index.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { queueRows, sendDue, smtpMailer, SEND_JOB, type Builders } from './index.ts';
import { queueMail, type QueuedMail } from './queue.ts';
import { takeNext } from './outbox.ts';
import { useMailServer } from './testing/mail-server.ts';

const fresh = useDatabase();
const server = useMailServer();

const act = <Result>(body: Parameters<typeof transact<Result>>[2]) =>
  transact(fresh.db, system('Kiểm thử'), async (tx) => {
    tx.record({ action: 'try', subjectType: 'test', subjectId: '1', after: { at: Math.random() } });
    return body(tx);
  });
let count = 0;
const mail = (more: Partial<QueuedMail> = {}): QueuedMail => ({
  to: 'hoa@so-noi-vu.example',
  subject: 'Thử',
  text: 'Xin chào.',
  key: `test:${(count += 1)}`,
  ...more,
});
const queue = (one: QueuedMail) => act((tx) => queueMail(tx, one));
const send = (builders: Builders = {}) => sendDue(fresh.db, smtpMailer(server.settings), builders);
const row = async (key: string) =>
  (
    await fresh.db.$client.query(
      `select outcome, reason, attempts, last_error as "lastError", payload, due_at > now() as later from notice_outbox where key = $1`,
      [key],
    )
  ).rows[0];
const makeDue = () => fresh.db.execute(sql`update notice_outbox set due_at = now() where outcome is null`);

beforeEach(async () => {
  await fresh.db.execute(sql`delete from notice_outbox`);
  server.letters.length = 0;
  server.refuse.clear();
});

describe('thư trong hộp chờ gửi', () => {
  it('đi một lần, tiếng Việt còn nguyên, từ địa chỉ trong cấu hình', async () => {
    const one = mail({ subject: 'Nhắc việc: rà soát thủ tục', text: 'Kính gửi chị Hoà,\n\nĐến hạn ngày 30/11.' });
    expect(await queue(one)).toBe(true);
    expect(await send()).toEqual({ sent: 1, skipped: 0, failed: 0, deferred: 0 });
    const [letter] = server.letters;
    expect(letter).toMatchObject({ from: 'cchc@khanh-hoa.example', to: ['hoa@so-noi-vu.example'] });
    expect(letter!.header('Subject')).toBe(one.subject);
    expect(letter!.header('From')).toBe('Cải cách hành chính <cchc@khanh-hoa.example>');
    expect(letter!.header('Auto-Submitted')).toBe('auto-generated');
    expect(letter!.body.trim()).toBe(one.text.normalize('NFC'));
    expect(await send()).toEqual({ sent: 0, skipped: 0, failed: 0, deferred: 0 });
    expect(server.letters).toHaveLength(1);
  });

  it('cùng khóa thì chỉ một thư, dù gọi lúc nào', async () => {
    const one = mail();
    expect([await queue(one), await queue({ ...one, text: 'Khác.' })]).toEqual([true, false]);
    await send();
    expect(await queue(one)).toBe(false);
    await send();
    expect(server.letters.map(({ body }) => body.trim())).toEqual(['Xin chào.']);
  });

  it('không đi khi việc gây ra nó bị hủy', async () => {
    const cancelled = act(async (tx) => {
      await queueMail(tx, mail());
      throw new Error('thôi');
    });
    await expect(cancelled).rejects.toThrow('thôi');
    expect((await send()).sent).toBe(0);
  });

  it('đi ngay sau khi ghi, không chờ đến phút sau', async () => {
    const jobs = await startJobs(fresh.url, { [SEND_JOB]: async () => void (await send()) });
    await queue(mail());
    await expect.poll(() => server.letters.length, { timeout: 5_000 }).toBe(1);
    await jobs.stop();
  });

  it('không đi trước giờ hẹn', async () => {
    await queue(mail({ notBefore: new Date(Date.now() + 3_600_000) }));
    expect((await send()).sent).toBe(0);
  });

  it('quá hạn thì bỏ, có lý do', async () => {
    const one = mail({ expiresAt: new Date(Date.now() - 1_000), secret: true });
    await queue(one);
    expect((await send()).skipped).toBe(1);
    expect(await row(one.key)).toMatchObject({ outcome: 'skipped', reason: 'Quá hạn gửi.', payload: null });
  });

  it('nội dung bí mật được xóa sau khi gửi, nội dung thường được giữ', async () => {
    const [secret, plain] = [mail({ secret: true, text: 'https://…/loi-moi/bi-mat' }), mail()];
    await queue(secret);
    await queue(plain);
    await send();
    expect((await row(secret.key)).payload).toBeNull();
    expect((await row(plain.key)).payload).toMatchObject({ text: 'Xin chào.' });
  });

  it('hai bên cùng gửi: mỗi thư một lần', async () => {
    for (let n = 0; n < 20; n += 1) await queue(mail({ to: `nguoi-${n}@x.example` }));
    const sweeps = await Promise.all([send(), send(), send()]);
    expect(sweeps.reduce((sum, { sent }) => sum + sent, 0)).toBe(20);
    expect(new Set(server.letters.map(({ to }) => to[0])).size).toBe(20);
    expect(server.letters).toHaveLength(20);
  });

  it('chưa có máy chủ thư: thư chờ', async () => {
    const one = mail();
    await queue(one);
    expect(await sendDue(fresh.db, null, {})).toEqual({ sent: 0, skipped: 0, failed: 0, deferred: 0 });
    expect(await row(one.key)).toMatchObject({ outcome: null, attempts: 0 });
  });
});

describe('máy chủ thư không nhận', () => {
  it('máy chủ tắt: không thư nào mất, bật lại thì đi một lần', async () => {
    const all = [mail(), mail(), mail()];
    for (const one of all) await queue(one);
    await server.down();
    try {
      expect(await send()).toEqual({ sent: 0, skipped: 0, failed: 0, deferred: 1 });
      expect(await row(all[0]!.key)).toMatchObject({ outcome: null, later: true, lastError: expect.stringContaining('ECONNREFUSED') }); // prettier-ignore
    } finally {
      await server.up();
    }
    await makeDue();
    expect((await send()).sent).toBe(3);
    expect(server.letters).toHaveLength(3);
  });

  it('4xx cho một người: người khác vẫn nhận, người ấy được thử lại sau', async () => {
    server.refuse.set('day@x.example', { code: 452, at: 'rcpt' });
    const [full, other] = [mail({ to: 'day@x.example' }), mail()];
    await queue(full);
    await queue(other);
    expect(await send()).toEqual({ sent: 1, skipped: 0, failed: 0, deferred: 1 });
    expect(await row(full.key)).toMatchObject({ outcome: null, attempts: 1, later: true });
    server.refuse.clear();
    await makeDue();
    expect((await send()).sent).toBe(1);
    expect(await row(full.key)).toMatchObject({ outcome: 'sent', attempts: 2 });
  });

  it.each([
    ['rcpt', 550],
    ['data', 554],
  ] as const)('5xx ở %s: không gửi lại, giữ lý do', async (at, code) => {
    server.refuse.set('khong-co@x.example', { code, at });
    const one = mail({ to: 'khong-co@x.example', secret: true });
    await queue(one);
    expect((await send()).failed).toBe(1);
    expect(await row(one.key)).toMatchObject({ outcome: 'failed', reason: expect.stringContaining(String(code)), payload: null }); // prettier-ignore
    await makeDue();
    expect((await send()).failed).toBe(0);
  });

  it('từ chối người gửi là lỗi cấu hình: thư chờ, không bị bỏ', async () => {
    server.refuse.set('*', { code: 550, at: 'mail' });
    const one = mail();
    await queue(one);
    await queue(mail());
    expect(await send()).toEqual({ sent: 0, skipped: 0, failed: 0, deferred: 1 });
    expect((await row(one.key)).outcome).toBeNull();
  });

  it('thử mãi không được đến khi quá hạn: ghi là hỏng, với lỗi gần nhất', async () => {
    server.refuse.set('day@x.example', { code: 452, at: 'rcpt' });
    const one = mail({ to: 'day@x.example' });
    await queue(one);
    await send();
    await fresh.db.execute(sql`update notice_outbox set expires_at = now()`);
    expect((await send()).failed).toBe(1);
    expect((await row(one.key)).reason).toContain('452');
  });

  it('đòi TLS mà máy chủ không có: không gửi trần', async () => {
    await queue(mail());
    const swept = await sendDue(fresh.db, smtpMailer({ ...server.settings, tls: 'starttls' }), {});
    expect(swept.deferred).toBe(1);
    expect(server.letters).toHaveLength(0);
  });
});

describe('tiến trình chết giữa lúc máy chủ nhận và lúc ghi lại', () => {
  it('thư được gửi lại với cùng Message-ID; không thư nào mất', async () => {
    const one = mail();
    await queue(one);
    const taken = await takeNext(fresh.db);
    await smtpMailer(server.settings)({ to: one.to, subject: one.subject, text: one.text, key: taken!.key });
    // Dead: nothing is noted. While the lease holds nobody takes it; afterwards somebody does.
    expect((await send()).sent).toBe(0);
    await makeDue();
    expect((await send()).sent).toBe(1);
    const ids = server.letters.map((letter) => letter.header('Message-ID'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@khanh-hoa\.example>$/);
  });
});

describe('dữ liệu xấu', () => {
  it.each([
    'a@b.vn, c@d.vn',
    'a@b.vn\r\nBcc: c@d.vn',
    'Tên <a@b.vn>',
    'a b@c.vn',
    '@b.vn',
    'a@',
    `${'a'.repeat(65)}@b.vn`,
    '',
    'a@b.vn\0',
  ])('địa chỉ %j bị từ chối', async (to) => {
    await expect(queue(mail({ to }))).rejects.toMatchObject({ code: 'notices.bad-address' });
  });

  it('tiêu đề không mở được dòng đầu thư khác, quá dài thì cắt', async () => {
    await queue(mail({ subject: `Việc\r\nBcc: ke-la@x.example\r\n\r\n${'dài '.repeat(200)}` }));
    await send();
    const [letter] = server.letters;
    expect(letter!.to).toEqual(['hoa@so-noi-vu.example']);
    expect(letter!.header('Bcc')).toBeNull();
    expect(letter!.header('Subject')).toMatch(/^Việc Bcc: ke-la@x\.example dài .*…$/);
    expect([...letter!.header('Subject')!].length).toBeLessThanOrEqual(200);
  });

  it('dòng chỉ có dấu chấm không kết thúc thư', async () => {
    await queue(mail({ text: 'trước\n.\nsau\n..\nhết' }));
    await send();
    expect(server.letters.map(({ body }) => body.trim())).toEqual(['trước\n.\nsau\n..\nhết']);
  });
});

describe('nội dung được soạn khi gửi', () => {
  const row1 = (key: string, more = {}) => ({
    key,
    kind: 'hẹn',
    address: 'hoa@x.example',
    payload: { task: 1 },
    ...more,
  });

  it('theo dữ liệu lúc ấy; hết cần thì bỏ và ghi lý do', async () => {
    let done = false;
    const builders: Builders = {
      hẹn: async (_db, { payload }) =>
        done ? { skip: 'Việc đã xong.' } : { subject: 'Hẹn', text: `Việc ${(payload as { task: number }).task}` },
    };
    await act((tx) => queueRows(tx, [row1('a')]));
    await send(builders);
    expect(server.letters.at(-1)?.body.trim()).toBe('Việc 1');
    done = true;
    await act((tx) => queueRows(tx, [row1('b')]));
    expect((await send(builders)).skipped).toBe(1);
    expect(await row('b')).toMatchObject({ outcome: 'skipped', reason: 'Việc đã xong.' });
  });

  it('người soạn hỏng hoặc chưa có: thư chờ, các thư sau vẫn đi', async () => {
    await act((tx) => queueRows(tx, [row1('c'), row1('d', { kind: 'lạ' }), row1('e', { kind: 'mail', payload: { subject: 's', text: 't' } })])); // prettier-ignore
    const broken: Builders = { hẹn: () => Promise.reject(new Error('hỏng')) };
    expect(await send(broken)).toEqual({ sent: 1, skipped: 0, failed: 0, deferred: 2 });
    expect((await row('c')).lastError).toBe('hỏng');
    expect((await row('d')).lastError).toContain('lạ');
  });

  it('cho tài khoản: địa chỉ lúc gửi; tài khoản đã khóa thì bỏ', async () => {
    const email = 'khoa@khanh-hoa.example';
    await createAccount(fresh.db, system('Kiểm thử'), {
      email,
      name: 'Khoa',
      role: 'officer',
      password: 'mưa rào tháng bảy',
    });
    const [found] = await fresh.db.execute<{ id: string }>(
      sql`select id from "user" where email = ${email}`,
      'objects',
    );
    const fixed = { kind: 'mail', address: undefined, accountId: found!.id, payload: { subject: 'x', text: 'y' } };
    await act((tx) => queueRows(tx, [row1('f', fixed)]));
    await send();
    expect(server.letters.at(-1)?.to).toEqual([email]);
    await act((tx) => queueRows(tx, [row1('g', fixed)]));
    await disableAccount(fresh.db, system('Kiểm thử'), email);
    expect((await send()).skipped).toBe(1);
  });
});
