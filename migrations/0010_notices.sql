-- Outbox, inbox, subscriptions, reminders, calendar feeds.

-- Mail that is to go out. A row is written in the transaction of the act that causes it; a job sends it afterwards.
create table notice_outbox (
  id bigint generated always as identity primary key,
  -- One mail per act and recipient, however often the act asks for it.
  key text not null unique check (length(key) between 1 and 300),
  -- Who makes the text when it is sent; `mail`: the text stands in the payload.
  kind text not null check (length(kind) between 1 and 60),
  account_id text references "user" (id) on delete cascade,
  address text check (length(address) <= 254),
  -- Emptied once settled when it is secret (a link that opens something).
  payload jsonb,
  secret boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  -- After this it is worth nothing and is skipped.
  expires_at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  last_error text,
  settled_at timestamptz,
  outcome text check (outcome in ('sent', 'skipped', 'failed')),
  reason text,
  check ((settled_at is null) = (outcome is null)),
  check (account_id is not null or address is not null),
  check (outcome is null or not secret or payload is null)
);
create index notice_outbox_due on notice_outbox (due_at, id) where outcome is null;
create index notice_outbox_settled on notice_outbox (settled_at) where outcome is not null;
create index notice_outbox_account on notice_outbox (account_id) where account_id is not null;

-- What a person finds in the inbox of the platform.
create table notice (
  id uuid not null,
  -- Without a foreign key: checking it row by row made a morning's reminders two and a half times as slow.
  account_id text not null,
  kind text not null check (length(kind) between 1 and 60),
  -- One notice per act and person.
  key text not null check (length(key) between 1 and 300),
  title text not null check (length(title) between 1 and 300),
  text text not null default '' check (length(text) <= 4000),
  -- Why this person gets it.
  why text not null default '' check (length(why) <= 500),
  -- A page of ours; never an address from outside.
  path text check (path ~ '^/([^/\\]|$)' and length(path) <= 500),
  subject_type text,
  subject_id text,
  -- Of a reminder: the day that it reminds of; a later change of that day makes it outdated.
  due_on date,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  mail text not null default 'none' check (mail in ('none', 'at-once', 'digest')),
  -- The daily mail that carries it.
  digest_key text,
  -- Always asked for by its owner.
  primary key (account_id, id),
  unique (account_id, key)
);
create function forget_notices() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from notice where account_id = old.id;
  return null;
end
$$;
create trigger user_forget_notices after delete on "user" for each row execute function forget_notices();
create index notice_unread on notice (account_id) where read_at is null;
create index notice_for_digest on notice (account_id) where mail = 'digest' and digest_key is null;

create table notice_preference (
  account_id text not null references "user" (id) on delete cascade,
  kind text not null check (length(kind) between 1 and 60),
  channel text not null check (channel in ('inbox', 'mail', 'digest', 'off')),
  primary key (account_id, kind)
);

create table subscription (
  account_id text not null references "user" (id) on delete cascade,
  subject_type text not null check (length(subject_type) between 1 and 60),
  subject_id text not null check (length(subject_id) between 1 and 100),
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, subject_type, subject_id)
);
create index subscription_subject on subscription (subject_type, subject_id);

-- When is reminded, and whom. No document fixes these numbers: what stands here at first is the platform's own suggestion.
create table reminder_rule (
  id uuid primary key default gen_random_uuid(),
  -- Working days after the last day; before it when negative; 0: on the day.
  offset_days smallint not null check (offset_days between -250 and 250),
  audience text not null check (length(audience) between 1 and 60),
  origin text not null check (origin in ('suggestion', 'decided')),
  retired_at timestamptz
);
create unique index reminder_rule_valid on reminder_rule (offset_days, audience) where retired_at is null;
insert into reminder_rule (offset_days, audience, origin) values
  (-10, 'responsible', 'suggestion'), (-5, 'responsible', 'suggestion'), (-1, 'responsible', 'suggestion'),
  (1, 'responsible', 'suggestion'), (5, 'responsible', 'suggestion'),
  (5, 'head', 'suggestion'), (15, 'chairman', 'suggestion');

-- What was decided about each reminder, once and for all: sent, passed over for a more urgent one, or nobody was there to get it.
-- What a reminder that goes out takes the place of stands in its own row.
create table reminder (
  source text not null,
  subject_id text not null,
  -- Rules are retired, never deleted.
  rule_id uuid not null,
  last_day date not null,
  offset_days smallint not null,
  audience text not null,
  outcome text not null check (outcome in ('sent', 'passed-over', 'nobody')),
  passed_over uuid[] not null default '{}',
  planned_on date not null,
  primary key (subject_id, last_day, rule_id, source)
);

-- Calendar feeds: whoever knows the token reads it, so of the token only its seal is kept.
create table calendar_feed (
  id uuid primary key,
  account_id text not null references "user" (id) on delete cascade,
  -- Null: what concerns the person.
  organisation_key text,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  last_used_at timestamptz
);
create unique index calendar_feed_valid on calendar_feed (account_id, organisation_key) nulls not distinct where revoked_at is null;

-- What is one's own is read through the service, which asks who it is.
do $$ declare each text; begin
  foreach each in array array['notice_outbox', 'notice', 'notice_preference', 'subscription', 'reminder', 'calendar_feed'] loop
    execute format('alter table %I enable row level security', each);
    execute format('create policy visible on %I for select using ((select sees_all()))', each);
    execute format('create policy written on %I for all using ((select sees_all())) with check ((select sees_all()))', each);
  end loop;
end $$;
