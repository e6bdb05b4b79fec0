import type { ActRule, Lifecycle, Need } from '#kernel/lifecycle/index.ts';
import type { ScopedPermission } from '#kernel/identity/permissions.ts';
import type { Text } from '#kernel/language.ts';
import type { Kind } from './kinds.ts';
import { ACTIVITY_PERMISSIONS as P } from './permissions.ts';

type Side = ActRule<string>['side'];

/** Acts of one permission and side: name, from, to, needs. */
const by =
  <State extends string>(permission: ScopedPermission, side: Side) =>
  (
    vi: string,
    en: string,
    from: readonly State[],
    to: ActRule<State>['to'],
    needs: readonly Need[] = [],
    notBy?: 'submitter',
  ): ActRule<State> => ({ name: { vi, en }, from, to, permission, side, needs, ...(notBy ? { notBy } : {}) });

const open = (vi: string, en: string): { name: Text; open: boolean } => ({ name: { vi, en }, open: true });
const over = (vi: string, en: string): { name: Text; open: boolean } => ({ name: { vi, en }, open: false });

/** A life, its states and acts inferred from what is declared. */
const life = <States extends string, Acts extends string>(declared: Lifecycle<States, Acts>) => declared;

type PlanState = 'drafting' | 'issued' | 'closed' | 'discarded';
const plans = by<PlanState>(P.inspect, 'decider');
/** Which bodies are inspected in which month of a year. */
export const INSPECTION_PLAN_LIFE = life({
  name: 'inspection-plan',
  states: {
    drafting: open('Đang soạn', 'Drafting'),
    issued: open('Đang thực hiện', 'Under way'),
    closed: over('Đã thực hiện xong', 'Carried out'),
    discarded: over('Đã hủy', 'Discarded'),
  },
  acts: {
    revise: plans('Sửa kế hoạch', 'Revise', ['drafting'], 'stays'),
    issue: plans('Ban hành kế hoạch', 'Issue', ['drafting'], 'issued', ['document']),
    amend: plans('Điều chỉnh kế hoạch', 'Amend', ['issued'], 'stays', ['document', 'text']),
    close: plans('Kết thúc kế hoạch', 'Close', ['issued'], 'closed', ['text']),
    discard: plans('Hủy bản soạn', 'Discard', ['drafting'], 'discarded', ['reason']),
  },
});

type InspectionState = 'planned' | 'decided' | 'notified' | 'minuted' | 'concluded' | 'closed' | 'cancelled';
const inspects = by<InspectionState>(P.inspect, 'decider');
const inspected = by<InspectionState>(P.answer, 'doer');
/** One body inspected: team, notice, minutes, findings, conclusion, remediation followed to closure. */
export const INSPECTION_LIFE = life({
  name: 'inspection',
  states: {
    planned: open('Theo kế hoạch', 'Planned'),
    decided: open('Đã lập đoàn', 'Team decided'),
    notified: open('Đã thông báo', 'Body notified'),
    minuted: open('Đã lập biên bản', 'Minutes made'),
    concluded: open('Đã kết luận', 'Concluded'),
    closed: over('Đã khép lại', 'Closed'),
    cancelled: over('Không kiểm tra nữa', 'Cancelled'),
  },
  acts: {
    revise: inspects('Sửa, lập đoàn', 'Revise, name the team', ['planned', 'decided', 'notified'], 'stays'),
    'decide-team': inspects('Quyết định lập đoàn', 'Decide on the team', ['planned'], 'decided', ['document']),
    notify: inspects('Thông báo, yêu cầu cơ quan', 'Notify the body', ['decided'], 'notified', ['document']),
    answer: inspected('Gửi báo cáo, hồ sơ theo yêu cầu', 'Send what was asked for', ['notified'], 'stays', [
      'evidence',
    ]),
    minute: inspects('Ghi biên bản kiểm tra', 'Register the minutes', ['decided', 'notified'], 'minuted', ['document']),
    find: inspects('Thêm phát hiện', 'Add a finding', ['minuted', 'concluded'], 'stays', ['text', 'organisation', 'date']), // prettier-ignore
    explain: inspected('Giải trình', 'Explain', ['minuted', 'concluded'], 'stays', ['text']),
    'accept-remedy': inspects('Xác nhận đã khắc phục', 'Accept a remedy', ['minuted', 'concluded'], 'stays'),
    'return-remedy': inspects('Trả lại kết quả khắc phục', 'Return a remedy', ['minuted', 'concluded'], 'stays', ['reason']), // prettier-ignore
    conclude: inspects('Ban hành kết luận', 'Issue the conclusion', ['minuted'], 'concluded', ['document']),
    close: inspects('Khép lại cuộc kiểm tra', 'Close', ['concluded'], 'closed', ['text']),
    reopen: inspects('Mở lại', 'Reopen', ['closed'], 'concluded', ['reason']),
    cancel: inspects('Không kiểm tra nữa', 'Cancel', ['planned', 'decided', 'notified'], 'cancelled', ['reason']),
  },
});

type MeetingState = 'planned' | 'held' | 'minuted' | 'closed' | 'cancelled';
const arranges = by<MeetingState>(P.arrange, 'decider');
/** A meeting: held, minuted, each conclusion followed until it is done. */
export const MEETING_LIFE = life({
  name: 'meeting',
  states: {
    planned: open('Sắp họp', 'Planned'),
    held: open('Đã họp', 'Held'),
    minuted: open('Đã có biên bản', 'Minutes made'),
    closed: over('Đã thực hiện xong kết luận', 'All conclusions ended'),
    cancelled: over('Không họp', 'Cancelled'),
  },
  acts: {
    revise: arranges('Sửa nội dung, thành phần', 'Revise', ['planned', 'held'], 'stays'),
    hold: arranges('Ghi nhận đã họp', 'Record that it was held', ['planned'], 'held'),
    'conclude-item': arranges('Thêm kết luận', 'Add a conclusion', ['held', 'minuted'], 'stays', ['text', 'organisation', 'date']), // prettier-ignore
    minute: arranges('Ghi biên bản, thông báo kết luận', 'Register the minutes', ['held'], 'minuted', ['document']),
    close: arranges('Kết thúc theo dõi', 'Close', ['minuted'], 'closed', ['text']),
    cancel: arranges('Không họp nữa', 'Cancel', ['planned'], 'cancelled', ['reason']),
  },
});

type TrainingState = 'planned' | 'running' | 'submitted' | 'done' | 'cancelled';
const trains = by<TrainingState>(P.arrange, 'decider');
const trained = by<TrainingState>(P.answer, 'doer');
/** A training or a piece of communication: outputs planned, reported, confirmed. */
export const TRAINING_LIFE = life({
  name: 'training',
  states: {
    planned: open('Theo kế hoạch', 'Planned'),
    running: open('Đang thực hiện', 'Under way'),
    submitted: open('Chờ xác nhận', 'Awaiting confirmation'),
    done: over('Hoàn thành', 'Done'),
    cancelled: over('Không thực hiện nữa', 'Cancelled'),
  },
  acts: {
    revise: trains('Sửa kế hoạch', 'Revise', ['planned', 'running'], 'stays'),
    report: trained('Ghi kết quả', 'Enter outputs', ['planned', 'running'], 'running'),
    submit: trained('Gửi kết quả để xác nhận', 'Submit', ['running'], 'submitted', ['evidence']),
    confirm: trains('Xác nhận', 'Confirm', ['submitted'], 'done', [], 'submitter'),
    return: trains('Trả lại', 'Return', ['submitted'], 'running', ['reason'], 'submitter'),
    cancel: trains('Không thực hiện nữa', 'Cancel', ['planned', 'running'], 'cancelled', ['reason']),
  },
});

type InitiativeState = 'submitted' | 'returned' | 'assessed' | 'recognised' | 'declined' | 'withdrawn';
const judges = by<InitiativeState>(P.decide, 'decider');
const authors = by<InitiativeState>(P.submitInitiative, 'doer');
/** An initiative: submitted, assessed, recognised, replicated. */
export const INITIATIVE_LIFE = life({
  name: 'initiative',
  states: {
    submitted: open('Chờ xét', 'Submitted'),
    returned: open('Cần bổ sung', 'Returned'),
    assessed: open('Đã chấm', 'Assessed'),
    recognised: over('Được công nhận', 'Recognised'),
    declined: over('Không công nhận', 'Declined'),
    withdrawn: over('Đã rút', 'Withdrawn'),
  },
  acts: {
    return: judges('Yêu cầu bổ sung', 'Return', ['submitted'], 'returned', ['reason']),
    supplement: authors('Bổ sung', 'Supplement', ['returned'], 'submitted', ['text', 'evidence']),
    assess: judges('Chấm điểm', 'Assess', ['submitted', 'assessed'], 'assessed', [], 'submitter'),
    recognise: judges('Công nhận', 'Recognise', ['assessed'], 'recognised', ['document'], 'submitter'),
    decline: judges('Không công nhận', 'Decline', ['submitted', 'assessed'], 'declined', ['reason']),
    replicate: judges('Ghi nơi nhân rộng', 'Record a replication', ['recognised'], 'stays', ['organisation', 'text']),
    withdraw: authors('Rút sáng kiến', 'Withdraw', ['submitted', 'returned'], 'withdrawn', ['reason']),
  },
});

type CommendationState = 'proposed' | 'decided' | 'dropped';
const proposes = by<CommendationState>(P.decide, 'decider');
const named = by<CommendationState>(P.answer, 'doer');
/** A reward or reproach: proposed from facts, explained, decided. */
export const COMMENDATION_LIFE = life({
  name: 'commendation',
  states: {
    proposed: open('Đã đề xuất', 'Proposed'),
    decided: over('Đã có quyết định', 'Decided'),
    dropped: over('Không đề nghị nữa', 'Dropped'),
  },
  acts: {
    explain: named('Giải trình', 'Explain', ['proposed'], 'stays', ['text']),
    decide: proposes('Ghi quyết định', 'Register the decision', ['proposed'], 'decided', ['document']),
    drop: proposes('Không đề nghị nữa', 'Drop', ['proposed'], 'dropped', ['reason']),
  },
});

/** The life that things of each kind live. */
export const LIVES: Readonly<Record<Kind, Lifecycle<string, string>>> = {
  'inspection-plan': INSPECTION_PLAN_LIFE,
  inspection: INSPECTION_LIFE,
  training: TRAINING_LIFE,
  initiative: INITIATIVE_LIFE,
  commendation: COMMENDATION_LIFE,
  meeting: MEETING_LIFE,
};

/** State in which a thing of the kind begins. */
export const FIRST_STATE: Readonly<Record<Kind, string>> = {
  'inspection-plan': 'drafting',
  inspection: 'planned',
  training: 'planned',
  initiative: 'submitted',
  commendation: 'proposed',
  meeting: 'planned',
};
