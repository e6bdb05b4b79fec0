-- Running a plan: what each body must do and by when (obligations), what happened to it (events), and what follows from that.

create table obligation (
  id uuid primary key,
  -- what it comes from: a plan's product, an instruction, a finding to mend, an item of a meeting, a report due, a body's own plan
  source text not null check (source in ('product', 'directive', 'finding', 'action-item', 'report', 'own')),
  plan_id uuid references plan,
  group_id uuid references plan_group,
  task_id uuid references plan_task,
  product_id uuid references plan_product,
  -- what it serves: the obligation of the body above, or the one that an instruction is about
  parent_id uuid references obligation,
  -- what is outside a plan's tasks says itself what it is
  title text,
  -- whom the plan named or meant; null: a person must still say who
  organisation_key text references organisation,
  role text,
  -- who decides on it; null: whoever owns the province's plan
  decider_key text references organisation,
  -- place of the plan's assignment, so that a decision on a reorganisation reaches it; and the collective it came through
  ordinal int,
  via_collective_key text references collective,
  period_label text,
  -- what it waits for before its clock starts
  waits_for text,
  -- from when on it counts; tasks added during the year come later than the others
  opened_on date not null,
  is_public boolean not null,

  -- The fold of its events (modules/plan/running/facts.ts), kept so that lists need not fold
  state text not null check (state in ('waiting', 'not-started', 'in-progress', 'awaiting-confirmation', 'done', 'suspended', 'cancelled', 'superseded')),
  state_before text,
  started_on date,
  submitted_on date,
  submitted_by text,
  done_on date,
  closed_on date,
  suspended_on date,
  first_last_day date,
  last_day date,
  -- for order: what has no date comes last
  sort_day date generated always as (coalesce(last_day, 'infinity')) stored,
  extensions int not null default 0,
  asked_last_day date,
  asked_by text,
  last_report_on date,
  open_obstacles int not null default 0,
  assignee_id uuid references person,
  -- day of the last event, and how many there were: an edit of an older state is refused
  last_on date not null,
  revision int not null default 0,

  check ((source = 'product') = (product_id is not null)),
  check (product_id is not null or title is not null),
  check ((state = 'done') = (done_on is not null))
);
create index obligation_list on obligation (organisation_key, state, sort_day, id);
create index obligation_of_plan on obligation (plan_id, sort_day, id);
create index obligation_due on obligation (sort_day, id) where state in ('not-started', 'in-progress', 'awaiting-confirmation');
create index obligation_open on obligation (plan_id, last_day, id) include (organisation_key, group_id, state)
  where state in ('not-started', 'in-progress');
create index obligation_product on obligation (product_id) where product_id is not null;
create index obligation_task on obligation (task_id, sort_day, id) where task_id is not null;
create index obligation_parent on obligation (parent_id) where parent_id is not null;
create index obligation_assignee on obligation (assignee_id) where assignee_id is not null;
-- what somebody must decide or help with: short lists out of millions
create index obligation_review on obligation (submitted_on, id) where state = 'awaiting-confirmation';
create index obligation_asked on obligation (asked_last_day, id) where asked_last_day is not null;
create index obligation_hindered on obligation (sort_day, id) where open_obstacles > 0;
create index obligation_search on obligation using gin (search_key(title) gin_trgm_ops) where title is not null;

-- What happened, in order; never changed. States are folds of these rows and can be made anew from them.
create table obligation_event (
  obligation_id uuid not null references obligation,
  seq int not null check (seq > 0),
  act text not null,
  on_date date not null,
  recorded_at timestamptz not null default now(),
  -- account; null: the platform
  actor_id text,
  -- the office held, in words; names stand in the record only
  position text,
  note text,
  last_day date,
  person_id uuid references person,
  organisation_key text references organisation,
  document_number text,
  document_date date,
  document_issuer text,
  figures jsonb,
  primary key (obligation_id, seq)
);
create index obligation_event_recorded on obligation_event using brin (recorded_at);

create trigger obligation_event_append_only before update or delete on obligation_event
for each row execute function refuse_change();

-- What proves it: a document, a file, a link, a measured figure. Withdrawn, it stays, with who and why in the events.
create table obligation_evidence (
  id uuid primary key,
  obligation_id uuid not null references obligation,
  -- the event that brought it
  seq int not null,
  kind text not null check (kind in ('document', 'file', 'link', 'figure')),
  title text not null,
  document_number text,
  document_date date,
  document_issuer text,
  file_sha256 text references stored_file,
  file_name text,
  url text check (url ~ '^https?://'),
  indicator_key text,
  indicator_period text,
  is_public boolean not null default false,
  -- day of the event that brought it
  on_date date not null,
  withdrawn_seq int,
  foreign key (obligation_id, seq) references obligation_event,
  check ((kind = 'document') <= (document_number is not null and document_date is not null)),
  check ((kind = 'file') <= (file_sha256 is not null and file_name is not null)),
  check ((kind = 'link') <= (url is not null)),
  check ((kind = 'figure') <= (indicator_key is not null))
);
create index obligation_evidence_obligation on obligation_evidence (obligation_id);
create index obligation_evidence_document on obligation_evidence (search_key(document_number)) where document_number is not null;
create index obligation_evidence_file on obligation_evidence (file_sha256) where file_sha256 is not null;

-- Which state and last day held from when to when: any past day is read without folding. [from_day, to_day)
create table obligation_span (
  obligation_id uuid not null references obligation,
  from_day date not null,
  to_day date not null default 'infinity',
  plan_id uuid,
  product_id uuid,
  organisation_key text,
  group_id uuid,
  state text not null,
  last_day date,
  submitted_on date,
  primary key (obligation_id, from_day),
  check (from_day < to_day)
);
create index obligation_span_plan on obligation_span (plan_id, to_day, from_day)
  include (organisation_key, group_id, state, last_day, submitted_on) where plan_id is not null;
create index obligation_span_product on obligation_span (product_id, from_day) where product_id is not null;

-- How many obligations stand how, per plan, body and group; "late" is in it only where time no longer changes it
-- (submitted, done). Open ones past their day are counted by index when asked.
create table obligation_tally (
  plan_id uuid not null references plan,
  organisation_key text,
  group_id uuid not null,
  standing text not null,
  count int not null,
  unique nulls not distinct (plan_id, organisation_key, group_id, standing)
);

-- What hinders somebody, who can help, and by when.
create table obligation_obstacle (
  obligation_id uuid not null references obligation,
  seq int not null,
  text text not null,
  owner_key text references organisation,
  due date,
  cleared_seq int,
  primary key (obligation_id, seq),
  foreign key (obligation_id, seq) references obligation_event
);
create index obligation_obstacle_open on obligation_obstacle (owner_key, due) where cleared_seq is null;

-- Roll-up of a product's obligations; null until the plan is in force.
alter table plan_product
  add column progress text check (progress in ('not-started', 'in-progress', 'awaiting-confirmation', 'done', 'suspended', 'cancelled')),
  -- first last day among those still open; whether any was submitted or done late; whether any has a date at all
  add column open_last_day date,
  add column was_late boolean not null default false,
  add column dated boolean not null default false,
  add column obligations int not null default 0,
  add column obligations_done int not null default 0,
  -- day of the last event: for that day and later the roll-up holds, for earlier days the spans are asked
  add column changed_on date;

-- When anything about a plan in force was last recorded.
alter table plan add column changed_at timestamptz;

-- The tasks that were added during the year, with the paper that added them.
alter table plan_task
  add column added_on date,
  add column added_by text;

alter table obligation enable row level security;
create policy visible on obligation for select
  using (is_public or (select sees_all()) or organisation_key in (select seen_organisations()));
create policy written on obligation for all using ((select sees_all())) with check ((select sees_all()));
-- What is outside plans is the office's: instructions, own plans, findings.
alter table obligation_span enable row level security;
create policy visible on obligation_span for select using (plan_id is not null or (select sees_inside()));
create policy written on obligation_span for all using ((select sees_all())) with check ((select sees_all()));
alter table obligation_event enable row level security;
create policy visible on obligation_event for select using ((select sees_inside()));
create policy written on obligation_event for all using ((select sees_all())) with check ((select sees_all()));
alter table obligation_evidence enable row level security;
create policy visible on obligation_evidence for select using (is_public or (select sees_inside()));
create policy written on obligation_evidence for all using ((select sees_all())) with check ((select sees_all()));
alter table obligation_obstacle enable row level security;
create policy visible on obligation_obstacle for select using ((select sees_inside()));
create policy written on obligation_obstacle for all using ((select sees_all())) with check ((select sees_all()));

-- Who answers on a day: by a person's decision on a reorganisation, else by succession, else whom the plan named.
create function obligation_holder(named text, product uuid, place int, day date) returns text
language sql stable
begin atomic
  select coalesce(
    (select holder_key from organisation_holder where organisation_key = coalesce(decided.to_key, named) and valid @> day),
    decided.to_key, named)
  from (select (
    select to_key from plan_handover_decided
    where subject_id = product::text || ':' || place::text and organisation_key = named and effective_on <= day
    order by effective_on desc limit 1) as to_key) decided;
end;

-- Under which heading an obligation is counted: lateness belongs to it once time no longer changes it.
create function obligation_standing(state text, last_day date, submitted_on date) returns text
language sql immutable parallel safe
return case when state in ('done', 'awaiting-confirmation') and submitted_on > last_day then state || '-late' else state end;
