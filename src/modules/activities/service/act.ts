import { eq, sql } from 'drizzle-orm';
import { toVietnamese, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { insertMany } from '#kernel/database/insert-many.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { isId } from '#kernel/database/uuid.ts';
import { demandAnywhere, denied, type ScopedPermission } from '#kernel/identity/permissions.ts';
import { mayAct, stateAfter, type Need } from '#kernel/lifecycle/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { evidenceRows, readNeeds, type ActInput, type ActRequest } from '#modules/plan/index.ts';
import type { FieldsOf } from '../fields.ts';
import { KIND_WORDS, type Kind } from '../kinds.ts';
import { LIVES } from '../lives.ts';
import { activity, activityEvent, activityEvidence, type Activity } from '../schema.ts';
import { mustBeOver } from './conditions.ts';
import { mustExist } from './open.ts';

/** Who does what to which thing. */
export interface Acting {
  db: Database;
  actor: Actor;
  activityId: string;
  act: string;
  /** Of the service function that was called: an act of another permission is not done through it. */
  permission: ScopedPermission;
  /** Of which kinds; any when absent. */
  kinds?: readonly Kind[];
  request: ActRequest;
  now: Date;
  /** What further changes with the act: other fields of the thing, rows beside it. */
  also?: (tx: Transaction, found: Activity, told: Told) => Promise<Changes>;
}

export interface Told {
  input: ActInput;
  onDate: IsoDate;
  today: IsoDate;
  seq: number;
}

export interface Changes {
  set?: Partial<Pick<Activity, 'title' | 'organisationKey' | 'fromDay' | 'toDay' | 'isPublic' | 'planId'>> & {
    fields?: FieldsOf<Kind>;
  };
  /** Into the record, beside the state. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** What an act led to. */
export interface ActivityActed {
  id: string;
  kind: Kind;
  state: string;
  revision: number;
}

export const conflict = (code: string, message: string) =>
  new Refusal(`activities.${code}`, message, { status: 409, remedy: 'Mở lại trang để xem tình trạng mới nhất.' });
const wrong = (code: string, field: string, message: string) =>
  new Refusal(`activities.${code}`, message, { status: 422, fields: { [field]: message } });

/**
 * Does one act: checks that it may happen, keeps the event with what proves it, and what follows. One transaction, one entry. All acts on
 * activities go through here; `acts.ts` names them.
 * @throws Refusal when the act may not happen, with the reason; then nothing has changed
 */
export async function perform(acting: Acting): Promise<ActivityActed> {
  const { db, actor, act, permission, now } = acting;
  demandAnywhere(actor, permission);
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockActivity(tx, acting.activityId);
    const life = LIVES[found.kind];
    const rule = Object.hasOwn(life.acts, act) ? life.acts[act]! : null;
    if (!rule || rule.permission.action !== permission.action || acting.kinds?.includes(found.kind) === false)
      throw new Refusal('activities.no-such-act', `${KIND_WORDS[found.kind].vi} không có việc này.`, { status: 404 });
    mayHappen(found, act, actor);
    const input = onlyNeeded(rule.needs, readNeeds(rule.needs, acting.request));
    const onDate = input.onDate ?? today;
    mustBeTimely(found, input, onDate, today);
    if (input.organisationKey !== null) await mustExist(tx, [{ key: input.organisationKey, field: 'organisationKey' }], onDate); // prettier-ignore
    await mustBeOver(tx, found, act, onDate);
    const seq = found.revision + 1;
    await tx.insert(activityEvent).values({ activityId: found.id, seq, act, onDate, recordedAt: now, actorId: actor.id, position: actor.position ?? actor.name, note: input.note, lastDay: input.lastDay, organisationKey: input.organisationKey, documentNumber: input.documentNumber, documentDate: input.documentDate, documentIssuer: input.documentIssuer }); // prettier-ignore
    const rows = await evidenceRows(tx, input.evidence);
    await insertMany(tx, activityEvidence, rows.map((row) => ({ ...row, activityId: found.id, seq, onDate }))); // prettier-ignore
    const changes = (await acting.also?.(tx, found, { input, onDate, today, seq })) ?? {};
    const state = stateAfter(life, found, act);
    await tx
      .update(activity)
      .set({
        ...changes.set,
        state,
        stateBefore: state === found.state ? found.stateBefore : found.state,
        submittedBy: SENDING.includes(act) ? actor.id : found.submittedBy,
        lastOn: onDate,
        revision: seq,
      })
      .where(eq(activity.id, found.id));
    tx.record({
      action: act,
      subjectType: found.kind,
      subjectId: found.id,
      before: { state: found.state, ...changes.before },
      after: { state, onDate, seq, document: input.documentNumber, documentDate: input.documentDate, evidence: rows.map(({ kind, title }) => ({ kind, title })), ...changes.after }, // prettier-ignore
      reason: input.note,
    });
    return { id: found.id, kind: found.kind, state, revision: seq };
  });
}

/** A body or a day that the act does not ask for says nothing. */
function onlyNeeded(needs: readonly Need[], input: ActInput): ActInput {
  return {
    ...input,
    organisationKey: needs.includes('organisation') ? input.organisationKey : null,
    lastDay: needs.includes('date') || needs.includes('optional-date') ? input.lastDay : null,
  };
}

/** After these somebody else must answer. */
const SENDING = ['submit', 'supplement'];

/** The thing, held until the end of the transaction. @throws Refusal 404 */
export async function lockActivity(tx: Transaction, id: string): Promise<Activity> {
  const [found] = isId(id) ? await tx.select().from(activity).where(eq(activity.id, id)).for('update') : [];
  if (!found) throw new Refusal('activities.not-found', 'Không có hoạt động này.', { status: 404 });
  return found;
}

export const ownWork = () =>
  new Refusal('activities.own-work', 'Người gửi không tự xét kết quả của mình.', { status: 403, remedy: 'Đề nghị người khác có quyền xem xét.' }); // prettier-ignore

function mayHappen(found: Activity, act: string, actor: Actor): void {
  const life = LIVES[found.kind];
  const rule = life.acts[act]!;
  const verdict = mayAct(
    life,
    { state: found.state, stateBefore: found.stateBefore, submittedBy: found.submittedBy, doer: found.organisationKey, decider: found.deciderKey }, // prettier-ignore
    act,
    actor,
  );
  if (verdict.allowed) return;
  if (verdict.reason === 'wrong-state')
    throw conflict('wrong-state', `Không thể “${rule.name.vi}” khi đang ở trạng thái “${life.states[found.state]!.name.vi}”.`); // prettier-ignore
  if (verdict.reason === 'own-work' || verdict.reason === 'own-wish') throw ownWork();
  throw denied(verdict.reason, rule.permission.label);
}

function mustBeTimely(found: Activity, input: ActInput, onDate: IsoDate, today: IsoDate): void {
  if (input.revision !== null && input.revision !== found.revision)
    throw conflict('changed', 'Có người vừa ghi nhận việc khác ở đây.');
  if (onDate > today) throw wrong('act-in-future', 'onDate', 'Chọn ngày đến hôm nay.');
  if (found.lastOn !== null && onDate < found.lastOn)
    throw wrong('act-before-last', 'onDate', `Không được trước lần ghi nhận gần nhất (${toVietnamese(found.lastOn)}).`);
  if ((input.documentDate ?? today) > today)
    throw wrong('document-in-future', 'documentDate', 'Ngày văn bản không được ở tương lai.');
}

/** The number that the next row beside a thing gets. The thing must be locked. */
export async function nextNumber(tx: Transaction, activityId: string): Promise<number> {
  const [row] = await tx.execute<{ next: number }>(
    sql`select coalesce(max(number), 0)::int + 1 as next from activity_obligation where activity_id = ${activityId}`,
    'objects',
  );
  return row!.next;
}
