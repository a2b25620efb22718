-- The architecture by the hour, as it was last measured in it.
create table architecture_hour (
    at          timestamptz primary key,
    services    integer not null,
    places      integer not null,
    roads       integer not null,
    depth       integer not null,
    breadth     integer not null,
    max_fan_in  integer not null,
    max_fan_out integer not null,
    cycles      integer not null,
    cyclic      integer not null
);

-- Maps that changes are compared with. "roads": a JSON array of from, to, kind.
create table baseline (
    name     text primary key,
    version  bigint not null,
    taken_at timestamptz not null,
    taken_by text not null,
    "from"   timestamptz not null,
    "to"     timestamptz not null,
    depth    integer not null,
    roads    jsonb not null
);
