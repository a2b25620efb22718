-- The same house stands elsewhere when districts are made of owners instead of domains.
alter table place
    add column grouping text not null default 'domain',
    -- Twice the depth of the column in which it has its row.
    add column half_depth integer not null default -1;
alter table place alter column grouping drop default;
alter table place alter column half_depth drop default;
alter table place drop constraint place_pkey;
alter table place add primary key (grouping, node);

-- "lanes", "rows": the room that a district was given; it has some to spare, so that new houses move nobody.
alter table district
    add column grouping text not null default 'domain',
    add column lanes integer not null default 0,
    add column rows integer not null default 0;
alter table district alter column grouping drop default;
alter table district drop constraint district_pkey;
alter table district add primary key (grouping, name);
