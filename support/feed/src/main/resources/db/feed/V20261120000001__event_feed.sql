create table event (
    seq     bigint primary key,
    at      timestamptz not null,
    type    text        not null,
    subject text        not null,
    payload jsonb       not null
);

-- One row, whose lock is held from the first append of a transaction to its commit. So events get their numbers in the
-- order of commits, and a rollback gives its numbers back: whoever has seen number n has seen all before it.
-- A sequence could promise neither.
create table event_counter (
    only_row boolean primary key default true check (only_row),
    last_seq bigint not null
);

insert into event_counter (last_seq) values (0);
