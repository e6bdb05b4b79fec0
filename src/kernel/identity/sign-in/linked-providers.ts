import { and, eq, ne } from 'drizzle-orm';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { Refusal } from '../../refusal.ts';
import { settings } from '../../settings.ts';
import { mustBeSomebody } from '../own-account.ts';
import { about, PASSWORD_WAY, passwordOf } from '../rows.ts';
import { credential, user } from '../schema.ts';
import type { Language } from '../../language.ts';
import { authOf, type Auth } from '../auth.ts';
import type { Session } from '../sign-in.ts';
import { prove, type Unproven } from './proof.ts';
import { goToProvider } from './providers.ts';

/** A provider that is linked to one's own account. */
export interface LinkedProvider {
  id: string;
  issuer: string;
  linkedAt: Date;
}

/** @throws Refusal `identity.not-signed-in` */
export async function linkedProviders(db: Database, actor: Actor): Promise<LinkedProvider[]> {
  const { id, providerId, createdAt, userId } = credential;
  return seeingAll(db)
    .select({ id, issuer: providerId, linkedAt: createdAt })
    .from(credential)
    .where(and(eq(userId, mustBeSomebody(actor)), ne(providerId, PASSWORD_WAY)))
    .orderBy(providerId);
}

/**
 * Takes a linked provider off one's own account.
 * @throws Refusal `identity.not-signed-in`, `identity.no-link`; `identity.last-way` when nothing else would open the account
 */
export async function unlinkProvider(db: Database, actor: Actor, linkId: string): Promise<void> {
  const accountId = mustBeSomebody(actor);
  await transact(db, actor, async (tx) => {
    await tx.select({ id: user.id }).from(user).where(eq(user.id, accountId)).for('update');
    const links = await tx
      .select({ id: credential.id, issuer: credential.providerId })
      .from(credential)
      .where(and(eq(credential.userId, accountId), ne(credential.providerId, PASSWORD_WAY)));
    const asked = links.find(({ id }) => id === linkId);
    if (!asked) {
      throw new Refusal('identity.no-link', 'Tài khoản của bạn không có liên kết này.', {
        status: 404,
        remedy: 'Tải lại trang để xem các liên kết hiện nay.',
      });
    }
    const [way] = await tx.select({ password: credential.password }).from(credential).where(passwordOf(accountId));
    if (!way?.password && links.length === 1) {
      throw new Refusal('identity.last-way', 'Đây là cách đăng nhập duy nhất của bạn.', {
        status: 409,
        remedy: 'Đặt mật khẩu hoặc liên kết nhà cung cấp khác trước.',
      });
    }
    await tx.delete(credential).where(and(eq(credential.id, linkId), eq(credential.userId, accountId)));
    const name = settings().providers.find(({ issuer }) => issuer === asked.issuer)?.name ?? asked.issuer;
    tx.record({ ...about(accountId, 'unlink-provider'), before: { provider: name } });
  });
}

export interface GoingToLink {
  /** Key of the provider. */
  provider: string;
  proof: string;
  session: Session;
  cookie: string | null;
  language: Language;
  now: Date;
}

/**
 * Sends somebody who has shown that it is he to a provider, to link what it vouches for to his account.
 * @throws Refusal `identity.not-signed-in`, `identity.no-provider`
 */
export async function goLinking(
  db: Database,
  actor: Actor,
  { provider, proof, session, cookie, language, now }: GoingToLink,
  auth: Auth = authOf(db),
): Promise<{ outcome: 'go'; address: string; setCookies: string[] } | { outcome: 'unreachable' } | Unproven> {
  const accountId = mustBeSomebody(actor);
  const unproven = await prove(seeingAll(db), auth, { ...actor, id: accountId }, { proof, session, now });
  if (unproven) return unproven;
  const gone = await goToProvider(db, { provider, purpose: 'link', accountId, next: '/tai-khoan', language }, cookie);
  return gone ? { outcome: 'go', ...gone } : { outcome: 'unreachable' };
}
