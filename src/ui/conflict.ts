/** Two people changed the same thing: the second sees both versions of each field and chooses. */

/** A field of which two versions stand against each other, in words as people read them. */
export interface ConflictField {
  name: string;
  label: string;
  mine: string;
  theirs: string;
  /** Chosen already, when the form came back. */
  choice?: string | null;
}

/** Name of the radio buttons of a field. */
export function choiceName(name: string): string {
  return `choice-${name}`;
}

/** The fields in which the two versions differ; line ends and Unicode composition do not count. */
export function differing(fields: readonly ConflictField[]): ConflictField[] {
  const plain = (text: string) => text.normalize('NFC').replaceAll('\r\n', '\n').trim();
  return fields.filter(({ mine, theirs }) => plain(mine) !== plain(theirs));
}

/**
 * Reads a `ConflictChoice` form: for each field the version chosen: mine as the form carried it, theirs as it stands in the
 * database. `missing` names the fields of which both versions are there but none was chosen; a field that the form does not
 * carry keeps theirs.
 */
export function resolveConflict(
  form: FormData,
  theirs: Readonly<Record<string, string>>,
): { values: Record<string, string>; missing: string[] } {
  const values: Record<string, string> = { ...theirs };
  const missing: string[] = [];
  for (const name of Object.keys(theirs)) {
    const [mine, choice] = [form.get(name), form.get(choiceName(name))];
    if (typeof mine !== 'string') continue;
    const apart = differing([{ name, label: name, mine, theirs: theirs[name]! }]).length > 0;
    if (choice === 'mine') values[name] = mine;
    else if (apart && choice !== 'theirs') missing.push(name);
  }
  return { values, missing };
}
