-- Organisations over time: one identity, dated versions, successions by function; collectives as rules over level and kind.

create table organisation (
  key text primary key check (key ~ '^[a-z0-9-]{2,120}$'),
  created_at timestamptz not null default now()
);

create table organisation_version (
  id bigint generated always as identity primary key,
  organisation_key text not null references organisation,
  name text not null,
  short_name text,
  aliases text[] not null default '{}',
  code text,
  level text not null check (level in ('central', 'province', 'district', 'commune')),
  kind text not null,
  parent_key text references organisation,
  -- [from, to): the day in `to` is the first on which it no longer holds
  valid daterange not null check (not isempty(valid)),
  -- one version at a time
  exclude using gist (organisation_key with =, valid with &&)
);
create index organisation_version_name on organisation_version using gin (search_key(name) gin_trgm_ops);
create index organisation_version_parent on organisation_version (parent_key);

create table organisation_succession (
  id bigint generated always as identity primary key,
  predecessor_key text not null references organisation,
  successor_key text not null references organisation,
  -- null: every function
  function text,
  effective_on date not null,
  source text not null,
  inferred boolean not null,
  check (predecessor_key <> successor_key),
  unique nulls not distinct (predecessor_key, successor_key, function, effective_on)
);
create index organisation_succession_successor on organisation_succession (successor_key);

create table collective (
  key text primary key check (key ~ '^[a-z0-9-]{2,120}$'),
  name text not null,
  aliases text[] not null default '{}',
  -- [{ levels?, kinds?, keys? }]: an organisation belongs when it matches any
  members jsonb not null,
  indefinite boolean not null
);
