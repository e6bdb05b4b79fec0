import { verifyPassword } from 'better-auth/crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { history, verify } from '#kernel/audit/index.ts';
import { vietnamDate } from '#kernel/calendar/dates.ts';
import { freshDatabase, useDatabase } from '#test/database/fresh.ts';
import { logger } from '../log.ts';
import { organisation } from '../organisations/schema.ts';
import { createAccount, disableAccount, listAccounts, setPassword, setRole } from './accounts.ts';
import { actorOf, heldEverywhere, visitor } from './model.ts';
import { changePassword, ownSessions, signOutElsewhere } from './own-account.ts';
import { loadActor } from './people/load-actor.ts';
import { ROLES } from './permissions.ts';
import { credential } from './schema.ts';
import { sessionOf, signIn } from './sign-in.ts';
import { anAccount, anAddress, OPERATOR, PASSWORD, signedIn, testAuth } from './testing.ts';

const fresh = useDatabase();
beforeAll(() => {
  logger.level = 'silent';
});
const NEXT = 'một câu hoàn toàn mới';
const hashOf = async (userId: string) =>
  (await fresh.db.select().from(credential).where(eq(credential.userId, userId)))[0]!.password;

describe('tạo tài khoản', () => {
  it('mật khẩu chỉ được giữ dưới dạng băm scrypt có muối', async () => {
    const [one, two] = [await anAccount(fresh.db), await anAccount(fresh.db)];
    const [hash, other] = [await hashOf(one.id), await hashOf(two.id)];
    expect(hash).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(hash).not.toBe(other);
    expect(await verifyPassword({ hash: hash!, password: PASSWORD.normalize('NFKC') })).toBe(true);
    expect(await verifyPassword({ hash: hash!, password: NEXT })).toBe(false);
  });

  it('lần hai với cùng thư điện tử không đổi gì: mật khẩu, vai trò, tên giữ nguyên', async () => {
    const first = await anAccount(fresh.db);
    const hash = await hashOf(first.id);
    const again = {
      email: ` ${first.email.toUpperCase()}`,
      role: 'administrator',
      name: 'Khác',
      password: NEXT,
    } as const;
    expect(await createAccount(fresh.db, OPERATOR, again)).toEqual({ id: first.id, created: false });
    expect(await hashOf(first.id)).toBe(hash);
    const kept = (await listAccounts(fresh.db, OPERATOR)).find(({ id }) => id === first.id);
    expect(kept).toMatchObject({ name: 'Lê Hà', role: 'officer', enabled: true });
    expect(await history(fresh.db, 'account', first.id)).toHaveLength(1);
  });

  it('nhiều người cùng tạo một lúc: một tài khoản', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => anAccount(fresh.db, { email: 'cung-luc@x.vn' })));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('nói rõ từng mục sai', async () => {
    const bad = { email: 'không phải thư', name: ' ', role: 'system', organisationKey: 'khong-co', password: 'ngắn' };
    await expect(createAccount(fresh.db, OPERATOR, bad as never)).rejects.toMatchObject({
      code: 'identity.account-invalid',
      status: 422,
      fields: {
        email: expect.stringContaining('ten@'),
        name: 'Cần họ và tên.',
        role: expect.stringContaining('administrator'),
        organisationKey: expect.stringContaining('khong-co'),
        password: expect.stringContaining('12'),
      },
    });
  });

  it('cơ quan phải có trong danh mục', async () => {
    await fresh.db.insert(organisation).values({ key: 'so-noi-vu' });
    await expect(anAccount(fresh.db, { organisationKey: 'so-noi-vu' })).resolves.toMatchObject({ created: true });
  });
});

describe('chỉ quản trị được quản lý tài khoản', () => {
  const acts = {
    createAccount: (actor: typeof OPERATOR) =>
      createAccount(fresh.db, actor, { email: 'moi@x.vn', name: 'Mới', role: 'administrator', password: PASSWORD }),
    listAccounts: (actor: typeof OPERATOR) => listAccounts(fresh.db, actor),
    setRole: (actor: typeof OPERATOR) => setRole(fresh.db, actor, 'nan-nhan@x.vn', 'administrator'),
    setPassword: (actor: typeof OPERATOR) => setPassword(fresh.db, actor, 'nan-nhan@x.vn', NEXT),
    disableAccount: (actor: typeof OPERATOR) => disableAccount(fresh.db, actor, 'nan-nhan@x.vn'),
  };
  it.each(Object.entries(acts))('%s', async (_, act) => {
    await anAccount(fresh.db, { email: 'nan-nhan@x.vn' });
    const person = { id: 'a1', name: 'A', email: 'a@x.vn' };
    const holding = (role: string) =>
      actorOf(person, { positions: [], delegations: [], grants: heldEverywhere(role) }, null);
    await expect(act(visitor(null))).rejects.toMatchObject({ status: 401 });
    for (const role of ROLES.filter((role) => role !== 'administrator')) {
      await expect(act(holding(role)), role).rejects.toMatchObject({ status: 403 });
    }
    await expect(act(holding('administrator'))).resolves.not.toThrow();
  });
});

describe('quản trị cuối cùng', () => {
  const LAST = { code: 'identity.last-administrator', status: 409 };

  it('không bị khóa, không bị hạ vai trò; quản trị đã khóa không được tính', async () => {
    const { db, drop } = await freshDatabase();
    try {
      const [one, two] = [
        await anAccount(db, { role: 'administrator' }),
        await anAccount(db, { role: 'administrator' }),
      ];
      await disableAccount(db, OPERATOR, two.email);
      await expect(disableAccount(db, OPERATOR, one.email)).rejects.toMatchObject(LAST);
      await expect(setRole(db, OPERATOR, one.email, 'reader')).rejects.toMatchObject(LAST);
      await setRole(db, OPERATOR, one.email, 'administrator');
      await setPassword(db, OPERATOR, two.email, NEXT);
      await setRole(db, OPERATOR, one.email, 'reader');
      await expect(setRole(db, OPERATOR, two.email, 'plan-owner')).rejects.toMatchObject(LAST);
      expect(await listAccounts(db, OPERATOR)).toMatchObject([{ enabled: true }, { enabled: true }]);
    } finally {
      await drop();
    }
  });

  it('hai người hạ vai trò của nhau cùng lúc: còn lại một', async () => {
    const { db, drop } = await freshDatabase();
    try {
      const [one, two] = [
        await anAccount(db, { role: 'administrator' }),
        await anAccount(db, { role: 'administrator' }),
      ];
      const results = await Promise.allSettled([
        setRole(db, OPERATOR, one.email, 'reader'),
        disableAccount(db, OPERATOR, two.email),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const able = (await listAccounts(db, OPERATOR)).filter(
        ({ role, enabled }) => enabled && role === 'administrator',
      );
      expect(able).toHaveLength(1);
    } finally {
      await drop();
    }
  });
});

describe('tài khoản của mình', () => {
  const enter = async () => {
    const auth = testAuth(fresh.db);
    const account = await anAccount(fresh.db);
    const actor = await loadActor(fresh.db, account, 'r1', vietnamDate(new Date()));
    const [here, there] = [
      await signedIn(fresh.db, auth, account.email),
      await signedIn(fresh.db, auth, account.email),
    ];
    const sessionIn = async (headers: Headers) =>
      (
        await sessionOf(
          () => fresh.db,
          headers,
          () => auth,
        )
      ).session;
    return { account, actor, auth, here, there, sessionIn, sessionId: (await sessionIn(here))!.id };
  };

  it('đổi mật khẩu: phiên này còn, phiên khác kết thúc, mật khẩu cũ hết dùng', async () => {
    const { account, actor, auth, here, there, sessionIn, sessionId } = await enter();
    const stranger = await signedIn(fresh.db, auth, (await anAccount(fresh.db)).email);
    expect(await changePassword(fresh.db, actor, { current: PASSWORD, next: NEXT, sessionId })).toEqual({
      outcome: 'changed',
    });
    expect(await sessionIn(here)).not.toBeNull();
    expect(await sessionIn(there)).toBeNull();
    expect(await sessionIn(stranger)).not.toBeNull();
    const again = (password: string) =>
      signIn(fresh.db, { email: account.email, password, address: anAddress() }, auth);
    expect((await again(PASSWORD)).outcome).toBe('wrong');
    expect((await again(NEXT)).outcome).toBe('signed-in');
    expect(await history(fresh.db, 'account', account.id)).toMatchObject([
      { action: 'change-password', actorId: account.id, after: { otherSessionsEnded: 1 } },
      { action: 'create' },
    ]);
  });

  it('mật khẩu hiện tại sai năm lần thì phải đợi; mật khẩu mới phải dùng được và khác', async () => {
    const { account, actor, sessionId } = await enter();
    const change = (current: string, next: string) => changePassword(fresh.db, actor, { current, next, sessionId });
    expect(await change(PASSWORD, 'ngắn')).toEqual({ outcome: 'unfit', problem: 'too-short' });
    expect(await change(PASSWORD, PASSWORD)).toEqual({ outcome: 'unfit', problem: 'same' });
    expect(await change(PASSWORD, `${account.email}`)).toEqual({ outcome: 'unfit', problem: 'like-account' });
    for (let time = 1; time <= 5; time++) expect(await change('không phải nó', NEXT)).toEqual({ outcome: 'wrong' });
    expect(await change(PASSWORD, NEXT)).toMatchObject({ outcome: 'wait' });
  });

  it('đăng xuất nơi khác chỉ chạm phiên của mình', async () => {
    const { account, actor, auth, here, there, sessionIn, sessionId } = await enter();
    const stranger = await signedIn(fresh.db, auth, (await anAccount(fresh.db)).email);
    expect((await ownSessions(fresh.db, actor)).map(({ id }) => id)).toContain(sessionId);
    expect(await ownSessions(fresh.db, actor)).toHaveLength(2);
    expect(await signOutElsewhere(fresh.db, actor, sessionId)).toBe(1);
    expect(await sessionIn(there)).toBeNull();
    expect(await sessionIn(here)).toMatchObject({ account: { id: account.id } });
    expect(await sessionIn(stranger)).not.toBeNull();
    expect(await signOutElsewhere(fresh.db, actor, sessionId)).toBe(0);
  });

  it('khách không có tài khoản nào', async () => {
    const nobody = visitor('r1');
    await expect(ownSessions(fresh.db, nobody)).rejects.toMatchObject({ status: 401 });
    await expect(signOutElsewhere(fresh.db, nobody, 'x')).rejects.toMatchObject({ status: 401 });
    const input = { current: PASSWORD, next: NEXT, sessionId: null };
    await expect(changePassword(fresh.db, nobody, input)).rejects.toMatchObject({ status: 401 });
  });
});

it('quản trị đặt lại mật khẩu thì chủ tài khoản nhận thư, không kèm mật khẩu', async () => {
  const { email } = await anAccount(fresh.db);
  await setPassword(fresh.db, OPERATOR, email, NEXT);
  const letters = await fresh.db.execute<{ subject: string; text: string }>(
    sql`select payload->>'subject' as subject, payload->>'text' as text from notice_outbox where address = ${email}`,
    'objects',
  );
  expect(letters).toMatchObject([{ subject: 'Quản trị đã đặt lại mật khẩu của bạn' }]);
  expect(letters[0]!.text).toContain('báo cho quản trị hệ thống');
  expect(letters[0]!.text).not.toContain(NEXT);
});

it('mỗi việc một mục trong nhật ký, và nhật ký nguyên vẹn', async () => {
  const { id, email } = await anAccount(fresh.db);
  await setRole(fresh.db, OPERATOR, email, 'plan-owner');
  await setRole(fresh.db, OPERATOR, email, 'plan-owner');
  await disableAccount(fresh.db, OPERATOR, email);
  await disableAccount(fresh.db, OPERATOR, email);
  await setPassword(fresh.db, OPERATOR, email, NEXT);
  const actions = (await history(fresh.db, 'account', id)).map(({ action }) => action);
  expect(actions).toEqual(['set-password', 'disable', 'set-role', 'create']);
  await expect(setRole(fresh.db, OPERATOR, 'khong-co@x.vn', 'reader')).rejects.toMatchObject({
    code: 'identity.no-account',
  });
  expect(await verify(fresh.db)).toMatchObject({ broken: null });
});
