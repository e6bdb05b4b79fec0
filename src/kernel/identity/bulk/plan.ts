import type { SheetReading } from '../../sheets/index.ts';
import { emailKey } from '../model.ts';
import { standsAbove } from '../people/administer.ts';
import { PERSON_INPUT } from '../people/input.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { may } from '../permissions.ts';
import { at, meet, type Circumstances, type Fields, type ImportError, type KnownPerson, type PeoplePlan, type PlacedRow, type PlannedPerson } from './model.ts'; // prettier-ignore
import { bodiesCalled, readPost, unknownBody } from './post.ts';
import type { PEOPLE_SHEET } from './sheet.ts';

/** What a file of officials would do. Pure; the same for the preview and for the act. */

/** Reads every row against what is known. Nothing of it is done while one error stands. */
export function planPeople(reading: SheetReading<typeof PEOPLE_SHEET>, on: Circumstances): PeoplePlan {
  const errors: ImportError[] = reading.errors.map((error) => ({ ...error }));
  const groups = Map.groupBy(reading.rows, ({ values }) => emailKey(values.email));
  const people = [...groups.values()].map((rows) => planPerson(rows, on, errors));
  for (const row of reading.unsound) errors.push(...errorsBeside(row, on));
  numbersOnce(people, errors);
  headsOnce(people, errors);
  return { people, errors: errors.sort((a, b) => a.row - b.row) };
}

/** What else is wrong in a row that lacks something: of its other cells, those that can be judged alone. */
function errorsBeside(
  { row, values }: SheetReading<typeof PEOPLE_SHEET>['unsound'][number],
  on: Circumstances,
): ImportError[] {
  const said = PERSON_INPUT.partial().safeParse({ email: values.email ?? null, phone: values.phone ?? null });
  const errors = (said.error?.issues ?? []).map(({ path, message }) => invalid(row, path[0] as keyof Fields, message));
  if (values.body && bodiesCalled(values.body, on.present).length === 0) errors.push(unknownBody(row, values.body));
  return errors;
}

const invalid = (row: number, field: keyof Fields, message: string): ImportError =>
  at(row, field, 'input-invalid', message.replace(/\.$/, '').toLowerCase());

function planPerson(rows: readonly PlacedRow[], on: Circumstances, errors: ImportError[]): PlannedPerson {
  const [first] = rows as [PlacedRow];
  const fields = fieldsOf(rows, errors);
  const found = knownAs(first.row, fields, on, errors);
  const known = found === 'hidden' ? null : found;
  const own = known !== null && known.id === on.ownPersonId;
  const planned: PlannedPerson = {
    kind: known ? 'unchanged' : 'new',
    rows: rows.map(({ row }) => row),
    known,
    fields: known ? merged(known, fields) : fields,
    corrections: known ? correctionsOf(known, fields) : [],
    positions: [],
    roles: [],
    opensAccount: known === null || known.account === null,
    invites: known === null || known.account === null || awaitsInvitation(known.account),
    notes: [],
  };
  for (const row of rows) readPost(row, planned, on, errors);
  if (!known) {
    if (found === null && on.present.accounts.has(fields.email!)) errors.push(at(first.row, 'email', 'mail-taken', 'thư này đã dùng cho một tài khoản khác')); // prettier-ignore
    return planned;
  }
  const touched = planned.corrections.length + planned.positions.length + planned.roles.length > 0 || planned.opensAccount || planned.invites; // prettier-ignore
  if (!touched) return planned;
  planned.kind = 'changed';
  if (own && (planned.roles.length > 0 || planned.positions.some(({ isHead }) => isHead))) {
    errors.push(at(first.row, null, 'oneself', 'đây là chính bạn; không ai tự giao quyền cho mình'));
  } else if (!standsAbove(on.actor, known.place)) errors.push(outOfReach(first.row));
  const owner =
    planned.opensAccount && planned.fields.email ? on.present.accounts.get(planned.fields.email) : undefined;
  if (owner !== undefined && owner !== known.id) errors.push(at(first.row, 'email', 'mail-taken', 'thư này đã dùng cho một tài khoản khác')); // prettier-ignore
  return planned;
}

const awaitsInvitation = (account: NonNullable<KnownPerson['account']>): boolean =>
  !account.canSignIn && !account.disabled && !account.invited;

const outOfReach = (row: number): ImportError =>
  at(row, null, 'out-of-reach', 'người này đã có trong danh sách, ngoài phạm vi bạn quản lý trọn vẹn; đề nghị quản trị cấp trên ghi'); // prettier-ignore

/** The person's own data, said once or the same every time. */
function fieldsOf(rows: readonly PlacedRow[], errors: ImportError[]): Fields {
  const [first, ...more] = rows as [PlacedRow, ...PlacedRow[]];
  for (const key of ['name', 'phone', 'staffNumber'] as const) {
    for (const { row, values } of more) {
      if (values[key] === null || values[key] === first.values[key]) continue;
      errors.push(at(row, key, 'names-differ', `khác với dòng ${first.row} của cùng một địa chỉ thư`));
    }
  }
  const { name, email, phone, staffNumber } = first.values;
  const read = PERSON_INPUT.safeParse({ name, email, phone, staffNumber });
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) errors.push(invalid(first.row, path[0] as keyof Fields, message));
  return { name, email: emailKey(email), phone, staffNumber };
}

/** Who it is, by mail or by number. Of people whom the actor does not see he learns no more than that the address is taken. */
function knownAs(
  row: number,
  { email, staffNumber }: Fields,
  on: Circumstances,
  errors: ImportError[],
): KnownPerson | 'hidden' | null {
  const { people } = on.present;
  const byMail = people.find((each) => each.email === email) ?? null;
  const byNumber = staffNumber === null ? null : (people.find((each) => each.staffNumber === staffNumber) ?? null);
  const found = byMail ?? byNumber;
  if (!found) return null;
  for (const each of [byMail, byNumber]) {
    if (each && !sees(on, each)) {
      errors.push(outOfReach(row));
      return 'hidden';
    }
  }
  if (byMail && byNumber && byMail.id !== byNumber.id) {
    errors.push(at(row, 'staffNumber', 'two-people', `số hiệu này là của ${byNumber.name}, thư là của ${byMail.name}`));
  } else if (found.email !== null && found.email !== email) {
    errors.push(at(row, 'email', 'mail-differs', `${found.name} (số hiệu ${staffNumber}) đang ghi thư ${found.email}; sửa ở trang cán bộ nếu đã đổi`)); // prettier-ignore
  }
  return found;
}

function sees({ actor, ownPersonId }: Circumstances, { id, place }: KnownPerson): boolean {
  const { people } = IDENTITY_PERMISSIONS;
  return id === ownPersonId || may(actor, people, { organisation: null }).allowed || may(actor, people, { organisation: place.bodies }).allowed; // prettier-ignore
}

function correctionsOf(known: KnownPerson, said: Fields): PlannedPerson['corrections'] {
  return (['name', 'email', 'phone', 'staffNumber'] as const)
    .filter((field) => said[field] !== null && said[field] !== known[field])
    .map((field) => ({ field, before: known[field], after: said[field] }));
}

function merged(known: KnownPerson, said: Fields): Fields {
  const { name, email, phone, staffNumber } = known;
  return { name: said.name || name, email: email ?? said.email, phone: said.phone ?? phone, staffNumber: said.staffNumber ?? staffNumber }; // prettier-ignore
}

/** One number, one person. */
function numbersOnce(people: readonly PlannedPerson[], errors: ImportError[]): void {
  const first = new Map<string, number>();
  for (const { fields, rows } of people) {
    if (fields.staffNumber === null) continue;
    const before = first.get(fields.staffNumber);
    if (before === undefined) first.set(fields.staffNumber, rows[0]!);
    else errors.push(at(rows[0]!, 'staffNumber', 'row-twice', `dòng ${before} đã ghi số hiệu này cho thư khác`));
  }
}

/** One head of a body at a time, within the file too. */
function headsOnce(people: readonly PlannedPerson[], errors: ImportError[]): void {
  const heads = people.flatMap(({ positions }) => positions.filter(({ isHead }) => isHead));
  for (const [, of] of Map.groupBy(heads, ({ organisationKey }) => organisationKey)) {
    of.forEach((each, place) => {
      const other = of.slice(0, place).find((before) => meet(before, each));
      if (other) errors.push(at(each.row, 'isHead', 'head-taken', `dòng ${other.row} đã ghi người đứng đầu cơ quan này`)); // prettier-ignore
    });
  }
}
