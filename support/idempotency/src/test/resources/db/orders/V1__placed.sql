create table placed (run integer not null);
