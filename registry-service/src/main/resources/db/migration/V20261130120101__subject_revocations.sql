-- Whose tokens were taken back all together: services' own tokens are on no list.
create table subject_revocation (
    subject    text        primary key,
    before     timestamptz not null, -- a whole second, as tokens say when they were issued
    revoked_by text        not null
);

create index token_of_subject on token (subject, issued_at) where revoked_at is null;
