import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** Sessions that begin or go on by something else than a password: the cookie is still written by the library alone. */
export const sessionCookies = {
  id: 'cchc-session-cookies',
  endpoints: {
    /** Begins a session for somebody whose identity was proven elsewhere. */
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ accountId: z.string() }), requireHeaders: true },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.accountId);
        const session = user && (await internalAdapter.createSession(user.id));
        if (!user || !session) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(ctx, { session, user });
        return { sessionId: session.id };
      },
    ),
    /** Writes the cookie of a session that got another token. */
    carrySession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ token: z.string() }), requireHeaders: true },
      async (ctx) => {
        const found = await ctx.context.internalAdapter.findSession(ctx.body.token);
        if (!found) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(ctx, found);
        return { sessionId: found.session.id };
      },
    ),
  },
} satisfies BetterAuthPlugin;
