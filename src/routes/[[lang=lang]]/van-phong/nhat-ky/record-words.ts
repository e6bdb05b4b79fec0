import { auditList, joinWords, KERNEL_HISTORY } from '#kernel/audit/index.ts';
import { INDICATOR_HISTORY } from '#kernel/indicators/history-words.ts';
import { IDENTITY_HISTORY } from '#kernel/identity/index.ts';
import { NOTICE_HISTORY } from '#kernel/notices/history-words.ts';
import { ACTIVITY_HISTORY } from '#modules/activities/index.ts';
import { FUNDING_HISTORY, PLAN_HISTORY, REPORT_HISTORY, RUNNING_HISTORY, TARGET_HISTORY } from '#modules/plan/index.ts';

/** The words of every room that keeps a history; a new module adds its own here. */
export const RECORD_WORDS = joinWords(
  KERNEL_HISTORY,
  IDENTITY_HISTORY,
  NOTICE_HISTORY,
  PLAN_HISTORY,
  RUNNING_HISTORY,
  REPORT_HISTORY,
  INDICATOR_HISTORY,
  TARGET_HISTORY,
  FUNDING_HISTORY,
  ACTIVITY_HISTORY,
);

export const RECORD_LIST = auditList(RECORD_WORDS);
