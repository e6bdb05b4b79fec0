import { and, eq, isNull } from 'drizzle-orm';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import { logger } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import { settings } from '../../settings.ts';
import { authOf, headersFor, type Auth } from '../auth.ts';
import { emailKey, visitor } from '../model.ts';
import { about } from '../rows.ts';
import { credential, user } from '../schema.ts';
import { cookieOf } from '../sign-in.ts';
import { deviceCookie } from './device-cookie.ts';
import { tell } from './letters.ts';
import { providerLibraryOf, type Heard, type Identity, type Intent, type ProviderFault, type ProviderLibrary } from './provider-library.ts'; // prettier-ignore
import type { Provider } from './provider-settings.ts';
import { hasSecondFactor } from './second-factor-rows.ts';

/** Signing in with other providers, and linking them to an account. No account is made here: an official's comes from its office. */

/** What the flow works with; from the settings unless a test brings its own. */
export interface ProviderWorld {
  providers: readonly Provider[];
  library: ProviderLibrary;
  auth: Auth;
}

function worldOf(db: Database): ProviderWorld {
  return {
    providers: settings().providers,
    // Made when they are needed: a provider that nobody named needs neither.
    get library() {
      return providerLibraryOf(db);
    },
    get auth() {
      return authOf(db);
    },
  };
}

/**
 * Sends somebody to a provider.
 * @returns the provider's address, and cookies that must go out with it; null: it cannot be reached
 * @throws Refusal `identity.no-provider`
 */
export async function goToProvider(
  db: Database,
  intent: Intent,
  cookie: string | null,
  world: ProviderWorld = worldOf(db),
): Promise<{ address: string; setCookies: string[] } | null> {
  const provider = providerOf(world, intent.provider);
  const { headers, response } = await world.library.api.askProvider({
    body: intent,
    headers: headersFor({ cookie }),
    returnHeaders: true,
  });
  if (response.address !== null) return { address: response.address, setCookies: headers.getSetCookie() };
  logger.error({ provider: provider.key }, 'provider: unreachable, or its issuer is not the one in the settings');
  return null;
}

/** How somebody comes back. */
export interface Return {
  /** Key of the provider, from the address. */
  key: string;
  query: URLSearchParams;
  cookie: string | null;
  /** Who is wholly signed in in this browser. */
  accountId: string | null;
  address: string;
  userAgent: string | null;
  requestId: string;
  now: Date;
}

/**
 * `unknown-person`: nobody here is linked to that identity (a place to begin an account for citizens, who have none here yet);
 * `closed`: the account is disabled; `taken`: the identity belongs to another account; `other-session`: who comes back is not who
 * went to link.
 */
export type ReturnFault = ProviderFault | 'unknown-person' | 'closed' | 'taken' | 'other-session';

export interface Returned {
  outcome: 'signed-in' | 'linked' | { fault: ReturnFault };
  intent: Intent | null;
  /** Must go out with the answer. */
  setCookies: string[];
}

/** Hears what the provider says of somebody who comes back from it. Each state is good for one return. @throws Refusal `identity.no-provider` */
export async function returnFromProvider(
  db: Database,
  back: Return,
  world: ProviderWorld = worldOf(db),
): Promise<Returned> {
  const { key, query, requestId, address } = back;
  const provider = providerOf(world, key);
  const entry = (name: string) => query.get(name) ?? undefined;
  const { headers, response } = await world.library.api.hearProvider({
    body: { provider: key, state: entry('state'), code: entry('code'), error: entry('error'), iss: entry('iss') },
    headers: headersFor({ cookie: back.cookie }),
    returnHeaders: true,
  });
  const heard: Heard = response;
  const end =
    'fault' in heard ? { fault: heard.fault } : await followUp(seeingAll(db), provider, heard, back, world.auth);
  const fault = 'fault' in end ? end.fault : null;
  const log = { request: requestId, address, provider: key };
  if (fault) logger.warn({ ...log, fault }, 'provider: refused');
  else logger.info({ ...log, account: 'accountId' in end ? end.accountId : null }, 'provider: accepted');
  return {
    outcome: 'fault' in end ? { fault: end.fault } : end.outcome,
    intent: heard.intent,
    setCookies: [...headers.getSetCookie(), ...('fault' in end ? [] : end.setCookies)],
  };
}

type End = { outcome: 'signed-in' | 'linked'; accountId: string; setCookies: string[] } | { fault: ReturnFault };

async function followUp(
  db: Database,
  provider: Provider,
  { intent, identity }: Extract<Heard, { identity: Identity }>,
  back: Return,
  auth: Auth,
): Promise<End> {
  if (intent.purpose === 'link') {
    if (!back.accountId || back.accountId !== intent.accountId) return { fault: 'other-session' };
    const linked = await link(db, provider, identity, { id: back.accountId }, back);
    return linked ? { outcome: 'linked', accountId: linked.id, setCookies: [] } : { fault: 'taken' };
  }
  const known = (await ownerOf(db, provider, identity)) ?? (await linkedByEmail(db, provider, identity, back));
  if (!known) return { fault: 'unknown-person' };
  if (known.disabledAt) return { fault: 'closed' };
  return begin(db, known, back, auth);
}

interface Owner {
  id: string;
  email: string;
  disabledAt: Date | null;
}

const OWNER = { id: user.id, email: user.email, disabledAt: user.disabledAt };

async function ownerOf(
  db: Pick<Database, 'select'>,
  { issuer }: Provider,
  { subject }: Identity,
): Promise<Owner | null> {
  const [owner] = await db
    .select(OWNER)
    .from(credential)
    .innerJoin(user, eq(user.id, credential.userId))
    .where(and(eq(credential.providerId, issuer), eq(credential.accountId, subject)));
  return owner ?? null;
}

/** The account whose e-mail the provider vouches for, linked from now on; only with providers that are trusted with that. */
async function linkedByEmail(
  db: Database,
  provider: Provider,
  identity: Identity,
  back: Return,
): Promise<Owner | null> {
  if (!provider.linkByEmail || !identity.email || !identity.emailVerified) return null;
  const [owner] = await db
    .select(OWNER)
    .from(user)
    .where(eq(user.email, emailKey(identity.email)));
  if (!owner || owner.disabledAt) return owner ?? null;
  return (await link(db, provider, identity, owner, back)) ? owner : null;
}

/** @returns null when the identity is another account's, or the account is linked to another identity there */
async function link(
  db: Database,
  { issuer, name }: Provider,
  identity: Identity,
  { id }: { id: string },
  { requestId, now }: Return,
): Promise<{ id: string } | null> {
  const [owner] = await db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(eq(user.id, id));
  if (!owner) return null;
  return transact(db, { ...visitor(requestId), id, name: owner.name }, async (tx) => {
    await tx.select({ id: user.id }).from(user).where(eq(user.id, id)).for('update');
    const present = await ownerOf(tx, { issuer } as Provider, identity);
    if (present) return present.id === id ? { id } : null;
    // An address that the provider gave to somebody else meanwhile must not open the first one's account.
    const others = await tx.select({ id: credential.id }).from(credential).where(and(eq(credential.userId, id), eq(credential.providerId, issuer))); // prettier-ignore
    if (others.length > 0) return null;
    const linked = await tx
      .insert(credential)
      .values({ id: newId(), accountId: identity.subject, providerId: issuer, userId: id, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: credential.id });
    if (linked.length === 0) return null;
    tx.record({ ...about(id, 'link-provider'), after: { provider: name } });
    await tell(tx, 'provider-linked', owner, { act: linked[0]!.id, at: now });
    return { id };
  });
}

async function begin(db: Database, owner: Owner, back: Return, auth: Auth): Promise<End> {
  const { address, userAgent, cookie, now } = back;
  const { headers } = await auth.api.beginSession({
    body: { accountId: owner.id },
    headers: headersFor({ address, userAgent }),
    returnHeaders: true,
  });
  const setCookies = headers.getSetCookie();
  // Disabled while we were at it: that act saw no session to end.
  const open = await db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, owner.id), isNull(user.disabledAt)))
    .for('share');
  if (open.length === 0) {
    await auth.api.signOut({ headers: headersFor({ cookie: cookieOf(setCookies) }) });
    return { fault: 'closed' };
  }
  const known = (await hasSecondFactor(db, owner.id)) ? [] : [deviceCookie(auth, cookie, owner.email, now)];
  return { outcome: 'signed-in', accountId: owner.id, setCookies: [...setCookies, ...known] };
}

function providerOf({ providers }: ProviderWorld, key: string): Provider {
  const provider = providers.find((each) => each.key === key);
  if (provider) return provider;
  throw new Refusal('identity.no-provider', 'Không có nhà cung cấp đăng nhập này.', {
    status: 404,
    remedy: 'Quay lại trang đăng nhập và chọn một cách khác.',
  });
}
