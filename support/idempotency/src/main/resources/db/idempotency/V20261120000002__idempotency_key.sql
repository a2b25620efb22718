create table idempotency_key (
    subject         text        not null,
    key             text        not null,
    request         text        not null, -- digest of method, path, query and body
    claim           uuid        not null, -- whoever runs the request holds it under this
    claimed_at      timestamptz not null,
    carried_out     boolean     not null default false, -- set in the request's own transaction
    status          integer, -- null while the request runs
    headers         jsonb,
    body            bytea,
    primary key (subject, key)
);

create index idempotency_key_claimed_at on idempotency_key (claimed_at);
