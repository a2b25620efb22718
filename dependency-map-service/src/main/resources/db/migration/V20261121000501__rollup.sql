-- The minutes summed up by hour and the hours by day, each for its own time. "hour", "day": since 1970-01-01T00:00Z.
create table road_hour (
    hour         integer not null,
    caller       integer not null references node,
    callee       integer not null references node,
    asynchronous boolean not null,
    calls        bigint not null,
    errors       bigint not null,
    latency      bytea not null,
    primary key (hour, caller, callee, asynchronous)
);

create table service_hour (
    hour     integer not null,
    service  integer not null references node,
    requests bigint not null,
    errors   bigint not null,
    latency  bytea not null,
    primary key (hour, service)
);

create table road_day (
    day          integer not null,
    caller       integer not null references node,
    callee       integer not null references node,
    asynchronous boolean not null,
    calls        bigint not null,
    errors       bigint not null,
    latency      bytea not null,
    primary key (day, caller, callee, asynchronous)
);

create table service_day (
    day      integer not null,
    service  integer not null references node,
    requests bigint not null,
    errors   bigint not null,
    latency  bytea not null,
    primary key (day, service)
);

-- Hours and days whose sums are not made, or are older than what they are made of. "told" is raised with every write below
-- them: that locks the row, so that a sum that is being made waits for the write and contains it.
create table rollup_due (
    resolution text not null check (resolution in ('HOUR', 'DAY')),
    bucket     integer not null,
    told       bigint not null default 0,
    primary key (resolution, bucket)
);
insert into rollup_due (resolution, bucket)
select distinct 'HOUR', minute / 60 from road_minute
union
select distinct 'HOUR', minute / 60 from service_minute;
