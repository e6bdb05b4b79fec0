import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { history } from '#kernel/audit/index.ts';
import type { Database } from '#kernel/database/connection.ts';
import { formatInstant } from '#kernel/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PLAN_PERMISSIONS, sourceLines, type Seen } from '#modules/plan/index.ts';
import { draftOf, type OnDraft } from '../../../draft.ts';
import { errorsOf, readForm, type FormAnswer, type FormValues } from '../../../forms.ts';
import { withNotice } from '../../../paths.ts';
import { told } from '../../../refused.ts';
import { reviewAddress, type ReviewView } from '../ra-soat/review-view.ts';

/** What a form of the review brings along when it came back. */
export interface EditAnswer extends FormAnswer {
  /** What others changed since the form was opened; null when nobody did. */
  conflict: string[] | null;
}

interface Editing<Input> {
  /** Checks the form at the door. */
  read: (values: FormValues) => z.ZodSafeParseResult<Input>;
  /** The form's field for a path in the checked input. */
  nameOf?: (values: FormValues) => (path: string) => string;
  /** Saves it. @returns the part of the review to go back to */
  save: (on: OnDraft, seen: Seen, input: Input) => Promise<Partial<ReviewView>>;
}

type EditEvent = Pick<RequestEvent, 'locals' | 'url' | 'request'> & { params: { plan: string } };

/**
 * Saves one form of the review and goes back to where it was opened from. With anything wrong the form comes back with all
 * that was typed; when somebody else changed the draft meanwhile, with what they changed.
 */
export async function saveEdit<Input>(event: EditEvent, editing: Editing<Input>, given?: FormValues) {
  const on = await draftOf(event, PLAN_PERMISSIONS.revise);
  const values = given ?? (await readForm(event.request));
  const read = editing.read(values);
  if (!read.success) return back(400, values, { errors: errorsOf(read.error, editing.nameOf?.(values)) });
  const seen = { planId: on.plan.id, revision: z.coerce.number().int().catch(0).parse(values.revision) };
  let part: Partial<ReviewView>;
  try {
    part = await editing.save(on, seen, read.data);
  } catch (error) {
    if (!(error instanceof Refusal) || [401, 403].includes(error.status) || error.status >= 500) throw error;
    const meanwhile = error.code === 'plan.changed-meanwhile' ? await changesSince(on.db, seen) : null;
    return back(error.status, values, { errors: error.fields, refusal: told(error), conflict: meanwhile });
  }
  const finding = event.url.searchParams.get('diem');
  const view = finding ? { finding, line: part.line } : part;
  redirect(303, withNotice(reviewAddress(on.plan.slug, view), 'da-luu'));
}

/** The form again, as it was typed. */
export function back(status: number, values: FormValues, answer: Partial<EditAnswer> = {}) {
  return fail<EditAnswer>(status, { values, errors: {}, refusal: null, conflict: null, ...answer });
}

const ACTIONS: Readonly<Record<string, string>> = {
  'revise-decision': 'sửa phần quyết định',
  'revise-objective': 'sửa một mục tiêu',
  'revise-group': 'sửa một nhóm',
  'revise-task': 'sửa một nhiệm vụ',
};

/** Who changed what since a revision, newest first, in words. */
async function changesSince(db: Database, seen: Seen): Promise<string[]> {
  const entries = await history(db, 'plan', seen.planId, { limit: 50 });
  const edits = entries.filter(({ action }) => Object.hasOwn(ACTIONS, action));
  // A draft is imported as revision 1, and each edit raises it by one.
  const since = edits.length + 1 - seen.revision;
  return edits.slice(0, Math.max(since, 1)).map(({ at, actorName, action, after }) => {
    const name = nameIn(after);
    return `${formatInstant(at, 'vi')}, ${actorName}: ${ACTIONS[action]}${name ? ` (“${name}”)` : ''}`;
  });
}

function nameIn(after: unknown): string | null {
  const { title, number, text } = (after ?? {}) as Record<string, unknown>;
  const name = [title, text, number].find((each) => typeof each === 'string' && each !== '') as string | undefined;
  return name ? (name.length > 80 ? `${name.slice(0, 79)}…` : name) : null;
}

const CONTEXT = 6;

/** The lines of the source that a form is about, with some before and after. */
export async function excerptOf(db: Database, planId: string, line: number | null, endLine: number | null) {
  const from = Math.max(1, (line ?? 1) - CONTEXT);
  const lines = await sourceLines(db, planId, from, (endLine ?? line ?? 60) + CONTEXT, 400);
  return { lines, marked: line, markedEnd: endLine };
}
