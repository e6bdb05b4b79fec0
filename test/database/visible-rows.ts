/** Who sees a row: `public`, everybody; `inside`, officials; `own`, officials of its body; `all`, acts, jobs, the province's own. */
export type Seen = 'public' | 'inside' | 'own' | 'all';

/** Rows of tables, one statement each, in an order in which they can be put in. */
export type VisibleRows = Readonly<Record<string, readonly (readonly [Seen, string])[]>>;

/** The body that the official of the test acts for; the other one acts for `so-y-te`. */
export const OWN_BODY = 'so-noi-vu';
export const OTHER_BODY = 'so-y-te';

export const id = (n: number) => `'00000000-0000-7000-8000-${String(n).padStart(12, '0')}'`;
/** The plans: one published, one a draft. */
export const [ISSUED, DRAFT] = [1, 2];
export const sha = (letter: string) => `'${letter.repeat(64)}'`;

/** A row below a published plan, and the same below a draft. */
const ofPlans = (row: (plan: number) => string): readonly [Seen, string][] => [
  ['public', row(ISSUED)],
  ['inside', row(DRAFT)],
];

const entry = (subjectType: string, subject: string, person = 'null') =>
  `insert into audit_entry (at, actor_name, action, subject_type, subject_id, person_id, previous_hash, hash)
   values (now(), 'Lê Hà', 'x', '${subjectType}', ${subject}, ${person}, (select hash from audit_entry order by id desc limit 1), uuid_send(uuidv7()))`;

/** Rows of the kernel and of the register. */
export const REGISTER_ROWS: VisibleRows = {
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
  api_key: [
    [
      'all',
      `insert into api_key (id, name, prefix, hash, scopes, created_at, expires_at) values (${id(50)}, 'Cổng', '0123abcd', '${'0'.repeat(64)}', '{plan.review}', now(), now() + interval '1 day')`,
    ],
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
