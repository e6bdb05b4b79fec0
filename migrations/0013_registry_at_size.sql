-- The registry at a hundred thousand versions: the structure on a day, the list in its order, search in all names of a body.

-- Who stands below a body on a day is answered by the index alone, which also serves what the old one did.
create index organisation_version_below on organisation_version (parent_key, valid);
drop index organisation_version_parent;

-- The two orders of the list (kernel/organisations/lists.ts); a page then reads a page's worth of rows.
create index organisation_version_by_level on organisation_version (
  ((case level when 'province' then '1 ' when 'district' then '2 ' when 'commune' then '3 ' else '4 ' end || name) collate "vi-x-icu"),
  organisation_key
);
create index organisation_version_by_name on organisation_version ((name collate "vi-x-icu"), organisation_key);

-- Every way of naming a body and its code, as search sees them.
create function organisation_words(name text, short_name text, aliases text[], code text) returns text
language sql immutable parallel safe
return search_key(name || ' ' || coalesce(short_name, '') || ' ' || array_to_string(aliases, ' ') || ' ' || coalesce(code, ''));

comment on function organisation_words(text, text, text[], text) is 'Name, short name, other names and code of a body, for search without accents';

-- Kept, not worked out again for every row that a common word finds.
alter table organisation_version
  add column words text not null generated always as (organisation_words(name, short_name, aliases, code)) stored;
create index organisation_version_words on organisation_version using gin (words gin_trgm_ops);
drop index organisation_version_name;
