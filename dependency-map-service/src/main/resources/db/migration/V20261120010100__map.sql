-- What the registry last said of a service.
create table catalog_entry (
    name      text primary key,
    domain    text,
    tier      integer,
    owner     text,
    lifecycle text,
    version   text,
    instances integer not null,
    running   integer not null,
    depends_on text[] not null
);

-- When the registry last answered. One row.
create table catalog_reading (
    only_row boolean primary key default true check (only_row),
    read_at  timestamptz
);
insert into catalog_reading (read_at) values (null);

-- Where a house stands in its district: its row there. Rows stay, so that the city does not move when a house is added.
create table place (
    node     text primary key,
    district text not null,
    "row"    integer not null
);

-- The order of the districts from top to bottom.
create table district (
    name     text primary key,
    position integer not null
);
