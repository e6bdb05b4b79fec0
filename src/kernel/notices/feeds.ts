import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { addDays, type IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, seenBy, type Database } from '../database/connection.ts';
import { eyesOf } from '../database/eyes.ts';
import { transact } from '../database/transaction.ts';
import { isId, newId } from '../database/uuid.ts';
import { may } from '../identity/permissions.ts';
import { organisation, organisationVersion } from '../organisations/schema.ts';
import { Refusal } from '../refusal.ts';
import { addressOf } from './address.ts';
import { toIcal } from './ical.ts';
import { ownerOf } from './inbox.ts';
import { actorFor } from './own-actor.ts';
import { NOTICE_PERMISSIONS } from './permissions.ts';
import type { CalendarSource } from './ports.ts';
import { calendarFeed } from './schema.ts';

/** A calendar that one has opened to other programs. */
export interface OwnFeed {
  id: string;
  /** Null: what concerns the person. */
  organisationKey: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Days of the past that a calendar still shows. */
const PAST_DAYS = 366;
/** Items at most in one calendar. */
const MOST = 5_000;

const seal = (token: string): string => createHash('sha256').update(token).digest('hex');

/** One's own calendars that hold. @throws Refusal 401, 403 */
export async function ownFeeds(db: Database, actor: Actor): Promise<OwnFeed[]> {
  const { id, organisationKey, createdAt, lastUsedAt } = calendarFeed;
  return seeingAll(db)
    .select({ id, organisationKey, createdAt, lastUsedAt })
    .from(calendarFeed)
    .where(and(eq(calendarFeed.accountId, ownerOf(actor, NOTICE_PERMISSIONS.feed)), isNull(calendarFeed.revokedAt)))
    .orderBy(desc(id));
}

/**
 * Opens a calendar to whoever knows its secret address; the one before it for the same thing ends.
 * @param organisationKey a body whose days it holds; null: one's own
 * @returns the page's path with the secret, which is told this once only
 * @throws Refusal 401, 403, `notices.no-such-body`
 */
export async function openFeed(
  db: Database,
  actor: Actor,
  organisationKey: string | null,
): Promise<{ id: string; path: string }> {
  const accountId = ownerOf(actor, NOTICE_PERMISSIONS.feed);
  const token = randomBytes(32).toString('base64url');
  const id = newId();
  await transact(db, actor, async (tx) => {
    if (organisationKey !== null) {
      const [body] = await tx.select().from(organisation).where(eq(organisation.key, organisationKey));
      if (!body) {
        const fields = { organisation: 'Chọn một cơ quan trong danh sách.' };
        throw new Refusal('notices.no-such-body', 'Không có cơ quan này.', { status: 422, fields });
      }
    }
    const replaced = await tx
      .update(calendarFeed)
      .set({ revokedAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(calendarFeed.accountId, accountId),
          sql`${calendarFeed.organisationKey} is not distinct from ${organisationKey}`,
          isNull(calendarFeed.revokedAt),
        ),
      )
      .returning({ id: calendarFeed.id });
    await tx.insert(calendarFeed).values({ id, accountId, organisationKey, tokenHash: seal(token) });
    tx.record({
      action: 'open-feed',
      subjectType: 'account',
      subjectId: accountId,
      after: { feed: id, organisation: organisationKey, replaced: replaced[0]?.id ?? null },
    });
  });
  return { id, path: feedPath(token) };
}

/** Path of a calendar. */
export const feedPath = (token: string): string => `/lich/${token}.ics`;

/** Ends one of one's own calendars: its address answers no more. @throws Refusal 404 for what is not one's own */
export async function revokeFeed(db: Database, actor: Actor, id: string): Promise<void> {
  const accountId = ownerOf(actor, NOTICE_PERMISSIONS.feed);
  await transact(db, actor, async (tx) => {
    const ended = isId(id)
      ? await tx
          .update(calendarFeed)
          .set({ revokedAt: sql`clock_timestamp()` })
          .where(and(eq(calendarFeed.id, id), eq(calendarFeed.accountId, accountId), isNull(calendarFeed.revokedAt)))
          .returning({ organisation: calendarFeed.organisationKey })
      : [];
    if (ended.length === 0) throw new Refusal('notices.feed-not-found', 'Không có lịch này.', { status: 404 });
    tx.record({
      action: 'revoke-feed',
      subjectType: 'account',
      subjectId: accountId,
      before: { feed: id, organisation: ended[0]!.organisation },
    });
  });
}

/**
 * The calendar behind a secret address, as its owner may see it today; null when there is none (never was, was ended, the account
 * is disabled or may no longer have one): nobody learns which.
 */
export async function readFeed(
  db: Database,
  token: string,
  sources: readonly CalendarSource[],
  today: IsoDate,
  address: (path: string) => string = addressOf,
): Promise<string | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const all = seeingAll(db);
  const [feed] = await all
    .update(calendarFeed)
    .set({ lastUsedAt: sql`clock_timestamp()` })
    .where(and(eq(calendarFeed.tokenHash, seal(token)), isNull(calendarFeed.revokedAt)))
    .returning({ accountId: calendarFeed.accountId, organisationKey: calendarFeed.organisationKey });
  const actor = feed ? await actorFor(all, feed.accountId, today) : null;
  if (!feed || !actor || !may(actor, NOTICE_PERMISSIONS.feed).allowed) return null;
  const { organisationKey } = feed;
  const eyes = seenBy(db, eyesOf(actor));
  const since = addDays(today, -PAST_DAYS);
  const items = await Promise.all(sources.map((source) => source.itemsFor(eyes, { actor, organisationKey, since })));
  const days = items.flat().sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
  const name = organisationKey === null ? actor.name : await nameOf(all, organisationKey);
  return toIcal(`Việc đến hạn: ${name}`, days.slice(-MOST), new URL(address('/')).host, address);
}

async function nameOf(db: Database, key: string): Promise<string> {
  const [version] = await db
    .select({ name: organisationVersion.name })
    .from(organisationVersion)
    .where(eq(organisationVersion.organisationKey, key))
    .orderBy(sql`lower(${organisationVersion.valid}) desc nulls last`)
    .limit(1);
  return version?.name ?? key;
}
