-- The record of what was done: appended to in one call, anchored, personal data under keys that can be destroyed.

-- The seal before must be unique (no fork); that this one is too follows from it, and an index less makes each write cheaper.
alter table audit_entry drop constraint audit_entry_hash_key;
-- Entries lie in the order of time: a summary of each stretch finds a day as well, and costs a write nothing.
drop index audit_entry_at;
create index audit_entry_at on audit_entry using brin (at) with (pages_per_range = 16, autosummarize = on);

-- Whose key opens the sealed values inside before, after and reason.
alter table audit_entry add column person_id text;
create index audit_entry_person on audit_entry (person_id, id) where person_id is not null;

-- The only way in. Each entry comes as three pieces of canonical JSON: up to its time, up to the seal before, the rest.
-- Time and seal are set here, under the lock, so that an entry costs one round trip; what is stored is read from the very
-- text that was sealed. SHA-256 over that text is what `audit verify` computes again outside the database.
create function append_to_record(pieces text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  moment timestamptz;
  head bytea;
  entry text;
  said jsonb;
  seal bytea;
begin
  -- Until we commit, others wait: each seal needs the one before it.
  perform pg_advisory_xact_lock(1635083364);
  select hash into head from audit_entry order by id desc limit 1;
  moment := date_trunc('milliseconds', clock_timestamp());
  for n in 1 .. cardinality(pieces) by 3 loop
    entry := pieces[n] || to_char(moment at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""')
      || pieces[n + 1] || coalesce('"' || encode(head, 'hex') || '"', 'null') || pieces[n + 2];
    said := entry::jsonb;
    seal := sha256(convert_to(entry, 'UTF8'));
    insert into audit_entry
      (at, actor_id, actor_name, position, action, subject_type, subject_id, before, after, reason, request_id, person_id,
       previous_hash, hash)
    values
      (moment, said->>'actorId', said->>'actorName', said->>'position', said->>'action', said->>'subjectType',
       said->>'subjectId', nullif(said->'before', 'null'), nullif(said->'after', 'null'), said->>'reason',
       said->>'requestId', said->>'person', head, seal);
    head := seal;
  end loop;
end
$$;
revoke execute on function append_to_record(text[]) from public;

-- The seal of the last entry, noted now and then: shows that the end was cut off or the whole written anew. The same lines
-- stand in a file outside the database.
create table audit_anchor (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  entry_id bigint not null,
  hash bytea not null,
  cause text not null check (cause in ('start', 'daily', 'command'))
);
create trigger audit_anchor_append_only before update or delete on audit_anchor
for each row execute function refuse_change();
create trigger audit_anchor_no_truncate before truncate on audit_anchor
for each statement execute function refuse_change();

-- One key per person. Without it what the record says of that person cannot be read any more, and the chain still holds.
create table personal_key (
  person_id text primary key,
  key bytea check (length(key) = 32),
  created_at timestamptz not null default clock_timestamp(),
  erased_at timestamptz,
  check ((key is null) = (erased_at is not null))
);

create function refuse_key_change() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' and new.person_id = old.person_id and new.key is null and old.key is not null then return new; end if;
  raise exception 'a personal key is made once and erased once: % refused', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;
create trigger personal_key_erase_only before update or delete on personal_key
for each row execute function refuse_key_change();
create trigger personal_key_no_truncate before truncate on personal_key
for each statement execute function refuse_change();

revoke insert, update, delete, truncate, references, trigger on audit_entry, audit_anchor, personal_key from public;
