import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { vietnamDate } from '../../calendar/dates.ts';
import type { Actor } from '../../database/actor.ts';
import { seeingAll, type Database } from '../../database/connection.ts';
import { transact } from '../../database/transaction.ts';
import { loggingRefusals } from '../../organisations/refusal-log.ts';
import { Refusal } from '../../refusal.ts';
import { readSheet, templateOf } from '../../sheets/index.ts';
import { IDENTITY_PERMISSIONS } from '../identity-permissions.ts';
import { emailKey } from '../model.ts';
import { toldByField } from '../people/input.ts';
import { demandAnywhere } from '../permissions.ts';
import { post, type Post } from '../sign-in/invitations.ts';
import { carryIn, type ImportResult } from './carry-in.ts';
import type { ImportError, PeoplePlan } from './model.ts';
import { planPeople } from './plan.ts';
import { presentFor } from './present.ts';
import { MOST_ROWS, PEOPLE_SHEET } from './sheet.ts';

/** Bringing officials in from a file, in two steps: look at what it would do, then confirm exactly that. */

const { people } = IDENTITY_PERMISSIONS;
/** Two imports come one after the other. */
const LOCK = 0x70656f70;

/** What a file would do, for a person to look at before confirming. */
export interface PeoplePreview extends PeoplePlan {
  /** Stands for exactly this: the import is refused when it would do something else by then. */
  fingerprint: string;
}

/** The empty workbook, with what each column means. */
export const peopleTemplate = (): Promise<Uint8Array> => templateOf(PEOPLE_SHEET);

/**
 * Shows what a file of officials would do; changes nothing. Rows about people of other bodies are errors that tell nothing of them.
 * @throws Refusal 401, or 403 for who administers nobody; `sheet.*`, `document.*` for a file that cannot be read
 */
export async function previewPeopleImport(
  db: Database,
  actor: Actor,
  bytes: Uint8Array,
  now: Date = new Date(),
): Promise<PeoplePreview> {
  demandAnywhere(actor, people);
  // Who is known already is decided on all people; the plan tells only of those whom the actor sees.
  return previewOf(seeingAll(db), actor, bytes, now);
}

export interface Confirmed {
  /** The fingerprint of the preview that the person confirmed. */
  seen: string;
  /** Also carry in what would change about people who are known; false: only new people. */
  changes: boolean;
}

/**
 * Takes the officials of a file in: people, positions, accounts, roles, invitations. One transaction, all or nothing. Invitations go
 * by mail; without a mail server their links come back, this once.
 * @throws Refusal 422 with every error; 409 when something moved on since the preview; 401, 403; `sheet.*`, `document.*`
 */
export async function importPeople(
  db: Database,
  actor: Actor,
  bytes: Uint8Array,
  { seen, changes }: Confirmed,
  how: Post = post(),
  now: Date = new Date(),
): Promise<ImportResult> {
  demandAnywhere(actor, people);
  return loggingRefusals(actor, 'import-people', () =>
    toldByField(() =>
      transact(db, actor, async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
        const preview = await previewOf(tx, actor, bytes, now, 'held');
        if (preview.errors.length > 0) throw peopleRefused(preview.errors);
        if (preview.fingerprint !== seen) {
          throw new Refusal('identity.changed-meanwhile', 'Danh sách cán bộ đã thay đổi từ lúc xem trước.', { status: 409, remedy: 'Xem lại các thay đổi rồi xác nhận lần nữa.' }); // prettier-ignore
        }
        const file = createHash('sha256').update(bytes).digest('hex');
        const chosen = preview.people.filter(({ kind }) => kind === 'new' || (changes && kind === 'changed'));
        return carryIn(tx, chosen, { file, fingerprint: seen, ...how, now });
      }),
    ),
  );
}

async function previewOf(
  db: Pick<Database, 'execute'>,
  actor: Actor,
  bytes: Uint8Array,
  now: Date,
  held?: 'held',
): Promise<PeoplePreview> {
  const reading = readSheet(bytes, PEOPLE_SHEET, { rows: MOST_ROWS });
  const rows = [...reading.rows, ...reading.unsound].map(({ values }) => values);
  if (held) await holdKnown(db, rows);
  const today = vietnamDate(now);
  const present = await presentFor(db, rows, { today, now });
  const plan = planPeople(reading, { actor, ownPersonId: await personOf(db, actor), present, today });
  const told = plan.people
    .filter(({ kind }) => kind !== 'unchanged')
    .map(({ known, ...rest }) => [known && [known.id, known.revision, known.account?.id], rest]);
  const fingerprint = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
  return { ...plan, fingerprint };
}

/** Holds the rows of whoever the file names, so that nothing about them changes between looking and writing. */
async function holdKnown(
  db: Pick<Database, 'execute'>,
  rows: readonly { email?: string; staffNumber?: string | null }[],
) {
  const mails = rows.flatMap(({ email }) => (email ? [emailKey(email)] : []));
  const numbers = rows.flatMap(({ staffNumber }) => (staffNumber ? [staffNumber] : []));
  const named = sql`email = any(${sql.param(mails)}::text[]) or staff_number = any(${sql.param(numbers)}::text[])`;
  await db.execute(sql`select from person where ${named} order by id for update`);
  await db.execute(
    sql`select from "user" where person_id in (select id from person where ${named}) order by id for update`,
  );
}

async function personOf(db: Pick<Database, 'execute'>, { id }: Actor): Promise<string | null> {
  if (id === null) return null;
  const [own] = await db.execute<{ person: string | null }>(sql`select person_id as person from "user" where id = ${id}`, 'objects'); // prettier-ignore
  return own?.person ?? null;
}

/** The refusal that lists every error, one per line. */
export function peopleRefused(errors: readonly ImportError[]): Refusal {
  return new Refusal('identity.import-refused', `Chưa nhập được: có ${errors.length} lỗi. Chưa có gì thay đổi.`, {
    status: 422,
    where: errors.slice(0, 200).map(({ message }) => message).join('\n'), // prettier-ignore
    remedy: 'Sửa các ô đã nêu trong tệp rồi tải lên lại.',
  });
}
