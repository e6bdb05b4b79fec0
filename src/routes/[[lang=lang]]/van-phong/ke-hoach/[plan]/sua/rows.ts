import type { FormValues } from '../../../forms.ts';

/**
 * Repeated rows in a form without script. Field names are paths with running numbers (`products.0.roles.1.name`), so that a
 * row is added or removed by renaming fields, and everything typed stays.
 */

/** How many rows a list of the form has: `countRows(values, 'products.0.roles')`. */
export function countRows(values: FormValues, list: string): number {
  let count = 0;
  for (const name of Object.keys(values)) {
    const rest = name.startsWith(`${list}.`) ? /^(\d{1,3})(?:\.|$)/.exec(name.slice(list.length + 1)) : null;
    if (rest) count = Math.max(count, Number(rest[1]) + 1);
  }
  return count;
}

/** The values of each row of a list, by the names inside the row. */
export function rowsIn(values: FormValues, list: string): FormValues[] {
  return Array.from({ length: countRows(values, list) }, (_, index) => {
    const prefix = `${list}.${index}.`;
    return Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  });
}

/** The form with its list replaced by these rows. */
export function withRows(values: FormValues, list: string, rows: readonly FormValues[]): FormValues {
  const others = Object.entries(values).filter(([name]) => !name.startsWith(`${list}.`));
  const renamed = rows.flatMap((row, index) =>
    Object.entries(row).map(([name, value]) => [`${list}.${index}.${name}`, value] as const),
  );
  return Object.fromEntries([...others, ...renamed]);
}

/**
 * Carries out what a button beside the rows asked for: `add:products`, `add:products.0.roles`, `remove:products.1`.
 * @param blank a new row of a list, by the list's own name (`products`, `roles`)
 * @returns the form with its rows changed; null for anything else: then the form is to be saved
 */
export function changeRows(
  values: FormValues,
  wish: string | undefined,
  blank: Readonly<Record<string, FormValues>>,
): FormValues | null {
  const match = /^(add|remove):([a-z]+(?:\.\d{1,3}\.[a-z]+)*)(?:\.(\d{1,3}))?$/i.exec(wish ?? '');
  if (!match) return null;
  const [, act, list, place] = match;
  const kind = list!.split('.').at(-1)!;
  if (!Object.hasOwn(blank, kind)) return null;
  const rows = rowsIn(values, list!);
  if (act === 'add') return place === undefined ? withRows(values, list!, [...rows, blank[kind]!]) : null;
  if (place === undefined || Number(place) >= rows.length) return null;
  return withRows(
    values,
    list!,
    rows.filter((_, index) => index !== Number(place)),
  );
}

/**
 * Where the page that comes back puts the focus, as an anchor: the new row, the row that took the removed one's place, or
 * the button that adds one when none is left. @param field the first field of a row
 */
export function anchorAfter(act: 'add' | 'remove', list: string, rows: number, place: number, field: string): string {
  const next = act === 'add' ? rows : Math.min(place, rows - 2);
  return `#field-${next < 0 ? `add:${list}` : `${list}.${next}.${field}`}`;
}
