alter table instance
    -- When its client says that it changed last and, at the same state of the client, when the registry heard of it:
    -- what another node reports late is told from what is new. Milliseconds since 1970.
    add column lease_dirty bigint,
    add column lease_told_at bigint,
    -- The node of the registry that its client talks to.
    add column lease_keeper text;

create table registry_node (
    id      text        primary key,
    seen_at timestamptz not null
);
