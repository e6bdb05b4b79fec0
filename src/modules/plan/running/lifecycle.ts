import type { ActRule, Lifecycle } from '#kernel/lifecycle/index.ts';
import type { Text } from '#kernel/language.ts';
import { RUNNING_PERMISSIONS as P } from './permissions.ts';

export const OBLIGATION_STATES = [
  'waiting',
  'not-started',
  'in-progress',
  'awaiting-confirmation',
  'done',
  'suspended',
  'cancelled',
  'superseded',
] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

export const ACTS = [
  'start',
  'report',
  'submit',
  'confirm',
  'return',
  'register',
  'reopen',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'trigger',
  'suspend',
  'resume',
  'cancel',
  'supersede',
  'assign',
  'give',
  'raise-obstacle',
  'clear-obstacle',
] as const;
export type Act = (typeof ACTS)[number];

const BEFORE_DONE = ['not-started', 'in-progress'] as const;
const RUNNING = [...BEFORE_DONE, 'awaiting-confirmation'] as const;
const OPEN = ['waiting', ...RUNNING, 'suspended'] as const;

const rule = (
  vi: string,
  en: string,
  from: readonly ObligationState[],
  to: ActRule<ObligationState>['to'],
  permission: ActRule<ObligationState>['permission'],
  needs: ActRule<ObligationState>['needs'] = [],
  notBy?: ActRule<ObligationState>['notBy'],
): ActRule<ObligationState> => ({
  name: { vi, en },
  from,
  to,
  permission,
  side: permission === P.decide ? 'decider' : 'doer',
  needs,
  ...(notBy ? { notBy } : {}),
});

const state = (vi: string, en: string, open: boolean): { name: Text; open: boolean } => ({ name: { vi, en }, open });

/** The life of whatever somebody must do: a task's product, a directive, a finding to mend, an action item of a meeting. */
export const OBLIGATION_LIFE: Lifecycle<ObligationState, Act> = {
  name: 'obligation',
  states: {
    waiting: state('Chờ điều kiện', 'Waiting for its event', true),
    'not-started': state('Chưa thực hiện', 'Not started', true),
    'in-progress': state('Đang thực hiện', 'In progress', true),
    'awaiting-confirmation': state('Chờ xác nhận', 'Awaiting confirmation', true),
    done: state('Hoàn thành', 'Done', false),
    suspended: state('Tạm dừng', 'Suspended', true),
    cancelled: state('Không thực hiện nữa', 'Cancelled', false),
    superseded: state('Chuyển sang kế hoạch khác', 'Superseded', false),
  },
  acts: {
    start: rule('Bắt đầu thực hiện', 'Start', ['not-started'], 'in-progress', P.report),
    report: rule('Báo cáo tiến độ', 'Report progress', BEFORE_DONE, 'in-progress', P.report, ['text']),
    submit: rule('Gửi kết quả', 'Submit the result', BEFORE_DONE, 'awaiting-confirmation', P.report, ['evidence']),
    confirm: rule('Xác nhận hoàn thành', 'Confirm', ['awaiting-confirmation'], 'done', P.decide, [], 'submitter'),
    return: rule('Trả lại', 'Return', ['awaiting-confirmation'], 'in-progress', P.decide, ['reason'], 'submitter'),
    register: rule('Ghi nhận văn bản kết quả', 'Register the result', ['waiting', ...RUNNING], 'done', P.decide, [
      'document',
    ]),
    reopen: rule('Hủy ghi nhận hoàn thành', 'Withdraw the completion', ['done'], 'in-progress', P.decide, ['reason']),
    'ask-extension': rule('Đề nghị gia hạn', 'Ask for an extension', RUNNING, 'stays', P.report, ['date', 'reason']),
    'grant-extension': rule('Đồng ý gia hạn', 'Grant the extension', RUNNING, 'stays', P.decide, ['date'], 'asker'),
    'refuse-extension': rule('Không gia hạn', 'Refuse the extension', RUNNING, 'stays', P.decide, ['reason'], 'asker'),
    trigger: rule('Điều kiện đã có', 'The event has come', ['waiting'], 'not-started', P.decide, ['document', 'optional-date']), // prettier-ignore
    suspend: rule('Tạm dừng', 'Suspend', ['waiting', ...RUNNING], 'suspended', P.decide, ['reason']),
    resume: rule('Tiếp tục', 'Resume', ['suspended'], 'returns', P.decide, ['optional-date']),
    cancel: rule('Không thực hiện nữa', 'Cancel', OPEN, 'cancelled', P.decide, ['reason', 'document']),
    supersede: rule('Chuyển sang kế hoạch khác', 'Supersede', OPEN, 'superseded', P.decide, ['reason']),
    assign: rule('Phân công người làm', 'Assign a person', OPEN, 'stays', P.assign, ['person']),
    give: rule('Giao cơ quan thực hiện', 'Give to a body', OPEN, 'stays', P.decide, ['organisation', 'reason']),
    'raise-obstacle': rule('Nêu vướng mắc', 'Raise an obstacle', RUNNING, 'stays', P.report, ['text', 'organisation', 'optional-date']), // prettier-ignore
    'clear-obstacle': rule('Đã gỡ vướng mắc', 'Obstacle cleared', OPEN, 'stays', P.report, ['text']),
  },
};

/** Words for the states. */
export const OBLIGATION_STATE_WORDS = Object.fromEntries(
  OBLIGATION_STATES.map((each) => [each, OBLIGATION_LIFE.states[each].name]),
) as Record<ObligationState, Text>;
