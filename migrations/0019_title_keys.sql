-- Searching titles compares a form without accents: kept beside the title, it is not made anew for every row that is looked at.

alter table plan_task add column title_key text generated always as (search_key(title)) stored;
drop index plan_task_search;
create index plan_task_search on plan_task using gin (title_key gin_trgm_ops);

create or replace function tasks_titled(patterns text[], most int) returns setof uuid
language sql stable security definer set search_path = public
as $$
  select task.id from plan_task task
  where task.title_key like patterns[1] and task.title_key like all (patterns)
    and ((select sees_inside()) or exists (select from plan where plan.id = task.plan_id and plan.status in ('active', 'superseded')))
  limit most
$$;
