-- Programs that act on the platform: keys with a few rights and an end. Of the secret only its seal is kept.

create table api_key (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  -- The readable part at the front of the key, to recognise it by; no secret.
  prefix text not null unique check (prefix ~ '^[0-9a-f]{8}$'),
  -- SHA-256 of the whole key, which is 256 random bits: nothing that could be guessed, so no slow hash is needed.
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  -- What it may do: names of permissions.
  scopes text[] not null check (cardinality(scopes) > 0),
  -- Account that made it; null: the command line.
  created_by text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  check (expires_at > created_at)
);

-- Sending the form again does not make a second key.
create unique index api_key_name on api_key (lower(name)) where revoked_at is null;
