import { vietnamDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { logger } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import { forgive } from '../attempts.ts';
import { authOf, type Auth } from '../auth.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { mustBeSomebody } from '../own-account.ts';
import { mustStandAbove } from '../people/administer.ts';
import { demandAnywhere } from '../permissions.ts';
import { about, accountByEmail, endSessions } from '../rows.ts';
import type { Session } from '../sign-in.ts';
import { tell } from './letters.ts';
import { prove, type Unproven } from './proof.ts';
import { isForced, lockedOwner, noSecondFactor, removeRows } from './second-factor.ts';
import { countedAs } from './second-step.ts';

/** Taking a second factor off, one's own or another's. */

/**
 * Takes the second factor off one's own account.
 * @throws Refusal `identity.not-signed-in`, `identity.no-second-factor`; `identity.second-factor-forced` for administrators
 */
export async function removeOwnSecondFactor(
  db: Database,
  actor: Actor,
  shown: { proof: string; session: Session; now: Date },
  auth: Auth = authOf(db),
): Promise<{ outcome: 'removed' } | Unproven> {
  const id = mustBeSomebody(actor);
  if (isForced(actor, shown.session)) {
    throw new Refusal('identity.second-factor-forced', 'Quản trị hệ thống bắt buộc phải có xác thực hai bước.', {
      status: 403,
      remedy: 'Muốn đổi điện thoại thì thiết lập lại, không cần tắt.',
    });
  }
  const unproven = await prove(seeingAll(db), auth, { ...actor, id }, shown);
  if (unproven) return unproven;
  await transact(db, actor, async (tx) => {
    const owner = await lockedOwner(tx, id);
    if (!(await removeRows(tx, id))) throw noSecondFactor();
    tx.record({ ...about(id, 'remove-second-factor'), before: { secondFactor: true }, after: { secondFactor: false } });
    await tell(tx, 'second-factor-removed', owner, { act: `${id} ${shown.now.getTime()}`, at: shown.now });
  });
  return { outcome: 'removed' };
}

/**
 * Takes the second factor off another's account, for whoever lost telephone and codes; sessions end. An administrator has to set
 * one up again at the next sign-in.
 * @throws Refusal `identity.no-account`, `identity.own-second-factor`, `identity.no-second-factor`; 401, or 403 unless the actor stands above the person
 */
export async function removeSecondFactor(db: Database, actor: Actor, email: string, now = new Date()): Promise<void> {
  demandAnywhere(actor, IDENTITY_PERMISSIONS.people);
  await transact(db, actor, async (tx) => {
    const account = await accountByEmail(tx, email);
    if (!account) {
      throw new Refusal('identity.no-account', `Không có tài khoản “${email}”.`, {
        status: 404,
        remedy: 'Xem danh sách tài khoản rồi chọn lại.',
      });
    }
    await mustStandAbove(tx, actor, account.personId, vietnamDate(now));
    if (account.id === actor.id) {
      throw new Refusal('identity.own-second-factor', 'Không tự gỡ xác thực hai bước của mình ở đây.', {
        status: 409,
        remedy: 'Dùng trang “Tài khoản của tôi”, hoặc nhờ quản trị khác.',
      });
    }
    const owner = await lockedOwner(tx, account.id);
    if (!(await removeRows(tx, account.id))) throw noSecondFactor();
    const sessionsEnded = await endSessions(tx, account.id);
    await forgive(tx, countedAs(account.id));
    tx.record({
      ...about(account.id, 'remove-second-factor'),
      before: { secondFactor: true },
      after: { secondFactor: false, sessionsEnded },
    });
    await tell(tx, 'second-factor-removed', owner, { act: `${account.id} ${now.getTime()}`, at: now });
  });
  logger.warn({ request: actor.requestId, by: actor.id }, 'second factor removed by an administrator');
}
