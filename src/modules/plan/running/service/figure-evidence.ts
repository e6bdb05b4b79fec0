import type { Transaction } from '#kernel/database/transaction.ts';
import { endOf, findIndicator, PERIOD_KINDS, periodKey, periodText, readPeriod } from '#kernel/indicators/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { EvidenceInput } from './act-input.ts';

type Figure = Extract<EvidenceInput, { kind: 'figure' }>;

/**
 * Evidence in which every figure names an indicator that there is, and a period for which it can have a figure.
 * @throws Refusal 422 at `evidence.0.indicatorKey` or `evidence.0.indicatorPeriod`
 */
export async function withFigures(tx: Transaction, evidence: readonly EvidenceInput[]): Promise<EvidenceInput[]> {
  const read: EvidenceInput[] = [];
  for (const [at, each] of evidence.entries()) {
    read.push(each.kind === 'figure' ? await figure(tx, each, `evidence.${at}`) : each);
  }
  return read;
}

async function figure(tx: Transaction, each: Figure, field: string): Promise<Figure> {
  const period = readPeriod(each.indicatorPeriod.trim());
  if (!period) throw wrong(`${field}.indicatorPeriod`, 'Viết kỳ của số liệu như 2025, 2025-H1, 2025-Q3 hoặc 2025-07.');
  const indicator = await findIndicator(tx, each.indicatorKey.trim(), endOf(period)).catch((error: unknown) => {
    throw error instanceof Refusal && error.status === 404
      ? wrong(`${field}.indicatorKey`, 'Chọn chỉ số có trong danh mục.')
      : error;
  });
  const { name, frequency } = indicator.version;
  if (PERIOD_KINDS.indexOf(frequency) > PERIOD_KINDS.indexOf(period.kind)) {
    throw wrong(`${field}.indicatorPeriod`, 'Chỉ số này có số liệu thưa hơn kỳ được nêu.');
  }
  const title = each.title ?? `${name}, ${periodText(period, 'vi')}`.slice(0, 500);
  return { ...each, title, indicatorKey: indicator.key, indicatorPeriod: periodKey(period) };
}

const wrong = (field: string, message: string) =>
  new Refusal('plan.act-invalid', message, { status: 422, fields: { [field]: message } });
