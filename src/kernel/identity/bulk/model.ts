import type { IsoDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import type { Placed, SheetError, SheetErrorCode } from '../../sheets/index.ts';
import type { Place } from '../people/administer.ts';
import type { GrantedRole } from '../permissions.ts';
import { headOf, type PersonFileRow } from './sheet.ts';

/** Bringing officials in from a file: what is known beforehand, and what the file would do. */

/** Some days, both ends in them; until null: no end. */
export interface Days {
  from: IsoDate;
  until: IsoDate | null;
}

/** A body in one of its versions, found by what the file says of it. */
export interface KnownBody {
  key: string;
  name: string;
  /** Ways of writing it: key, code, name without accents. */
  called: readonly string[];
  /** Null: since ever, and until ever; `to` is the first day on which it is no longer so. */
  from: IsoDate | null;
  to: IsoDate | null;
}

export interface KnownPerson {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  staffNumber: string | null;
  revision: number;
  account: { id: string; email: string; disabled: boolean; canSignIn: boolean; invited: boolean } | null;
  /** Held or to come. */
  positions: readonly (Days & { organisationKey: string; title: string; isHead: boolean })[];
  grants: readonly (Days & { organisationKey: string | null; role: GrantedRole })[];
  place: Place;
}

/** What the platform knows of those whom a file names. */
export interface Present {
  /** By every way of writing them; see `KnownBody.called`. */
  bodies: ReadonlyMap<string, readonly KnownBody[]>;
  /** Last days of bodies by key; null: no end is known. */
  lastDays: ReadonlyMap<string, IsoDate | null>;
  people: readonly KnownPerson[];
  /** Mail addresses of accounts, and whose they are; null: a citizen's. */
  accounts: ReadonlyMap<string, string | null>;
  heads: readonly (Days & { organisationKey: string; personId: string })[];
}

export type ImportErrorCode =
  | SheetErrorCode
  | 'body-unknown' | 'body-ambiguous' | 'body-not-there' | 'out-of-scope' | 'role-not-yours' | 'input-invalid' | 'days-over'
  | 'head-taken' | 'row-twice' | 'names-differ' | 'two-people' | 'mail-differs' | 'mail-taken' | 'out-of-reach' | 'oneself'
  | 'account-disabled' | 'position-differs'; // prettier-ignore

/** What is wrong, by row and column. */
export interface ImportError extends Omit<SheetError<ImportErrorCode>, 'column'> {
  /** Head of the column; null: the whole row. */
  column: string | null;
}

export interface Fields {
  name: string;
  email: string | null;
  phone: string | null;
  staffNumber: string | null;
}

export interface PositionToGive extends Days {
  row: number;
  organisationKey: string;
  organisationName: string;
  title: string;
  isHead: boolean;
}

export interface RoleToGive extends Days {
  row: number;
  organisationKey: string;
  organisationName: string;
  role: GrantedRole;
}

/** What the file would do about one person. */
export interface PlannedPerson {
  /** `changed`: known, and something would be added or corrected; carried in only when the administrator says so. */
  kind: 'new' | 'changed' | 'unchanged';
  /** Rows of the file. */
  rows: number[];
  known: KnownPerson | null;
  /** As they would stand. */
  fields: Fields;
  /** Of somebody known: what the file says otherwise. An empty cell says nothing. */
  corrections: { field: keyof Fields; before: string | null; after: string | null }[];
  positions: PositionToGive[];
  roles: RoleToGive[];
  opensAccount: boolean;
  invites: boolean;
  /** What stays as it is although the file says otherwise. */
  notes: string[];
}

export interface PeoplePlan {
  people: PlannedPerson[];
  errors: ImportError[];
}

export type PlacedRow = Placed<PersonFileRow>;

/** What a file is read against. */
export interface Circumstances {
  actor: Actor;
  /** The actor's own person, or null. */
  ownPersonId: string | null;
  present: Present;
  today: IsoDate;
}

/** An error as the file's reader tells them: row, head of the column, what is wrong. */
export function at(
  row: number,
  column: keyof PersonFileRow | null,
  code: ImportErrorCode,
  message: string,
): ImportError {
  const place = column === null ? '' : `, cột “${headOf(column)}”`;
  return { row, column: column === null ? null : headOf(column), code, message: `Dòng ${row}${place}: ${message}.` };
}

/** Do two stretches of days have one in common? */
export function meet(a: Days, b: Days): boolean {
  return (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);
}
