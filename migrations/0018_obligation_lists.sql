-- Lists of a million obligations: whether a row is public stands in the index, so that counting needs no rows, and a time of the
-- year is found without a plan.

drop index obligation_list;
create index obligation_list on obligation (organisation_key, state, sort_day, id) include (is_public);
drop index obligation_open;
create index obligation_open on obligation (plan_id, last_day, id) include (organisation_key, group_id, state, is_public)
  where state in ('not-started', 'in-progress');
create index obligation_of_body on obligation (organisation_key, plan_id, sort_day, id) include (is_public);
create index obligation_by_day on obligation (sort_day, id) include (is_public);

-- The same rule as before, as one expression: PostgreSQL then makes it part of the query instead of calling it for each row.
create or replace function obligation_holder(named text, product uuid, place int, day date) returns text
language sql stable
return coalesce(
  (select holder.holder_key from organisation_holder holder where holder.valid @> day and holder.organisation_key = coalesce(
    (select decided.to_key from plan_handover_decided decided
      where decided.subject_id = product::text || ':' || place::text and decided.organisation_key = named and decided.effective_on <= day
      order by decided.effective_on desc limit 1),
    named)),
  (select decided.to_key from plan_handover_decided decided
    where decided.subject_id = product::text || ':' || place::text and decided.organisation_key = named and decided.effective_on <= day
    order by decided.effective_on desc limit 1),
  named);

-- Tasks with all words in their title (patterns of `search_key`, the most telling one first). Row policies keep the planner from
-- searching by index before it has looked at each row; here what they say is asked of the rows that were found.
create function tasks_titled(patterns text[], most int) returns setof uuid
language sql stable security definer set search_path = public
as $$
  select task.id from plan_task task
  where search_key(task.title) like patterns[1] and search_key(task.title) like all (patterns)
    and ((select sees_inside()) or exists (select from plan where plan.id = task.plan_id and plan.status in ('active', 'superseded')))
  limit most
$$;
