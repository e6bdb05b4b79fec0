import { z } from 'zod';
import { addDays, isIsoDate, type IsoDate } from '../../calendar/dates.ts';
import { brokenConstraint } from '../../database/errors.ts';
import { Refusal } from '../../refusal.ts';
import { emailKey } from '../model.ts';
import { GRANTED_ROLES } from '../permissions.ts';

/** What forms about people may bring, and how a problem is told: by field. */

/** NFC, single spaces, no control or invisible signs: PostgreSQL has no NUL, and nobody's name turns the line round. */
const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const line = (most: number, empty: string) =>
  z.string(empty).transform(tidy).pipe(z.string().min(1, empty).max(most, `Dài nhất ${most} ký tự.`)); // prettier-ignore

/** A line that may be left out: empty is null. */
const maybeLine = (most: number) =>
  z
    .string()
    .nullish()
    .transform((text) => tidy(text ?? '') || null)
    .pipe(z.string().max(most, `Dài nhất ${most} ký tự.`).nullable());

const day = (empty: string) =>
  z.string(empty).refine(isIsoDate, empty).transform((text) => text as IsoDate); // prettier-ignore

const maybeDay = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)
  .refine((text) => text === null || isIsoDate(text), 'Ngày chưa đúng.')
  .transform((text) => text as IsoDate | null);

const key = (empty: string) => z.string(empty).transform(tidy).pipe(z.string().min(1, empty).max(120, empty));
const id = (empty: string) => z.uuid(empty);
const REASON = 'Nêu lý do hoặc văn bản làm căn cứ.';
export const reason = line(500, REASON);

/** Whether an end lies before its beginning. */
const ordered = { message: 'Ngày cuối phải từ ngày bắt đầu trở đi.', path: ['until'] };
const inOrder = ({ from, until }: { from: string; until: string | null }) => until === null || until >= from;

export const PERSON_INPUT = z.object({
  name: line(200, 'Cần họ và tên.'),
  email: z
    .string()
    .nullish()
    .transform((text) => emailKey(text ?? '') || null)
    .pipe(z.email('Thư điện tử phải có dạng ten@coquan.gov.vn.').max(254, 'Dài nhất 254 ký tự.').nullable()),
  phone: maybeLine(40).refine((text) => text === null || /^[+\d][\d .()-]{5,}$/.test(text), 'Số điện thoại chưa đúng.'),
  staffNumber: maybeLine(40),
});
export type PersonInput = z.input<typeof PERSON_INPUT>;

export const POSITION_INPUT = z
  .object({
    organisationKey: key('Chọn cơ quan.'),
    title: line(200, 'Ghi chức vụ hoặc chức danh.'),
    isHead: z.boolean().default(false),
    from: day('Chọn ngày bắt đầu.'),
    until: maybeDay,
    source: maybeLine(300),
  })
  .refine(inOrder, ordered);
export type PositionInput = z.input<typeof POSITION_INPUT>;

export const POSITION_END = z.object({
  lastDay: day('Chọn ngày cuối cùng còn giữ chức vụ.'),
  source: line(300, 'Ghi văn bản hoặc lý do thôi giữ chức vụ.'),
});
export type PositionEnd = z.input<typeof POSITION_END>;

export const DELEGATION_INPUT = z
  .object({
    toPersonId: id('Chọn người làm thay.'),
    from: day('Chọn ngày bắt đầu.'),
    until: day('Chọn ngày cuối cùng.'),
    reason,
    source: maybeLine(300),
  })
  .refine(inOrder, ordered);
export type DelegationInput = z.input<typeof DELEGATION_INPUT>;

export const GRANT_INPUT = z
  .object({
    role: z.enum(GRANTED_ROLES, 'Chọn vai trò.'),
    /** Null or empty: the whole province. */
    organisationKey: z.string().max(120).nullish().transform((text) => tidy(text ?? '') || null), // prettier-ignore
    from: day('Chọn ngày bắt đầu.'),
    until: maybeDay,
    reason,
  })
  .refine(inOrder, ordered);
export type GrantInput = z.input<typeof GRANT_INPUT>;

export const GRANT_END = z.object({ until: maybeDay, reason });
export type GrantEnd = z.input<typeof GRANT_END>;

/** What the form says, checked; a text alone is a reason. @throws Refusal 422 `identity.input-invalid` with a problem per field */
export function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const found = schema.safeParse(input);
  if (found.success) return found.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of found.error.issues) fields[path.join('.') || 'reason'] ??= message;
  throw invalid(fields);
}

/** 422 with a problem per field. */
export function invalid(fields: Record<string, string>): Refusal {
  return new Refusal('identity.input-invalid', 'Thông tin chưa đúng.', {
    status: 422,
    where: Object.values(fields).join('\n'),
    remedy: 'Sửa các mục trên rồi gửi lại.',
    fields,
  });
}

/** 404 for something that does not exist, or belongs to somebody else than said. */
export function notFound(what: string): Refusal {
  return new Refusal('identity.not-found', `Không có ${what} này.`, { status: 404, remedy: 'Tải lại trang rồi chọn lại.' }); // prettier-ignore
}

/** A stretch of days with both ends in it, as PostgreSQL writes it. @param until null: no end */
export function rangeOf(from: IsoDate, until: IsoDate | null): string {
  return `[${from},${until === null ? '' : addDays(until, 1)})`;
}

const TAKEN: Readonly<Record<string, Record<string, string>>> = {
  person_email: { email: 'Thư điện tử này đã ghi cho một cán bộ khác.' },
  person_staff_number: { staffNumber: 'Số hiệu này đã ghi cho một cán bộ khác.' },
  person_position_once: { title: 'Người này đã giữ chức vụ này ở cơ quan này trong thời gian đó.' },
  person_position_one_head: { isHead: 'Cơ quan đã có người đứng đầu trong thời gian đó. Kết thúc chức vụ của người đó trước.' }, // prettier-ignore
  delegation_one_at_a_time: { from: 'Chức vụ này đã có người làm thay trong thời gian đó.' },
};

/** Runs an act; a rule that the database keeps is told at its field. @throws Refusal 422 */
export async function toldByField<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const fields = TAKEN[brokenConstraint(error) ?? ''];
    throw fields ? invalid(fields) : error;
  }
}
