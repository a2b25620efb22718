-- What the gateway last knew of its peers, so that it starts and serves while they are away.
CREATE TABLE peer_copy (
    name         text PRIMARY KEY,
    seq          bigint,
    etag         text,
    body         jsonb,
    confirmed_at timestamptz
);

CREATE TABLE instance (
    service text    NOT NULL,
    id      text    NOT NULL,
    version text,
    host    text    NOT NULL,
    port    integer NOT NULL,
    scheme  text,
    state   text    NOT NULL,
    since   timestamptz,
    weight  integer CHECK (weight BETWEEN 0 AND 100),
    PRIMARY KEY (service, id)
);
