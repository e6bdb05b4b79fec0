-- An act may come into force later than it is carried out; what follows by a row of its own follows on that day.
alter table handover
  -- day on which the subject was bound to the body that took it over; null: not yet, or nothing is to be bound
  add column passed_on date;
create index handover_to_pass on handover (effective_on) where status = 'decided' and passed_on is null;

-- What waits for the word of a body that ends.
create index obligation_decider on obligation (decider_key) where decider_key is not null;
