CREATE TABLE revision (
  number       bigint PRIMARY KEY,
  architecture text NOT NULL,
  status       text NOT NULL CHECK (status IN ('RECORDED', 'HEALTHY', 'FAILED')),
  reason       text,
  created_at   timestamptz NOT NULL,
  created_by   text NOT NULL,
  digest       text NOT NULL,
  -- Normalised JSON; text, because jsonb would give its members back in another order.
  manifest     text NOT NULL
);

CREATE INDEX revision_not_failed ON revision (number DESC) WHERE status <> 'FAILED';

CREATE TABLE evidence (
  revision     bigint PRIMARY KEY,
  architecture text NOT NULL,
  seen_at      timestamptz NOT NULL,
  versions     text NOT NULL
);

-- What the registry shall be told of a service: one row per service, so that a newer description replaces one that was
-- not sent yet.
CREATE TABLE description (
  service    text PRIMARY KEY,
  revision   bigint NOT NULL,
  body       text NOT NULL,
  attempts   int NOT NULL,
  next_at    timestamptz NOT NULL,
  last_error text
);

CREATE INDEX description_next_at ON description (next_at);
