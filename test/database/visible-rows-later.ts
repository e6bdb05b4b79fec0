import { id, ISSUED, OTHER_BODY, OWN_BODY, sha, type Seen, type VisibleRows } from './visible-rows.ts';

/** A row below an activity for all officials, below one of a body, and below one of nobody's. */
const ofActivities = (row: (activity: string) => string): readonly (readonly [Seen, string])[] => [
  ['inside', row(id(91))],
  ['own', row(id(92))],
  ['all', row(id(94))],
];

/** Rows of people, accounts, notices, indicators, obligations; put in after those of the register. */
export const LATER_ROWS: VisibleRows = {
  person: [['inside', `insert into person (id, name) values (${id(60)}, 'Lê Hà')`]],
  person_position: [
    [
      'inside',
      `insert into person_position (id, person_id, organisation_key, title, valid) values (${id(61)}, ${id(60)}, '${OWN_BODY}', 'Chuyên viên', '[2020-01-01,)')`,
    ],
  ],
  delegation: [
    [
      'inside',
      `insert into delegation (position_id, to_person_id, valid, reason) values (${id(61)}, ${id(60)}, '[2025-01-01,2025-02-01)', 'x')`,
    ],
  ],

  second_factor: [['all', `insert into second_factor values ('u1', 'x', 0, now())`]],
  backup_code: [['all', `insert into backup_code values ('u1', ${sha('a')})`]],
  sign_in_link: [
    [
      'all',
      `insert into sign_in_link (id, user_id, purpose, token_hash, made_for, created_at, expires_at) values (${id(1)}, 'u1', 'reset', ${sha('a')}, ${sha('a')}, now(), now() + interval '1 hour')`,
    ],
  ],
  session: [
    [
      'all',
      `insert into session (id, "expiresAt", token, "updatedAt", "userId") values ('s', now(), 't', now(), 'u1')`,
    ],
  ],
  account: [
    [
      'all',
      `insert into account (id, "accountId", "providerId", "userId", password, "updatedAt") values ('a', 'u1', 'credential', 'u1', 'hash', now())`,
    ],
  ],
  verification: [
    ['all', `insert into verification (id, identifier, value, "expiresAt") values ('v', 'ha@x.vn', 'mã', now())`],
  ],
  rate_limit: [['all', `insert into rate_limit values ('r', 'account:x', 1, 1)`]],

  role_grant: [
    ['own', `insert into role_grant (account_id, role, organisation_key, valid, reason) values ('u1', 'officer', '${OWN_BODY}', '[2020-01-01,)', 'x')`], // prettier-ignore
    ['all', `insert into role_grant (account_id, role, valid, reason) values ('u1', 'officer', '[2020-01-01,)', 'x')`],
  ],
  notice_outbox: [
    ['all', `insert into notice_outbox (key, kind, account_id, expires_at) values ('k', 'mail', 'u1', now())`],
  ],
  notice: [['all', `insert into notice (id, account_id, kind, key, title) values (${id(63)}, 'u1', 'x', 'k', 'x')`]],
  notice_preference: [['all', `insert into notice_preference values ('u1', 'x', 'off')`]],
  subscription: [['all', `insert into subscription values ('u1', 'plan', '1')`]],
  reminder: [
    [
      'all',
      `insert into reminder (source, subject_id, rule_id, last_day, offset_days, audience, outcome, planned_on) values ('obligation', '1', ${id(65)}, '2025-01-01', 1, 'head', 'sent', '2025-01-01')`,
    ],
  ],
  calendar_feed: [
    ['all', `insert into calendar_feed (id, account_id, token_hash) values (${id(64)}, 'u1', '${'0'.repeat(64)}')`],
  ],

  indicator: [
    ['public', `insert into indicator values ('chung', 'entered', null, true)`],
    ['inside', `insert into indicator values ('rieng', 'entered', null, false)`],
  ],
  indicator_version: (['chung', 'rieng'] as const).map((key) => [
    key === 'chung' ? 'public' : 'inside',
    `insert into indicator_version (indicator_key, version, valid, name, unit, direction, over_bodies, over_periods, frequency, part_of_whole, source, method)
     values ('${key}', 1, '[2020-01-01,)', 'x', 'count', 'higher', 'sum', 'sum', 'year', false, 'x', 'x')`,
  ]),
  indicator_observation: (
    [
      ['public', 'chung', 'confirmed', 1],
      ['inside', 'chung', 'provisional', 2],
      ['inside', 'rieng', 'confirmed', 1],
    ] as const
  ).map(([seen, key, status, revision]) => [
    seen,
    `insert into indicator_observation (id, indicator_key, period_kind, period_start, period_end, revision, outcome, value, status, link)
     values (uuidv7(), '${key}', 'year', '2025-01-01', '2025-12-31', ${revision}, 'measured', 1, '${status}', 'https://x.vn')`,
  ]),
  plan_funding_entry: [
    [
      'inside',
      `insert into plan_funding_entry (id, plan_id, task_id, kind, source_key, organisation_key, amount, on_date) values (uuidv7(), ${id(ISSUED)}, ${id(30 + ISSUED)}, 'spent', 'ngan-sach-tinh', '${OWN_BODY}', 1, '2025-01-01')`,
    ],
  ],

  obligation: [
    [
      'public',
      `insert into obligation (id, source, product_id, organisation_key, opened_on, is_public, state, last_on) values (${id(70)}, 'product', ${id(40 + ISSUED)}, '${OTHER_BODY}', '2025-01-01', true, 'not-started', '2025-01-01')`,
    ],
    [
      'own',
      `insert into obligation (id, source, title, organisation_key, opened_on, is_public, state, last_on) values (${id(71)}, 'own', 'x', '${OWN_BODY}', '2025-01-01', false, 'not-started', '2025-01-01')`,
    ],
    [
      'all',
      `insert into obligation (id, source, title, opened_on, is_public, state, last_on) values (${id(72)}, 'own', 'x', '2025-01-01', false, 'not-started', '2025-01-01')`,
    ],
  ],
  obligation_span: [
    [
      'public',
      `insert into obligation_span (obligation_id, from_day, plan_id, state) values (${id(70)}, '2025-01-01', ${id(ISSUED)}, 'not-started')`,
    ],
    [
      'inside',
      `insert into obligation_span (obligation_id, from_day, state) values (${id(71)}, '2025-01-01', 'not-started')`,
    ],
  ],
  obligation_event: [
    [
      'inside',
      `insert into obligation_event (obligation_id, seq, act, on_date) values (${id(70)}, 1, 'x', '2025-01-01')`,
    ],
  ],
  obligation_evidence: (['public', 'inside'] as const).map((seen) => [
    seen,
    `insert into obligation_evidence (id, obligation_id, seq, kind, title, url, is_public, on_date) values (uuidv7(), ${id(70)}, 1, 'link', 'x', 'https://x.vn', ${seen === 'public'}, '2025-01-01')`,
  ]),
  obligation_obstacle: [
    ['inside', `insert into obligation_obstacle (obligation_id, seq, text) values (${id(70)}, 1, 'x')`],
  ],

  report: [
    [
      'inside',
      `insert into report (id, plan_id, kind, label, from_day, to_day, state, outline, settings, snapshot_version) values (${id(80)}, ${id(ISSUED)}, 'x', 'x', '2025-01-01', '2025-01-02', 'drafting', '[]', '{}', 1)`,
    ],
  ],
  report_snapshot: [
    ['inside', `insert into report_snapshot (report_id, version, content, sha256) values (${id(80)}, 1, '{}', 'x')`],
  ],
  report_text: [
    [
      'inside',
      `insert into report_text (report_id, part, version, text, snapshot_version) values (${id(80)}, 'x', 1, 'x', 1)`,
    ],
  ],
  report_contribution: [
    [
      'inside',
      `insert into report_contribution (report_id, organisation_key, sections, obligation_id) values (${id(80)}, '${OWN_BODY}', '{x}', ${id(70)})`,
    ],
  ],

  activity: [
    ['public', `insert into activity (id, kind, title, fields, state, is_public) values (${id(90)}, 'meeting', 'x', '{}', 'planned', true)`], // prettier-ignore
    ['inside', `insert into activity (id, kind, title, fields, state) values (${id(91)}, 'meeting', 'x', '{}', 'planned')`], // prettier-ignore
    ['own', `insert into activity (id, kind, title, fields, state, organisation_key) values (${id(92)}, 'inspection', 'x', '{}', 'planned', '${OWN_BODY}')`], // prettier-ignore
    ['own', `insert into activity (id, kind, title, fields, state, decider_key) values (${id(93)}, 'inspection', 'x', '{}', 'planned', '${OWN_BODY}')`], // prettier-ignore
    ['all', `insert into activity (id, kind, title, fields, state) values (${id(94)}, 'commendation', 'x', '{}', 'proposed')`], // prettier-ignore
  ],
  activity_event: [
    ['inside', `insert into activity_event (activity_id, seq, act, on_date) values (${id(90)}, 1, 'x', '2025-01-01')`],
    ...ofActivities((activity) => `insert into activity_event (activity_id, seq, act, on_date) values (${activity}, 1, 'x', '2025-01-01')`), // prettier-ignore
  ],
  activity_evidence: [
    ['public', `insert into activity_evidence (id, activity_id, seq, kind, title, url, is_public, on_date) values (uuidv7(), ${id(90)}, 1, 'link', 'x', 'https://x.vn', true, '2025-01-01')`], // prettier-ignore
    ...ofActivities((activity) => `insert into activity_evidence (id, activity_id, seq, kind, title, url, on_date) values (uuidv7(), ${activity}, 1, 'link', 'x', 'https://x.vn', '2025-01-01')`), // prettier-ignore
  ],
  activity_party: ofActivities((activity) => `insert into activity_party (activity_id, ordinal, role, organisation_key) values (${activity}, 1, 'x', '${OTHER_BODY}')`), // prettier-ignore
  activity_obligation: [
    ['inside', `insert into activity_obligation (activity_id, number, obligation_id, seq, text, organisation_key, last_day) values (${id(91)}, 1, ${id(70)}, 1, 'x', '${OTHER_BODY}', '2025-01-01')`], // prettier-ignore
    ['own', `insert into activity_obligation (activity_id, number, obligation_id, seq, text, organisation_key, last_day) values (${id(92)}, 1, ${id(71)}, 1, 'x', '${OTHER_BODY}', '2025-01-01')`], // prettier-ignore
  ],
  merit_threshold: [['inside', `insert into merit_threshold (key, version, value) values ('reward-late', 1, 0)`]],
};
