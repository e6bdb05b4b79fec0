import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { heldEverywhere } from '#kernel/identity/model.ts';
import { readQuery } from '#kernel/lists/index.ts';
import { readPage } from '#kernel/lists/read.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { MAIL_LIST, mailScope, queueMail, resendMail } from './index.ts';

const fresh = useDatabase();
const administrator = {
  ...system('Quản trị'),
  id: 'a',
  roles: ['administrator'],
  grants: heldEverywhere('administrator'),
};
const officer = { ...administrator, roles: ['officer'], grants: heldEverywhere('officer') };
const read = async (query = '') =>
  (await readPage(fresh.db, MAIL_LIST, readQuery(MAIL_LIST, new URLSearchParams(query)), mailScope(administrator)))
    .rows;

beforeAll(async () => {
  await transact(fresh.db, system('Kiểm thử'), async (tx) => {
    for (const [n, secret] of [false, true, false].entries())
      await queueMail(tx, {
        to: `nguoi-${n}@x.example`,
        subject: 'Bí mật',
        text: 'Lời nhắn riêng',
        key: `m${n}`,
        secret,
      });
    tx.record({ action: 'try', subjectType: 'test', subjectId: '1', after: {} });
  });
  await fresh.db.execute(sql`update notice_outbox set outcome = 'failed', settled_at = now(), reason = '550', payload = case when secret then null else payload end where key in ('m0', 'm1')`); // prettier-ignore
});

describe('thư gửi đi, cho quản trị', () => {
  it('thấy người nhận, tình trạng, lý do; không thấy nội dung', async () => {
    const rows = await read('state=failed');
    expect(rows.map(({ recipient, why }) => [recipient, why])).toEqual([['nguoi-0@x.example', '550'], ['nguoi-1@x.example', '550']]); // prettier-ignore
    expect(JSON.stringify(rows)).not.toMatch(/Bí mật|Lời nhắn/);
    expect((await read('q=nguoi-2')).map(({ state }) => state)).toEqual(['waiting']);
    expect(await read('q=%25')).toEqual([]);
  });

  it('người khác không mở được danh sách; danh sách không qua mailScope thì hỏng, không lộ', () => {
    expect(() => mailScope(officer)).toThrow(expect.objectContaining({ status: 403 }));
    expect(() => MAIL_LIST.source({ seen: true }, {})).toThrow('mailScope');
  });

  it('gửi lại thư hỏng; không gửi lại thư đang chờ, thư bí mật đã xóa, thư không có', async () => {
    const ids = new Map((await read()).map(({ id, recipient }) => [recipient, id]));
    await resendMail(fresh.db, administrator, ids.get('nguoi-0@x.example')!);
    expect((await read('q=nguoi-0')).map(({ state, attempts }) => [state, attempts])).toEqual([['waiting', 0]]);
    const refused = (recipient: string) => resendMail(fresh.db, administrator, ids.get(recipient)!);
    await expect(refused('nguoi-1@x.example')).rejects.toMatchObject({ code: 'notices.mail-wiped' });
    await expect(refused('nguoi-2@x.example')).rejects.toMatchObject({ code: 'notices.mail-not-failed' });
    await expect(resendMail(fresh.db, administrator, Number.NaN)).rejects.toMatchObject({ status: 404 });
  });
});
