import { fold } from '#kernel/search/fold.ts';
import type { Step, StepKind } from '#kernel/organisations/reorganisation/model.ts';
import { STEP_INPUT } from '#kernel/organisations/reorganisation/acts-data.ts';
import { STEP_WORDS } from '#kernel/organisations/reorganisation/words.ts';
import type { FormValues } from '../forms.ts';

/** Rows that a form offers for bodies and functions, without script. */
export const ROWS = 8;

export const isStepKind = (text: string | null): text is StepKind => text !== null && Object.hasOwn(STEP_WORDS, text);

/** A key from a name: "Sở Nông nghiệp và Môi trường" → `so-nong-nghiep-va-moi-truong`; with a number when it is taken. */
export function keyFrom(name: string, taken: (key: string) => boolean): string {
  const plain = fold(name).replaceAll('đ', 'd').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 110).replace(/-$/, ''); // prettier-ignore
  const base = plain.length < 2 ? `co-quan-${plain || 'moi'}` : plain;
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken(key)) return key;
  }
}

const rows = (values: FormValues, name: string): string[] =>
  Array.from({ length: ROWS }, (_, row) => (values[`${name}.${row}`] ?? '').trim());

const REST = 'phan-con-lai';
/** What stands for "everything that no other row names" in the form. */
export const REST_OPTION = { value: REST, label: 'Phần việc còn lại' };

/** Function names typed because the vocabulary has none, by row. */
export function newFunctionsIn(values: FormValues): string[] {
  return rows(values, 'newFunction').filter(Boolean);
}

/** What the form's fields say, before any check. */
function stepOf(
  kind: StepKind,
  values: FormValues,
  keyOf: { body: (name: string) => string; function: (name: string) => string },
): unknown {
  const { key = '', name = '', shortName = '', code = '', level = '', kind: sort = '', into = '', area = '' } = values;
  const aliases = (values.aliases ?? '').split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
  const parentKey = values.parentKey || null;
  switch (kind) {
    case 'create':
      return { step: kind, key: keyOf.body(name), name, shortName, aliases, code, level, kind: sort, parentKey, area };
    case 'rename':
      return { step: kind, key, name, shortName };
    case 'merge':
      return { step: kind, keys: rows(values, 'keys').filter(Boolean), into, area };
    case 'split': {
      const [functions, typed, to] = [rows(values, 'function'), rows(values, 'newFunction'), rows(values, 'to')];
      const parts = functions.flatMap((duty, row) => {
        const named = typed[row] ? keyOf.function(typed[row]) : duty;
        return named || to[row] ? [{ function: named === REST ? null : named, to: to[row] }] : [];
      });
      return { step: kind, key, parts, continues: values.continues === 'on', area };
    }
    case 'abolish':
      return { step: kind, key };
    case 'move':
      return { step: kind, key, parentKey };
    case 'upgrade':
      return { step: kind, key, level, kind: sort, name, area };
  }
}

/** Reads a step from its form: the step, or what is wrong by field. Whether it fits the registry is told by the preview. */
export function readStep(
  kind: StepKind,
  values: FormValues,
  keyOf: { body: (name: string) => string; function: (name: string) => string },
): { step: Step } | { errors: Record<string, string> } {
  const read = STEP_INPUT.safeParse(stepOf(kind, values, keyOf));
  const errors: Record<string, string> = {};
  if (kind === 'create' || kind === 'rename') {
    if (!values.name?.trim()) errors.name = 'Điền tên cơ quan.';
  }
  for (const { path } of read.error?.issues ?? [])
    errors[fieldOf(path)] ??= CHOOSE[String(path[0])] ?? 'Chọn một giá trị.';
  return read.success && Object.keys(errors).length === 0 ? { step: read.data } : { errors };
}

const CHOOSE: Record<string, string> = {
  key: 'Chọn cơ quan.',
  into: 'Chọn cơ quan tiếp nhận.',
  parts: 'Chọn cả chức năng và cơ quan tiếp nhận.',
  level: 'Chọn cấp.',
  kind: 'Chọn loại.',
  name: 'Tên dài nhất 300 ký tự.',
  area: 'Địa bàn dài nhất 2.000 ký tự.',
};

/** `parts.1.to` → the field `to.1`. */
function fieldOf([first, row, part]: readonly PropertyKey[]): string {
  if (first === 'parts') return row === undefined ? 'function.0' : `${String(part ?? 'to')}.${String(row)}`;
  return first === 'keys' ? `keys.${String(row ?? 0)}` : String(first);
}
