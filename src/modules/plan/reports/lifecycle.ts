import type { ActRule, Lifecycle } from '#kernel/lifecycle/index.ts';
import type { Text } from '#kernel/language.ts';
import { REPORT_PERMISSIONS as P } from './permissions.ts';

export const REPORT_STATES = ['drafting', 'collecting', 'finalised', 'issued', 'discarded'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export const REPORT_ACTS = ['write', 'set', 'ask', 'retake', 'finalise', 'reopen', 'issue', 'discard'] as const;
export type ReportAct = (typeof REPORT_ACTS)[number];

const WORKED_ON = ['drafting', 'collecting'] as const;

const rule = (
  vi: string,
  en: string,
  from: readonly ReportState[],
  to: ActRule<ReportState>['to'],
  permission: ActRule<ReportState>['permission'],
  needs: ActRule<ReportState>['needs'] = [],
): ActRule<ReportState> => ({ name: { vi, en }, from, to, permission, side: 'doer', needs });

const state = (vi: string, en: string, open: boolean): { name: Text; open: boolean } => ({ name: { vi, en }, open });

/** The life of a report: drafted and collected, locked, issued with number and date. */
export const REPORT_LIFE: Lifecycle<ReportState, ReportAct> = {
  name: 'report',
  states: {
    drafting: state('Đang soạn', 'Drafting', true),
    collecting: state('Đang lấy đóng góp', 'Collecting', true),
    finalised: state('Đã chốt', 'Finalised', true),
    issued: state('Đã ban hành', 'Issued', false),
    discarded: state('Đã hủy', 'Discarded', false),
  },
  acts: {
    write: rule('Soạn nội dung', 'Write', WORKED_ON, 'stays', P.prepare, ['text']),
    set: rule('Thể thức', 'Set the paper', WORKED_ON, 'stays', P.prepare),
    ask: rule('Đề nghị đóng góp', 'Ask for contributions', WORKED_ON, 'collecting', P.prepare, [
      'organisation',
      'date',
    ]),
    retake: rule('Lấy lại số liệu', 'Take the figures anew', WORKED_ON, 'stays', P.prepare, ['reason']),
    finalise: rule('Chốt báo cáo', 'Finalise', WORKED_ON, 'finalised', P.finalise),
    reopen: rule('Mở lại để sửa', 'Reopen', ['finalised'], 'drafting', P.finalise, ['reason']),
    issue: rule('Ban hành', 'Issue', ['finalised'], 'issued', P.finalise, ['document']),
    discard: rule('Hủy báo cáo', 'Discard', WORKED_ON, 'discarded', P.prepare, ['reason']),
  },
};

/** Words for the states. */
export const REPORT_STATE_WORDS = Object.fromEntries(
  REPORT_STATES.map((each) => [each, REPORT_LIFE.states[each].name]),
) as Record<ReportState, Text>;
