-- Reorganisations: acts with their paper, what each of them opened and closed, who answers now, and what a person must decide.

-- Fields of work that change hands on their own ("giảm nghèo"); acts name them by key.
create table organisation_function (
  key text primary key check (key ~ '^[a-z0-9-]{2,120}$'),
  name text not null unique
);
insert into organisation_function (key, name)
  select distinct trim(both '-' from regexp_replace(search_key(function), '[^a-z0-9]+', '-', 'g')), function
  from organisation_succession where function is not null;

create table reorganisation (
  id uuid primary key default uuidv7(),
  status text not null check (status in ('drafted', 'carried-out', 'reversed', 'discarded')),
  -- the paper it stands on; a number or a published source
  number text,
  issued_on date,
  title text not null,
  source text,
  effective_on date not null,
  inferred boolean not null,
  -- kernel/organisations/reorganisation Step[]
  steps jsonb not null,
  -- raised by every change of the draft: an edit of an older state is refused
  revision int not null default 1,
  drafted_at timestamptz not null default now(),
  drafted_by text not null,
  carried_out_at timestamptz,
  carried_out_by text,
  reversed_at timestamptz,
  reversed_by text,
  reversal_reason text,
  check ((status in ('carried-out', 'reversed')) = (carried_out_at is not null)),
  check ((status = 'reversed') = (reversed_at is not null and reversal_reason is not null))
);
create index reorganisation_effective on reorganisation (effective_on, id);

-- Which act made and which ended a version; null for what the province's data brought along.
alter table organisation_version
  add column opened_by uuid references reorganisation,
  add column closed_by uuid references reorganisation;
create index organisation_version_opened_by on organisation_version (opened_by);
create index organisation_version_closed_by on organisation_version (closed_by);
alter table organisation_succession add column reorganisation_id uuid references reorganisation;
create index organisation_succession_reorganisation on organisation_succession (reorganisation_id);

-- Who answers for an ended body, where nobody needs to decide: made anew from the successions at every act (holder.ts).
create table organisation_holder (
  organisation_key text not null references organisation,
  holder_key text not null references organisation,
  valid daterange not null check (not isempty(valid)),
  exclude using gist (organisation_key with =, valid with &&)
);
create index organisation_holder_holder on organisation_holder (holder_key);

-- The work list: what was open when its body ended, and whom it went to.
create table handover (
  id uuid primary key default uuidv7(),
  -- null: the body's end came with the province's data
  reorganisation_id uuid references reorganisation,
  -- as the module names it: plan-assignment, account
  subject_type text not null,
  subject_id text not null,
  label text not null,
  detail text,
  path text,
  -- the body that the subject names, and the one that held it on the eve
  organisation_key text not null references organisation,
  held_by text not null references organisation,
  effective_on date not null,
  -- may take it over; empty: anybody
  choices text[] not null default '{}',
  proposed_key text references organisation,
  function text,
  to_key text references organisation,
  status text not null check (status in ('open', 'decided')),
  -- true: no choice was left, so nobody was asked
  automatic boolean not null default false,
  decided_at timestamptz,
  decided_by text,
  reason text,
  unique (subject_type, subject_id, organisation_key, effective_on),
  check ((status = 'decided') = (to_key is not null and decided_at is not null and decided_by is not null)),
  check (status = 'open' or automatic or reason is not null)
);
create index handover_open on handover (effective_on, organisation_key) where status = 'open';
create index handover_reorganisation on handover (reorganisation_id);
create index handover_to on handover (to_key) where status = 'decided';

-- As before, with the assignment's place, so that a decision can name it.
create or replace view plan_answerable as
  select product.plan_id, product.task_id, product.id as product_id, assignment.organisation_key, assignment.role,
    null::text as via_collective_key, assignment.ordinal
  from plan_assignment assignment join plan_product product on product.id = assignment.product_id
  where assignment.organisation_key is not null
  union all
  select product.plan_id, product.task_id, product.id, member.organisation_key, assignment.role, assignment.collective_key,
    assignment.ordinal
  from plan_assignment assignment join plan_product product on product.id = assignment.product_id
    join plan_collective_member member on member.plan_id = product.plan_id and member.collective_key = assignment.collective_key;

-- Who answers as organised on a day: by a person's decision, else by succession, else the body that the plan named.
-- `then_key` is that body; work that waits for a decision stays with it, so no count loses a task.
create function plan_answerable_on(day date)
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
      select handover.to_key from handover
      where handover.subject_type = 'plan-assignment'
        and handover.subject_id = answerable.product_id::text || ':' || answerable.ordinal::text
        and handover.organisation_key = answerable.organisation_key
        and handover.status = 'decided' and handover.effective_on <= day
      order by handover.effective_on desc limit 1
    ) decided on true
    left join organisation_holder held
      on held.organisation_key = coalesce(decided.to_key, answerable.organisation_key) and held.valid @> day;
end;

-- The bodies of a plan that some body holds on a day: what narrows the above by index.
create function bodies_held_by(holders text[], day date) returns text[]
language sql stable
begin atomic
  select coalesce(array_agg(distinct found.key), '{}') from (
    select unnest(holders) as key
    union all
    select organisation_key from organisation_holder where holder_key = any (holders) and valid @> day
    union all
    select handover.organisation_key from handover
      left join organisation_holder held on held.organisation_key = handover.to_key and held.valid @> day
    where handover.status = 'decided' and handover.effective_on <= day
      and coalesce(held.holder_key, handover.to_key) = any (holders)
  ) found;
end;
