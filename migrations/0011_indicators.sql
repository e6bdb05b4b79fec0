-- Indicators with what was measured, targets of plans bound to them, money for tasks.

create table indicator (
  key text primary key check (key ~ '^[a-z0-9-]{2,80}$'),
  kind text not null check (kind in ('entered', 'computed')),
  -- name of the function that gives the figures of a computed one
  computation text check ((computation is not null) = (kind = 'computed')),
  -- shown to everybody
  is_public boolean not null,
  created_at timestamptz not null default now(),
  unique (key, kind)
);

-- A definition holds for a stretch of days; a change of method is a new version, and figures are not compared across it.
create table indicator_version (
  indicator_key text not null references indicator,
  version int not null check (version > 0),
  -- [from, to): the day in `to` is the first on which it no longer holds
  valid daterange not null check (not isempty(valid)),
  name text not null check (length(name) between 1 and 300),
  name_en text check (length(name_en) <= 300),
  -- further words by which the targets of plans name it
  aliases text[] not null default '{}',
  unit text not null check (unit in ('percent', 'count', 'days', 'dong', 'score', 'yes-no')),
  -- what is counted: "thủ tục", "hạng"
  unit_label text check (length(unit_label) <= 60),
  direction text not null check (direction in ('higher', 'lower')),
  over_bodies text not null check (over_bodies in ('sum', 'ratio', 'average', 'none')),
  over_periods text not null check (over_periods in ('sum', 'running', 'ratio', 'average', 'latest')),
  frequency text not null check (frequency in ('day', 'month', 'quarter', 'half-year', 'year')),
  minimum numeric,
  maximum numeric,
  part_of_whole boolean not null,
  -- shares of the needed level; null: the platform's suggestion
  on_pace numeric check (on_pace > 0 and on_pace <= 1),
  behind numeric check (behind > 0 and behind <= on_pace),
  source text not null,
  method text not null,
  check (minimum < maximum),
  check ((on_pace is null) = (behind is null)),
  primary key (indicator_key, version),
  constraint indicator_version_one_at_a_time exclude using gist (indicator_key with =, valid with &&)
);

-- Who is to report: the province itself, a body, or the members of a collective on the period's last day.
create table indicator_reporter (
  id uuid primary key,
  indicator_key text not null references indicator,
  organisation_key text references organisation,
  collective_key text references collective,
  valid daterange not null check (not isempty(valid)),
  check (organisation_key is null or collective_key is null),
  constraint indicator_reporter_once exclude using gist
    (indicator_key with =, (coalesce(organisation_key, '')) with =, (coalesce(collective_key, '')) with =, valid with &&)
);

-- What was measured, in order; never changed. The row with the highest revision holds, and on a past day the highest of then.
create table indicator_observation (
  id uuid primary key,
  indicator_key text not null,
  -- a computed indicator has no rows: its figures come from the register's own facts
  indicator_kind text not null default 'entered' constraint indicator_observation_not_computed check (indicator_kind = 'entered'),
  -- null: the province itself
  organisation_key text references organisation,
  period_kind text not null check (period_kind in ('day', 'month', 'quarter', 'half-year', 'year')),
  period_start date not null,
  period_end date not null,
  revision int not null check (revision > 0),
  -- withdrawn: what was entered does not hold, and nothing took its place
  outcome text not null check (outcome in ('measured', 'not-applicable', 'withdrawn')),
  -- null for a measured one: nothing occurred (0 of 0), which is not 0 %
  value numeric,
  numerator numeric,
  denominator numeric check (denominator >= 0),
  status text not null check (status in ('provisional', 'confirmed')),
  document_number text check (length(document_number) <= 60),
  document_date date,
  document_issuer text check (length(document_issuer) <= 200),
  file_sha256 text references stored_file,
  file_name text,
  link text check (link ~ '^https?://' and length(link) <= 500),
  note text check (length(note) <= 2000),
  recorded_at timestamptz not null default clock_timestamp(),
  -- account; null: the platform. Names stand in the record only.
  recorded_by text,
  position text,
  constraint indicator_observation_kind foreign key (indicator_key, indicator_kind) references indicator (key, kind),
  constraint indicator_observation_revision unique nulls not distinct
    (indicator_key, organisation_key, period_kind, period_start, revision),
  check (period_start <= period_end),
  check ((numerator is null) = (denominator is null)),
  check (outcome = 'measured' or (value is null and numerator is null)),
  check (outcome <> 'measured' or value is not null or denominator = 0),
  check ((file_sha256 is null) = (file_name is null)),
  -- what is taken back or does not apply says why
  check (outcome = 'measured' or note is not null),
  -- a confirmed figure can be checked by others
  check (status = 'provisional' or outcome <> 'measured' or num_nonnulls(document_number, file_sha256, link) > 0)
);
create index indicator_observation_period on indicator_observation (indicator_key, period_start, organisation_key, revision desc);
create index indicator_observation_organisation on indicator_observation (organisation_key);
create index indicator_observation_file on indicator_observation (file_sha256) where file_sha256 is not null;
create trigger indicator_observation_append_only before update or delete on indicator_observation
for each row execute function refuse_change();
create trigger indicator_observation_no_truncate before truncate on indicator_observation
for each statement execute function refuse_change();

-- A plan's numeric target and what measures it. Without a row the target is not measured, and pages say so.
create table plan_target_indicator (
  objective_id uuid not null,
  ordinal int not null,
  indicator_key text not null references indicator,
  -- whose figure; null: the province's
  organisation_key text references organisation,
  -- when it is to be reached: by the end of this period
  period_kind text not null check (period_kind in ('month', 'quarter', 'half-year', 'year')),
  period_start date not null,
  -- figure from which the way is counted, and where it stands
  baseline numeric,
  baseline_note text check (length(baseline_note) <= 500),
  on_pace numeric check (on_pace > 0 and on_pace <= 1),
  behind numeric check (behind > 0 and behind <= on_pace),
  bound_at timestamptz not null default now(),
  check ((on_pace is null) = (behind is null)),
  primary key (objective_id, ordinal),
  foreign key (objective_id, ordinal) references plan_target on delete cascade
);
create index plan_target_indicator_indicator on plan_target_indicator (indicator_key);

-- Where money comes from; a province adds its own.
create table funding_source (
  key text primary key check (key ~ '^[a-z0-9-]{2,80}$'),
  name text not null check (length(name) between 1 and 200),
  position int not null
);
create unique index funding_source_name on funding_source (search_key(name));
insert into funding_source (key, name, position) values
  ('ngan-sach-trung-uong', 'Ngân sách trung ương', 1),
  ('ngan-sach-tinh', 'Ngân sách cấp tỉnh', 2),
  ('ngan-sach-huyen', 'Ngân sách cấp huyện', 3),
  ('ngan-sach-xa', 'Ngân sách cấp xã', 4),
  ('nguon-khac', 'Nguồn hợp pháp khác', 5);

-- Money of a task over time, in đồng; never changed. A cut or a correction is an entry of its own, below zero.
create table plan_funding_entry (
  id uuid primary key,
  plan_id uuid not null references plan,
  task_id uuid not null references plan_task,
  kind text not null check (kind in ('estimate', 'allocated', 'spent')),
  source_key text not null references funding_source,
  -- who holds and spends it
  organisation_key text not null references organisation,
  amount bigint not null check (amount <> 0 and amount between -1000000000000000 and 1000000000000000),
  on_date date not null,
  document_number text check (length(document_number) <= 60),
  document_date date,
  document_issuer text check (length(document_issuer) <= 200),
  note text check (length(note) <= 2000),
  -- the entry that this one takes back, whole
  cancels uuid unique references plan_funding_entry,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text,
  position text,
  -- less is explained
  check (amount > 0 or note is not null)
);
create index plan_funding_entry_task on plan_funding_entry (task_id, on_date);
create index plan_funding_entry_plan on plan_funding_entry (plan_id, kind);
create index plan_funding_entry_organisation on plan_funding_entry (organisation_key);
create trigger plan_funding_entry_append_only before update or delete on plan_funding_entry
for each row execute function refuse_change();
create trigger plan_funding_entry_no_truncate before truncate on plan_funding_entry
for each statement execute function refuse_change();

-- Everybody sees public indicators and their confirmed figures; officials see all of them, and the money.
alter table indicator enable row level security;
create policy visible on indicator for select using (is_public or (select sees_inside()));
create policy written on indicator for all using ((select sees_all())) with check ((select sees_all()));
alter table indicator_version enable row level security;
create policy visible on indicator_version for select
  using ((select sees_inside()) or exists (select from indicator where indicator.key = indicator_key));
create policy written on indicator_version for all using ((select sees_all())) with check ((select sees_all()));
alter table indicator_observation enable row level security;
create policy visible on indicator_observation for select using ((select sees_inside())
  or (status = 'confirmed' and exists (select from indicator where indicator.key = indicator_key)));
create policy written on indicator_observation for all using ((select sees_all())) with check ((select sees_all()));
alter table plan_funding_entry enable row level security;
create policy visible on plan_funding_entry for select using ((select sees_inside()));
create policy written on plan_funding_entry for all using ((select sees_all())) with check ((select sees_all()));
