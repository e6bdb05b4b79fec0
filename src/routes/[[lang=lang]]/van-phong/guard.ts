import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/database/actor.ts';
import { actorOf } from '#kernel/identity/model.ts';
import { demand, ROLES, type Permission } from '#kernel/identity/permissions.ts';

/**
 * Who asks for an office page or acts on it. A visitor is sent to sign in and comes back to the page.
 * @param permission what the page or the act needs; none: any account
 * @throws Refusal 403 in words when the account may not
 */
export function officeActor(event: Pick<RequestEvent, 'locals' | 'url'>, permission?: Permission): Actor {
  const { account, requestId } = event.locals;
  if (!account) redirect(303, `/dang-nhap?tiep=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  const role = ROLES.find((known) => known === account.role) ?? 'reader';
  const actor = actorOf({ ...account, role, email: '' }, requestId);
  if (permission) demand(actor, permission);
  return actor;
}
