import type { FormValues } from '../forms.ts';
import type { ActivityRequest, Kind } from '#modules/activities/index.ts';
import { rowsIn } from '../ke-hoach/[plan]/sua/rows.ts';

/** Rows of a form that somebody filled in; a row with nothing in the named fields was left empty. */
export function filledRows(values: FormValues, list: string, names: readonly string[]): FormValues[] {
  return rowsIn(values, list).filter((row) => names.some((name) => (row[name] ?? '').trim() !== ''));
}

const FIELDS: Readonly<Record<Exclude<Kind, 'commendation'>, (values: FormValues) => object>> = {
  'inspection-plan': (values) => ({ year: values.year ?? '', rows: filledRows(values, 'rows', ['organisationKey', 'month', 'content']) }), // prettier-ignore
  inspection: ({ content = '' }) => ({ content }),
  meeting: ({ place = '', agenda = '' }) => ({ place, agenda }),
  training: (values) => ({ form: values.form ?? '', audience: values.audience ?? '', outputs: filledRows(values, 'outputs', ['unit', 'planned']) }), // prettier-ignore
  initiative: ({ problem = '', solution = '', effect = '' }) => ({ problem, solution, effect }),
};

/** What a form says of a thing; empty rows are left out. */
export function requestFrom<K extends Exclude<Kind, 'commendation'>>(
  kind: K,
  values: FormValues,
  deciderKey: string | null,
): ActivityRequest<K> {
  // prettier-ignore
  const { title = '', organisationKey, parentId, fromDay, toDay, isPublic } = values;
  return {
    title,
    organisationKey,
    deciderKey,
    parentId,
    fromDay,
    toDay,
    isPublic: isPublic === 'on',
    parties: filledRows(values, 'parties', ['personId', 'organisationKey']),
    fields: FIELDS[kind](values),
  } as unknown as ActivityRequest<K>;
}

/** A thing as the values of its form: what `requestFrom` reads. */
export function valuesFrom(found: {
  title: string;
  organisationKey: string | null;
  parentId: string | null;
  fromDay: string | null;
  toDay: string | null;
  isPublic: boolean;
  revision: number;
  fields: object;
  parties: readonly { role: string; personId: string | null; organisationKey: string | null }[];
}): FormValues {
  const { title, organisationKey, parentId, fromDay, toDay, isPublic, revision, fields, parties } = found;
  const values: FormValues = { title, organisationKey: organisationKey ?? '', parentId: parentId ?? '', fromDay: fromDay ?? '', toDay: toDay ?? '', revision: String(revision), ...(isPublic ? { isPublic: 'on' } : {}) }; // prettier-ignore
  for (const [name, value] of Object.entries({ ...fields, parties })) {
    if (!Array.isArray(value)) values[name] = textOf(value);
    else
      for (const [index, row] of (value as object[]).entries())
        for (const [inner, each] of Object.entries(row)) values[`${name}.${index}.${inner}`] = textOf(each);
  }
  return values;
}

const textOf = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('.', ',') : typeof value === 'string' ? value : '';
