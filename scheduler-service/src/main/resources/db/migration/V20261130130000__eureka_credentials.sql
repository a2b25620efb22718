-- What each service's instances register with. The registry keeps a hash, this the password, encrypted by what the scheduler
-- itself proves who it is with.
create table eureka_credential (
    service  text        primary key,
    username text        not null,
    password bytea       not null,
    made_at  timestamptz not null
);
