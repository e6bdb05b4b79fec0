-- Periodic reports: frozen snapshots, narratives with versions, contributions.

-- A report of how a plan runs in a period: the whole plan, or what one body owes.
create table report (
  id uuid primary key,
  plan_id uuid not null references plan,
  -- of data/reports/periods.json, or free
  kind text not null check (kind ~ '^[a-z0-9-]{1,40}$'),
  label text not null,
  from_day date not null,
  -- closing day: everything is told as it stood at its end
  to_day date not null,
  due_day date,
  -- whose own report; null: the whole plan
  organisation_key text references organisation,
  state text not null check (state in ('drafting', 'collecting', 'finalised', 'issued', 'discarded')),
  -- the sections, as they were when the report was begun
  outline jsonb not null,
  -- what the officer enters for the paper: issuer, symbol, place, signature, recipients
  settings jsonb not null,
  -- the snapshot that it tells
  snapshot_version int not null check (snapshot_version > 0),
  revision int not null default 0,
  -- the obligation to report, tracked and reminded like any other
  obligation_id uuid references obligation,
  made_at timestamptz not null default now(),
  made_by text,
  -- of the paper as it was when it was locked
  sealed_sha256 text,
  number int check (number > 0),
  issued_on date,
  check (from_day <= to_day),
  check ((state in ('finalised', 'issued')) = (sealed_sha256 is not null)),
  check ((state = 'issued') = (number is not null and issued_on is not null))
);
create index report_list on report (to_day desc, id);
create index report_of_plan on report (plan_id, to_day);
create index report_obligation on report (obligation_id) where obligation_id is not null;

-- All figures of a report, worked out as of its closing day; never changed. A later one is another version.
create table report_snapshot (
  report_id uuid not null references report,
  version int not null check (version > 0),
  -- json and not jsonb: kept to the letter, so that its hash stays true
  content json not null,
  sha256 text not null,
  taken_at timestamptz not null default now(),
  -- account; null: the platform
  taken_by text,
  position text,
  reason text,
  primary key (report_id, version)
);
create trigger report_snapshot_append_only before update or delete on report_snapshot
for each row execute function refuse_change();

-- What was written, every saving a version of its own. A part is a section of the report, or a body's contribution to one.
create table report_text (
  report_id uuid not null references report,
  part text not null check (length(part) between 1 and 200),
  version int not null check (version > 0),
  text text not null,
  -- the figures that the writer saw
  snapshot_version int not null,
  actor_id text,
  position text,
  written_at timestamptz not null default now(),
  primary key (report_id, part, version)
);
create trigger report_text_append_only before update or delete on report_text
for each row execute function refuse_change();

-- Which body was asked to contribute to which sections; how far it is, its obligation says.
create table report_contribution (
  report_id uuid not null references report,
  organisation_key text not null references organisation,
  sections text[] not null check (cardinality(sections) > 0),
  obligation_id uuid not null references obligation,
  asked_at timestamptz not null default now(),
  primary key (report_id, organisation_key)
);
create index report_contribution_obligation on report_contribution (obligation_id);

-- Reports are worked on inside; what is issued goes out as a paper.
do $$ declare each name; begin
  foreach each in array array['report', 'report_snapshot', 'report_text', 'report_contribution'] loop
    execute format('alter table %I enable row level security', each);
    execute format('create policy visible on %I for select using ((select sees_inside()))', each);
    execute format('create policy written on %I for all using ((select sees_all())) with check ((select sees_all()))', each);
  end loop;
end $$;
