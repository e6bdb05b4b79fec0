import { sql } from 'drizzle-orm';
import { insertMany } from '../../database/insert-many.ts';
import type { Transaction } from '../../database/transaction.ts';
import { newId } from '../../database/uuid.ts';
import { queueMails } from '../../notices/queue.ts';
import { rangeOf } from '../people/input.ts';
import { onOfficial } from '../people/rows.ts';
import { PERSONAL } from '../people/people.ts';
import { person, personPosition, roleGrant } from '../people/schema.ts';
import { about } from '../rows.ts';
import { user } from '../schema.ts';
import { linkMail, pathOfLink } from '../sign-in/letters.ts';
import { makeLinks } from '../sign-in/links.ts';
import type { PlannedPerson } from './model.ts';

/** Writes what a file does, in few statements; every change has its entry, as if it had been made by hand. */

const REASON = 'Nhập danh sách cán bộ từ tệp';

/** A link to hand over where no mail server is named; shown this once. */
export interface InvitationLink {
  name: string;
  email: string;
  /** Page of this site. */
  path: string;
}

export interface ImportResult {
  added: number;
  changed: number;
  positions: number;
  roles: number;
  invited: number;
  /** Empty when the invitations went by mail. */
  links: InvitationLink[];
}

export interface Carrying {
  /** SHA-256 of the file. */
  file: string;
  fingerprint: string;
  mail: boolean;
  /** Days that an invitation holds. */
  days: number;
  now: Date;
}

/** @param chosen what was confirmed; the rows of known people are held */
export async function carryIn(tx: Transaction, chosen: readonly PlannedPerson[], how: Carrying): Promise<ImportResult> {
  const people = chosen.map((each) => {
    const id = each.known?.id ?? newId();
    return { ...each, id, accountId: each.known?.account?.id ?? id };
  });
  await writePeople(tx, people);
  await writePositions(tx, people);
  await writeAccounts(tx, people);
  await writeRoles(tx, people, how.now);
  const links = await invite(tx, people, how);
  const count = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
  const counts = {
    added: people.filter(({ kind }) => kind === 'new').length,
    changed: people.filter(({ kind }) => kind === 'changed').length,
    positions: count(people.map(({ positions }) => positions.length)),
    roles: count(people.map(({ roles }) => roles.length)),
    invited: links.length,
  };
  if (people.length > 0) {
    tx.record({ action: 'import', subjectType: 'official-file', subjectId: how.fingerprint, after: { ...counts, file: how.file } }); // prettier-ignore
  }
  return { ...counts, links: how.mail ? [] : links };
}

type Carried = PlannedPerson & { id: string; accountId: string };

async function writePeople(tx: Transaction, people: readonly Carried[]): Promise<void> {
  const fresh = people.filter(({ known }) => known === null);
  await insertMany(tx, person, fresh.map(({ id, fields }) => ({ id, ...fields }))); // prettier-ignore
  for (const { id, fields } of fresh) {
    tx.record({ ...onOfficial(id, 'add'), after: fields, personal: { subjectId: id, fields: PERSONAL } });
  }
  const corrected = people.filter(({ corrections }) => corrections.length > 0);
  if (corrected.length === 0) return;
  const rows = JSON.stringify(corrected.map(({ id, fields }) => ({ id, ...fields })));
  await tx.execute(sql`with said as (select * from jsonb_to_recordset(${rows}::jsonb)
      as row (id uuid, name text, email text, phone text, "staffNumber" text)),
    renamed as (update "user" set name = said.name, "updatedAt" = now() from said where person_id = said.id)
    update person set name = said.name, email = said.email, phone = said.phone, staff_number = said."staffNumber", revision = revision + 1
    from said where person.id = said.id`);
  for (const { id, known, fields } of corrected) {
    const { name, email, phone, staffNumber } = known!;
    tx.record({ ...onOfficial(id, 'revise'), before: { name, email, phone, staffNumber }, after: fields, reason: REASON, personal: { subjectId: id, fields: PERSONAL } }); // prettier-ignore
  }
}

async function writePositions(tx: Transaction, people: readonly Carried[]): Promise<void> {
  const all = people.flatMap(({ id, positions }) => positions.map((each) => ({ personId: id, ...each })));
  const rows = all.map(({ personId, organisationKey, title, isHead, from, until }) => ({ id: newId(), personId, organisationKey, title, isHead, valid: rangeOf(from, until) })); // prettier-ignore
  await insertMany(tx, personPosition, rows);
  for (const { personId, organisationKey, title, isHead, from, until } of all) {
    tx.record({ ...onOfficial(personId, 'give-position'), after: { organisationKey, title, isHead, source: null, from, until } }); // prettier-ignore
  }
}

async function writeAccounts(tx: Transaction, people: readonly Carried[]): Promise<void> {
  const opened = people.filter(({ opensAccount }) => opensAccount);
  const rows = opened.map(({ accountId, id, fields }) => ({ id: accountId, email: fields.email!, name: fields.name, emailVerified: false, personId: id })); // prettier-ignore
  await insertMany(tx, user, rows);
  for (const { accountId, fields } of opened) {
    tx.record({ ...about(accountId, 'open'), after: { email: fields.email, name: fields.name }, personal: { subjectId: accountId, fields: ['email', 'name'] } }); // prettier-ignore
  }
}

async function writeRoles(tx: Transaction, people: readonly Carried[], now: Date): Promise<void> {
  const all = people.flatMap(({ accountId, roles }) => roles.map((each) => ({ accountId, ...each })));
  const rows = all.map(({ accountId, role, organisationKey, from, until }) => ({ id: newId(), accountId, role, organisationKey, valid: rangeOf(from, until), reason: REASON, grantedAt: now, grantedBy: tx.actor.id })); // prettier-ignore
  await insertMany(tx, roleGrant, rows);
  for (const { accountId, role, organisationKey, from, until } of all) {
    tx.record({ ...about(accountId, 'grant-role'), after: { role, organisationKey, from, until }, reason: REASON });
  }
}

async function invite(tx: Transaction, people: readonly Carried[], how: Carrying): Promise<InvitationLink[]> {
  const { mail, days, now } = how;
  const invited = people.filter(({ invites }) => invites);
  if (invited.length === 0) return [];
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  const accountIds = invited.map(({ accountId }) => accountId);
  const links = await makeLinks(tx, 'invitation', accountIds, { createdBy: tx.actor.id, now, expiresAt });
  // The mail goes where the account signs in.
  const each = invited.map(({ accountId, fields, known }) => ({ accountId, name: fields.name, email: known?.account?.email ?? fields.email!, link: links.get(accountId)! })); // prettier-ignore
  if (mail) await queueMails(tx, each.map(({ link, ...to }) => linkMail('invitation', to, link))); // prettier-ignore
  for (const { accountId } of each) {
    tx.record({ ...about(accountId, 'invite'), after: { validUntil: expiresAt.toISOString(), mailed: mail } });
  }
  return each.map(({ name, email, link }) => ({ name, email, path: pathOfLink('invitation', link.token) }));
}
