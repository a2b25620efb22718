-- By these, what is due to be forgotten is found in batches.
create index transition_at on transition (at);
create index service_passing on service (lifecycle_since) where not described and not driven;
create index service_version_ended on service_version (last_ended) where last_ended is not null;

-- What is left of the steps of a service, and of its instances, on a day (UTC) that is longer ago than they are kept.
create table transition_day (
    service     text    not null,
    day         date    not null,
    steps       bigint  not null,
    failures    bigint  not null,
    last_state  text,
    primary key (service, day)
);
