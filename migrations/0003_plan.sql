-- The reform plan: as published (decision, objectives, groups, tasks, products) and as reviewed (diagnostics, edits, acceptance).

create table plan (
  id uuid primary key default uuidv7(),
  -- stable address: 3487-qd-ubnd-2024
  slug text not null unique,
  status text not null check (status in ('draft', 'active', 'superseded', 'discarded')),
  year int,
  number text,
  issued_on date,
  issuer text,
  signer text,
  subject text,
  -- the file as published, in the content-addressed store
  file_sha256 text not null,
  file_name text not null,
  imported_at timestamptz not null default now(),
  accepted_at timestamptz,
  superseded_by uuid references plan,
  -- raised by every change of the plan's content: the reviewer's edit is refused when it moved on (lost-update guard, ETag)
  revision int not null default 1
);
-- one plan per decision; a discarded draft makes room for another try
create unique index plan_decision on plan (number, issued_on) where status <> 'discarded';
create index plan_active on plan (year) where status = 'active';

create table plan_source_line (
  plan_id uuid not null references plan on delete cascade,
  line int not null,
  page int,
  text text not null,
  primary key (plan_id, line)
);

create table plan_basis (
  plan_id uuid not null references plan on delete cascade,
  ordinal int not null,
  number text,
  issued_on date,
  title text not null,
  line int,
  primary key (plan_id, ordinal)
);

create table plan_objective (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plan on delete cascade,
  parent_id uuid references plan_objective on delete cascade,
  ordinal int not null,
  number text not null,
  text text not null,
  line int
);
create index plan_objective_plan on plan_objective (plan_id, ordinal);
create index plan_objective_parent on plan_objective (parent_id);

create table plan_target (
  objective_id uuid not null references plan_objective on delete cascade,
  ordinal int not null,
  operator text not null check (operator in ('=', '>', '>=', '<', '<=')),
  value numeric not null,
  unit text not null,
  text text not null,
  primary key (objective_id, ordinal)
);

create table plan_group (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plan on delete cascade,
  ordinal int not null,
  code text not null,
  title text not null,
  inferred boolean not null,
  unique (plan_id, ordinal)
);

create table plan_task (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plan on delete cascade,
  group_id uuid not null references plan_group on delete cascade,
  -- place in the whole plan, which is also the order of pages
  ordinal int not null,
  number text not null,
  -- "VI.12": group code and number, unique in the plan, part of the address
  code text not null,
  title text not null,
  heading text,
  notes jsonb not null default '[]',
  line int,
  end_line int,
  -- projections of its products, for sorting and filtering
  first_due date,
  last_due date,
  unique (plan_id, code),
  unique (plan_id, ordinal)
);
create index plan_task_group on plan_task (group_id);
create index plan_task_due on plan_task (plan_id, first_due, ordinal);
create index plan_task_search on plan_task using gin (search_key(title) gin_trgm_ops);

create table plan_product (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plan on delete cascade,
  task_id uuid not null references plan_task on delete cascade,
  ordinal int not null,
  text text not null,
  line int,
  end_line int,
  schedule_text text not null,
  schedule_kind text not null check (schedule_kind in ('deadline', 'recurring', 'continuous', 'conditional')),
  -- the whole expression as understood (kernel/calendar Schedule)
  schedule jsonb not null,
  due date,
  -- last day that is still in time; one day before `due` for "trước ngày"
  last_day date,
  assignment_text text not null,
  -- projections of plan_event
  started_on date,
  done_on date,
  unique (task_id, ordinal)
);
create index plan_product_plan_due on plan_product (plan_id, last_day);
create index plan_product_search on plan_product using gin (search_key(text) gin_trgm_ops);

create table plan_assignment (
  product_id uuid not null references plan_product on delete cascade,
  ordinal int not null,
  role text not null,
  name text not null,
  organisation_key text references organisation,
  collective_key text references collective,
  collective boolean not null,
  primary key (product_id, ordinal)
);
create index plan_assignment_organisation on plan_assignment (organisation_key);
create index plan_assignment_collective on plan_assignment (collective_key);

-- Whom a plan's collectives meant: their members on the day of signing, frozen then.
create table plan_collective_member (
  plan_id uuid not null references plan on delete cascade,
  collective_key text not null references collective,
  organisation_key text not null references organisation,
  primary key (plan_id, collective_key, organisation_key)
);
create index plan_collective_member_organisation on plan_collective_member (organisation_key, plan_id);

-- Who answers for what: named itself, or as a member of a collective (then `via_collective_key` says of which).
-- An organisation can stand twice for one product and role, once for each way.
create view plan_answerable as
  select product.plan_id, product.task_id, product.id as product_id, assignment.organisation_key, assignment.role,
    null::text as via_collective_key
  from plan_assignment assignment join plan_product product on product.id = assignment.product_id
  where assignment.organisation_key is not null
  union all
  select product.plan_id, product.task_id, product.id, member.organisation_key, assignment.role, assignment.collective_key
  from plan_assignment assignment join plan_product product on product.id = assignment.product_id
    join plan_collective_member member on member.plan_id = product.plan_id and member.collective_key = assignment.collective_key;

create table plan_diagnostic (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plan on delete cascade,
  ordinal int not null,
  code text not null,
  severity text not null check (severity in ('error', 'warning', 'info')),
  message text not null,
  line int,
  resolution text not null default 'open' check (resolution in ('open', 'accepted', 'corrected')),
  note text,
  resolved_at timestamptz,
  resolved_by text
);
create index plan_diagnostic_plan on plan_diagnostic (plan_id, ordinal);

-- What happened to a product: facts only. States are derived from them (modules/plan/model.ts).
create table plan_event (
  id uuid primary key default uuidv7(),
  product_id uuid not null references plan_product,
  kind text not null check (kind in ('started', 'completed', 'reopened')),
  on_date date not null,
  document_number text,
  document_date date,
  document_issuer text,
  note text,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  -- a product is done when its document is registered
  check (kind <> 'completed' or document_number is not null)
);
create index plan_event_product on plan_event (product_id, recorded_at);
