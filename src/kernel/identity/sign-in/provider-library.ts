import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint, parseGenericState } from 'better-auth/api';
import { generateIdTokenNonce, generateState } from 'better-auth/oauth2';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { seeingAll, type Database } from '../../database/connection.ts';
import { logger } from '../../log.ts';
import { sessionSecret, settings } from '../../settings.ts';
import { libraryOptions, type AuthOptions } from '../auth.ts';
import type { Provider } from './provider-settings.ts';

/**
 * OpenID Connect with the providers that the settings name. The library speaks the protocol (authorization code, PKCE, state bound
 * to the browser, nonce, signed ID token); it neither makes nor links accounts and keeps no token: that is `providers.ts`. It asks
 * only addresses that stand in the settings or in the provider's own description of itself.
 */

const INTENT = z.object({
  provider: z.string(),
  purpose: z.enum(['sign-in', 'link']),
  /** Only for `link`: who links. */
  accountId: z.string().nullable(),
  /** Page of this site to go to afterwards. */
  next: z.string(),
  language: z.enum(['vi', 'en']),
});
/** What somebody went to the provider for; comes back with him inside the state, which only we can read. */
export type Intent = z.infer<typeof INTENT>;

/** What a provider vouches for. */
export interface Identity {
  /** Never changes and is nobody else's at this provider. */
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

/**
 * `state`: replayed, expired, of another browser or provider; `declined`: the person or the provider said no; `unreachable`: the
 * provider does not answer or describes itself as another; `identity`: code, token, nonce or issuer do not fit.
 */
export type ProviderFault = 'state' | 'declined' | 'unreachable' | 'identity';

export type Heard = { intent: Intent; identity: Identity } | { fault: ProviderFault; intent: Intent | null };

const ANSWER = z.object({
  provider: z.string(),
  state: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
  iss: z.string().optional(),
});

/** Address on our site to which a provider sends people back; to be registered there. */
export function returnAddress(origin: string | null, key: string): string {
  return `${origin ?? 'http://localhost'}/dang-nhap/oidc/${key}`;
}

function conversation(providers: readonly Provider[], origin: string | null) {
  type Context = Parameters<typeof generateState>[0];
  /** Null when its description could not be fetched, or names another issuer than the settings do. */
  const described = (ctx: Context, key: string) => {
    const configured = providers.find((each) => each.key === key);
    const found = ctx.context.socialProviders.find(({ id }) => id === key);
    return configured && found?.issuer === configured.issuer ? found : null;
  };

  return {
    id: 'cchc-providers',
    endpoints: {
      /** @returns the provider's address to go to; null: unreachable */
      askProvider: createAuthEndpoint.serverOnly(
        { method: 'POST', body: INTENT, requireHeaders: true },
        async (ctx) => {
          const provider = described(ctx, ctx.body.provider);
          if (!provider) return { address: null };
          const idTokenNonce = generateIdTokenNonce(provider);
          const { state, codeVerifier } = await generateState(ctx, {
            idTokenNonce,
            additionalData: { intent: ctx.body },
          });
          const redirectURI = returnAddress(origin, provider.id);
          const address = await provider.createAuthorizationURL({ state, codeVerifier, idTokenNonce, redirectURI });
          return { address: address.href };
        },
      ),
      hearProvider: createAuthEndpoint.serverOnly(
        { method: 'POST', body: ANSWER, requireHeaders: true },
        async (ctx): Promise<Heard> => {
          const { provider: key, state, code, error, iss } = ctx.body;
          const kept = await parseGenericState(ctx, state).catch(() => null);
          const read = INTENT.safeParse(kept?.intent);
          const intent = read.success && read.data.provider === key ? read.data : null;
          if (!kept || !intent) return { fault: 'state', intent: null };
          if (error || !code) return { fault: 'declined', intent };
          const provider = described(ctx, key);
          if (!provider) return { fault: 'unreachable', intent };
          if (!kept.idTokenNonce || (iss !== undefined && iss !== provider.issuer))
            return { fault: 'identity', intent };
          try {
            const redirectURI = returnAddress(origin, key);
            const tokens = await provider.validateAuthorizationCode({
              code,
              codeVerifier: kept.codeVerifier,
              redirectURI,
            });
            // Without an ID token the library would believe the access token alone, which is bound to no nonce.
            if (!tokens?.idToken) return { fault: 'identity', intent };
            const found = await provider.getUserInfo({ ...tokens, expectedIdTokenNonce: kept.idTokenNonce });
            const subject = found && String(await provider.accountSubject({ tokens, profile: found.data }));
            if (!subject) return { fault: 'identity', intent };
            const { email = null, emailVerified } = found.user;
            return { intent, identity: { subject, email, emailVerified } };
          } catch (cause) {
            logger.info(
              { provider: key, cause: cause instanceof Error ? cause.message : null },
              'provider: code refused',
            );
            return { fault: 'identity', intent };
          }
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/** The library for other providers. Apart from the one for passwords: a provider that hangs must not hold those up. */
export function makeProviderLibrary(db: Database, options: AuthOptions, providers: readonly Provider[]) {
  const config = providers.map(({ key, name, issuer, clientId, clientSecret, authentication }) => ({
    providerId: key,
    name,
    clientId,
    clientSecret,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    redirectURI: returnAddress(options.origin, key),
    scopes: ['openid', 'email', 'profile'],
    authentication,
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
  }));
  return betterAuth({
    ...libraryOptions(db, options),
    plugins: [genericOAuth({ config }), conversation(providers, options.origin)],
  });
}

export type ProviderLibrary = ReturnType<typeof makeProviderLibrary>;

const made = new WeakMap<Database, ProviderLibrary>();

/** The library for the providers of the settings; one per database. */
export function providerLibraryOf(asked: Database): ProviderLibrary {
  const db = seeingAll(asked);
  let library = made.get(db);
  if (!library) {
    const read = settings();
    library = makeProviderLibrary(db, { secret: sessionSecret(read), origin: read.origin }, read.providers);
    made.set(db, library);
  }
  return library;
}
