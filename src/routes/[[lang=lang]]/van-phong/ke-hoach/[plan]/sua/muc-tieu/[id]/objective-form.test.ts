import { expect, it } from 'vitest';
import { OBJECTIVE_INPUT } from '#modules/plan/index.ts';
import { objectiveFromForm, objectiveValues } from './objective-form.ts';

it('mục tiêu gửi lại nguyên vẹn thì không đổi gì, kể cả số lớn và số lẻ', () => {
  const targets = [
    { operator: '>=', value: 41.33, unit: '%', text: 'hồ sơ trực tuyến' },
    { operator: '=', value: 1_250_000, unit: 'hồ sơ', text: '' },
  ];
  const objective = { number: '2', text: 'Nâng cao chất lượng', targets } as Parameters<typeof objectiveValues>[0];
  expect(OBJECTIVE_INPUT.parse(objectiveFromForm(objectiveValues(objective)))).toEqual(objective);
});
