-- Second factor, other providers, invitations and resets.

-- Accounts of the sample, made to be tried: the second factor is not forced upon them. `.example` belongs to nobody (RFC 2606).
alter table "user" add column demonstration boolean not null default false;
update "user" set demonstration = true where email like '%.example';

-- `needed`: begun with the password or a provider, waits for the code; `passed`: the code was given; null: none was asked.
alter table session add column second_factor text check (second_factor in ('needed', 'passed'));

-- One person's identity at a provider belongs to one account. `providerId` is the provider's issuer.
create unique index account_provider_subject on account ("providerId", "accountId");

create table second_factor (
  user_id text primary key references "user" (id) on delete cascade,
  -- Key of the authenticator, encrypted with a key that is not in the database.
  secret text not null,
  -- Number of the last 30 seconds whose code was taken: none before it is taken again.
  last_step bigint not null,
  created_at timestamptz not null
);

create table backup_code (
  user_id text not null references second_factor (user_id) on delete cascade,
  -- SHA-256 of the code, which is 79 random bits.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  used_at timestamptz,
  primary key (user_id, hash)
);

-- Links that open an account once: an invitation to choose a first password, the reset of a forgotten one.
create table sign_in_link (
  id uuid primary key,
  user_id text not null references "user" (id) on delete cascade,
  purpose text not null check (purpose in ('invitation', 'reset')),
  -- SHA-256 of the token, which is 256 random bits.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  -- The password that it was made for, as a seal: any change of it since makes the link void.
  made_for text not null check (made_for ~ '^[0-9a-f]{64}$'),
  -- Account that invited; null: the command line, or the person who asked for a reset.
  created_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  check (expires_at > created_at),
  check (used_at is null or withdrawn_at is null)
);
-- A newer one takes the place of the one before.
create unique index sign_in_link_open on sign_in_link (user_id, purpose) where used_at is null and withdrawn_at is null;

alter table second_factor enable row level security;
create policy visible on second_factor for select using (sees_all());
create policy written on second_factor for all using (sees_all()) with check (sees_all());
alter table backup_code enable row level security;
create policy visible on backup_code for select using (sees_all());
create policy written on backup_code for all using (sees_all()) with check (sees_all());
alter table sign_in_link enable row level security;
create policy visible on sign_in_link for select using (sees_all());
create policy written on sign_in_link for all using (sees_all()) with check (sees_all());
