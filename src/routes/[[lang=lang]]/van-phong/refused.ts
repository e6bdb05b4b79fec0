import { Refusal } from '#kernel/refusal.ts';

/** A refusal as a page shows it beside the form that caused it. */
export interface Told {
  code: string;
  what: string;
  where?: string;
  remedy?: string;
}

/** @returns the refusal in three parts */
export function told({ code, message, where, remedy }: Refusal): Told {
  return { code, what: message, where, remedy };
}

/**
 * The refusal when it belongs beside the form; everything else is thrown on: what is our fault, and what is a matter of who
 * asks (401, 403) or of a thing that is not there (404), each of which has a page of its own.
 */
export function besideForm(error: unknown): Refusal {
  if (!(error instanceof Refusal) || error.status >= 500 || [401, 403, 404].includes(error.status)) throw error;
  return error;
}

/** 404 for a part of a plan. @param remedy address of the page to look in */
export function notThere(what: string, remedy: string): Refusal {
  return new Refusal('plan.part-not-found', `Không có ${what} này trong kế hoạch.`, {
    status: 404,
    remedy: `Tìm lại tại ${remedy}.`,
  });
}
