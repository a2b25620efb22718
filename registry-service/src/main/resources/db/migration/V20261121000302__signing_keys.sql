-- Keys in a row: the one that signs is the newest whose time has come. Those before it verify until their tokens have ended.
alter table signing_key
    drop column only_one,
    add primary key (kid),
    add column signs_from timestamptz;
update signing_key set signs_from = created_at;
alter table signing_key alter column signs_from set not null;

alter table token add column kid text;
update token set kid = (select kid from signing_key);

create index token_of_key on token (kid, expires_at);
