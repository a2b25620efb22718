-- Who comes in with the code: the subject of the session's token, so that histories name a person.
alter table login_code add column subject text;
update login_code set subject = issued_by;
alter table login_code alter column subject set not null;
