alter table service
    add column on_call    text,
    add column repository text,
    add column tags       text[] not null default '{}',
    -- Shown as they were said, never looked into by SQL.
    add column links      text   not null default '[]' check (links is json array),
    -- Which source said which field.
    add column said_by    text   not null default '{}' check (said_by is json object);

-- Signs become blanks, so that order-api is found by order and by api. What it calls is declared stable for arguments of
-- other types; of text alone it depends on nothing else.
create function service_words(variadic texts text[]) returns tsvector language sql immutable parallel safe return
    to_tsvector('pg_catalog.simple', regexp_replace(array_to_string(texts, ' '), '[\x01-\x2F\x3A-\x40\x5B-\x60\x7B-\x7F]+', ' ', 'g'));

create function service_tags(tags text[]) returns text language sql immutable parallel safe return array_to_string(tags, ' ');

alter table service
    add column words tsvector not null generated always as
        (service_words(name, title, description, owner, on_call, repository, domain, service_tags(tags))) stored;

create index service_words on service using gin (words);

-- Versions and states of the live instances of a service are counted from the index alone.
create index instance_census on instance (service, version, state) where state <> 'GONE';
drop index instance_live;
create index instance_ended on instance (ended_at) where state = 'GONE';

-- Instances are forgotten some day, the versions that they ran are not.
create table service_version (
    service    text        not null references service,
    version    text        not null,
    revision   bigint,
    first_seen timestamptz not null,
    last_ended timestamptz,
    primary key (service, version)
);

create index service_version_newest on service_version (service, first_seen desc, version desc);

create function remember_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.version <> new.version then
        update service_version set last_ended = now() where service = old.service and version = old.version;
    end if;
    insert into service_version as known (service, version, revision, first_seen, last_ended)
    values (new.service, new.version, new.revision, case tg_op when 'INSERT' then new.started_at else now() end, new.ended_at)
    on conflict (service, version) do update
        set revision = coalesce(excluded.revision, known.revision), last_ended = coalesce(excluded.last_ended, known.last_ended)
        where excluded.revision <> known.revision or known.revision is null and excluded.revision is not null
            or excluded.last_ended is not null;
    return null;
end
$$;

create trigger instance_entered after insert on instance for each row execute function remember_version();

create trigger instance_changed after update on instance for each row
    when (old.version <> new.version or old.revision is distinct from new.revision or old.ended_at is distinct from new.ended_at)
    execute function remember_version();

insert into service_version (service, version, revision, first_seen, last_ended)
    select service, version, max(revision), min(started_at), max(ended_at) from instance group by service, version;
