-- When a road was first and last travelled, also after its traffic was forgotten.
create table road_sighting (
    caller       integer not null references node,
    callee       integer not null references node,
    asynchronous boolean not null,
    first_minute integer not null,
    last_minute  integer not null,
    primary key (caller, callee, asynchronous)
);

-- The minute up to which sightings were noted. One row.
create table sighting_progress (
    only_row     boolean primary key default true check (only_row),
    noted_minute integer not null
);
insert into sighting_progress (noted_minute) values (0);

-- Since when the registry says that a service depends on another one.
create table declaration (
    caller text not null,
    callee text not null,
    since  timestamptz not null,
    primary key (caller, callee)
);
