import type { PeoplePreview, PlannedPerson } from '#kernel/identity/bulk/index.ts';
import { ROLE_NAMES } from '#kernel/identity/model.ts';
import { daysText } from '../words.ts';

/** Rows of one table at most; the file itself holds the others. */
const MOST = 500;

const FIELD_WORDS = { name: 'Họ và tên', email: 'Thư điện tử', phone: 'Điện thoại', staffNumber: 'Số hiệu' } as const;

/** What a file of officials would do, in words; long tables are cut, their counts are not. */
export function importView({ people, errors, fingerprint }: PeoplePreview) {
  // What is wrong with a row stands among the errors, not among what would be done.
  const wrong = new Set(errors.map(({ row }) => row));
  const sound = people.filter(({ rows }) => rows.every((row) => !wrong.has(row)));
  const of = (kind: PlannedPerson['kind']) => sound.filter((each) => each.kind === kind);
  const [fresh, changed, unchanged] = [of('new'), of('changed'), of('unchanged')];
  return {
    fingerprint,
    counts: {
      errors: errors.length,
      new: fresh.length,
      changed: changed.length,
      unchanged: unchanged.length,
      invited: fresh.filter(({ invites }) => invites).length,
    },
    errors: errors.slice(0, MOST).map(({ row, column, message }, place) => ({ place, row, column, message: withoutPlace(message) })), // prettier-ignore
    fresh: fresh.slice(0, MOST).map((each) => ({ ...who(each), adds: additions(each) })),
    changed: changed.slice(0, MOST).map((each) => ({ ...who(each), adds: changes(each) })),
    kept: [...changed, ...unchanged]
      .filter(({ notes }) => notes.length > 0)
      .slice(0, MOST)
      .map((each) => ({ ...who(each), adds: each.notes })),
  };
}

export type ImportView = ReturnType<typeof importView>;

const who = ({ rows, known, fields }: PlannedPerson) => ({ rows: rows.join(', '), name: known?.name ?? fields.name, email: fields.email ?? '–' }); // prettier-ignore

function additions({ positions, roles, opensAccount, invites }: PlannedPerson): string[] {
  return [
    ...positions.map(({ title, organisationName, isHead, from, until }) => `Chức vụ: ${title}, ${organisationName}${isHead ? ' (đứng đầu)' : ''}, ${daysText(from, until)}`), // prettier-ignore
    ...roles.map(({ role, organisationName, from, until }) => `Vai trò: ${ROLE_NAMES[role].vi}, ${organisationName}, ${daysText(from, until)}`), // prettier-ignore
    ...(invites ? [opensAccount ? 'Mở tài khoản và mời' : 'Mời đặt mật khẩu'] : []),
  ];
}

function changes(each: PlannedPerson): string[] {
  const corrected = each.corrections.map(({ field, before, after }) => `${FIELD_WORDS[field]}: ${before ?? '(trống)'} → ${after}`); // prettier-ignore
  return [...corrected, ...additions(each)];
}

/** The place stands in columns of its own. */
function withoutPlace(message: string): string {
  const bare = message.replace(/^Dòng \d+(?:, cột “[^”]*”)?(?: \(ô [A-Z]+\d+\))?: /, '');
  return bare.slice(0, 1).toUpperCase() + bare.slice(1);
}
