-- Who acts is asked at every request, and with it which bodies a role covers: found from parent to children, so that the cost
-- follows the bodies covered and not the size of the registry. The days are compared without `@>`, which would have the planner
-- read every version of that day from the index on days, and `offset 0` keeps the step from parent to children apart.
create or replace function bodies_covered_by(body text, day date) returns text[]
language sql stable
begin atomic
  with recursive covered (key) as (
    select body
    union
    select child.key from covered cross join lateral (
      select version.organisation_key as key from organisation_version version
      where version.parent_key = covered.key
        and coalesce(lower(version.valid), '-infinity') <= day and coalesce(upper(version.valid), 'infinity') > day
      offset 0
    ) child
  )
  select bodies_held_by(array_agg(key), day) from covered;
end;

-- Whom somebody administers is found by body: from this index alone, which is then also cheaper than the ones that keep positions
-- apart in time (a prepared statement would take those, and read them whole for each body).
drop index person_position_organisation;
create index person_position_organisation on person_position (organisation_key) include (person_id);
