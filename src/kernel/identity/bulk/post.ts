import { toVietnamese, type IsoDate } from '../../calendar/dates.ts';
import { fold } from '../../search/fold.ts';
import { mayGive } from '../people/administer.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { ROLE_NAMES } from '../model.ts';
import { may } from '../permissions.ts';
import { at, meet, type Circumstances, type Days, type ImportError, type KnownBody, type PlacedRow, type PlannedPerson, type Present } from './model.ts'; // prettier-ignore

/** What one row says of a position and a role: added to the person's plan, or to the errors. */
export function readPost(
  { row, values }: PlacedRow,
  planned: PlannedPerson,
  on: Circumstances,
  errors: ImportError[],
): void {
  const { from, until, role } = values;
  const days: Days = { from, until };
  if (until !== null && until < from) return void errors.push(at(row, 'until', 'input-invalid', 'ngày cuối phải từ ngày bắt đầu trở đi')); // prettier-ignore
  if (until !== null && until < on.today) return void errors.push(at(row, 'until', 'days-over', 'chức vụ đã hết hạn trước hôm nay')); // prettier-ignore
  const body = bodyOf(row, values.body, days, on, errors);
  if (body === null) return;
  const place = { row, organisationKey: body.key, organisationName: body.name };
  position({ ...place, ...days, title: values.title, isHead: values.isHead ?? false }, planned, on.present, errors);
  if (role === null) return;
  const start = from > on.today ? from : on.today;
  if (planned.known?.account?.disabled) errors.push(at(row, 'role', 'account-disabled', 'tài khoản của người này đang bị khóa; mở lại trước khi giao vai trò')); // prettier-ignore
  const same = ({ organisationKey, role: other }: { organisationKey: string | null; role: string }) => organisationKey === body.key && other === role; // prettier-ignore
  const planRole = { ...place, role, from: start, until };
  const held = planned.known?.grants.find((grant) => same(grant) && meet(grant, planRole));
  if (held) {
    if (held.until !== until) planned.notes.push(`Vai trò ${ROLE_NAMES[role].vi} ${untilText(held.until)}, giữ nguyên`);
    return;
  }
  if (planned.roles.some((each) => same(each) && meet(each, planRole))) return;
  if (!mayGive(on.actor, role, body.key)) {
    return void errors.push(at(row, 'role', 'role-not-yours', `bạn không giao được vai trò ${ROLE_NAMES[role].vi} cho cơ quan này`)); // prettier-ignore
  }
  planned.roles.push(planRole);
}

const untilText = (until: IsoDate | null) => (until === null ? 'đang ghi không có ngày hết' : `đang ghi đến ${toVietnamese(until)}`); // prettier-ignore

function position(
  post: PlannedPerson['positions'][number],
  planned: PlannedPerson,
  { heads }: Present,
  errors: ImportError[],
): void {
  const { row, organisationKey, isHead } = post;
  const same = (other: { organisationKey: string; title: string } & Days) =>
    other.organisationKey === organisationKey && fold(other.title) === fold(post.title) && meet(other, post);
  const twice = planned.positions.find(same);
  if (twice)
    return void errors.push(at(row, 'title', 'row-twice', `dòng ${twice.row} đã ghi chức vụ này của người này`));
  const held = planned.known?.positions.find(same);
  if (held && held.isHead !== isHead) {
    return void errors.push(at(row, 'isHead', 'position-differs', `người này đang giữ chức vụ này ${held.isHead ? 'và' : 'mà không'} đứng đầu; sửa ở trang cán bộ`)); // prettier-ignore
  }
  if (held) {
    if (held.until !== post.until) planned.notes.push(`${held.title} ${untilText(held.until)}, giữ nguyên`);
    return;
  }
  const head = isHead && heads.find((each) => each.organisationKey === organisationKey && meet(each, post));
  if (head) errors.push(at(row, 'isHead', 'head-taken', 'cơ quan đã có người đứng đầu trong thời gian đó; kết thúc chức vụ của người đó trước')); // prettier-ignore
  planned.positions.push(post);
}

/** Every version of the bodies that a cell may mean. */
export const bodiesCalled = (text: string, { bodies }: Present): readonly KnownBody[] =>
  bodies.get(text) ?? bodies.get(fold(text)) ?? [];

export const unknownBody = (row: number, text: string): ImportError =>
  at(row, 'body', 'body-unknown', `không có cơ quan “${text.slice(0, 80)}”`);

/** The body that a cell means, in the version of the first day; within the actor's reach, and there for all the days. */
function bodyOf(
  row: number,
  text: string,
  { from, until }: Days,
  { actor, present }: Circumstances,
  errors: ImportError[],
) {
  const no = (code: Parameters<typeof at>[2], message: string): null => {
    errors.push(at(row, 'body', code, message));
    return null;
  };
  const called = bodiesCalled(text, present);
  if (called.length === 0) {
    errors.push(unknownBody(row, text));
    return null;
  }
  const there = called.filter((each) => holds(each, from));
  if (there.length === 0) return no('body-not-there', `“${text.slice(0, 80)}” không hoạt động vào ngày ${toVietnamese(from)}`); // prettier-ignore
  const mine = there.filter(({ key }) => may(actor, IDENTITY_PERMISSIONS.people, { organisation: key }).allowed);
  if (mine.length === 0) return no('out-of-scope', 'cơ quan này không thuộc phạm vi bạn quản lý');
  const [body, ...others] = mine as [KnownBody, ...KnownBody[]];
  const keys = new Set(mine.map(({ key }) => key));
  if (others.length > 0 && keys.size > 1) return no('body-ambiguous', `có ${keys.size} cơ quan tên này; ghi khóa thay cho tên: ${[...keys].slice(0, 5).join(', ')}`); // prettier-ignore
  const end = present.lastDays.get(body.key) ?? null;
  if (end !== null && (until === null || until > end)) return no('body-not-there', `cơ quan kết thúc vào ${toVietnamese(end)}; ghi cơ quan tiếp nhận, hoặc ngày cuối không quá ngày đó`); // prettier-ignore
  return body;
}

const holds = ({ from, to }: KnownBody, day: IsoDate) => (from === null || from <= day) && (to === null || day < to);
