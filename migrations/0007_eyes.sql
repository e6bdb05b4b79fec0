-- Row visibility: whose eyes a connection reads with (decision 0007). A filter that a query forgets leaks nothing.

-- Two settings of the connection, kept by kernel/database/gate.ts: `cchc.sees` is public (also when nothing is set), inside
-- (officials) or all; `cchc.organisations` the keys of the bodies that somebody inside acts for, or * for every body.
create function sees_all() returns boolean
language sql stable parallel safe
return coalesce(current_setting('cchc.sees', true) = 'all', false);

create function sees_inside() returns boolean
language sql stable parallel safe
return coalesce(current_setting('cchc.sees', true) in ('inside', 'all'), false);

create function sees_organisation(key text) returns boolean
language sql stable parallel safe
return case current_setting('cchc.sees', true)
  when 'all' then true
  -- What is no body's own (null) is not of "every body" either.
  when 'inside' then coalesce(key is not null and current_setting('cchc.organisations', true) = '*'
    or key = any (string_to_array(current_setting('cchc.organisations', true), ',')), false)
  else false
end;

-- The same as a set, which a query asks for once: with two hundred bodies some 0.1 instead of 20 microseconds for each row.
create function seen_organisations() returns setof text
language sql stable parallel safe rows 10
begin atomic
  select unnest(string_to_array(current_setting('cchc.organisations', true), ','))
    where current_setting('cchc.sees', true) = 'inside' and current_setting('cchc.organisations', true) <> '*'
  union all
  select key from organisation
    where current_setting('cchc.sees', true) = 'inside' and current_setting('cchc.organisations', true) = '*';
end;

comment on function sees_all() is 'May the connection see everything? In a policy write (select sees_all()): asked once, not for every row';
comment on function sees_organisation(text) is 'For a single row. In a policy write: (select sees_all()) or organisation_key in (select seen_organisations())';

-- Whose plan it is stands on every row below a plan, so that the question costs one comparison. (Asking for the product of each
-- assignment made lists of a large plan five times slower.)
alter table plan_target add column plan_id uuid references plan on delete cascade;
alter table plan_assignment add column plan_id uuid references plan on delete cascade;
alter table plan_event add column plan_id uuid references plan;
update plan_target set plan_id = plan_objective.plan_id from plan_objective where plan_objective.id = objective_id;
update plan_assignment set plan_id = plan_product.plan_id from plan_product where plan_product.id = product_id;
update plan_event set plan_id = plan_product.plan_id from plan_product where plan_product.id = product_id;
alter table plan_target alter plan_id set not null;
alter table plan_assignment alter plan_id set not null;
alter table plan_event alter plan_id set not null;

create function plan_of_objective() returns trigger language plpgsql as $$ begin
  select plan_id into new.plan_id from plan_objective where id = new.objective_id;
  return new;
end $$;
create function plan_of_product() returns trigger language plpgsql as $$ begin
  select plan_id into new.plan_id from plan_product where id = new.product_id;
  return new;
end $$;
create trigger plan_target_plan before insert or update on plan_target for each row execute function plan_of_objective();
create trigger plan_assignment_plan before insert or update on plan_assignment for each row execute function plan_of_product();
create trigger plan_event_plan before insert or update on plan_event for each row execute function plan_of_product();

-- Who may see which rows. A condition that has nothing to do with the row stands in a subquery, which PostgreSQL asks once.

-- Drafts and what was discarded are for officials.
create policy visible on plan for select using (status in ('active', 'superseded') or (select sees_inside()));
do $$ declare each name; begin
  foreach each in array array['plan_source_line', 'plan_basis', 'plan_objective', 'plan_target', 'plan_group', 'plan_task',
      'plan_product', 'plan_assignment', 'plan_event', 'plan_collective_member'] loop
    execute format('create policy visible on %I for select
      using ((select sees_inside()) or plan_id = any (array(select id from plan)))', each);
  end loop;
end $$;
-- What the reader of the document was unsure of, and what reviewers answered.
create policy visible on plan_diagnostic for select using ((select sees_inside()));

-- Bodies and how they followed each other are public; who drafted what, and whom work waits for, is not.
create policy visible on organisation for select using (true);
create policy visible on organisation_version for select using (true);
create policy visible on organisation_succession for select using (true);
create policy visible on organisation_function for select using (true);
create policy visible on organisation_holder for select using (true);
create policy visible on collective for select using (true);
create policy visible on reorganisation for select using ((select sees_inside()));
create policy visible on handover for select using ((select sees_inside()));

-- Of the record the public sees what was done to a task of a published plan; officials the work, but nothing that holds
-- somebody's personal data or is about accounts and keys. A room that shows more of its own adds a policy.
create policy visible on audit_entry for select using (
  (select sees_all())
  or ((select sees_inside()) and person_id is null and subject_type not in ('person', 'account', 'api-key', 'setting'))
  or case when subject_type = 'plan-task' and subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then exists (select from plan_task where plan_task.id = subject_id::uuid) else false end);
create policy visible on audit_anchor for select using ((select sees_all()));
-- They open the names in what somebody may see of the record.
create policy visible on personal_key for select using ((select sees_inside()));

create policy visible on "user" for select using ((select sees_inside()));
create policy visible on session for select using ((select sees_all()));
create policy visible on account for select using ((select sees_all()));
create policy visible on verification for select using ((select sees_all()));
create policy visible on rate_limit for select using ((select sees_all()));
create policy visible on api_key for select using ((select sees_all()));

create policy visible on setting for select using (key = 'site' or (select sees_inside()));
create policy visible on stored_file for select
  using ((select sees_inside()) or sha256 = any (array(select file_sha256 from plan)));

-- Written is only with nothing hidden, which is inside transactions: a write must know the truth, and leave an entry. One policy
-- for each way of writing, because one for all of them would stand beside `visible` in every reading too.
do $$ declare each name; begin
  for each in select tablename from pg_policies where schemaname = 'public' and policyname = 'visible' loop
    execute format('alter table %I enable row level security', each);
    execute format('create policy added on %I for insert with check ((select sees_all()))', each);
    execute format('create policy changed on %I for update using ((select sees_all())) with check ((select sees_all()))', each);
    execute format('create policy removed on %I for delete using ((select sees_all()))', each);
  end loop;
end $$;

-- A view reads with its owner's eyes unless told otherwise.
alter view plan_answerable set (security_invoker = true);

-- Two windows: to which body work went by a decision is public, like the plan; whose work else, who decided and why is not.
create view plan_handover_decided as
  select subject_id, organisation_key, effective_on, to_key from handover
  where status = 'decided' and subject_type = 'plan-assignment';
create view body_handover_decided as
  select organisation_key, effective_on, to_key from handover where status = 'decided';

create or replace function plan_answerable_on(day date)
returns table (
  plan_id uuid, task_id uuid, product_id uuid, organisation_key text, role text, via_collective_key text, ordinal int,
  then_key text
)
language sql stable
begin atomic
  select answerable.plan_id, answerable.task_id, answerable.product_id,
    coalesce(held.holder_key, decided.to_key, answerable.organisation_key), answerable.role, answerable.via_collective_key,
    answerable.ordinal, answerable.organisation_key
  from plan_answerable answerable
    left join lateral (
      select handover.to_key from plan_handover_decided handover
      where handover.subject_id = answerable.product_id::text || ':' || answerable.ordinal::text
        and handover.organisation_key = answerable.organisation_key and handover.effective_on <= day
      order by handover.effective_on desc limit 1
    ) decided on true
    left join organisation_holder held
      on held.organisation_key = coalesce(decided.to_key, answerable.organisation_key) and held.valid @> day;
end;

create or replace function bodies_held_by(holders text[], day date) returns text[]
language sql stable
begin atomic
  select coalesce(array_agg(distinct found.key), '{}') from (
    select unnest(holders) as key
    union all
    select organisation_key from organisation_holder where holder_key = any (holders) and valid @> day
    union all
    select handover.organisation_key from body_handover_decided handover
      left join organisation_holder held on held.organisation_key = handover.to_key and held.valid @> day
    where handover.effective_on <= day and coalesce(held.holder_key, handover.to_key) = any (holders)
  ) found;
end;
