import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../database/actor.ts';
import { demand } from '../identity/permissions.ts';
import { formatInstant, say, type Language } from '../language.ts';
import type { ListDefinition, Option } from '../lists/definition.ts';
import { fold } from '../search/fold.ts';
import { AUDIT_PERMISSIONS } from './permissions.ts';
import { openValue } from './personal.ts';
import { describeEntry, subjectName, type HistoryWords } from './words.ts';

/** A row as read: the personal values sealed, the keys beside them. Pages get `ShownRow`. */
export interface AuditRow {
  id: number;
  at: string;
  actorId: string | null;
  actorName: string;
  actorKey: string | null;
  position: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  reason: string | null;
  personId: string | null;
  personKey: string | null;
}

/** What a page may hold of a row: nothing sealed, no key. */
export type ShownRow = Pick<AuditRow, 'id' | 'subjectType' | 'subjectId'>;

/** Somebody who may search the record; made by `searchScope` alone. */
export interface AuditScope {
  words: HistoryWords;
}

const granted = new WeakSet<AuditScope>();

/** Opens the list of the record to somebody who may search it. @throws Refusal 401 or 403 */
export function searchScope(actor: Actor, words: HistoryWords): AuditScope {
  demand(actor, AUDIT_PERMISSIONS.search);
  const scope = { words };
  granted.add(scope);
  return scope;
}

/** The list of the record, told in the words of the modules. One declaration for page, filters and exports. */
export function auditList(words: HistoryWords): ListDefinition<AuditRow, AuditScope> {
  return {
    name: 'audit.entries',
    title: { vi: 'Nhật ký', en: 'Record' },
    columns: [
      { key: 'id', title: { vi: 'Mục', en: 'Entry' }, kind: 'text', value: (row) => String(row.id), width: 9 },
      {
        key: 'time',
        title: { vi: 'Lúc', en: 'When' },
        kind: 'text',
        value: (row, language) => formatInstant(new Date(row.at), language),
        sort: 'time',
        width: 18,
      },
      {
        key: 'who',
        title: { vi: 'Ai', en: 'Who' },
        kind: 'text',
        value: (row) => open(row.actorName, row.actorId, row.actorKey),
        width: 28,
      },
      {
        key: 'position',
        title: { vi: 'Chức vụ', en: 'Position' },
        kind: 'text',
        value: (row) => row.position,
        width: 28,
      },
      {
        key: 'what',
        title: { vi: 'Việc', en: 'Act' },
        kind: 'text',
        value: (row, language) => titleOf(row, words, language),
        width: 40,
      },
      {
        key: 'kind',
        title: { vi: 'Loại', en: 'Kind' },
        kind: 'text',
        value: (row, language) => subjectName(words, row.subjectType, language),
        width: 18,
      },
      {
        key: 'object',
        title: { vi: 'Mã đối tượng', en: 'Object' },
        kind: 'text',
        value: (row) => row.subjectId,
        width: 38,
      },
      {
        key: 'reason',
        title: { vi: 'Lý do', en: 'Reason' },
        kind: 'text',
        value: (row) => (row.reason === null ? null : open(row.reason, row.personId, row.personKey)),
        width: 50,
      },
    ],
    filters: [
      {
        key: 'q',
        kind: 'search',
        label: { vi: 'Tìm trong lý do', en: 'Search the reasons' },
        hint: { vi: 'Không cần gõ dấu', en: 'Accents are not needed' },
        where: (text) => sql`search_key(entry.reason) like ${pattern(text)} and entry.reason not like '$personal:%'`,
      },
      {
        key: 'who',
        kind: 'search',
        label: { vi: 'Ai', en: 'Who' },
        hint: { vi: 'Tên, thư điện tử', en: 'Name, e-mail' },
        where: whoIs,
      },
      {
        key: 'kind',
        kind: 'choice',
        multiple: true,
        label: { vi: 'Loại', en: 'Kind' },
        options: Object.entries(words.subjects).map(([value, { name }]) => ({ value, label: name })),
        where: (kinds) => sql`entry.subject_type = any(${sql.param(kinds)}::text[])`,
      },
      {
        key: 'act',
        kind: 'choice',
        multiple: true,
        label: { vi: 'Việc', en: 'Act' },
        options: Object.entries(words.sentences).map(([value, { title }]): Option => ({ value, label: title })),
        where: (acts) => sql`entry.subject_type || '.' || entry.action = any(${sql.param(acts)}::text[])`,
      },
      {
        key: 'object',
        kind: 'search',
        label: { vi: 'Mã đối tượng', en: 'Object' },
        hint: { vi: 'Mã đầy đủ', en: 'The whole identity' },
        where: (id) => sql`entry.subject_id = ${id}`,
      },
      {
        key: 'date_from',
        kind: 'date',
        label: { vi: 'Thời gian từ ngày', en: 'Time from' },
        where: (day) => sql`entry.at >= ${startOf(day)}`,
      },
      {
        key: 'date_to',
        kind: 'date',
        label: { vi: 'Thời gian đến ngày', en: 'Time until' },
        where: (day) => sql`entry.at < ${startOf(day)} + interval '1 day'`,
      },
    ],
    sorts: [{ key: 'time', label: { vi: 'Thời gian', en: 'Time' }, expression: sql`entry.id`, type: 'bigint' }],
    source: (scope) => {
      // Whoever reads this list has come through searchScope: forgetting to ask is an error, not a leak.
      if (!granted.has(scope)) throw new Error('the record is searched with a scope from searchScope only');
      return {
        select: sql`entry.id, entry.at, entry.actor_id as "actorId", entry.actor_name as "actorName", encode(actor_key.key, 'hex') as "actorKey",
          entry.position, entry.action, entry.subject_type as "subjectType", entry.subject_id as "subjectId", entry.reason,
          entry.person_id as "personId", encode(person_key.key, 'hex') as "personKey"`,
        from: sql`audit_entry entry left join personal_key actor_key on actor_key.person_id = entry.actor_id
          left join personal_key person_key on person_key.person_id = entry.person_id`,
        where: sql`true`,
        key: sql`entry.id`,
        keyType: 'bigint',
      };
    },
  };
}

function titleOf({ subjectType, action }: AuditRow, words: HistoryWords, language: Language): string {
  const sentence = Object.hasOwn(words.sentences, `${subjectType}.${action}`)
    ? words.sentences[`${subjectType}.${action}`]
    : undefined;
  if (sentence) return say(sentence.title, language);
  return describeEntry({ subjectType, action, before: null, after: null, reason: null }, words, language).title;
}

function open(value: string, personId: string | null, key: string | null): string {
  return personId === null ? value : String(openValue(value, personId, key === null ? null : Buffer.from(key, 'hex')));
}

/** Names in the record are sealed, so the name is looked up among the accounts as they are called now. */
function whoIs(text: string): SQL {
  const like = pattern(text);
  return sql`(entry.actor_id = ${text}
    or entry.actor_id in (select id from "user" where search_key(name) like ${like} or email like ${like})
    or (entry.actor_id is null and search_key(entry.actor_name) like ${like}))`;
}

function pattern(text: string): string {
  return `%${fold(text).replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

function startOf(day: string): SQL {
  return sql`(${day}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`;
}
