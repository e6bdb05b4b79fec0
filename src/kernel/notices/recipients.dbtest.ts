import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/calendar/dates.ts';
import { system } from '#kernel/database/actor.ts';
import { transact } from '#kernel/database/transaction.ts';
import { useDatabase } from '#test/database/fresh.ts';
import { officialsOf } from './recipients.ts';
import type { Audience } from './reminder-plan.ts';

/** A province, a department and its division; people in them; who is told. */
const fresh = useDatabase();
const today = isoDate('2025-06-02');
const names = new Map<string, string>();

beforeAll(() =>
  transact(fresh.db, system('Kiểm thử'), async (tx) => {
    const bodies = [
      ['chinh-phu', 'central', null],
      ['ubnd-tinh', 'province', 'chinh-phu'],
      ['so-noi-vu', 'province', 'ubnd-tinh'],
      ['phong-cchc', 'province', 'so-noi-vu'],
      ['so-trong', 'province', 'ubnd-tinh'],
    ] as const;
    for (const [key, level, parent] of bodies) {
      await tx.execute(sql`insert into organisation (key) values (${key})`);
      await tx.execute(sql`insert into organisation_version (organisation_key, name, aliases, level, kind, parent_key, valid)
        values (${key}, ${key}, '{}', ${level}, 'department', ${parent}, '(,)')`);
    }
    const person = async (name: string, body: string, isHead: boolean, valid = '[2024-01-01,)', disabled = false) => {
      const [row] = await tx.execute<{ id: string }>(
        sql`insert into person (name) values (${name}) returning id`,
        'objects',
      );
      const id = row!.id;
      await tx.execute(sql`insert into "user" (id, name, email, "emailVerified", person_id, disabled_at)
        values (${id}, ${name}, ${`${id}@x.example`}, true, ${id}, ${disabled ? sql`now()` : null})`);
      const [post] = await tx.execute<{ id: string }>(
        sql`insert into person_position (person_id, organisation_key, title, is_head, valid) values (${id}, ${body}, 'Chức vụ', ${isHead}, ${valid}) returning id`,
        'objects',
      );
      names.set(id, name);
      return { id, post: post!.id };
    };
    const grant = (id: string, role: string, body: string | null, valid = '[2024-01-01,)') =>
      tx.execute(sql`insert into role_grant (account_id, role, organisation_key, valid, reason) values (${id}, ${role}, ${body}, ${valid}, 'Thử')`); // prettier-ignore
    await person('Chủ tịch', 'ubnd-tinh', true);
    const director = await person('Giám đốc', 'so-noi-vu', true);
    const deputy = await person('Phó Giám đốc', 'so-noi-vu', false);
    const officer = await person('Chuyên viên phụ trách', 'so-noi-vu', false);
    await person('Nhân viên', 'phong-cchc', false);
    await person('Đã chuyển đi', 'phong-cchc', false, '[2024-01-01,2025-06-02)');
    await person('Đã khóa', 'phong-cchc', false, '[2024-01-01,)', true);
    await grant(officer.id, 'officer', 'so-noi-vu');
    await grant(deputy.id, 'officer', 'so-noi-vu', '[2024-01-01,2025-01-01)');
    await grant(deputy.id, 'plan-owner', null);
    await tx.execute(sql`insert into delegation (position_id, to_person_id, valid, reason) values (${director.post}, ${deputy.id}, '[2025-06-01,2025-07-01)', 'Đi học')`); // prettier-ignore
    tx.record({ action: 'try', subjectType: 'test', subjectId: '1', after: {} });
  }),
);

const told = async (audience: Audience, key: string, day = today) => {
  const found = await transact(fresh.db, system('x'), (tx) => officialsOf(tx, audience, [key, 'khong-co'], day));
  return (found.get(key) ?? []).map((id) => names.get(id)).sort();
};

describe('ai được nhắc', () => {
  it.each([
    ['responsible', 'so-noi-vu', ['Chuyên viên phụ trách']],
    ['responsible', 'phong-cchc', ['Nhân viên']],
    ['responsible', 'so-trong', []],
    ['confirmer', 'so-noi-vu', ['Phó Giám đốc']],
    ['head', 'so-noi-vu', ['Giám đốc', 'Phó Giám đốc']],
    ['head', 'phong-cchc', []],
    ['chairman', 'so-noi-vu', ['Chủ tịch']],
    ['chairman', 'phong-cchc', ['Chủ tịch']],
    ['chairman', 'ubnd-tinh', ['Chủ tịch']],
  ] as const)('%s của %s: %j', async (audience, key, expected) => {
    expect(await told(audience, key)).toEqual(expected);
  });

  it('hết ủy quyền thì người đứng thay không được báo nữa', async () => {
    expect(await told('head', 'so-noi-vu', isoDate('2025-07-01'))).toEqual(['Giám đốc']);
  });
});
