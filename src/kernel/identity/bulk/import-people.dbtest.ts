import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '#test/database/fresh.ts';
import type { Actor } from '../../database/actor.ts';
import { newId } from '../../database/uuid.ts';
import type { Refusal } from '../../refusal.ts';
import { writeSheet } from '../../sheets/index.ts';
import { loadActor } from '../people/load-actor.ts';
import { NOW, official, OPERATOR, smallProvince, TODAY, type Made } from '../people/testing/province.ts';
import { acceptInvitation } from '../sign-in/choose-password.ts';
import { importPeople, peopleTemplate, previewPeopleImport } from './import-people.ts';
import { PEOPLE_SHEET, type PersonFileRow } from './sheet.ts';

const fresh = useDatabase();
let admin: Made;
let actor: Actor;
const MAIL = { mail: true, days: 7 };
const HAND = { mail: false, days: 7 };

beforeAll(async () => {
  await smallProvince(fresh.db);
  await official(fresh.db, null, { roles: [['administrator', null]] });
  admin = await official(fresh.db, 'so-a', { roles: [['administrator', 'so-a']] });
  actor = await admin.actor();
});

let made = 0;
const row = (more: Partial<PersonFileRow> = {}): PersonFileRow => ({
  staffNumber: null, name: `Người ${(made += 1)}`, email: `nguoi-${made}-${newId().slice(-6)}@x.vn`, phone: null, body: 'so-a',
  title: 'Chuyên viên', isHead: null, role: 'officer', from: TODAY, until: null, ...more,
}); // prettier-ignore
const file = (...rows: PersonFileRow[]) => writeSheet(PEOPLE_SHEET, rows);
const preview = async (rows: PersonFileRow[], by: Actor = actor) => previewPeopleImport(fresh.db, by, await file(...rows), NOW); // prettier-ignore
async function take(rows: PersonFileRow[], { by = actor, changes = false, how = HAND } = {}) {
  const bytes = await file(...rows);
  const { fingerprint } = await previewPeopleImport(fresh.db, by, bytes, NOW);
  return importPeople(fresh.db, by, bytes, { seen: fingerprint, changes }, how, NOW);
}
const everything = () =>
  fresh.db.execute(
    sql`select (select json_agg(p order by id) from person p) as people, (select json_agg(p order by id) from person_position p) as posts,
      (select json_agg(g order by id) from role_grant g) as grants, (select json_agg(u order by id) from "user" u) as accounts,
      (select count(*) from sign_in_link) as links, (select count(*) from notice_outbox) as mails, (select count(*) from audit_entry) as entries`,
    'objects',
  );
const codesOf = async (rows: PersonFileRow[], by?: Actor) => (await preview(rows, by)).errors.map(({ row, column, code }) => [row, column, code]); // prettier-ignore
const accountOf = async (email: string) =>
  (await fresh.db.execute<{ id: string; name: string; person: string }>(sql`select id, name, person_id as person from "user" where email = ${email}`, 'objects'))[0]!; // prettier-ignore
const refusal = (act: Promise<unknown>) => act.then(() => expect.fail('not refused'), (error: Refusal) => error); // prettier-ignore

describe('người mới', () => {
  it('xem trước không đổi gì; xác nhận thì có người, chức vụ, tài khoản, vai trò, lời mời', async () => {
    const one = row({ staffNumber: 'CB-01', phone: '0203 123 456', body: 'Cơ quan SO-A', title: 'Trưởng phòng', until: '2027-01-01' as never }); // prettier-ignore
    const second = { ...one, body: 'phong-a1', title: 'Kiêm nhiệm', role: 'reader' as const };
    const before = await everything();
    const shown = await preview([one, second]);
    expect(shown).toMatchObject({ errors: [], people: [{ kind: 'new', rows: [3, 4], opensAccount: true, invites: true }] }); // prettier-ignore
    expect(await everything()).toEqual(before);
    const { links, ...done } = await take([one, second]);
    expect(done).toEqual({ added: 1, changed: 0, positions: 2, roles: 2, invited: 1 });
    const account = await accountOf(one.email);
    const acting = await loadActor(fresh.db, { ...account, email: one.email }, null, TODAY);
    expect(acting.position!.split('; ').sort()).toEqual(['Kiêm nhiệm, Cơ quan phong-a1', 'Trưởng phòng, Cơ quan so-a']);
    expect([...acting.roles].sort()).toEqual(['citizen', 'officer', 'reader']);
    expect(links).toEqual([{ name: one.name, email: one.email, path: expect.stringMatching(/^\/moi\?ma=[\w-]{43}$/) }]);
    const token = new URL(links[0]!.path, 'http://x').searchParams.get('ma')!;
    const chosen = { token, password: 'mưa rào tháng bảy', requestId: 'r' };
    expect(await acceptInvitation(fresh.db, chosen, NOW)).toMatchObject({ outcome: 'chosen', email: one.email });
    const entries = await fresh.db.execute<{ action: string; whole: string }>(
      sql`select action, audit_entry::text as whole from audit_entry where subject_id = ${account.id} order by id`,
      'objects',
    );
    expect(entries.map(({ action }) => action).sort()).toEqual(['accept-invitation', 'add', 'give-position', 'give-position', 'grant-role', 'grant-role', 'invite', 'open']); // prettier-ignore
    expect(JSON.stringify(entries)).not.toContain(one.email);
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it('có máy chủ thư: thư chờ gửi cùng giao dịch, không trả liên kết nào', async () => {
    const one = row();
    expect(await take([one], { how: MAIL })).toMatchObject({ invited: 1, links: [] });
    const mails = await fresh.db.execute<{ address: string; secret: boolean }>(sql`select address, secret from notice_outbox where address = ${one.email}`, 'objects'); // prettier-ignore
    expect(mails).toEqual([{ address: one.email, secret: true }]);
  });

  it('vai trò không có hiệu lực ngược: chức vụ từ năm trước, vai trò từ hôm nay', async () => {
    const one = row({ from: '2025-01-01' as never });
    await take([one]);
    const { id } = await accountOf(one.email);
    const grants = await fresh.db.execute(sql`select lower(valid)::text as since from role_grant where account_id = ${id}`, 'objects'); // prettier-ignore
    expect(grants).toEqual([{ since: TODAY }]);
  });

  it('mẫu trống đọc được, không làm gì', async () => {
    expect(await previewPeopleImport(fresh.db, actor, await peopleTemplate(), NOW)).toMatchObject({ people: [], errors: [] }); // prettier-ignore
  });
});

describe('mọi lỗi theo dòng và cột, và một lỗi thì không có gì được nhập', () => {
  const mail = `trung-${newId().slice(-6)}@x.vn`;
  it.each<[string, Partial<PersonFileRow>[], [number, string | null, string][]]>([
    ['cơ quan không có', [{ body: 'Sở Không Có' }], [[3, 'Cơ quan', 'body-unknown']]],
    ['cơ quan đã kết thúc', [{ body: 'so-cu' }], [[3, 'Cơ quan', 'body-not-there']]],
    ['cơ quan khác', [{ body: 'so-b' }], [[3, 'Cơ quan', 'out-of-scope']]],
    ['cơ quan trên', [{ body: 'ubnd-tinh' }], [[3, 'Cơ quan', 'out-of-scope']]],
    ['quản trị ngang mình', [{ role: 'administrator' }], [[3, 'Vai trò', 'role-not-yours']]],
    ['thư sai', [{ email: 'khong-phai-thu' }], [[3, 'Thư điện tử', 'input-invalid']]],
    ['thư có dòng thứ hai của tiêu đề', [{ email: 'a@x.vn\r\nBcc: b@x.vn' }], [[3, 'Thư điện tử', 'input-invalid']]],
    ['điện thoại sai', [{ phone: 'gọi tôi' }], [[3, 'Điện thoại', 'input-invalid']]],
    ['ngày cuối trước ngày đầu', [{ from: '2026-05-01' as never, until: '2026-04-01' as never }], [[3, 'Đến hết ngày', 'input-invalid']]],
    ['đã hết hạn', [{ from: '2025-01-01' as never, until: '2026-03-09' as never }], [[3, 'Đến hết ngày', 'days-over']]],
    ['hai người đứng đầu', [{ isHead: true, body: 'to-a11' }, { isHead: true, body: 'to-a11' }], [[4, 'Đứng đầu', 'head-taken']]],
    ['một số hiệu, hai thư', [{ staffNumber: 'CB-9' }, { staffNumber: 'CB-9' }], [[4, 'Số hiệu', 'row-twice']]],
    ['một thư, hai tên', [{ email: mail, name: 'A' }, { email: mail.toUpperCase(), name: 'B', title: 'Khác' }], [[4, 'Họ và tên', 'names-differ']]],
    ['một chức vụ hai lần', [{ email: mail, name: 'A' }, { email: mail, name: 'A', title: 'CHUYÊN  VIÊN' }], [[4, 'Chức vụ', 'row-twice']]],
  ])('%s', async (_, rows, expected) => {
    const all = rows.map((each) => row(each));
    expect(await codesOf(all)).toEqual(expected);
    const before = await everything();
    expect(await refusal(take([...all, row()]))).toMatchObject({ code: 'identity.import-refused', status: 422 });
    expect(await everything()).toEqual(before);
  }); // prettier-ignore

  it('dòng thiếu một ô vẫn được nêu hết các ô sai khác, một lần là đủ để sửa', async () => {
    const bad = row({ title: '', body: 'Sở Không Có', email: 'khong-phai-thu', phone: 'gọi tôi' });
    expect((await codesOf([bad])).sort()).toEqual([
      [3, 'Chức vụ', 'required'],
      [3, 'Cơ quan', 'body-unknown'],
      [3, 'Thư điện tử', 'input-invalid'],
      [3, 'Điện thoại', 'input-invalid'],
    ].sort()); // prettier-ignore
  });

  it('tên cơ quan trùng nhau: lấy cơ quan trong phạm vi; quản trị toàn tỉnh thì phải ghi khóa', async () => {
    await fresh.db.$client.query(`insert into organisation (key) values ('vp-a'), ('vp-b')`);
    await fresh.db.$client.query(
      `insert into organisation_version (organisation_key, name, aliases, level, kind, parent_key, valid)
       values ('vp-a', 'Văn phòng', '{}', 'province', 'department', 'so-a', '[2020-01-01,)'), ('vp-b', 'Văn phòng', '{}', 'province', 'department', 'so-b', '[2020-01-01,)')`,
    );
    const again = await admin.actor();
    expect((await preview([row({ body: 'van phong' })], again)).people[0]!.positions[0]!.organisationKey).toBe('vp-a');
    expect(await codesOf([row({ body: 'Văn phòng' })], OPERATOR)).toEqual([[3, 'Cơ quan', 'body-ambiguous']]);
  });

  it('công thức không bao giờ được tính, tên bắt đầu bằng dấu bằng vẫn chỉ là tên', async () => {
    const one = row({ name: '=HYPERLINK("http://evil.example")' });
    await take([one]);
    expect((await accountOf(one.email)).name).toBe('=HYPERLINK("http://evil.example")');
  });

  it.each([
    ['không phải bảng tính', Buffer.from('%PDF-1.7')],
    ['trống', new Uint8Array()],
    ['bảng khác', Buffer.from('Tên,Giá\r\nA,1\r\n')],
  ])('tệp %s: từ chối', async (_, bytes) => {
    expect((await refusal(previewPeopleImport(fresh.db, actor, bytes, NOW))).status).toBeGreaterThanOrEqual(400);
  });
});

describe('người đã có', () => {
  it('nói sẽ đổi gì; không tự ghi đè; chỉ ghi khi được bảo', async () => {
    const one = row({ staffNumber: `N-${newId().slice(-6)}`, phone: '0203 000 001' });
    await take([one]);
    const id = (await accountOf(one.email)).person;
    const said = { ...one, name: 'Tên khác', phone: null, title: 'Phó Trưởng phòng', role: 'appraiser' as const, until: '2026-12-31' as never }; // prettier-ignore
    const { people, errors } = await preview([said]);
    expect(errors).toEqual([]);
    expect(people).toMatchObject([
      {
        kind: 'changed',
        corrections: [{ field: 'name', before: one.name, after: 'Tên khác' }],
        positions: [{ title: 'Phó Trưởng phòng' }],
        roles: [{ role: 'appraiser' }],
        invites: false,
      },
    ]);
    const before = await everything();
    expect(await take([said])).toMatchObject({ added: 0, changed: 0 });
    expect(await everything()).toEqual(before);
    expect(await take([said], { changes: true })).toMatchObject({ changed: 1, positions: 1, roles: 1, invited: 0 });
    const [kept] = await fresh.db.execute<{ name: string; phone: string }>(sql`select name, phone from person where id = ${id}`, 'objects'); // prettier-ignore
    // An empty cell takes nothing away.
    expect(kept).toEqual({ name: 'Tên khác', phone: '0203 000 001' });
    expect((await preview([said])).people).toMatchObject([{ kind: 'unchanged', positions: [], roles: [] }]);
  });

  it('thời hạn ghi khác thì nói là giữ nguyên', async () => {
    const one = row();
    await take([one]);
    const { people } = await preview([{ ...one, until: '2026-12-31' as never }]);
    expect(people[0]).toMatchObject({ kind: 'unchanged', notes: [expect.stringContaining('Chuyên viên'), expect.stringContaining('Vai trò')] }); // prettier-ignore
  });

  it('số hiệu quen mà thư khác, số hiệu và thư của hai người: hỏi lại, không đoán', async () => {
    const [one, two] = [row({ staffNumber: `S1-${newId().slice(-6)}` }), row()];
    await take([one, two]);
    expect(await codesOf([row({ staffNumber: one.staffNumber })])).toEqual([[3, 'Thư điện tử', 'mail-differs']]);
    expect(await codesOf([{ ...two, staffNumber: one.staffNumber }])).toEqual([[3, 'Số hiệu', 'two-people']]);
  });

  it('danh sách thay đổi từ lúc xem trước: 409, không có gì được nhập', async () => {
    const one = row();
    const bytes = await file(one);
    const { fingerprint } = await previewPeopleImport(fresh.db, actor, bytes, NOW);
    await take([one]);
    const confirmed = { seen: fingerprint, changes: true };
    expect(await refusal(importPeople(fresh.db, actor, bytes, confirmed, HAND, NOW))).toMatchObject({ status: 409 });
    const answers = await Promise.allSettled([1, 2].map(() => take([row({ email: `hai-${made}@x.vn`, name: 'Hai' })])));
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  });

  it('tài khoản công dân, tài khoản khóa, chính mình, quản trị cùng cấp', async () => {
    const citizen = `dan-${newId().slice(-6)}@x.vn`;
    await fresh.db.$client.query(`insert into "user" (id, name, email, "emailVerified") values ($1, 'Dân', $2, true)`, [newId(), citizen]); // prettier-ignore
    expect(await codesOf([row({ email: citizen })])).toEqual([[3, 'Thư điện tử', 'mail-taken']]);
    const peer = await official(fresh.db, 'so-a', { roles: [['administrator', 'so-a']], name: 'Ngang Cấp' });
    expect(await codesOf([row({ email: peer.email, name: 'Ngang Cấp', role: 'inspector' })])).toEqual([[3, null, 'out-of-reach']]); // prettier-ignore
    const mine = { email: admin.email, name: actor.name };
    expect(await codesOf([row({ ...mine, role: 'officer' })])).toEqual([[3, null, 'oneself']]);
    expect(await codesOf([row({ ...mine, title: 'Trưởng phòng', role: null, body: 'phong-a1', isHead: true })])).toEqual([[3, null, 'oneself']]); // prettier-ignore
    expect(await codesOf([row({ ...mine, role: null })])).toEqual([]);
    const closed = await official(fresh.db, 'so-a', { name: 'Đã Khóa' });
    await fresh.db.$client.query(`update "user" set disabled_at = now() where id = $1`, [closed.id]);
    expect(await codesOf([row({ email: closed.email, name: 'Đã Khóa' })])).toEqual([[3, 'Vai trò', 'account-disabled']]); // prettier-ignore
  });
});

describe('hai cơ quan', () => {
  it('người của Sở B: lỗi không nói gì về người đó, không gì đổi', async () => {
    const theirs = await official(fresh.db, 'so-b', { name: 'Bí Mật Của Sở B' });
    await fresh.db.$client.query(`update person set staff_number = 'SB-1', phone = '0999 999 999' where id = $1`, [theirs.id]); // prettier-ignore
    for (const one of [row({ email: theirs.email, name: 'Đoán' }), row({ staffNumber: 'SB-1' })]) {
      const shown = await preview([one]);
      expect(shown.errors.map(({ code }) => code)).toEqual(['out-of-reach']);
      expect(JSON.stringify(shown)).not.toMatch(/Bí Mật|0999|so-b/);
      const before = await everything();
      await refusal(take([one], { changes: true }));
      expect(await everything()).toEqual(before);
    }
  });

  it('dấu của bản xem trước của người khác không dùng được cho mình', async () => {
    const bytes = await file(row({ body: 'so-b' }));
    const { fingerprint } = await previewPeopleImport(fresh.db, OPERATOR, bytes, NOW);
    expect(await refusal(importPeople(fresh.db, actor, bytes, { seen: fingerprint, changes: true }, HAND, NOW))).toMatchObject({ status: 422 }); // prettier-ignore
  });

  it('ai không quản trị cơ quan nào thì không xem trước được', async () => {
    const officer = await (await official(fresh.db, 'so-a', { roles: [['officer', 'so-a']] })).actor();
    expect(await refusal(preview([row()], officer))).toMatchObject({ status: 403 });
  });
});

it('một nghìn dòng trong vài giây', async () => {
  const rows = Array.from({ length: 1_000 }, (_, at) => row({ body: at % 2 ? 'so-a' : 'Cơ quan phong-a1', title: `Chuyên viên ${at}` })); // prettier-ignore
  const began = performance.now();
  expect(await take(rows, { how: MAIL })).toMatchObject({ added: 1_000, invited: 1_000 });
  const took = performance.now() - began;
  expect(took).toBeLessThan(15_000);
});
