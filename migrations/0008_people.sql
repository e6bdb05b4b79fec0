-- People, the positions they hold over time, who stands in for whom, and roles with a scope and an end.

create table person (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  -- for work, in lower case
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  staff_number text check (length(staff_number) <= 40),
  created_at timestamptz not null default now(),
  -- what the row said of the person was taken out, by law
  erased_at timestamptz,
  -- raised by every change: an edit of an older state is refused
  revision int not null default 1,
  -- what one looks for somebody by, kept: row policies would have it computed for every row
  search text generated always as (search_key(name || ' ' || coalesce(email, '') || ' ' || coalesce(staff_number, ''))) stored
);
create unique index person_email on person (email);
create unique index person_staff_number on person (staff_number);
create index person_search on person using gin (search gin_trgm_ops);

create table person_position (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  organisation_key text not null references organisation,
  title text not null check (length(title) between 1 and 200),
  -- heads the body, and so holds the role of its head
  is_head boolean not null default false,
  -- [from, to): the day in `to` is the first on which it is no longer held
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  -- the paper of appointment, and the one that ended it
  source text,
  end_source text,
  -- the same position before a reorganisation carried it to this body
  continues uuid unique references person_position,
  -- nobody holds the same title at the same body twice at a time
  constraint person_position_once exclude using gist
    (person_id with =, organisation_key with =, (search_key(title)) with =, valid with &&),
  -- one head at a time
  constraint person_position_one_head exclude using gist (organisation_key with =, valid with &&) where (is_head)
);
create index person_position_organisation on person_position (organisation_key);

-- A position's work done by another for a time; ends by itself.
create table delegation (
  id uuid primary key default uuidv7(),
  position_id uuid not null references person_position,
  to_person_id uuid not null references person,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  reason text not null,
  source text,
  made_at timestamptz not null default now(),
  -- account; null: the command line
  made_by text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawal_reason text,
  check ((withdrawn_at is null) = (withdrawal_reason is null)),
  -- one stand-in at a time
  constraint delegation_one_at_a_time exclude using gist (position_id with =, valid with &&) where (withdrawn_at is null)
);
create index delegation_to on delegation (to_person_id);

-- An official's account belongs to a person; a citizen's to nobody in this list. Roles stand below.
alter table "user"
  add column person_id uuid unique references person,
  add column disabled_at timestamptz;

create table role_grant (
  id uuid primary key default uuidv7(),
  account_id text not null references "user" on delete cascade,
  role text not null check (role in ('reader', 'officer', 'plan-owner', 'appraiser', 'inspector', 'administrator')),
  -- that body and everything below it; null: the whole province
  organisation_key text references organisation,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  reason text not null,
  granted_at timestamptz not null default now(),
  -- account; null: the command line
  granted_by text,
  revoked_at timestamptz,
  revoked_by text,
  revocation_reason text,
  check ((revoked_at is null) = (revocation_reason is null))
);
create index role_grant_account on role_grant (account_id);
create index role_grant_organisation on role_grant (organisation_key) where revoked_at is null;

-- Accounts made before people were kept: each becomes a person with its role, and a position where it named a body.
insert into person (id, name, email, created_at)
  select case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::uuid else uuidv7() end, name, email, "createdAt"
  from "user";
update "user" set person_id = person.id from person where person.email = "user".email;
update "user" set disabled_at = now()
  where not exists (select from account where account."userId" = "user".id and account.password is not null);

insert into person_position (person_id, organisation_key, title, valid)
  select person_id, organisation_key, 'Cán bộ', daterange(("createdAt" at time zone 'Asia/Ho_Chi_Minh')::date, null)
  from "user" join organisation on organisation.key = organisation_key;

-- Who answered for the whole plan or the whole installation goes on doing so; the others do it for their body.
insert into role_grant (account_id, role, organisation_key, valid, reason)
  select "user".id, role, case when role not in ('plan-owner', 'administrator') then organisation.key end,
    daterange(("createdAt" at time zone 'Asia/Ho_Chi_Minh')::date, null), 'Vai trò có từ trước khi quản lý theo phạm vi'
  from "user" left join organisation on organisation.key = organisation_key
  where role in ('reader', 'officer', 'plan-owner', 'administrator');

-- An account followed its body; from now on the position and the roles do.
update handover set subject_type = 'position', subject_id = person_position.id::text
  from "user" join person_position on person_position.person_id = "user".person_id
  where subject_type = 'account' and subject_id = "user".id;
delete from handover where subject_type = 'account';

alter table "user" drop column role, drop column organisation_key;

-- The bodies that a role given for one covers on a day: that one, everything below it, and the ended ones whose work these hold.
create function bodies_covered_by(body text, day date) returns text[]
language sql stable
begin atomic
  with recursive covered (key) as (
    select body
    union
    select version.organisation_key from organisation_version version join covered on version.parent_key = covered.key
    where version.valid @> day
  )
  select bodies_held_by(array_agg(key), day) from covered;
end;

-- Who works where is for officials; who holds which role, for those who act for that body.
create policy visible on person for select using ((select sees_inside()));
create policy visible on person_position for select using ((select sees_inside()));
create policy visible on delegation for select using ((select sees_inside()));
create policy visible on role_grant for select
  using ((select sees_all()) or organisation_key in (select seen_organisations()));
do $$ declare each name; begin
  foreach each in array array['person', 'person_position', 'delegation', 'role_grant'] loop
    execute format('alter table %I enable row level security', each);
    execute format('create policy added on %I for insert with check ((select sees_all()))', each);
    execute format('create policy changed on %I for update using ((select sees_all())) with check ((select sees_all()))', each);
    execute format('create policy removed on %I for delete using ((select sees_all()))', each);
  end loop;
end $$;
