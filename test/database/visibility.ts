import { LATER_ROWS } from './visible-rows-later.ts';
import { REGISTER_ROWS, type VisibleRows } from './visible-rows.ts';

/** Every table, with a row of each kind and who sees it. A table that is neither here nor in `OPEN` fails the test. */
export const TABLES: VisibleRows = { ...REGISTER_ROWS, ...LATER_ROWS };

/** Tables whose rows are all for everybody, without a lock even for writing; and why. */
export const OPEN: Readonly<Record<string, string>> = {
  schema_migration: 'read at the start; the application may not write it at all',
  reminder_rule: 'when people are reminded; nothing about anybody',
  funding_source: 'names of sources of money',
  indicator_reporter: 'which body reports which indicator',
  plan_target_indicator: 'which indicator measures which target',
  obligation_tally: 'counts of obligations',
};

/** Views that read with their owner's eyes on purpose, and what they let out. */
export const WINDOWS: Readonly<Record<string, string>> = {
  plan_handover_decided: 'to which body a task of a plan went by a decision',
  body_handover_decided: 'which body took over from which by a decision',
};

/** Functions that run with their owner's rights on purpose. */
export const AS_OWNER: Readonly<Record<string, string>> = {
  append_to_record: 'the only way into the record',
  forget_notices: 'notices go with the account that they were for; runs as a trigger only',
  tasks_titled: 'ids of tasks by words of their title, found by index; asks itself what the row policy would',
};
