-- A signing key is sealed with a key that stands nowhere in the database. Those in clear are sealed when the registry starts.
alter table signing_key
    alter column jwk drop not null,
    add column sealed bytea,
    add column seal_key text, -- names the key that it is sealed with
    add constraint signing_key_clear_or_sealed check ((jwk is null) <> (sealed is null) and (sealed is null) = (seal_key is null));
