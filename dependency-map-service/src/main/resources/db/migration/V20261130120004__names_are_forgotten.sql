-- When a name was first and last mentioned. A name that is forgotten leaves this table; its sums go with their retention, so
-- nothing may refer to it: looking for the rows of one name would read tables of millions.
alter table node
    add column first_seen timestamptz not null default now(),
    add column last_seen timestamptz not null default now();

alter table road_minute drop constraint road_minute_caller_fkey, drop constraint road_minute_callee_fkey;
alter table service_minute drop constraint service_minute_service_fkey;
alter table road_hour drop constraint road_hour_caller_fkey, drop constraint road_hour_callee_fkey;
alter table service_hour drop constraint service_hour_service_fkey;
alter table road_day drop constraint road_day_caller_fkey, drop constraint road_day_callee_fkey;
alter table service_day drop constraint service_day_service_fkey;
alter table road_sighting drop constraint road_sighting_caller_fkey, drop constraint road_sighting_callee_fkey;

create index road_sighting_callee on road_sighting (callee);
create index road_sighting_last on road_sighting (last_minute);

-- The day on which a house was last drawn there.
alter table place add column drawn_on date not null default current_date;
create index place_drawn_on on place (drawn_on);
