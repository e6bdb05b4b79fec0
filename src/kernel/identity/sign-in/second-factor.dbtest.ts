import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { connect } from '../../database/connection.ts';
import { ALL } from '../../database/eyes.ts';
import { transact } from '../../database/transaction.ts';
import { logger } from '../../log.ts';
import { setRole } from '../accounts.ts';
import { makeAuth, type Auth } from '../auth.ts';
import { session as sessions } from '../schema.ts';
import {
  anAccount,
  anAddress,
  comerWith,
  OPERATOR,
  signedIn,
  testAuth,
  totpFor,
  withSecondFactor,
} from '../testing.ts';
import { giveCode, markDemonstration, prepareSecondFactor, removeOwnSecondFactor, removeSecondFactor, renewBackupCodes, setUpSecondFactor } from './index.ts'; // prettier-ignore
import { backupCode, secondFactor } from './schema.ts';

const fresh = useDatabase();
let auth: Auth;
beforeAll(() => {
  logger.level = 'silent';
  auth = testAuth(fresh.db);
});
afterEach(() => vi.restoreAllMocks());

const inSteps = (steps: number, from = new Date()) => new Date(from.getTime() + steps * 30_000);
const cookieOf = (lines: readonly string[]) => lines.map((line) => line.split(';', 1)[0]).join('; ');
const comer = (headers: Headers, now?: Date) => comerWith(fresh.db, auth, headers, now);
const recordOf = async (id: string) =>
  (await fresh.db.execute<{ action: string }>(sql`select action from audit_entry where subject_id = ${id} order by id`, 'objects')).map(({ action }) => action); // prettier-ignore

/** Comes as far as the second step, and gives a code there. */
async function secondStep(email: string) {
  const headers = await signedIn(fresh.db, auth, email);
  const { unfinished } = await comer(headers);
  const { session, actor } = unfinished!;
  const give = (typed: string, now = new Date(), cookie = headers.get('cookie')) =>
    giveCode(fresh.db, actor, { typed, session, address: anAddress(), cookie, requestId: 'r1', now }, auth);
  return { headers, unfinished: unfinished!, give };
}

describe('quản trị phải có xác thực hai bước', () => {
  it('chưa có thì đăng nhập dở dang: là khách, không làm được gì, cho đến khi thiết lập', async () => {
    const { email } = await anAccount(fresh.db, { role: 'administrator' });
    const before = await comer(await signedIn(fresh.db, auth, email));
    expect(before).toMatchObject({ session: null, actor: { id: null, roles: [] }, unfinished: { missing: 'set-up' } });
    const { headers } = await withSecondFactor(fresh.db, auth, email);
    expect(await comer(headers)).toMatchObject({ unfinished: null, session: { secondFactor: 'passed' } });
  });

  it('người được giao quyền quản trị giữa phiên cũng phải thiết lập ngay từ yêu cầu sau', async () => {
    const { email } = await anAccount(fresh.db);
    const headers = await signedIn(fresh.db, auth, email);
    expect((await comer(headers)).unfinished).toBeNull();
    await setRole(fresh.db, OPERATOR, email, 'administrator');
    expect(await comer(headers)).toMatchObject({ session: null, unfinished: { missing: 'set-up' } });
  });

  it('dở dang quá mười lăm phút thì phải đăng nhập lại', async () => {
    const { email } = await anAccount(fresh.db, { role: 'administrator' });
    const headers = await signedIn(fresh.db, auth, email);
    const later = new Date(Date.now() + 15 * 60_000);
    expect(await comer(headers, later)).toMatchObject({ session: null, unfinished: null, actor: { id: null } });
  });

  it('tài khoản dùng thử của dữ liệu mẫu thì không; người thường thì tùy', async () => {
    const { id, email } = await anAccount(fresh.db, { role: 'administrator' });
    await transact(fresh.db, OPERATOR, (tx) => markDemonstration(tx, [id]));
    expect(await comer(await signedIn(fresh.db, auth, email))).toMatchObject({ session: { demonstration: true } });
    const officer = await anAccount(fresh.db);
    expect((await comer(await signedIn(fresh.db, auth, officer.email))).session).not.toBeNull();
  });

  it('không tự tắt được', async () => {
    const { email } = await anAccount(fresh.db, { role: 'administrator' });
    const { headers } = await withSecondFactor(fresh.db, auth, email);
    const { actor, session } = await comer(headers);
    const shown = { proof: '', session: session!, now: new Date() };
    await expect(removeOwnSecondFactor(fresh.db, actor, shown, auth)).rejects.toMatchObject({
      code: 'identity.second-factor-forced',
    });
  });
});

describe('thiết lập', () => {
  it('kết thúc các phiên khác, đổi mã của phiên này, ghi nhật ký, báo bằng thư', async () => {
    const { id, email } = await anAccount(fresh.db);
    const elsewhere = await signedIn(fresh.db, auth, email);
    const begun = await comer(await signedIn(fresh.db, auth, email));
    const { headers } = await withSecondFactor(fresh.db, auth, email);
    expect((await comer(elsewhere)).session).toBeNull();
    expect(begun.session).not.toBeNull();
    expect((await comer(headers)).session).not.toBeNull();
    expect(await recordOf(id)).toContain('set-up-second-factor');
    const mail = await fresh.db.execute(sql`select payload->>'subject' as subject from notice_outbox where address = ${email}`, 'objects'); // prettier-ignore
    expect(mail).toEqual([{ subject: 'Đã bật xác thực hai bước' }]);
  });

  it('khóa nằm trong cơ sở dữ liệu đã mã hóa, gắn với tài khoản; mã dự phòng chỉ còn dấu vết', async () => {
    const one = await anAccount(fresh.db);
    const two = await anAccount(fresh.db);
    const { key, backupCodes } = await withSecondFactor(fresh.db, auth, one.email);
    const other = await withSecondFactor(fresh.db, auth, two.email);
    const all = JSON.stringify(
      await fresh.db.execute(sql`select (select json_agg(f) from second_factor f) f, (select json_agg(c) from backup_code c) c,
        (select json_agg(a) from audit_entry a) a, (select json_agg(o) from notice_outbox o) o`, 'objects'),
    ); // prettier-ignore
    for (const secret of [key.replaceAll(' ', ''), key, ...backupCodes]) expect(all).not.toContain(secret);
    // Somebody who can write to the database puts his own key in place of another's.
    await fresh.db.execute(
      sql`update second_factor set secret = (select secret from second_factor where user_id = ${two.id}) where user_id = ${one.id}`,
    );
    const { give } = await secondStep(one.email);
    expect(await give(totpFor(other.key, inSteps(1)), inSteps(1))).toEqual({ outcome: 'unreadable' });
  });

  it('sai mã, quá hạn, khóa của người khác: không có gì đổi', async () => {
    const { id, email } = await anAccount(fresh.db);
    const other = await anAccount(fresh.db);
    const { session, actor } = await comer(await signedIn(fresh.db, auth, email));
    const now = new Date();
    const mine = prepareSecondFactor(auth, { id, email }, now);
    const others = prepareSecondFactor(auth, other, now);
    const set = (sealed: string, typed: string, at = now) =>
      setUpSecondFactor(fresh.db, actor, { sealed, typed, proof: '', session: session!, now: at }, auth);
    expect(await set(mine.sealed, '000000')).toEqual({ outcome: 'wrong' });
    expect(await set(others.sealed, totpFor(others.key, now))).toEqual({ outcome: 'expired' });
    expect(await set(`x${mine.sealed}`, totpFor(mine.key, now))).toEqual({ outcome: 'expired' });
    const late = new Date(now.getTime() + 31 * 60_000);
    expect(await set(mine.sealed, totpFor(mine.key, late), late)).toEqual({ outcome: 'expired' });
    expect(await fresh.db.select().from(secondFactor).where(eq(secondFactor.userId, id))).toEqual([]);
    // What the form brings back is shown again, so nobody has to scan twice.
    expect(prepareSecondFactor(auth, { id, email }, now, mine.sealed)).toEqual(mine);
    expect(prepareSecondFactor(auth, { id, email }, now, others.sealed).key).not.toBe(others.key);
  });

  it('phiên đã lâu thì phải cho xem lại mật khẩu, hoặc mã khi đã có', async () => {
    const { id, email, password } = await anAccount(fresh.db);
    const { session, actor } = await comer(await signedIn(fresh.db, auth, email));
    const later = new Date(Date.now() + 20 * 60_000);
    const attempt = (proof: string, now: Date) => {
      const { sealed, key } = prepareSecondFactor(auth, { id, email }, now);
      const input = { sealed, typed: totpFor(key, now), proof, session: session!, now };
      return setUpSecondFactor(fresh.db, actor, input, auth).then((result) => ({ ...result, key }));
    };
    expect(await attempt('', later)).toMatchObject({ outcome: 'unproven', why: 'wrong' });
    expect(await attempt('không phải nó đâu', later)).toMatchObject({ outcome: 'unproven', why: 'wrong' });
    const first = await attempt(password, later);
    expect(first).toMatchObject({ outcome: 'set-up' });
    const again = inSteps(2, later);
    expect(await attempt(password, again)).toMatchObject({ outcome: 'unproven' });
    expect(await attempt(totpFor(first.key, again), again)).toMatchObject({ outcome: 'set-up' });
    expect(await fresh.db.select().from(secondFactor).where(eq(secondFactor.userId, id))).toHaveLength(1);
  });
});

describe('bước hai khi đăng nhập', () => {
  it('đúng mã thì vào; phiên nửa chừng trước đó vô giá trị', async () => {
    const { email } = await anAccount(fresh.db);
    const { key } = await withSecondFactor(fresh.db, auth, email);
    const { headers, unfinished, give } = await secondStep(email);
    expect(unfinished.missing).toBe('code');
    const now = inSteps(1);
    const result = await give(totpFor(key, now), now);
    if (result.outcome !== 'signed-in') throw new Error(result.outcome);
    expect((await comer(headers)).unfinished).toBeNull();
    expect((await comer(headers)).session).toBeNull();
    const whole = await comer(new Headers({ cookie: cookieOf(result.setCookies) }));
    expect(whole.session?.account.email).toBe(email);
    expect(result.setCookies.join()).toMatch(/cchc\.device=.*HttpOnly/);
  });

  it('một mã chỉ dùng được một lần, kể cả mã dùng khi thiết lập và khi gửi cùng lúc', async () => {
    const { email } = await anAccount(fresh.db);
    const start = new Date();
    const { key } = await withSecondFactor(fresh.db, auth, email, start);
    const [one, two, three] = [await secondStep(email), await secondStep(email), await secondStep(email)];
    expect(await one.give(totpFor(key, start), start)).toEqual({ outcome: 'used' });
    const now = inSteps(1, start);
    const code = totpFor(key, now);
    const outcomes = (await Promise.all([one.give(code, now), two.give(code, now)])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['signed-in', 'used']);
    // Nor an older one that the window would still let in.
    expect(await three.give(totpFor(key, start), now)).toEqual({ outcome: 'used' });
  });

  it('ai mới có mật khẩu thì không đặt được xác thực của mình vào chỗ của chủ tài khoản', async () => {
    const { id, email } = await anAccount(fresh.db);
    await withSecondFactor(fresh.db, auth, email);
    const before = await fresh.db.select().from(secondFactor).where(eq(secondFactor.userId, id));
    const { session, actor } = (await secondStep(email)).unfinished;
    const now = new Date();
    const { sealed, key } = prepareSecondFactor(auth, session.account, now);
    const asked = { sealed, typed: totpFor(key, now), proof: '', session, now };
    expect(await setUpSecondFactor(fresh.db, actor, asked, auth)).toEqual({ outcome: 'over' });
    expect(await fresh.db.select().from(secondFactor).where(eq(secondFactor.userId, id))).toEqual(before);
  });

  it('mã dự phòng dùng được một lần, viết hoa hay không gạch cũng được; nhật ký có ghi', async () => {
    const { id, email } = await anAccount(fresh.db);
    const { backupCodes } = await withSecondFactor(fresh.db, auth, email);
    const typed = backupCodes[0]!.toUpperCase().replaceAll('-', ' ');
    expect((await (await secondStep(email)).give(typed)).outcome).toBe('signed-in');
    expect((await (await secondStep(email)).give(backupCodes[0]!)).outcome).toBe('wrong');
    expect(await recordOf(id)).toContain('use-backup-code');
    const left = await fresh.db.select().from(backupCode).where(eq(backupCode.userId, id));
    expect(left.filter(({ usedAt }) => usedAt === null)).toHaveLength(7);
  });

  it('sai năm lần thì phải đợi, cả khi mật khẩu đúng giữa chừng; người có dấu thiết bị thì không bị người khác làm khóa', async () => {
    const { email } = await anAccount(fresh.db);
    const { key } = await withSecondFactor(fresh.db, auth, email);
    const now = inSteps(1);
    const owner = await (await secondStep(email)).give(totpFor(key, now), now);
    if (owner.outcome !== 'signed-in') throw new Error(owner.outcome);
    const outcomes = [];
    for (let time = 1; time <= 7; time++) outcomes.push((await (await secondStep(email)).give('000000')).outcome);
    expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait', 'wait']);
    const later = inSteps(2);
    const { give } = await secondStep(email);
    expect((await give(totpFor(key, later), later)).outcome).toBe('wait');
    const device = cookieOf(owner.setCookies.filter((line) => line.startsWith('cchc.device')));
    expect((await give(totpFor(key, later), later, device)).outcome).toBe('signed-in');
  });

  it('phiên bị kết thúc giữa chừng thì mã đúng cũng không vào', async () => {
    const { id, email } = await anAccount(fresh.db);
    const { key } = await withSecondFactor(fresh.db, auth, email);
    const { give } = await secondStep(email);
    await fresh.db.delete(sessions).where(eq(sessions.userId, id));
    expect(await give(totpFor(key, inSteps(1)), inSteps(1))).toEqual({ outcome: 'over' });
  });

  it('khóa bí mật của hệ thống đã đổi: nói rõ, và mã dự phòng vẫn dùng được', async () => {
    const { email } = await anAccount(fresh.db);
    const { key, backupCodes } = await withSecondFactor(fresh.db, auth, email);
    const renewed = makeAuth(fresh.db, { secret: 'một bí mật khác hẳn, cũng đủ dài 0123456789', origin: null });
    const { unfinished } = await comerWith(fresh.db, renewed, await signedIn(fresh.db, renewed, email));
    const { session, actor } = unfinished!;
    const give = (typed: string, now: Date) =>
      giveCode(fresh.db, actor, { typed, session, address: anAddress(), cookie: null, requestId: 'r', now }, renewed);
    expect(await give(totpFor(key, inSteps(1)), inSteps(1))).toEqual({ outcome: 'unreadable' });
    expect((await give(backupCodes[1]!, inSteps(1))).outcome).toBe('signed-in');
  });

  it('lần từ chối nào cũng vào nhật ký máy, không kèm mã', async () => {
    const heard: unknown[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(logger, level).mockImplementation((...words: unknown[]) => void heard.push([level, ...words]));
    }
    const { id, email } = await anAccount(fresh.db);
    const now = new Date();
    const { key } = await withSecondFactor(fresh.db, auth, email, now);
    const code = totpFor(key, now);
    const { give } = await secondStep(email);
    // Sessions with how far they have come, the factor, and the record: of all this nothing changes.
    const standing = (of: string) => fresh.db.execute(sql`select (select json_agg(session order by session.id) from session where "userId" = ${of}) sessions,
      (select json_agg(second_factor) from second_factor where user_id = ${of}) factor, (select count(*)::int from audit_entry) entries`, 'objects'); // prettier-ignore
    const before = await standing(id);
    expect(await give(code, now)).toEqual({ outcome: 'used' });
    await give('12345', now);
    expect(await standing(id)).toEqual(before);
    const told = heard.filter((line) => JSON.stringify(line).includes('second step: refused'));
    expect(told).toHaveLength(2);
    expect(JSON.stringify(heard)).not.toContain(code);
  });
});

describe('đổi và gỡ', () => {
  it('cấp mã dự phòng mới thì mã cũ hết giá trị', async () => {
    const { email } = await anAccount(fresh.db);
    const { headers, backupCodes } = await withSecondFactor(fresh.db, auth, email);
    const { actor, session } = await comer(headers);
    const result = await renewBackupCodes(fresh.db, actor, { proof: '', session: session!, now: new Date() }, auth);
    if (result.outcome !== 'renewed') throw new Error(result.outcome);
    const { give } = await secondStep(email);
    expect((await give(backupCodes[0]!)).outcome).toBe('wrong');
    expect((await give(result.backupCodes[0]!)).outcome).toBe('signed-in');
  });

  it('tự gỡ thì lần sau chỉ cần mật khẩu', async () => {
    const { id, email } = await anAccount(fresh.db);
    const { headers } = await withSecondFactor(fresh.db, auth, email);
    const { actor, session } = await comer(headers);
    const shown = { proof: '', session: session!, now: new Date() };
    expect(await removeOwnSecondFactor(fresh.db, actor, shown, auth)).toEqual({ outcome: 'removed' });
    expect((await comer(await signedIn(fresh.db, auth, email))).session).not.toBeNull();
    expect(await recordOf(id)).toContain('remove-second-factor');
    await expect(removeOwnSecondFactor(fresh.db, actor, shown, auth)).rejects.toMatchObject({
      code: 'identity.no-second-factor',
    });
  });

  it('quản trị gỡ của người mất điện thoại: phiên kết thúc; của chính mình thì không', async () => {
    const boss = await anAccount(fresh.db, { role: 'administrator' });
    const { headers } = await withSecondFactor(fresh.db, auth, boss.email);
    const { actor } = await comer(headers);
    const { email } = await anAccount(fresh.db);
    const lost = await withSecondFactor(fresh.db, auth, email);
    await removeSecondFactor(fresh.db, actor, email);
    expect((await comer(lost.headers)).session).toBeNull();
    expect((await comer(await signedIn(fresh.db, auth, email))).unfinished).toBeNull();
    await expect(removeSecondFactor(fresh.db, actor, boss.email)).rejects.toMatchObject({
      code: 'identity.own-second-factor',
    });
    await expect(removeSecondFactor(fresh.db, actor, 'khong-co@x.vn')).rejects.toMatchObject({ status: 404 });
    const officer = (await comer(await signedIn(fresh.db, auth, email))).actor;
    await expect(removeSecondFactor(fresh.db, officer, boss.email)).rejects.toMatchObject({ status: 403 });
  });
});

it('mắt của khách không thấy khóa, mã, liên kết nào, dù quên điều kiện', async () => {
  const { email } = await anAccount(fresh.db);
  await withSecondFactor(fresh.db, auth, email);
  const outside = connect(fresh.applicationUrl, { size: 1 });
  const all = connect(fresh.applicationUrl, { size: 1, eyes: ALL });
  const count = sql`select (select count(*)::int from second_factor) f, (select count(*)::int from backup_code) c`;
  expect(await outside.execute(count, 'objects')).toEqual([{ f: 0, c: 0 }]);
  expect((await all.execute<{ f: number }>(count, 'objects'))[0]!.f).toBeGreaterThan(0);
  await Promise.all([outside.$client.end(), all.$client.end()]);
});
