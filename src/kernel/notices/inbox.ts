import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm';
import type { IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { keeping, noteWritten } from '../database/kept.ts';
import { isId } from '../database/uuid.ts';
import { demand, type ProvincePermission } from '../identity/permissions.ts';
import { Refusal } from '../refusal.ts';
import { NOTICE_PERMISSIONS } from './permissions.ts';
import { notice } from './schema.ts';

/** A notice as its owner sees it. */
export interface OwnNotice {
  id: string;
  kind: string;
  title: string;
  text: string;
  /** Why this person got it. */
  why: string;
  path: string | null;
  createdAt: Date;
  readAt: Date | null;
  dueOn: IsoDate | null;
}

const PAGE = 30;

/**
 * One page of one's own notices, the latest first.
 * @param wish `before`: the last notice of the page before; `unread`: only what was not read
 * @throws Refusal `identity.not-signed-in`
 */
export async function ownNotices(
  db: Database,
  actor: Actor,
  wish: { before?: string | null; unread?: boolean } = {},
): Promise<{ notices: OwnNotice[]; next: string | null }> {
  const own = eq(notice.accountId, ownerOf(actor));
  const from = wish.before && isId(wish.before) ? lt(notice.id, wish.before) : undefined;
  const { id, kind, title, text, why, path, createdAt, readAt, dueOn } = notice;
  const rows = await seeingAll(db)
    .select({ id, kind, title, text, why, path, createdAt, readAt, dueOn })
    .from(notice)
    .where(and(own, from, wish.unread ? isNull(readAt) : undefined))
    .orderBy(desc(id))
    .limit(PAGE + 1);
  const notices = rows.slice(0, PAGE);
  return { notices, next: rows.length > PAGE ? notices.at(-1)!.id : null };
}

/** More unread notices than anybody counts. */
export const MANY = 99;

/** Unread notices of an account, for the head of every page; counted up to 100. */
export async function unreadCount(db: Database, accountId: string): Promise<number> {
  const [row] = await seeingAll(db).execute<{ count: number }>(
    sql`select count(*)::int as count from (select from notice where account_id = ${accountId} and read_at is null limit ${MANY + 1}) few`,
    'objects',
  );
  return row?.count ?? 0;
}

/** The same as pages show it: what another process has written may be told some seconds later. */
export const keptUnreadCount = keeping({ milliseconds: 5_000, keyOf: (accountId: string) => accountId }, unreadCount);

/**
 * Marks one of one's own notices as read. What one has read is one's own matter: the record keeps nothing of it.
 * @returns the page that it leads to
 * @throws Refusal 404 for what is not one's own
 */
export async function readNotice(db: Database, actor: Actor, id: string): Promise<{ path: string | null }> {
  const own = eq(notice.accountId, ownerOf(actor));
  const [found] = isId(id)
    ? await seeingAll(db)
        .update(notice)
        .set({ readAt: sql`coalesce(${notice.readAt}, clock_timestamp())` })
        .where(and(own, eq(notice.id, id)))
        .returning({ path: notice.path })
    : [];
  noteWritten(db);
  if (!found) throw new Refusal('notices.not-found', 'Không có thông báo này.', { status: 404 });
  return found;
}

/**
 * Marks one's own notices as read, up to the latest one that was seen: what came since stays new.
 * @returns how many @throws Refusal `identity.not-signed-in`
 */
export async function markAllRead(db: Database, actor: Actor, latest: string): Promise<number> {
  const own = eq(notice.accountId, ownerOf(actor));
  if (!isId(latest)) return 0;
  const read = await seeingAll(db)
    .update(notice)
    .set({ readAt: sql`clock_timestamp()` })
    .where(and(own, isNull(notice.readAt), lte(notice.id, latest)))
    .returning({ id: notice.id });
  noteWritten(db);
  return read.length;
}

/** The account that acts for itself. @throws Refusal `identity.not-signed-in` */
export function ownerOf(actor: Actor, permission: ProvincePermission = NOTICE_PERMISSIONS.own): string {
  demand(actor, permission);
  if (actor.id !== null) return actor.id;
  throw new Refusal('identity.not-signed-in', 'Cần đăng nhập để xem thông báo của mình.', {
    status: 401,
    remedy: 'Đăng nhập rồi thử lại.',
  });
}
