import { sql } from 'drizzle-orm';
import type { IsoDate } from '#kernel/calendar/dates.ts';
import type { Transaction } from '#kernel/database/transaction.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Kind } from '../kinds.ts';
import type { Activity } from '../schema.ts';

type Condition = (tx: Transaction, found: Activity, onDate: IsoDate) => Promise<void>;

const stillOpen = (message: string, remedy: string) =>
  new Refusal('activities.still-open', message, { status: 409, remedy });

/** All that came out of it is done, or was called off with a reason. */
const whatCameOfIt =
  (noun: string): Condition =>
  async (tx, found) => {
    const [row] = await tx.execute<{ open: number; numbers: string }>(
      sql`select count(*)::int as open, string_agg(item.number::text, ', ' order by item.number) as numbers
        from activity_obligation item join obligation on obligation.id = item.obligation_id
        where item.activity_id = ${found.id} and obligation.state not in ('done', 'cancelled', 'superseded')`,
      'objects',
    );
    if (row!.open > 0)
      throw stillOpen(`Còn ${row!.open} ${noun} chưa xong: số ${row!.numbers}.`, 'Xác nhận đã hoàn thành, hoặc ghi không thực hiện nữa với lý do, rồi khép lại.'); // prettier-ignore
  };

/** Every inspection of the plan is over. */
const itsInspections: Condition = async (tx, found) => {
  const [row] = await tx.execute<{ open: number }>(
    sql`select count(*)::int as open from activity where parent_id = ${found.id} and state not in ('closed', 'cancelled')`,
    'objects',
  );
  if (row!.open > 0) throw stillOpen(`Còn ${row!.open} cuộc kiểm tra chưa khép lại.`, 'Khép lại hoặc hủy từng cuộc rồi kết thúc kế hoạch.'); // prettier-ignore
};

/** What a plan of inspections cannot be issued without. */
const hasRows: Condition = (_tx, found) => {
  const { rows } = found.fields as { rows: readonly unknown[] };
  if (rows.length === 0)
    throw new Refusal('activities.empty-plan', 'Kế hoạch chưa có cơ quan nào.', { status: 409, remedy: 'Thêm cơ quan và tháng kiểm tra rồi ban hành.' }); // prettier-ignore
  return Promise.resolve();
};

/** What must be so before an act, beyond the state; by kind and act. */
const CONDITIONS: Readonly<Partial<Record<Kind, Readonly<Record<string, Condition>>>>> = {
  inspection: { close: whatCameOfIt('phát hiện') },
  meeting: { close: whatCameOfIt('kết luận') },
  'inspection-plan': { issue: hasRows, close: itsInspections },
};

/** @throws Refusal 409 with what is still open */
export async function mustBeOver(tx: Transaction, found: Activity, act: string, onDate: IsoDate): Promise<void> {
  await CONDITIONS[found.kind]?.[act]?.(tx, found, onDate);
}
