import { parseSchedule } from '#kernel/calendar/schedule.ts';
import type { Schedule } from '#kernel/calendar/schedule-model.ts';
import type { TaskDetail } from '#modules/plan/index.ts';
import type { FormValues } from '../../../forms.ts';
import { rowsIn } from './rows.ts';

/** A new product and a new role, as the form starts them. */
export const BLANK: Readonly<Record<string, FormValues>> = {
  products: {
    id: '',
    text: '',
    scheduleText: '',
    understanding: 'auto',
    kind: 'deadline',
    due: '',
    precision: 'day',
    assignmentText: '',
    'roles.0.role': 'lead',
    'roles.0.name': '',
  },
  roles: { role: 'coordinating', name: '' },
};

/** Does the schedule say something else than its words do by themselves? Then a person has set it. */
export function isSetByHand(schedule: Schedule, year: number | null): boolean {
  const read = parseSchedule(schedule.text, { year });
  return read.kind !== schedule.kind || read.due !== schedule.due || read.precision !== schedule.precision;
}

/** The task as the form shows it when it is opened. @param year the plan's, for schedules that name none */
export function taskValues(task: Pick<TaskDetail, 'number' | 'title' | 'products'>, year: number | null): FormValues {
  const values: FormValues = { number: task.number, title: task.title };
  task.products.forEach((product, index) => {
    const at = `products.${index}`;
    const { kind, due, precision } = product.schedule;
    Object.assign(values, {
      [`${at}.id`]: product.id,
      [`${at}.text`]: product.text,
      [`${at}.scheduleText`]: product.scheduleText,
      [`${at}.understanding`]: isSetByHand(product.schedule, year) ? 'set' : 'auto',
      [`${at}.kind`]: kind,
      [`${at}.due`]: due ?? '',
      [`${at}.precision`]: precision ?? 'day',
      [`${at}.assignmentText`]: product.assignmentText,
    });
    product.assignments.forEach(({ role, name }, row) => {
      values[`${at}.roles.${row}.role`] = role;
      values[`${at}.roles.${row}.name`] = name;
    });
  });
  return values;
}

/** What the form says, in the shape that `TASK_INPUT` checks. Rows of roles left wholly empty do not count. */
export function taskFromForm(values: FormValues): unknown {
  return {
    number: values.number ?? '',
    title: values.title ?? '',
    products: rowsIn(values, 'products').map((row) => ({
      id: row.id || null,
      text: row.text ?? '',
      scheduleText: row.scheduleText ?? '',
      understanding:
        row.understanding === 'set'
          ? {
              kind: row.kind,
              due: row.kind === 'deadline' ? (row.due ?? '') : '',
              precision: row.kind === 'deadline' ? row.precision || null : null,
            }
          : null,
      assignmentText: row.assignmentText ?? '',
      roles: filledRoles(row).map(({ role, name }) => ({ role, name })),
    })),
  };
}

/** The form's field for a path in the checked input: the understanding's fields stand beside the others, empty roles are skipped. */
export function taskFieldName(values: FormValues): (path: string) => string {
  return (path) => {
    const flat = path.replace('.understanding.', '.');
    const role = /^products\.(\d+)\.roles\.(\d+)(\..+)?$/.exec(flat);
    if (!role) return /^products\.\d+$/.test(flat) ? `${flat}.text` : flat === 'products' ? 'add:products' : flat;
    const row = rowsIn(values, 'products')[Number(role[1])];
    const place = row ? filledRoles(row)[Number(role[2])]?.place : undefined;
    return `products.${role[1]}.roles.${place ?? role[2]}${role[3] ?? '.name'}`;
  };
}

function filledRoles(product: FormValues) {
  return rowsIn(product, 'roles')
    .map(({ role = '', name = '' }, place) => ({ role, name, place }))
    .filter(({ name }) => name.trim() !== '');
}
