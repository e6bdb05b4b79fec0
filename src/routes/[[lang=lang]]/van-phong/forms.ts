import { fail } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import { told, type Told } from './refused.ts';

/** A form's fields as typed, by name. Files are left out; of a name that comes twice the last counts. */
export type FormValues = Record<string, string>;

/** What a form that came back brings along: what was typed, what is wrong with it, and what the platform refused. */
export interface FormAnswer {
  values: FormValues;
  errors: Record<string, string>;
  refusal: Told | null;
}

/** Reads a posted form. Line ends become `\n`, as they were typed. */
export async function readForm(request: Request): Promise<FormValues> {
  const values: FormValues = {};
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') values[name] = value.replaceAll('\r\n', '\n');
  }
  return values;
}

/** The first problem of each field; the field's name is the path with dots: `products.0.roles.1.name`. */
export function errorsOf(error: z.ZodError, nameOf: (path: string) => string = (path) => path): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[nameOf(path.join('.'))] ??= message;
  return errors;
}

/** The form again, with what is wrong (400). */
export function failedForm(values: FormValues, error: z.ZodError, nameOf?: (path: string) => string) {
  return fail<FormAnswer>(400, { values, errors: errorsOf(error, nameOf), refusal: null });
}

/** The form again, with what was refused: at its fields where the refusal names them. */
export function refusedForm(values: FormValues, refusal: Refusal) {
  return fail<FormAnswer>(refusal.status, {
    values,
    errors: refusal.fields ?? {},
    refusal: refusal.fields ? null : told(refusal),
  });
}
