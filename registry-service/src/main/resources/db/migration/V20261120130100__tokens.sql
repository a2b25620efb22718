create table signing_key (
    -- One row: the key of today. Rotation adds a column for what retires, not a second truth.
    only_one   boolean     primary key default true check (only_one),
    kid        text        not null,
    jwk        text        not null,
    created_at timestamptz not null
);

create table token (
    id         text        primary key,
    subject    text        not null,
    role       text        not null,
    issued_by  text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index token_revoked on token (expires_at) where revoked_at is not null;

create table login_code (
    -- SHA-256 of the code: whoever reads the table cannot log in.
    hash       text        primary key,
    role       text        not null,
    issued_by  text        not null,
    expires_at timestamptz not null
);
