import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import type { ActRequest } from './act-input.ts';
import { act, type Acted } from './act.ts';

/** The acts on obligations by name; what each may and needs stands in `lifecycle.ts`. All throw a Refusal as `act` does. */

/** Work began. */
export function startWork(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'start', input, now);
}

/** How far it is, in words and figures. */
export function reportProgress(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'report', input, now);
}

/** The result with what proves it, for the owner to confirm. */
export function submitResult(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'submit', input, now);
}

/** The submitted result is accepted; the day of submission counts. */
export function confirmResult(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'confirm', input, now);
}

/** The submitted result goes back with a reason. */
export function returnResult(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'return', input, now);
}

/** The owner registers the document that proves the result. */
export function registerResult(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'register', input, now);
}

/** A completion is withdrawn. */
export function reopenWork(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'reopen', input, now);
}

/** A later last day is asked for, before the present one has passed. */
export function askExtension(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'ask-extension', input, now);
}

/** The later last day, or another, is granted; the first one stays visible. */
export function grantExtension(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'grant-extension', input, now);
}

/** The wish for a later day is refused. */
export function refuseExtension(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'refuse-extension', input, now);
}

/** What a conditional task waited for has come, with its document; its clock starts. */
export function triggerWork(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'trigger', input, now);
}

/** It stands still; meanwhile it is not late. */
export function suspendWork(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'suspend', input, now);
}

/** It goes on; the days of standing still are given back unless another day is set. */
export function resumeWork(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'resume', input, now);
}

/** It is not to be done any more. */
export function cancelWork(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'cancel', input, now);
}

/** Somebody of the body is to do it. */
export function assignPerson(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'assign', input, now);
}

/** A body is named for what had none, or another one. */
export function giveToBody(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'give', input, now);
}

/** Something hinders the work; who can help and by when. */
export function raiseObstacle(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'raise-obstacle', input, now);
}

/** What hindered is out of the way. */
export function clearObstacle(db: Database, actor: Actor, id: string, input: ActRequest, now?: Date): Promise<Acted> {
  return act(db, actor, id, 'clear-obstacle', input, now);
}
