-- One takes another's place: the one before counts until the last instance that was started with it has ended.
alter table eureka_credential add column superseded_at timestamptz;
alter table eureka_credential drop constraint eureka_credential_pkey;
alter table eureka_credential add primary key (service, username);
create unique index eureka_credential_current on eureka_credential (service) where superseded_at is null;
