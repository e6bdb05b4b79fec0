-- Inspections, trainings, initiatives, rewards, meetings: what happens around the plan. What somebody must do out of one of them is an
-- obligation like any other.

create table activity (
  id uuid primary key,
  kind text not null check (kind in ('inspection-plan', 'inspection', 'training', 'initiative', 'commendation', 'meeting')),
  title text not null check (length(title) between 1 and 2000),
  plan_id uuid references plan,
  -- the yearly plan that an inspection is part of
  parent_id uuid references activity,
  -- whom it is about and who answers: the body inspected, the one that trains, proposes, is rewarded; null: nobody in particular
  organisation_key text references organisation,
  -- who conducts and decides; null: whoever does so for the province
  decider_key text references organisation,
  -- typed by modules/activities/fields.ts
  fields jsonb not null,
  -- when it takes place; of an inspection that is only planned, the month
  from_day date,
  to_day date,
  is_public boolean not null default false,
  -- follows from its events (modules/activities/lives.ts)
  state text not null,
  state_before text,
  submitted_by text,
  last_on date,
  revision int not null default 0,
  made_at timestamptz not null default now(),
  made_by text,
  check (from_day <= to_day)
);
create index activity_list on activity (kind, from_day desc, id);
create index activity_of_body on activity (organisation_key, kind) where organisation_key is not null;
create index activity_parent on activity (parent_id) where parent_id is not null;
create index activity_search on activity using gin (search_key(title) gin_trgm_ops);

-- What happened, in order; never changed.
create table activity_event (
  activity_id uuid not null references activity,
  seq int not null check (seq > 0),
  act text not null,
  on_date date not null,
  recorded_at timestamptz not null default now(),
  -- account; null: the platform
  actor_id text,
  position text,
  note text,
  last_day date,
  organisation_key text references organisation,
  document_number text,
  document_date date,
  document_issuer text,
  primary key (activity_id, seq)
);
create trigger activity_event_append_only before update or delete on activity_event
for each row execute function refuse_change();

-- What proves it, as of obligations.
create table activity_evidence (
  id uuid primary key,
  activity_id uuid not null references activity,
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
  on_date date not null,
  foreign key (activity_id, seq) references activity_event,
  check ((kind = 'document') <= (document_number is not null and document_date is not null)),
  check ((kind = 'file') <= (file_sha256 is not null and file_name is not null)),
  check ((kind = 'link') <= (url is not null))
);
create index activity_evidence_activity on activity_evidence (activity_id);
create index activity_evidence_file on activity_evidence (file_sha256) where file_sha256 is not null;

-- Who takes part, and as what: members of a team, attendants, authors.
create table activity_party (
  activity_id uuid not null references activity,
  ordinal int not null check (ordinal > 0),
  role text not null,
  person_id uuid references person,
  organisation_key text references organisation,
  primary key (activity_id, ordinal),
  check (num_nonnulls(person_id, organisation_key) > 0)
);
create index activity_party_person on activity_party (person_id) where person_id is not null;

-- What came out of it for somebody to do: findings, conclusions, as written down, each with its obligation.
create table activity_obligation (
  activity_id uuid not null references activity,
  number int not null check (number > 0),
  obligation_id uuid not null unique references obligation,
  seq int not null,
  text text not null,
  -- of a finding: what was broken
  norm text,
  -- as it was given; who holds it now and until when, the obligation says
  organisation_key text not null references organisation,
  last_day date not null,
  primary key (activity_id, number),
  foreign key (activity_id, seq) references activity_event
);

-- From which figures on somebody is proposed for a reward or a reproach, as the owner of the plan set them; the last of each holds.
create table merit_threshold (
  key text not null check (key ~ '^[a-z-]{1,60}$'),
  version int not null check (version > 0),
  -- null: no longer set
  value numeric check (value >= 0),
  document_number text,
  document_date date,
  set_at timestamptz not null default now(),
  set_by text,
  primary key (key, version)
);
create trigger merit_threshold_append_only before update or delete on merit_threshold
for each row execute function refuse_change();

-- Meetings, trainings and plans of inspection are for all officials; the rest for the bodies concerned.
alter table activity enable row level security;
create policy visible on activity for select using (
  is_public or (select sees_all()) or (kind in ('meeting', 'training', 'inspection-plan') and (select sees_inside()))
  or organisation_key in (select seen_organisations()) or decider_key in (select seen_organisations()));
do $$ declare each name; begin
  foreach each in array array['activity_event', 'activity_party', 'activity_obligation'] loop
    execute format('alter table %I enable row level security', each);
    execute format('create policy visible on %I for select
      using ((select sees_inside()) and activity_id = any (array(select id from activity)))', each);
  end loop;
  execute 'alter table activity_evidence enable row level security';
  execute 'create policy visible on activity_evidence for select
    using ((is_public or (select sees_inside())) and activity_id = any (array(select id from activity)))';
  execute 'alter table merit_threshold enable row level security';
  execute 'create policy visible on merit_threshold for select using ((select sees_inside()))';
  foreach each in array array['activity', 'activity_event', 'activity_evidence', 'activity_party', 'activity_obligation', 'merit_threshold'] loop
    execute format('create policy written on %I for all using ((select sees_all())) with check ((select sees_all()))', each);
  end loop;
end $$;

-- How far what came out of activities is on a day. Of obligations only the bare state is asked, so that "x of y" is the same for everybody.
create function activity_progress(asked uuid, day date, out total int, out done int, out ended int, out late int)
language sql stable
begin atomic
  select count(*)::int, count(*) filter (where span.state = 'done')::int,
    count(*) filter (where span.state in ('done', 'cancelled', 'superseded'))::int,
    count(*) filter (where span.state in ('not-started', 'in-progress') and span.last_day < day)::int
  from activity_obligation item
    left join obligation_span span on span.obligation_id = item.obligation_id and span.from_day <= day and span.to_day > day
  where item.activity_id = asked;
end;
