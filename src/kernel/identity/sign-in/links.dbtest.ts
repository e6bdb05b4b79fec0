import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { transact } from '../../database/transaction.ts';
import { logger } from '../../log.ts';
import { disableAccount, reopenAccount, setPassword } from '../accounts.ts';
import type { Auth } from '../auth.ts';
import { visitor } from '../model.ts';
import { changePassword } from '../own-account.ts';
import { about, passwordOf } from '../rows.ts';
import { credential } from '../schema.ts';
import { signIn } from '../sign-in.ts';
import {
  anAccount,
  anAddress,
  comerWith,
  OPERATOR,
  PASSWORD,
  signedIn,
  testAuth,
  withSecondFactor,
} from '../testing.ts';
import { acceptInvitation, askPasswordReset, invitationsTo, inviteAccount, linkOwner, resetPassword, withdrawInvitation } from './index.ts'; // prettier-ignore
import { signInLink } from './schema.ts';

const NEXT = 'một câu hoàn toàn mới';
const HOUR = 3_600_000;
const fresh = useDatabase();
let auth: Auth;
beforeAll(() => {
  logger.level = 'silent';
  auth = testAuth(fresh.db);
});
afterEach(() => vi.restoreAllMocks());

const later = (milliseconds: number) => new Date(Date.now() + milliseconds);
const can = async (email: string, password: string) =>
  (await signIn(fresh.db, { email, password, address: anAddress() }, auth)).outcome;
const lettersTo = async (email: string) =>
  (
    await fresh.db.execute<{ subject: string; text: string; secret: boolean; expires: string }>(
      sql`select payload->>'subject' as subject, payload->>'text' as text, secret, expires_at as expires from notice_outbox
        where address = ${email} order by id`,
      'objects',
    )
  ).map((row) => ({ ...row, expires: new Date(row.expires) }));
const tokenIn = (text: string) => /\?ma=([\w-]+)/.exec(text)![1]!;
const recordOf = async (id: string) =>
  (await fresh.db.execute<{ action: string; who: string | null }>(sql`select action, actor_id as who from audit_entry where subject_id = ${id} order by id`, 'objects')); // prettier-ignore

/** An account of somebody who never had a password. */
async function without(given: Parameters<typeof anAccount>[1] = {}) {
  const account = await anAccount(fresh.db, given);
  await transact(fresh.db, OPERATOR, async (tx) => {
    await tx.delete(credential).where(passwordOf(account.id));
    tx.record({ ...about(account.id, 'test'), after: {} });
  });
  return account;
}
const handed = async (email: string, now?: Date) =>
  tokenIn((await inviteAccount(fresh.db, OPERATOR, email, { mail: false, days: 7 }, now)).path!);
const accept = (token: string, password = NEXT, now?: Date) =>
  acceptInvitation(fresh.db, { token, password, requestId: 'r1' }, now);

describe('lời mời', () => {
  it('qua thư: liên kết của trang này, dùng một lần, bảy ngày; xong thì đăng nhập được', async () => {
    const { id, email } = await without({ name: 'Trần Thị Hòa' });
    const { path, expiresAt } = await inviteAccount(fresh.db, OPERATOR, email, { mail: true, days: 7 });
    expect(path).toBeNull();
    const [letter] = await lettersTo(email);
    expect(letter).toMatchObject({ secret: true, expires: expiresAt });
    expect(letter!.text).toMatch(/^Kính gửi Trần Thị Hòa,\n\n[^]*http:\/\/127\.0\.0\.1:3000\/moi\?ma=[\w-]{43}\n/);
    const token = tokenIn(letter!.text);
    expect(await linkOwner(fresh.db, 'invitation', token)).toMatchObject({
      accountId: id,
      name: 'Trần Thị Hòa',
      email,
    });
    expect((await invitationsTo(fresh.db, OPERATOR, [id])).get(id)?.expiresAt).toEqual(expiresAt);
    expect(await accept(token)).toEqual({ outcome: 'chosen', email });
    expect(await can(email, NEXT)).toBe('signed-in');
    expect(await accept(token, 'một câu khác hẳn nữa')).toEqual({ outcome: 'void', fault: 'used' });
    expect(await recordOf(id)).toEqual(expect.arrayContaining([{ action: 'invite', who: null }, { action: 'accept-invitation', who: id }])); // prettier-ignore
    expect((await invitationsTo(fresh.db, OPERATOR, [id])).size).toBe(0);
  });

  it('không có máy chủ thư thì quản trị được trao liên kết một lần; không bảng nào giữ nó', async () => {
    const { email } = await without();
    const token = await handed(email);
    const kept = await fresh.db.execute(sql`select (select json_agg(l) from sign_in_link l) l, (select json_agg(o) from notice_outbox o) o, (select json_agg(a) from audit_entry a) a`, 'objects'); // prettier-ignore
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(await lettersTo(email)).toEqual([]);
    expect(await accept(token)).toMatchObject({ outcome: 'chosen' });
  });

  it('mật khẩu không đạt thì liên kết vẫn còn dùng được', async () => {
    const { email } = await without();
    const token = await handed(email);
    expect(await accept(token, 'ngắn')).toEqual({ outcome: 'unfit', problem: 'too-short' });
    expect(await accept(token, email)).toMatchObject({ outcome: 'unfit' });
    expect(await accept(token)).toMatchObject({ outcome: 'chosen' });
  });

  it('hai người cùng dùng một liên kết: một người được', async () => {
    const { email } = await without();
    const token = await handed(email);
    const results = await Promise.all([accept(token), accept(token, 'một câu khác hẳn nữa')]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['chosen', 'void']);
  });

  it.each([
    ['hết hạn', 'expired', async () => {}, 7 * 24 * HOUR],
    ['bị thu hồi', 'void', (email: string) => withdrawInvitation(fresh.db, OPERATOR, email), 0],
    ['có lời mời mới hơn', 'void', (email: string) => handed(email), 0],
    ['tài khoản bị khóa', 'void', (email: string) => disableAccount(fresh.db, OPERATOR, email), 0],
    ['bị khóa rồi mở lại', 'void', (email: string) => disableAccount(fresh.db, OPERATOR, email).then(() => reopenAccount(fresh.db, OPERATOR, email)), 0],
    ['quản trị đã đặt mật khẩu', 'void', (email: string) => setPassword(fresh.db, OPERATOR, email, PASSWORD), 0],
    ['đặt mật khẩu rồi khóa rồi mở lại', 'void', (email: string) => setPassword(fresh.db, OPERATOR, email, PASSWORD).then(() => disableAccount(fresh.db, OPERATOR, email)).then(() => reopenAccount(fresh.db, OPERATOR, email)), 0],
  ] as const)('%s: vô giá trị', async (_, fault, act, wait) => {
    const { id, email } = await without();
    const token = await handed(email);
    await act(email);
    const [before] = await fresh.db.select().from(credential).where(passwordOf(id));
    expect(await accept(token, NEXT, later(wait))).toEqual({ outcome: 'void', fault });
    expect((await fresh.db.select().from(credential).where(passwordOf(id)))[0]).toEqual(before);
  }); // prettier-ignore

  it('liên kết bịa, sửa, hay của việc khác không mở gì', async () => {
    const { email } = await without();
    const token = await handed(email);
    for (const bad of ['', 'x', token.slice(1), `${token}=`, token.toUpperCase(), "' or 1=1 --", 'ấ'.repeat(5000)]) {
      expect(await accept(bad), bad).toEqual({ outcome: 'void', fault: 'unknown' });
    }
    expect(await resetPassword(fresh.db, { token, password: NEXT, requestId: 'r' })).toEqual({
      outcome: 'void',
      fault: 'unknown',
    });
  });

  it.each([
    ['không có tài khoản', 'identity.no-account', () => Promise.resolve('khong-co@x.vn')],
    ['đã có mật khẩu', 'identity.has-password', async () => (await anAccount(fresh.db)).email],
    ['bị khóa', 'identity.account-closed', async () => {
      const { email } = await anAccount(fresh.db);
      await disableAccount(fresh.db, OPERATOR, email);
      return email;
    }],
  ] as const)('%s: không mời được', async (_, code, account) => {
    const email = await account();
    await expect(inviteAccount(fresh.db, OPERATOR, email, { mail: true, days: 7 })).rejects.toMatchObject({ code });
    expect(await lettersTo(email)).toEqual([]);
  }); // prettier-ignore

  it('chỉ người quản lý cán bộ mời được, và không mời người ở trên mình', async () => {
    const { email } = await without({ role: 'administrator' });
    const officer = (await comerWith(fresh.db, auth, await signedIn(fresh.db, auth, (await anAccount(fresh.db)).email)))
      .actor;
    for (const actor of [visitor(null), officer]) {
      await expect(inviteAccount(fresh.db, actor, email)).rejects.toMatchObject({ status: actor.id ? 403 : 401 });
      await expect(withdrawInvitation(fresh.db, actor, email)).rejects.toThrow();
      await expect(invitationsTo(fresh.db, actor, [])).rejects.toThrow();
    }
    const local = { ...officer, roles: ['administrator'], grants: [{ role: 'administrator', organisation: 'so-y-te', scope: new Set(['so-y-te']), until: null, via: 'grant' as const }] }; // prettier-ignore
    await expect(inviteAccount(fresh.db, local, email, { mail: false, days: 7 })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('quên mật khẩu', () => {
  const ask = (email: string, more: { address?: string; mail?: boolean; now?: Date } = {}) => {
    const { address = anAddress(), mail = true, now } = more;
    return askPasswordReset(fresh.db, { email, address, requestId: 'r1' }, mail, now);
  };
  const reset = (token: string, password = NEXT, now?: Date) =>
    resetPassword(fresh.db, { token, password, requestId: 'r1' }, now);
  const tokenFor = async (email: string) => {
    await ask(email);
    return tokenIn((await lettersTo(email)).at(-1)!.text);
  };

  it('thư có liên kết một giờ; đặt xong thì mọi phiên kết thúc, thư báo, mật khẩu cũ hết giá trị', async () => {
    const { id, email } = await anAccount(fresh.db);
    const headers = await signedIn(fresh.db, auth, email);
    expect(await ask(` ${email.toUpperCase()} `)).toEqual({ outcome: 'asked' });
    const [letter] = await lettersTo(email);
    expect(letter!.secret).toBe(true);
    expect(letter!.expires.getTime() - Date.now()).toBeLessThanOrEqual(HOUR);
    const token = tokenIn(letter!.text);
    expect(await reset(token)).toEqual({ outcome: 'chosen', email });
    expect((await comerWith(fresh.db, auth, headers)).session).toBeNull();
    expect([await can(email, PASSWORD), await can(email, NEXT)]).toEqual(['wrong', 'signed-in']);
    expect((await lettersTo(email)).map(({ subject }) => subject)).toEqual(['Đặt lại mật khẩu', 'Mật khẩu của bạn đã được đổi']); // prettier-ignore
    expect((await recordOf(id)).map(({ action }) => action)).toEqual(expect.arrayContaining(['ask-reset', 'reset-password'])); // prettier-ignore
    expect(await reset(token)).toEqual({ outcome: 'void', fault: 'used' });
  });

  it('không nói tài khoản có hay không, bằng lời hay bằng thời gian', async () => {
    const { email } = await anAccount(fresh.db);
    const closed = await anAccount(fresh.db);
    await disableAccount(fresh.db, OPERATOR, closed.email);
    const invited = await without();
    const times = [];
    for (const asked of [email, 'khong-co@x.vn', closed.email, invited.email, 'không phải thư']) {
      const from = performance.now();
      expect(await ask(asked)).toEqual({ outcome: 'asked' });
      times.push(performance.now() - from);
    }
    for (const time of times) expect(time).toBeGreaterThan(240);
    expect(await lettersTo(email)).toHaveLength(1);
    for (const other of [closed, invited]) expect(await lettersTo(other.email)).toEqual([]);
  });

  it('mỗi tài khoản ba thư một giờ; nơi hỏi quá nhiều cũng phải đợi, và cái đó không cản ai đăng nhập', async () => {
    const { email } = await anAccount(fresh.db);
    const outcomes = [];
    for (let time = 1; time <= 5; time++) outcomes.push((await ask(email)).outcome);
    expect(outcomes).toEqual(['asked', 'asked', 'asked', 'wait', 'wait']);
    expect(await lettersTo(email)).toHaveLength(3);
    const address = anAddress();
    const many = await Promise.all(Array.from({ length: 22 }, (_, n) => ask(`n${n}@x.vn`, { address })));
    expect(many.filter(({ outcome }) => outcome === 'asked')).toHaveLength(20);
    expect((await signIn(fresh.db, { email, password: PASSWORD, address }, auth)).outcome).toBe('signed-in');
  });

  it.each([
    ['một giờ đã qua', 'expired', () => Promise.resolve(), HOUR],
    ['đã có thư mới hơn', 'void', (email: string) => ask(email), 0],
    ['chủ tài khoản đã tự đổi mật khẩu', 'void', async (email: string) => {
      const { actor } = await comerWith(fresh.db, auth, await signedIn(fresh.db, auth, email));
      await changePassword(fresh.db, actor, { current: PASSWORD, next: 'một câu khác hẳn nữa', sessionId: null });
    }, 0],
    ['tài khoản bị khóa', 'void', (email: string) => disableAccount(fresh.db, OPERATOR, email), 0],
  ] as const)('%s: vô giá trị', async (_, fault, act, wait) => {
    const { email } = await anAccount(fresh.db);
    const token = await tokenFor(email);
    await act(email);
    expect(await reset(token, NEXT, later(wait))).toEqual({ outcome: 'void', fault });
    expect(await can(email, NEXT)).toBe('wrong');
  }); // prettier-ignore

  it('không bỏ qua được xác thực hai bước', async () => {
    const { email } = await anAccount(fresh.db);
    await withSecondFactor(fresh.db, auth, email);
    expect((await reset(await tokenFor(email))).outcome).toBe('chosen');
    const comer = await comerWith(fresh.db, auth, await signedIn(fresh.db, auth, email, NEXT));
    expect(comer).toMatchObject({ session: null, unfinished: { missing: 'code' } });
  });

  it('không có máy chủ thư thì nói ngay, không tạo liên kết nào', async () => {
    const { id, email } = await anAccount(fresh.db);
    expect(await ask(email, { mail: false })).toEqual({ outcome: 'no-mail' });
    expect(await fresh.db.select().from(signInLink).where(eq(signInLink.userId, id))).toEqual([]);
  });

  it('lần từ chối nào cũng vào nhật ký máy, không kèm liên kết hay mật khẩu', async () => {
    const heard: unknown[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(logger, level).mockImplementation((...words: unknown[]) => void heard.push(words));
    }
    const { email } = await anAccount(fresh.db);
    const token = await tokenFor(email);
    await reset(token);
    await reset(token, 'một câu khác hẳn nữa');
    const told = JSON.stringify(heard);
    expect(told).toContain('"fault":"used"},"sign-in link: refused"');
    for (const secret of [token, NEXT, 'một câu khác hẳn nữa']) expect(told).not.toContain(secret);
  });
});
