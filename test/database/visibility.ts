/**
 * Every table, with a row of each kind and who sees it: `public`, everybody; `inside`, officials; `own`, officials of the row's
 * body; `all`, acts, jobs and those who answer for the province. A table that is not here fails the test.
 */
export type Seen = 'public' | 'inside' | 'own' | 'all';

/** The body that the official of the test acts for; the other one acts for `so-y-te`. */
export const OWN_BODY = 'so-noi-vu';
export const OTHER_BODY = 'so-y-te';

const id = (n: number) => `'00000000-0000-7000-8000-${String(n).padStart(12, '0')}'`;
const [ISSUED, DRAFT] = [1, 2];
const sha = (letter: string) => `'${letter.repeat(64)}'`;

/** A row below a published plan, and the same below a draft. */
const ofPlans = (row: (plan: number) => string): readonly [Seen, string][] => [
  ['public', row(ISSUED)],
  ['inside', row(DRAFT)],
];

const entry = (subjectType: string, subject: string, person = 'null') =>
  `insert into audit_entry (at, actor_name, action, subject_type, subject_id, person_id, previous_hash, hash)
   values (now(), 'Lê Hà', 'x', '${subjectType}', ${subject}, ${person}, (select hash from audit_entry order by id desc limit 1), uuid_send(uuidv7()))`;

/** Tables whose rows are all for everybody, without a lock even for writing; and why. */
export const OPEN: Readonly<Record<string, string>> = {
  schema_migration: 'read at the start; the application may not write it at all',
  reminder_rule: 'when people are reminded; nothing about anybody',
  funding_source: 'names of sources of money',
  indicator_reporter: 'which body reports which indicator',
  plan_target_indicator: 'which indicator measures which target',
  obligation_span: 'bare states and days of obligations: no titles, no people',
  obligation_tally: 'counts of obligations',
};

/** In an order in which the rows can be put in. */
export const TABLES: Readonly<Record<string, readonly (readonly [Seen, string])[]>> = {
  setting: [
    ['public', `insert into setting values ('site', '{}')`],
    ['inside', `insert into setting values ('other', '{}')`],
  ],
  organisation: [
    ['public', `insert into organisation values ('${OWN_BODY}')`],
    ['public', `insert into organisation values ('${OTHER_BODY}')`],
  ],
  organisation_version: [
    [
      'public',
      `insert into organisation_version (organisation_key, name, level, kind, valid) values ('${OWN_BODY}', 'Sở', 'province', 'so', '[2020-01-01,)')`,
    ],
  ],
  organisation_succession: [
    [
      'public',
      `insert into organisation_succession (predecessor_key, successor_key, effective_on, source, inferred) values ('${OWN_BODY}', '${OTHER_BODY}', '2025-01-01', 'x', false)`,
    ],
  ],
  organisation_function: [['public', `insert into organisation_function values ('giam-ngheo', 'giảm nghèo')`]],
  organisation_holder: [
    ['public', `insert into organisation_holder values ('${OTHER_BODY}', '${OWN_BODY}', '[2025-01-01,)')`],
  ],
  collective: [['public', `insert into collective values ('cac-so', 'các sở', '{}', '[]', false)`]],

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

  plan: ofPlans(
    (plan) =>
      `insert into plan (id, slug, status, file_sha256, file_name) values (${id(plan)}, 'p${plan}', '${plan === ISSUED ? 'active' : 'draft'}', ${sha(plan === ISSUED ? 'a' : 'b')}, 'a.pdf')`,
  ),
  plan_source_line: ofPlans((plan) => `insert into plan_source_line values (${id(plan)}, 1, 1, 'dòng')`),
  plan_basis: ofPlans((plan) => `insert into plan_basis (plan_id, ordinal, title) values (${id(plan)}, 1, 'x')`),
  plan_objective: ofPlans(
    (plan) => `insert into plan_objective (id, plan_id, ordinal, number, text) values (${id(10 + plan)}, ${id(plan)}, 1, '1', 'x')`, // prettier-ignore
  ),
  plan_target: ofPlans(
    (plan) => `insert into plan_target (objective_id, ordinal, operator, value, unit, text) values (${id(10 + plan)}, 1, '=', 1, '%', 'x')`, // prettier-ignore
  ),
  plan_group: ofPlans(
    (plan) => `insert into plan_group (id, plan_id, ordinal, code, title, inferred) values (${id(20 + plan)}, ${id(plan)}, 1, 'I', 'x', false)`, // prettier-ignore
  ),
  plan_task: ofPlans(
    (plan) =>
      `insert into plan_task (id, plan_id, group_id, ordinal, number, code, title) values (${id(30 + plan)}, ${id(plan)}, ${id(20 + plan)}, 1, '1', 'I.1', 'x')`,
  ),
  plan_product: ofPlans(
    (plan) =>
      `insert into plan_product (id, plan_id, task_id, ordinal, text, schedule_text, schedule_kind, schedule, assignment_text) values (${id(40 + plan)}, ${id(plan)}, ${id(30 + plan)}, 1, 'x', 'x', 'continuous', '{}', 'x')`,
  ),
  plan_assignment: ofPlans(
    (plan) => `insert into plan_assignment (product_id, ordinal, role, name, organisation_key, collective) values (${id(40 + plan)}, 1, 'lead', 'x', '${OWN_BODY}', false)`, // prettier-ignore
  ),
  plan_collective_member: ofPlans(
    (plan) => `insert into plan_collective_member values (${id(plan)}, 'cac-so', '${OWN_BODY}')`,
  ),
  plan_event: ofPlans(
    (plan) => `insert into plan_event (product_id, kind, on_date, recorded_by) values (${id(40 + plan)}, 'started', '2025-01-01', 'x')`, // prettier-ignore
  ),
  plan_diagnostic: [ISSUED, DRAFT].map((plan) => [
    'inside',
    `insert into plan_diagnostic (plan_id, ordinal, code, severity, message) values (${id(plan)}, 1, 'x', 'error', 'x')`,
  ]),
  stored_file: ofPlans(
    (plan) => `insert into stored_file (sha256, size, media_type, original_name) values (${sha(plan === ISSUED ? 'a' : 'b')}, 1, 'application/pdf', 'a.pdf')`, // prettier-ignore
  ),

  reorganisation: [
    [
      'inside',
      `insert into reorganisation (status, title, effective_on, inferred, steps, drafted_by) values ('drafted', 'x', '2025-01-01', false, '[]', 'x')`,
    ],
  ],
  handover: [
    [
      'inside',
      `insert into handover (subject_type, subject_id, label, organisation_key, held_by, effective_on, to_key, status, decided_at, decided_by, reason)
       values ('plan-assignment', ${id(41)} || ':1', 'Ông A', '${OWN_BODY}', '${OWN_BODY}', '2025-02-01', '${OTHER_BODY}', 'decided', now(), 'Bà B', 'x')`,
    ],
  ],

  user: [['inside', `insert into "user" (id, name, email, "emailVerified") values ('u1', 'Lê Hà', 'ha@x.vn', true)`]],
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
  api_key: [
    [
      'all',
      `insert into api_key (id, name, prefix, hash, scopes, created_at, expires_at) values (${id(50)}, 'Cổng', '0123abcd', '${'0'.repeat(64)}', '{plan.review}', now(), now() + interval '1 day')`,
    ],
  ],

  role_grant: [
    ['own', `insert into role_grant (account_id, role, organisation_key, valid, reason) values ('u1', 'officer', '${OWN_BODY}', '[2020-01-01,)', 'x')`], // prettier-ignore
    ['all', `insert into role_grant (account_id, role, valid, reason) values ('u1', 'officer', '[2020-01-01,)', 'x')`],
  ],
  second_factor: [['all', `insert into second_factor values ('u1', 'x', 1, now())`]],
  backup_code: [['all', `insert into backup_code values ('u1', '${'0'.repeat(64)}')`]],
  sign_in_link: [
    [
      'all',
      `insert into sign_in_link (id, user_id, purpose, token_hash, made_for, created_at, expires_at) values (${id(62)}, 'u1', 'reset', '${'0'.repeat(64)}', '${'1'.repeat(64)}', now(), now() + interval '1 day')`,
    ],
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
      `insert into reminder select 'obligation', '1', id, '2025-01-01', offset_days, audience, 'sent', '2025-01-01' from reminder_rule limit 1`,
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

  audit_entry: [
    ['public', entry('plan-task', id(30 + ISSUED))],
    ['inside', entry('plan-task', id(30 + DRAFT))],
    ['inside', entry('plan-task', `'không phải mã'`)],
    ['inside', entry('plan', id(ISSUED))],
    ['inside', entry('reorganisation', id(1))],
    ['all', entry('account', `'u1'`)],
    ['all', entry('api-key', id(50))],
    ['all', entry('setting', `'site'`)],
    ['all', entry('person', `'u1'`)],
    ['all', entry('reorganisation', id(1), `'u1'`)],
  ],
  audit_anchor: [['all', `insert into audit_anchor (entry_id, hash, cause) values (1, '\\x00', 'start')`]],
  personal_key: [
    ['inside', `insert into personal_key (person_id, key) values ('u1', decode(repeat('00', 32), 'hex'))`],
  ],
};

/** Views that read with their owner's eyes on purpose, and what they let out. */
export const WINDOWS: Readonly<Record<string, string>> = {
  plan_handover_decided: 'to which body a task of a plan went by a decision',
  body_handover_decided: 'which body took over from which by a decision',
};

/** Functions that run with their owner's rights on purpose. */
export const AS_OWNER: Readonly<Record<string, string>> = {
  append_to_record: 'the only way into the record',
};
