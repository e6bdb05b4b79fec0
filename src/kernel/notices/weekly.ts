import { sql } from 'drizzle-orm';
import { addDays, toVietnamese, weekday, type IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, seenBy, type Database } from '../database/connection.ts';
import { eyesOf } from '../database/eyes.ts';
import { transact } from '../database/transaction.ts';
import { WEEKLY } from './kinds.ts';
import { letter } from './letter.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Builders } from './outbox.ts';
import { actorFor } from './own-actor.ts';
import type { WeeklySection } from './ports.ts';
import { queueRows } from './queue.ts';
import { noticeSettings } from './reminder-rules.ts';

/** The outbox's kind of the weekly letter. */
export const WEEKLY_MAIL = 'weekly';

/**
 * Queues the weekly letter of everybody who wants one, on the weekday that was set or on the first day after it on which somebody
 * asks. Once a week. @returns how many letters
 */
export async function queueWeekly(db: Database, actor: Actor, today: IsoDate): Promise<number> {
  const { weeklyDay } = await noticeSettings(seeingAll(db));
  if (weeklyDay === 0 || weekday(today) < weeklyDay) return 0;
  const monday = addDays(today, 1 - weekday(today));
  return transact(db, actor, async (tx) => {
    await oneAtATime(tx, WEEKLY_MAIL);
    const accounts = await tx.execute<{ id: string }>(
      sql`select owner.id from "user" owner left join notice_preference own on own.account_id = owner.id and own.kind = ${WEEKLY.kind}
        where owner.disabled_at is null and own.channel is distinct from 'off' order by 1`,
      'objects',
    );
    const queued = await queueRows(
      tx,
      accounts.map(({ id }) => ({
        key: `${WEEKLY_MAIL}:${id}:${monday}`,
        kind: WEEKLY_MAIL,
        accountId: id,
        payload: { monday },
      })),
    );
    if (queued.length > 0)
      tx.record({
        action: 'queue-weekly',
        subjectType: 'reminders',
        subjectId: monday,
        after: { letters: queued.length },
      });
    return queued.length;
  });
}

/** Builder of the weekly letter from the sections of the modules. */
export function weeklyBuilders(
  sections: readonly WeeklySection[],
  today: () => IsoDate,
  address?: (path: string) => string,
): Builders {
  return {
    [WEEKLY_MAIL]: async (asked, { accountId, payload }) => {
      const db = seeingAll(asked);
      const { monday } = payload as { monday: IsoDate };
      const day = today();
      if (day > addDays(monday, 6)) return { skip: 'Tuần đã qua.' };
      const actor = accountId === null ? null : await actorFor(db, accountId, day);
      if (!actor) return { skip: 'Tài khoản không còn.' };
      const parts = [];
      for (const section of sections) {
        const part = await section.weekly(seenBy(db, eyesOf(actor)), actor, day);
        if (part && part.lines.length > 0)
          parts.push({
            title: part.title,
            items: part.lines.map(({ text, ...rest }) => ({ title: text, ...rest, text: undefined })),
          });
      }
      if (parts.length === 0) return { skip: 'Tuần này không có gì để báo.' };
      const week = `tuần từ ${toVietnamese(monday)} đến ${toVietnamese(addDays(monday, 6))}`;
      return letter(
        { subject: `Tổng hợp ${week}`, name: actor.name, opening: `Việc của bạn trong ${week}:`, parts },
        address,
      );
    },
  };
}
