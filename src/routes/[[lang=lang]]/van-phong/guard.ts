import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/database/actor.ts';
import { requireAccount } from '#kernel/identity/guard.ts';
import { demand, type Permission } from '#kernel/identity/permissions.ts';

/**
 * Who asks for an office page or acts on it. A visitor is sent to sign in and comes back to the page.
 * @param permission what the page or the act needs; none: any account
 * @throws Refusal 403 in words when the account may not
 */
export function officeActor(event: Pick<RequestEvent, 'locals' | 'url'>, permission?: Permission): Actor {
  requireAccount(event);
  const { actor } = event.locals;
  if (permission) demand(actor, permission);
  return actor;
}
