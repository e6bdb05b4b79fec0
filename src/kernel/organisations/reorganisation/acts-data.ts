import * as z from 'zod';
import { isIsoDate, type IsoDate } from '../../calendar/dates.ts';
import { Refusal } from '../../refusal.ts';
import { AREA, ORGANISATION_KINDS, ORGANISATION_LEVELS } from '../registry-data.ts';
import type { Reorganisation } from './model.ts';

const key = z.string().trim().min(1, 'chưa chọn cơ quan').max(120);
const name = z.string().trim().max(300, 'dài nhất 300 ký tự').normalize('NFC');
const optional = name.transform((text) => text || null).nullable().default(null); // prettier-ignore
const area = AREA.transform((text) => text || null)
  .nullable()
  .default(null);
const day = z.custom<IsoDate>((value) => typeof value === 'string' && isIsoDate(value), 'ngày viết dạng YYYY-MM-DD');
const level = z.enum(ORGANISATION_LEVELS);
const kind = z.enum(ORGANISATION_KINDS);

/** One step of an act, in the shape of the data files and of the database. */
export const STEP_INPUT = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('create'),
    key,
    name,
    shortName: optional,
    aliases: z.array(name).default([]),
    code: optional,
    level,
    kind,
    parentKey: key.nullable().default(null),
    area,
  }),
  z.strictObject({ step: z.literal('rename'), key, name, shortName: optional }),
  z.strictObject({ step: z.literal('merge'), keys: z.array(key).max(500), into: key, area }),
  z.strictObject({
    step: z.literal('split'),
    key,
    parts: z.array(z.strictObject({ function: key.nullable(), to: key })).max(100),
    continues: z.boolean(),
    area,
  }),
  z.strictObject({ step: z.literal('abolish'), key }),
  z.strictObject({ step: z.literal('move'), key, parentKey: key.nullable() }),
  z.strictObject({ step: z.literal('upgrade'), key, level, kind, name: optional, area }),
]);

/** The paper of an act. */
export const DOCUMENT_INPUT = z.strictObject({
  number: optional,
  issuedOn: day.nullable().default(null),
  title: name,
  source: optional,
});

/** A whole act. Whether it can be carried out is for `problemsOf` to say. */
export const REORGANISATION_INPUT = z.strictObject({
  document: DOCUMENT_INPUT,
  effectiveOn: day,
  inferred: z.boolean(),
  steps: z.array(STEP_INPUT).max(1_000),
});

/** Checks the acts of a data file. @throws Refusal naming the act and field that is wrong */
export function readReorganisations(value: unknown): Reorganisation[] {
  const read = z.array(REORGANISATION_INPUT).safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = ['reorganisations.json', ...(issue?.path ?? [])].join(' › ');
  throw new Refusal('organisations.bad-data', `Dữ liệu sắp xếp tổ chức không hợp lệ tại ${where}: ${issue?.message}`, {
    where,
    remedy: 'Sửa mục đã nêu rồi nạp lại.',
    cause: read.error,
  });
}
