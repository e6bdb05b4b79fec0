import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/database/actor.ts';
import { requireAccount } from '#kernel/identity/guard.ts';
import { IDENTITY_PERMISSIONS } from '#kernel/identity/identity-permissions.ts';
import { demandAnywhere, type Permission } from '#kernel/identity/permissions.ts';

/**
 * Who asks for an office page or acts on it. A visitor is sent to sign in and comes back to the page.
 * @param permission what the page or the act needs; a scoped one for some body at least (the act asks for which); none: any official
 * @throws Refusal 403 in words when the account may not
 */
export function officeActor(event: Pick<RequestEvent, 'locals' | 'url'>, permission?: Permission): Actor {
  requireAccount(event);
  const { actor } = event.locals;
  demandAnywhere(actor, permission ?? IDENTITY_PERMISSIONS.office);
  return actor;
}
