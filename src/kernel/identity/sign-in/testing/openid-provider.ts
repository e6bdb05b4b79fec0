import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenIdProvider from 'oidc-provider';

/** A real OpenID provider on this machine, with people who are already signed in there. */
export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who sits in front of the browser at the provider. */
  person: string;
  stop(): Promise<void>;
}

export interface ProviderPerson {
  email?: string;
  email_verified?: boolean;
}

/**
 * Starts a provider that takes only authorization codes with PKCE.
 * @param people by subject
 * @param returnTo where it may send people back to
 */
export async function startProvider(
  people: Readonly<Record<string, ProviderPerson>>,
  returnTo: readonly string[],
): Promise<TestProvider> {
  const client = { clientId: 'cchc', clientSecret: 'chi-dung-khi-kiem-thu' };
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: TestProvider = {
    issuer,
    ...client,
    person: Object.keys(people)[0]!,
    stop: () => new Promise((done) => server.close(() => done())),
  };
  const provider = new OpenIdProvider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [...returnTo],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['kiểm thử'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    // Everybody has agreed already.
    loadExistingGrant: async (ctx) => {
      const { client: asking, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: asking!.clientId, accountId: session!.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: state.person } });
  });
  return state;
}

/** Goes through the provider's pages as a browser would. @returns the address on our site to which it sends the person back */
export async function throughProvider(address: string): Promise<URL> {
  const jar = new Map<string, string>();
  const { origin } = new URL(address);
  for (let at = new URL(address), hop = 0; hop < 10; hop++) {
    if (at.origin !== origin) return at;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';', 1)[0]!.split(/=(.*)/s) as [string, string];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location)
      throw new Error(
        `the provider answered ${response.status}: ${/<pre>.*<\/pre>/s.exec(await response.text())?.[0]}`,
      );
    at = new URL(location, at);
  }
  throw new Error('the provider sends in circles');
}
