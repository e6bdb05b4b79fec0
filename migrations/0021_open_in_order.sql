-- What is open in a plan, in the order of lists: the late list of one year need not pass by what is open of other years.

create index obligation_open_in_order on obligation (plan_id, sort_day, id) where state in ('not-started', 'in-progress');
