-- Who is logged in to the console. The cookie's secret is not here, only its digest; the token is sealed with a key made of that
-- secret, so that the table opens nothing to who reads it.
CREATE TABLE console_session (
    id         uuid        PRIMARY KEY,
    digest     text        NOT NULL UNIQUE,
    token      text        NOT NULL,
    token_id   text        NOT NULL,
    subject    text        NOT NULL,
    role       text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    address    text,
    user_agent text
);

CREATE INDEX console_session_newest ON console_session (created_at DESC, id DESC);
CREATE INDEX console_session_person ON console_session (subject, created_at DESC);
CREATE INDEX console_session_end ON console_session (expires_at);
