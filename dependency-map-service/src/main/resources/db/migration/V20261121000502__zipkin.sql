-- How far a Zipkin was read. One row.
create table zipkin_position (
    only_row   boolean primary key default true check (only_row),
    read_until timestamptz
);
insert into zipkin_position (read_until) values (null);

-- What its dependencies of a day were when they were last read: what is more the next time is counted.
create table zipkin_dependency (
    day    date not null,
    parent text not null,
    child  text not null,
    calls  bigint not null,
    errors bigint not null,
    primary key (day, parent, child)
);
