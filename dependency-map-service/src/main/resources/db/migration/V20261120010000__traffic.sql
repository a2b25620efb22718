-- Whoever takes over raises the epoch; who still works under an older one is turned away. One row.
create table takeover (
    only_row boolean primary key default true check (only_row),
    epoch    bigint not null
);
insert into takeover (epoch) values (0);

-- The number of the last flush, by which one whose commit was never answered is recognised. One row.
create table flush (
    only_row boolean primary key default true check (only_row),
    number   bigint not null
);
insert into flush (number) values (0);

-- Spans that were accepted and are not wholly in the counts. "progress": two bits a span, settled and closed.
create table inbox (
    id          uuid primary key,
    epoch       bigint not null,
    received_at timestamptz not null,
    spans       integer not null,
    body        bytea not null,
    progress    bytea not null default ''
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create table node (
    id   integer generated always as identity primary key,
    name text not null,
    type text not null check (type in ('SERVICE', 'TOPIC', 'BROKER', 'DATABASE', 'CACHE', 'EXTERNAL', 'HOST')),
    unique (name, type)
);

-- "minute": minutes since 1970-01-01T00:00Z. "latency": a DDSketch of microseconds.
create table road_minute (
    minute       integer not null,
    caller       integer not null references node,
    callee       integer not null references node,
    asynchronous boolean not null,
    calls        bigint not null,
    errors       bigint not null,
    latency      bytea not null,
    primary key (minute, caller, callee, asynchronous)
);

create table service_minute (
    minute   integer not null,
    service  integer not null references node,
    requests bigint not null,
    errors   bigint not null,
    latency  bytea not null,
    primary key (minute, service)
);
