import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { addDays, isIsoDate, vietnamDate, type IsoDate } from '../calendar/dates.ts';
import type { Actor } from '../database/actor.ts';
import { seeingAll, type Database } from '../database/connection.ts';
import { transact } from '../database/transaction.ts';
import { HOT } from '../database/hot.ts';
import { isId, newId } from '../database/uuid.ts';
import { requestLogger } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { IDENTITY_PERMISSIONS } from './accounts.ts';
import { networkOf, takeAttempt } from './attempts.ts';
import { isKeyScope, keyScopeForm, keyScopeLabel, mayGrant } from './key-scopes.ts';
import { demand, readKeyScope, WHOLE_PROVINCE, type Permission } from './permissions.ts';
import { apiKey, user } from './schema.ts';

/** Keys with which other programs act: a few rights, an end, and of the secret only its seal in the database. */

/** Days for which a key holds at most. */
export const LONGEST_DAYS = 365;

/** Milliseconds between two notes of a key's use. */
const NOTED_EVERY = 60_000;

const FORM = /^Bearer +(cchc_([0-9a-f]{8})_[\w-]{43})$/i;

export interface NewApiKey {
  name: string;
  /** Names of permissions, a scoped one with its body: `plan.import`, `plan.report@so-noi-vu`, `plan.report@*`. */
  scopes: readonly string[];
  /** Last day on which it holds, `YYYY-MM-DD`, in Việt Nam. */
  until: string;
}

/** A key as administrators see it. */
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  /** Who made it; null: the command line, or an account that is gone. */
  createdBy: string | null;
  createdAt: Date;
  until: IsoDate;
  state: 'valid' | 'expired' | 'revoked';
  lastUsedAt: Date | null;
}

/**
 * Makes a key.
 * @param grantable permissions that keys may be given at all
 * @returns the key itself, which is nowhere kept and cannot be shown again
 * @throws Refusal `identity.key-invalid` with a problem per field; `identity.grant-beyond` when it would hold a right that its
 * maker lacks; 401 or 403 without the right
 */
export async function createApiKey(
  db: Database,
  actor: Actor,
  input: NewApiKey,
  grantable: readonly Permission[],
  now: Date = new Date(),
): Promise<{ id: string; prefix: string; secret: string }> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const { name, scopes, until } = valid(input, grantable, now);
  const beyond = scopes.filter((scope) => !mayGrant(actor, scope, grantable));
  if (beyond.length > 0) {
    throw new Refusal('identity.grant-beyond', 'Không thể cấp quyền mà chính bạn không có.', {
      status: 403,
      where: beyond.map((scope) => keyScopeLabel(scope, grantable)).join(', '),
      remedy: 'Bỏ các quyền này, hoặc nhờ người có quyền cấp khóa.',
    });
  }
  await demandBodies(db, scopes);
  const [id, prefix] = [newId(), randomBytes(4).toString('hex')];
  const secret = `cchc_${prefix}_${randomBytes(32).toString('base64url')}`;
  await transact(db, actor, async (tx) => {
    const made = await tx
      .insert(apiKey)
      .values({
        id,
        name,
        prefix,
        hash: sealOf(secret),
        scopes,
        createdBy: actor.id,
        createdAt: now,
        expiresAt: endOf(until),
      })
      .onConflictDoNothing()
      .returning({ id: apiKey.id });
    if (made.length === 0) throw invalid({ name: 'Tên này đang dùng cho một khóa khác. Đặt tên khác.' });
    tx.record({ ...about(id, 'create'), after: { name, prefix, scopes: scopes.join(', '), until } });
  });
  return { id, prefix, secret };
}

/** All keys, the newest first, without their secrets. @throws Refusal 401 or 403 without the right */
export async function listApiKeys(
  db: Pick<Database, 'select'>,
  actor: Actor,
  now: Date = new Date(),
): Promise<ApiKey[]> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  const { id, name, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt } = apiKey;
  const rows = await db
    .select({ id, name, prefix, scopes, createdBy: user.name, createdAt, expiresAt, revokedAt, lastUsedAt })
    .from(apiKey)
    .leftJoin(user, eq(user.id, apiKey.createdBy))
    .orderBy(desc(createdAt), desc(id))
    .limit(1_000);
  return rows.map(({ expiresAt, revokedAt, ...row }) => ({
    ...row,
    until: addDays(vietnamDate(expiresAt), -1),
    state: revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'valid',
  }));
}

/**
 * Ends a key at once; one that was ended before stays as it is.
 * @param which its id or its recognisable part
 * @throws Refusal `identity.no-key`; 401 or 403 without the right
 */
export async function revokeApiKey(db: Database, actor: Actor, which: string, now: Date = new Date()): Promise<void> {
  demand(actor, IDENTITY_PERMISSIONS.manage);
  await transact(db, actor, async (tx) => {
    const [found] = await tx
      .select()
      .from(apiKey)
      .where(isId(which) ? eq(apiKey.id, which) : eq(apiKey.prefix, which))
      .for('update');
    if (!found) {
      throw new Refusal('identity.no-key', `Không có khóa API “${which.slice(0, 40)}”.`, {
        status: 404,
        remedy: 'Xem danh sách khóa API.',
      });
    }
    if (found.revokedAt) return;
    await tx.update(apiKey).set({ revokedAt: now }).where(eq(apiKey.id, found.id));
    const { name, prefix } = found;
    tx.record({ ...about(found.id, 'revoke'), before: { name, prefix, revoked: false }, after: { name, prefix, revoked: true } }); // prettier-ignore
  });
}

/** The request that brings a key. */
export interface KeyRequest {
  /** Network address of the caller. */
  address: string;
  requestId: string;
  now: Date;
}

/** Does the header carry a key, good or bad? Other schemes belong to whoever stands in front of us. */
export function bringsKey(header: string | null | undefined): header is string {
  return /^Bearer\b/i.test(header ?? '');
}

type HeldKey = Pick<typeof apiKey.$inferSelect, 'id' | 'name' | 'scopes' | 'expiresAt' | 'revokedAt' | 'lastUsedAt'>;

/** Asked at every request of a program, so its text is written out and kept prepared. */
async function keyWith(db: Database, secret: string): Promise<HeldKey | undefined> {
  const [row] = await db.execute<
    Pick<HeldKey, 'id' | 'name' | 'scopes'> & Record<'expires' | 'revoked' | 'used', string | null>
  >(
    sql`${HOT}select id, name, scopes, expires_at as expires, revoked_at as revoked, last_used_at as used
      from api_key where hash = ${sealOf(secret)}`,
    'objects',
  );
  if (!row) return undefined;
  const { expires, revoked, used, ...key } = row;
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return { ...key, expiresAt: new Date(expires!), revokedAt: instant(revoked), lastUsedAt: instant(used) };
}

/**
 * Who acts with the key of an Authorization header. A key that does not hold is refused and noted in the log; an address that
 * keeps trying is told to wait, while good keys from it go on working.
 * @throws Refusal 401 `identity.key-malformed|key-unknown|key-revoked|key-expired`, 429 `identity.key-attempts`
 */
export async function actorOfKey(
  asked: Database,
  header: string,
  { address, requestId, now }: KeyRequest,
): Promise<Actor> {
  const db = seeingAll(asked);
  const [, secret, prefix] = FORM.exec(header) ?? [];
  const found = secret ? await keyWith(db, secret) : undefined;
  const fault: Fault | null = !secret
    ? 'malformed'
    : !found
      ? 'unknown'
      : found.revokedAt
        ? 'revoked'
        : found.expiresAt <= now
          ? 'expired'
          : null;
  if (fault || !found) {
    requestLogger(requestId).warn({ code: `identity.key-${fault}`, key: prefix ?? null, address }, 'API key refused');
    const seconds = await takeAttempt(db, 'address', `key ${networkOf(address)}`);
    throw seconds === null ? refusalOf(fault ?? 'unknown') : tooMany(seconds);
  }
  const noted = new Date(now.getTime() - NOTED_EVERY);
  if (!found.lastUsedAt || found.lastUsedAt < noted) {
    await db
      .update(apiKey)
      .set({ lastUsedAt: now })
      // Of many requests at once one writes.
      .where(and(eq(apiKey.id, found.id), or(isNull(apiKey.lastUsedAt), sql`${apiKey.lastUsedAt} < ${noted}`)));
  }
  const { id, name, scopes } = found;
  return {
    id,
    name: `Khóa API “${name}”`,
    position: 'Chương trình',
    roles: [],
    grants: [],
    scopes,
    organisationKey: null,
    organisationKeys: [],
    requestId,
  };
}

async function demandBodies(db: Database, scopes: readonly string[]): Promise<void> {
  const bodies = scopes.map((scope) => readKeyScope(scope).body).filter((body) => body !== null && body !== WHOLE_PROVINCE); // prettier-ignore
  if (bodies.length === 0) return;
  const rows = await db.execute<{ key: string }>(
    sql`select key from organisation where key = any(${sql.param(bodies)}::text[])`,
    'objects',
  );
  const unknown = bodies.find((body) => !rows.some(({ key }) => key === body));
  if (unknown) throw invalid({ scopes: `Không có cơ quan “${unknown}”.` });
}

type Fault = 'malformed' | 'unknown' | 'revoked' | 'expired';

const FAULTS: Record<Fault, string> = {
  malformed: 'Khóa API không đúng dạng.',
  unknown: 'Không có khóa API này.',
  revoked: 'Khóa API này đã bị thu hồi.',
  expired: 'Khóa API này đã hết hạn.',
};

function refusalOf(fault: Fault): Refusal {
  return new Refusal(`identity.key-${fault}`, FAULTS[fault], {
    status: 401,
    where: 'Authorization',
    remedy: ['malformed', 'unknown'].includes(fault)
      ? 'Gửi “Authorization: Bearer cchc_…” với nguyên vẹn khóa đã được cấp.'
      : 'Đề nghị quản trị hệ thống cấp khóa mới.',
  });
}

function tooMany(seconds: number): Refusal {
  return new Refusal('identity.key-attempts', 'Địa chỉ này đã gửi quá nhiều khóa API không dùng được.', {
    status: 429,
    remedy: `Thử lại sau ${Math.ceil(seconds / 60)} phút với khóa đúng.`,
  });
}

function valid(input: NewApiKey, grantable: readonly Permission[], now: Date) {
  const today = vietnamDate(now);
  const last = addDays(today, LONGEST_DAYS);
  const read = z
    .object({
      name: z
        .string()
        .transform((name) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
        .pipe(z.string().min(1, 'Đặt tên để sau này biết khóa của ai, làm gì.').max(100, 'Tên dài nhất 100 ký tự.')),
      scopes: z
        .array(z.string())
        .min(1, 'Chọn ít nhất một quyền.')
        .refine(
          (scopes) => scopes.every((scope) => isKeyScope(scope, grantable)),
          `Quyền phải trong số: ${grantable.map(keyScopeForm).join(', ')}.`,
        )
        .transform((scopes) => [...new Set(scopes)].sort()),
      until: z
        .string()
        .trim()
        .refine(isIsoDate, 'Chọn ngày cuối cùng khóa còn dùng được.')
        .transform((until) => until as IsoDate)
        .refine(
          (until) => !isIsoDate(until) || (until >= today && until <= last),
          'Từ hôm nay đến nhiều nhất một năm.',
        ),
    })
    .safeParse(input);
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[String(path[0])] ??= message;
  throw invalid(fields);
}

function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('identity.key-invalid', 'Thông tin khóa API chưa đúng.', {
    status: 422,
    where: Object.values(fields).join('\n'),
    remedy: 'Sửa các mục trên rồi gửi lại.',
    fields,
  });
}

const sealOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const endOf = (until: IsoDate): Date => new Date(`${addDays(until, 1)}T00:00:00+07:00`);
const about = (id: string, action: string) => ({ action, subjectType: 'api-key', subjectId: id });
