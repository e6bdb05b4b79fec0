import { formatNumber } from '#kernel/language.ts';
import type { ObjectiveTree } from '#modules/plan/index.ts';
import type { FormValues } from '../../../../../forms.ts';
import { rowsIn } from '../../rows.ts';

/** A new figure, as the form starts it. */
export const BLANK: Readonly<Record<string, FormValues>> = {
  targets: { operator: '>=', value: '', unit: '%', text: '' },
};

/** The objective as the form shows it when it is opened. */
export function objectiveValues(objective: Pick<ObjectiveTree, 'number' | 'text' | 'targets'>): FormValues {
  const values: FormValues = { number: objective.number, text: objective.text };
  objective.targets.forEach(({ operator, value, unit, text }, index) => {
    const at = `targets.${index}`;
    // Without thousands separators, which the check at the door would not take back.
    const figure = formatNumber(value, 'vi', { decimals: 6 }).replaceAll('.', '');
    Object.assign(values, {
      [`${at}.operator`]: operator,
      [`${at}.value`]: figure,
      [`${at}.unit`]: unit,
      [`${at}.text`]: text,
    });
  });
  return values;
}

/** What the form says, in the shape that `OBJECTIVE_INPUT` checks. */
export function objectiveFromForm(values: FormValues): unknown {
  return {
    number: values.number ?? '',
    text: values.text ?? '',
    targets: rowsIn(values, 'targets').map(({ operator, value = '', unit = '', text = '' }) => ({
      operator,
      value,
      unit,
      text,
    })),
  };
}
