-- A revision as versionset-service gave it: kept, so that the city can be kept up, or brought back, while that is away.
create table revision (
  number       bigint primary key,
  architecture text not null,
  manifest     jsonb not null,
  received_at  timestamptz not null
);

-- What the city is kept at while no rollout runs.
create table wanted (
  id       int primary key check (id = 1),
  revision bigint references revision (number),
  -- Services of that revision that are not run: given up, or never begun because another one was given up.
  excluded text[] not null default '{}',
  -- Those of them that were given up.
  failed   text[] not null default '{}'
);
insert into wanted (id) values (1);

create table operation (
  seq               bigint generated always as identity primary key,
  kind              text not null check (kind in ('APPLY', 'HEAL')),
  revision          bigint not null,
  previous_revision bigint,
  -- The service that a HEAL heals; the service because of which an APPLY goes back.
  service           text,
  direction         text not null default 'FORWARD' check (direction in ('FORWARD', 'BACK')),
  status            text not null default 'RUNNING' check (status in ('RUNNING', 'SUCCEEDED', 'ROLLED_BACK', 'FAILED')),
  reason            text,
  ranks             jsonb not null default '[]',
  cycles            jsonb not null default '[]',
  started_at        timestamptz not null,
  ended_at          timestamptz,
  -- Whether versionset-service has been told how the revision ended.
  reported          boolean not null default false,
  -- Numbers given to steps so far.
  steps             int not null default 0
);
create unique index one_running_apply on operation (kind) where status = 'RUNNING' and kind = 'APPLY';
create unique index one_running_heal on operation (service) where status = 'RUNNING' and kind = 'HEAL';
create index operation_by_revision on operation (revision);

create table turn (
  operation bigint not null references operation (seq) on delete cascade,
  service   text not null,
  change    text not null,
  rank      int not null,
  reverts   boolean not null default true,
  begun_at  timestamptz,
  back_at   timestamptz,
  announced boolean not null default false,
  primary key (operation, service)
);

create table step (
  operation  bigint not null references operation (seq) on delete cascade,
  number     int not null,
  service    text not null,
  instance   text,
  action     text not null,
  status     text not null check (status in ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED')),
  started_at timestamptz,
  ended_at   timestamptz,
  reason     text,
  primary key (operation, number)
);

-- One row per instance, written before its process is started.
create table instance (
  id              text primary key,
  service         text not null,
  version         text not null,
  revision        bigint not null,
  digest          text not null,
  spec            jsonb not null,
  node            text not null,
  host            text not null,
  port            int not null,
  memory          bigint not null,
  operation       bigint references operation (seq) on delete set null,
  phase           text not null,
  condemned       text,
  pid             bigint,
  -- Epoch milliseconds at which the process started: a pid alone may be somebody else's by now.
  pid_started     bigint,
  intended_at     timestamptz not null,
  started_at      timestamptz,
  run_at          timestamptz,
  opened_at       timestamptz,
  withdrawn_at    timestamptz,
  pulled_at       timestamptz,
  idle_at         timestamptz,
  deregistered_at timestamptz,
  stopping_at     timestamptz,
  ended_at        timestamptz,
  end_reason      text
);
-- No two instances that are about have one port, however it came to that.
create unique index one_instance_per_port on instance (node, port) where phase <> 'GONE';
create index instance_by_end on instance (ended_at);

-- How often in a row instances of a service ended early, and until when not to try again.
create table setback (
  service      text primary key,
  early_exits  int not null,
  retry_at     timestamptz,
  last_failure text,
  last_failed  text
);

-- The dependency map's last answer, for the time that it is away.
create table observed_call (
  caller text not null,
  callee text not null,
  primary key (caller, callee)
);
