import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import { addDays, vietnamDate } from '../calendar/dates.ts';
import { listAccounts } from './accounts.ts';
import { signIn } from './sign-in.ts';
import { anAddress, OPERATOR, PASSWORD, testAuth } from './testing.ts';

const fresh = useDatabase();

/** Runs a command as a person would. `typed`: what is piped in. */
function cchc(args: string[], typed = ''): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/cli.ts', 'identity', ...args], {
      env: { ...process.env, DATABASE_URL: fresh.url, LOG_LEVEL: 'trace' },
    });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk));
    child.once('close', (code) => resolve({ code, output, errors }));
    child.stdin.end(typed);
  });
}
const enters = async (email: string, password: string) =>
  (await signIn(fresh.db, { email, password, address: anAddress() }, testAuth(fresh.db))).outcome === 'signed-in';

describe('dòng lệnh', () => {
  it('tạo, đổi vai trò, đặt mật khẩu, khóa; không in mật khẩu đã được cho', async () => {
    const said = [await cchc(['create', 'ha@x.vn', '--name', 'Lê Hà', '--role', 'administrator'], `${PASSWORD}\n`)];
    expect(said[0]).toMatchObject({ code: 0, output: expect.stringContaining('Quản trị hệ thống'), errors: '' });
    expect(await enters('ha@x.vn', PASSWORD)).toBe(true);

    const made = await cchc(['create', 'an@x.vn', '--name', 'Vũ An', '--role', 'reader']);
    const [generated] = /(?:\w{5}-){4}\w{5}/.exec(made.output) ?? [];
    expect(await enters('an@x.vn', generated!)).toBe(true);

    said.push(
      await cchc(['set-role', 'an@x.vn', 'officer']),
      await cchc(['set-password', 'an@x.vn'], 'một câu hoàn toàn mới'),
    );
    expect(await enters('an@x.vn', 'một câu hoàn toàn mới')).toBe(true);
    said.push(await cchc(['disable', 'an@x.vn']), await cchc(['list', '--json']), await cchc(['list']));
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(JSON.parse(said[4]!.output)).toMatchObject([
      { email: 'an@x.vn', role: 'officer', enabled: false },
      { email: 'ha@x.vn', role: 'administrator', enabled: true },
    ]);

    said.push(await cchc(['disable', 'ha@x.vn']));
    expect(said.at(-1)).toMatchObject({ code: 2, errors: expect.stringContaining('quản trị hệ thống cuối cùng') });
    expect(await listAccounts(fresh.db, OPERATOR)).toHaveLength(2);
    const everything = JSON.stringify(said);
    for (const secret of [PASSWORD, 'một câu hoàn toàn mới', generated!]) expect(everything).not.toContain(secret);
  }, 60_000);

  it('khóa API: cấp (in một lần), liệt kê, thu hồi', async () => {
    const tomorrow = addDays(vietnamDate(new Date()), 1);
    const made = await cchc(['key-create', '--name', 'Trục', '--scope', 'plan.import', '--until', tomorrow]);
    const [secret, prefix] = /cchc_([0-9a-f]{8})_[\w-]{43}/.exec(made.output)!;
    const said = [await cchc(['key-list', '--json']), await cchc(['key-revoke', prefix!]), await cchc(['key-list'])];
    expect([made, ...said].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(JSON.parse(said[0]!.output)).toMatchObject([
      { name: 'Trục', prefix, scopes: ['plan.import'], state: 'valid' },
    ]);
    expect(said[2]!.output).toContain('revoked');
    expect(JSON.stringify(said)).not.toContain(secret.slice(-43));

    const beyond = await cchc(['key-create', '--name', 'X', '--scope', 'identity.manage', '--until', tomorrow]);
    expect(beyond).toMatchObject({ code: 2, errors: expect.stringContaining('plan.import') });
  }, 60_000);

  it.each([
    [['create', 'x@x.vn', '--name', 'X', '--role', 'system']],
    [['create', 'x@x.vn', '--role', 'reader']],
    [['create', 'x@x.vn', '--name', 'X', '--role', 'reader', '--password', 'abc']],
    [['key-create', '--name']],
    [['key-revoke']],
    [['disable']],
    [['invite']],
    [['invite', 'khong-co@x.vn']],
    [['remove-second-factor', 'khong-co@x.vn']],
  ])('viết sai thì từ chối: %j', async (args) => {
    expect((await cchc(args)).code).toBe(2);
  });
});

describe('nhập cán bộ từ bảng tính', () => {
  it('xem trước, nhập khi được bảo, in liên kết một lần; tệp lỗi thì nêu dòng và không đổi gì', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cchc-import-'));
    const path = join(folder, 'can-bo.csv');
    await fresh.db.$client.query(`insert into organisation (key) values ('so-cli')`);
    await fresh.db.$client.query(
      `insert into organisation_version (organisation_key, name, aliases, level, kind, valid) values ('so-cli', 'Sở Thử', '{}', 'province', 'department', '[2020-01-01,)')`,
    );
    const write = (body: string) => writeFile(path, `Họ và tên,Thư điện tử,Cơ quan,Chức vụ,Vai trò,Từ ngày\r\nLê Cẩm,cam@x.vn,${body},Chuyên viên,officer,2025-01-01\r\n`); // prettier-ignore
    await write('Sở Không Có');
    expect(await cchc(['import', path])).toMatchObject({ code: 2, errors: expect.stringContaining('Dòng 2, cột “Cơ quan”') }); // prettier-ignore
    await write('sở thử');
    const looked = await cchc(['import', path]);
    expect(looked).toMatchObject({ code: 0, output: expect.stringMatching(/Mới: 1;.*\nChưa đổi gì/) });
    const done = await cchc(['import', path, '--confirm']);
    expect(done).toMatchObject({ code: 0, output: expect.stringMatching(/Đã thêm 1,.*cam@x\.vn {2}http\S+\/moi\?ma=[\w-]{43}/s) }); // prettier-ignore
    expect((await cchc(['import', path, '--confirm'])).output).toContain('đã có, không đổi: 1');
    expect((await cchc(['import', '--template', join(folder, 'mau.xlsx')])).code).toBe(0);
    expect((await cchc(['import', join(folder, 'mau.xlsx')])).output).toContain('Mới: 0');
    expect((await cchc(['import', join(folder, 'khong-co.xlsx')])).code).toBe(2);
    await rm(folder, { recursive: true });
  });
});
