import { sql } from 'drizzle-orm';
import type { IsoDate } from '../../calendar/dates.ts';
import type { Transaction } from '../../database/transaction.ts';
import { Refusal } from '../../refusal.ts';
import { canSignIn } from '../rows.ts';

/** Acts that can take an administrator away come one after the other. */
const LOCK = 0x61646d69;

/**
 * Does something that may take the province's administration from somebody, and undoes it all when nobody would be left who
 * administers the province, can sign in, and has no end set. Two such acts at once wait for each other.
 * @throws Refusal 409 `identity.last-administrator`
 */
export async function keepingAdministrator<Result>(
  tx: Transaction,
  today: IsoDate,
  act: () => Promise<Result>,
): Promise<Result> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  const before = await able(tx, today);
  const result = await act();
  const after = await able(tx, today);
  if ((before.lasting > 0 && after.lasting === 0) || (before.any > 0 && after.any === 0)) {
    throw new Refusal(
      'identity.last-administrator',
      'Đây là quản trị hệ thống cuối cùng của toàn tỉnh còn đăng nhập được.',
      { status: 409, remedy: 'Giao vai trò quản trị toàn tỉnh, không có ngày hết, cho một tài khoản khác trước.' },
    );
  }
  return result;
}

/** Accounts that administer the whole province and can sign in: all, and those without an end. */
async function able(tx: Transaction, today: IsoDate): Promise<{ any: number; lasting: number }> {
  const [row] = await tx.execute<{ any: number; lasting: number }>(
    sql`select count(distinct account_id)::int as "any", (count(distinct account_id) filter (where upper_inf(valid)))::int as lasting
      from role_grant join "user" on "user".id = account_id
      where role = 'administrator' and organisation_key is null and revoked_at is null and valid @> ${today}::date and ${canSignIn}`,
    'objects',
  );
  return row!;
}
