/** A field of a form as text; a file in place of text counts as nothing. */
export function entry(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
