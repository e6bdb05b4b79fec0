-- The territory that a body answers for, as its paper puts it ("các xã Diên Khánh, Suối Hiệp …"), valid with the rest of its version.

alter table organisation_version add column area text check (length(area) between 1 and 2000);
comment on column organisation_version.area is 'Territory it answers for, in words; null: not stated';
