import { sql } from 'drizzle-orm';
import { toVietnamese, vietnamDate, type IsoDate } from '#kernel/calendar/dates.ts';
import type { Actor } from '#kernel/database/actor.ts';
import type { Database } from '#kernel/database/connection.ts';
import { transact, type Transaction } from '#kernel/database/transaction.ts';
import { demand, denied, mayAnywhere } from '#kernel/identity/permissions.ts';
import { mayAct } from '#kernel/lifecycle/index.ts';
import { Refusal } from '#kernel/refusal.ts';
import { after, type Facts, type ObligationEvent } from '../facts.ts';
import { OBLIGATION_LIFE, type Act } from '../lifecycle.ts';
import { readActInput, type ActInput, type ActRequest } from './act-input.ts';
import { lockObligation, type LockedObligation } from './lock.ts';
import { mustBeActive } from './open-below.ts';
import { storeEvent } from './store-event.ts';

/** What an act led to. */
export interface Acted {
  obligationId: string;
  planSlug: string | null;
  taskCode: string | null;
  revision: number;
  facts: Facts;
}

/**
 * Does one act on an obligation: checks that it may happen, keeps the fact, renews what follows from it. One transaction, one
 * entry in the record. All acts on obligations go through here; `acts.ts` names them.
 * @throws Refusal when the act may not happen, with the reason; then nothing has changed
 */
export async function act(
  db: Database,
  actor: Actor,
  obligationId: string,
  kind: Act,
  request: ActRequest,
  now: Date = new Date(),
): Promise<Acted> {
  if (!mayAnywhere(actor, OBLIGATION_LIFE.acts[kind].permission)) demand(actor, OBLIGATION_LIFE.acts[kind].permission, { organisation: null }); // prettier-ignore
  const input = readActInput(kind, request);
  const today = vietnamDate(now);
  return transact(db, actor, async (tx) => {
    const found = await lockObligation(tx, obligationId, today);
    const onDate = input.onDate ?? today;
    mayHappen(found, kind, actor, input, onDate, today);
    if (input.organisationKey !== null || input.personId !== null) await demandNamed(tx, input);
    if (kind === 'give') await mustBeActive(tx, input.organisationKey!, today);
    const event: ObligationEvent = {
      act: kind,
      onDate,
      actorId: actor.id,
      lastDay: input.lastDay,
      personId: input.personId,
    };
    const facts = after(found.facts, event);
    const seq = found.revision + 1;
    await storeEvent(tx, found, { ...input, kind, onDate, seq }, facts);
    tx.record({
      action: kind,
      subjectType: 'obligation',
      subjectId: obligationId,
      before: told(found.facts),
      after: { ...told(facts), ...said(input), onDate, task: found.taskId },
      reason: input.note,
    });
    return { obligationId, planSlug: found.planSlug, taskCode: found.taskCode, revision: seq, facts };
  });
}

/** Whom an act names must be there. */
async function demandNamed(tx: Transaction, { organisationKey, personId }: ActInput): Promise<void> {
  const rows = await tx.execute<{ organisation: boolean; person: boolean }>(
    sql`select exists (select from organisation where key = ${organisationKey}) as organisation,
      exists (select from person where id = ${personId}) as person`,
    'objects',
  );
  if (organisationKey !== null && !rows[0]!.organisation)
    throw wrong('plan.no-such-organisation', 'organisationKey', 'Không có cơ quan này.');
  if (personId !== null && !rows[0]!.person) throw wrong('plan.no-such-person', 'personId', 'Không có người này.');
}

const told = ({ state, lastDay, doneOn, askedLastDay, assigneeId }: Facts) => ({
  state,
  lastDay,
  doneOn,
  askedLastDay,
  assigneeId,
});

const said = (input: ActInput) => ({
  document: input.documentNumber,
  documentDate: input.documentDate,
  issuer: input.documentIssuer,
  evidence: input.evidence.map(({ kind, title, ...rest }) => ({
    kind,
    title: title ?? ('documentNumber' in rest ? rest.documentNumber : null),
  })),
});

const conflict = (code: string, message: string, fields?: Record<string, string>) =>
  new Refusal(code, message, { status: 409, remedy: 'Mở lại trang để xem tình trạng mới nhất.', ...(fields ? { fields } : {}) }); // prettier-ignore
const wrong = (code: string, field: string, message: string) =>
  new Refusal(code, message, { status: 422, fields: { [field]: message } });

function mayHappen(
  found: LockedObligation,
  kind: Act,
  actor: Actor,
  input: ActInput,
  onDate: IsoDate,
  today: IsoDate,
): void {
  const { facts } = found;
  const rule = OBLIGATION_LIFE.acts[kind];
  const verdict = mayAct(
    OBLIGATION_LIFE,
    { state: facts.state, stateBefore: facts.stateBefore, submittedBy: facts.submittedBy, askedBy: facts.askedBy, doer: found.heldBy, decider: found.deciderKey }, // prettier-ignore
    kind,
    actor,
  );
  if (!verdict.allowed) {
    if (verdict.reason === 'wrong-state') {
      const state = OBLIGATION_LIFE.states[facts.state].name.vi;
      throw conflict('plan.wrong-state', `Không thể “${rule.name.vi}” khi nhiệm vụ đang ở trạng thái “${state}”.`);
    }
    if (verdict.reason === 'own-work')
      throw new Refusal('plan.own-work', 'Người gửi kết quả không tự xác nhận hoặc trả lại kết quả đó.', { status: 403, remedy: 'Đề nghị người khác phụ trách kế hoạch xem xét.' }); // prettier-ignore
    if (verdict.reason === 'own-wish')
      throw new Refusal('plan.own-wish', 'Người đề nghị gia hạn không tự quyết định đề nghị của mình.', { status: 403, remedy: 'Đề nghị người khác phụ trách kế hoạch quyết định.' }); // prettier-ignore
    throw denied(verdict.reason, rule.permission.label);
  }
  if (found.planStatus !== null && found.planStatus !== 'active')
    throw conflict('plan.not-in-force', 'Kế hoạch không còn thực hiện nên không ghi nhận thêm được.');
  if (input.revision !== null && input.revision !== found.revision)
    throw conflict('plan.obligation-changed', 'Có người vừa ghi nhận việc khác cho nhiệm vụ này.');
  if (input.productId !== null && input.productId !== found.productId)
    throw conflict('plan.wrong-product', 'Kết quả gửi lên thuộc sản phẩm khác, không phải việc này.');
  if (onDate > today) throw wrong('plan.act-in-future', 'onDate', 'Chọn ngày đến hôm nay.');
  if (onDate < found.lastOn)
    throw wrong('plan.act-before-last', 'onDate', `Không được trước lần ghi nhận gần nhất (${toVietnamese(found.lastOn)}).`); // prettier-ignore
  if ((input.documentDate ?? today) > today)
    throw wrong('plan.document-in-future', 'documentDate', 'Ngày văn bản không được ở tương lai.');
  ABOUT_DATES[kind]?.(facts, input, onDate);
}

/** What an act's own dates must keep to. */
const ABOUT_DATES: Partial<Record<Act, (facts: Facts, input: ActInput, onDate: IsoDate) => void>> = {
  'ask-extension': (facts, { lastDay }, onDate) => {
    if (facts.lastDay === null) throw conflict('plan.no-date', 'Nhiệm vụ này không có hạn nên không cần gia hạn.');
    if (facts.askedLastDay !== null) throw conflict('plan.already-asked', 'Đã có một đề nghị gia hạn đang chờ quyết định.'); // prettier-ignore
    if (onDate > facts.lastDay)
      throw conflict('plan.asked-too-late', `Đề nghị gia hạn phải gửi trước khi hết hạn (${toVietnamese(facts.lastDay)}).`); // prettier-ignore
    if (lastDay! <= facts.lastDay)
      throw wrong('plan.extension-backwards', 'lastDay', `Hạn mới phải sau hạn hiện nay (${toVietnamese(facts.lastDay)}).`); // prettier-ignore
  },
  'grant-extension': (facts, { lastDay }) => {
    mustBeAsked(facts);
    if (facts.lastDay !== null && lastDay! <= facts.lastDay)
      throw wrong('plan.extension-backwards', 'lastDay', `Hạn mới phải sau hạn hiện nay (${toVietnamese(facts.lastDay)}).`); // prettier-ignore
  },
  'refuse-extension': mustBeAsked,
  trigger: (_, { lastDay }, onDate) => {
    if (lastDay && lastDay < onDate) throw wrong('plan.trigger-backwards', 'lastDay', 'Hạn phải từ ngày điều kiện xảy ra trở đi.'); // prettier-ignore
  },
  resume: (_, { lastDay }, onDate) => {
    if (lastDay && lastDay < onDate) throw wrong('plan.resume-backwards', 'lastDay', 'Hạn mới phải từ ngày tiếp tục trở đi.'); // prettier-ignore
  },
};

function mustBeAsked(facts: Facts): void {
  if (facts.askedLastDay === null) throw conflict('plan.nothing-asked', 'Không có đề nghị gia hạn nào đang chờ.');
}
