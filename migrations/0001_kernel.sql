-- What every module stands on: search, the record of changes, files, accounts, settings kept in the database.

create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists pgcrypto with schema public;
create extension if not exists btree_gist with schema public;

-- The form in which texts are compared: no accents (đ and Đ included, composed or decomposed alike), no letter case.
-- unaccent() alone is only "stable", because a dictionary could change; ours does not, so indexes may stand on it.
create function search_key(text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, $1));

comment on function search_key(text) is 'Accent- and case-insensitive form for comparing and for trigram indexes';

-- The record of every change: only ever added to, each entry sealed with the hash of the one before it.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id text,
  actor_name text not null,
  position text,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  -- Unique, so that the chain cannot fork whatever isolation a transaction runs in.
  previous_hash bytea unique nulls not distinct,
  hash bytea not null unique
);

create index audit_entry_subject on audit_entry (subject_type, subject_id, id);
create index audit_entry_actor on audit_entry (actor_id, id);
create index audit_entry_at on audit_entry (at);

create function refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_append_only before update or delete on audit_entry
for each row execute function refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry
for each statement execute function refuse_change();

-- Files are kept by their content; this is what is known about each of them.
create table stored_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  original_name text not null,
  created_at timestamptz not null default now(),
  created_by text
);

create table setting (
  key text primary key,
  value jsonb not null
);

-- Accounts and sessions, in the shape (and with the column names) that the sign-in library expects.
create table "user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  role text not null default 'reader',
  organisation_key text
);

create table session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "user" (id) on delete cascade
);

create index "session_userId_idx" on session ("userId");

create table account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);

create index "account_userId_idx" on account ("userId");

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

create index verification_identifier_idx on verification (identifier);

create table rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" bigint not null
);
