-- Nodes and edges have these names here as well (ADR 87). Names only: no row is written, and no lock held for long.
alter table road_minute rename to edge_minute;
alter table road_hour rename to edge_hour;
alter table road_day rename to edge_day;
alter table road_sighting rename to edge_sighting;
alter table place rename to node_position;
alter table architecture_hour rename column places to nodes;
alter table architecture_hour rename column roads to edges;
alter table baseline rename column roads to edges;

-- So have the constraints and indexes, whose names PostgreSQL derived and which differ from version to version.
do $$
declare
    each record;
begin
    for each in
        select format('alter table %s rename constraint %I to %I', conrelid::regclass, conname, new) as renaming
        from pg_constraint, replace(replace(regexp_replace(regexp_replace(conname, '^road_', 'edge_'),
            '^place_', 'node_position_'), '_roads_', '_edges_'), '_places_', '_nodes_') as new
        where connamespace = current_schema()::regnamespace and conname <> new
    loop
        execute each.renaming;
    end loop;
    for each in
        select format('alter index %s rename to %I', oid::regclass, new) as renaming
        from pg_class, regexp_replace(regexp_replace(relname, '^road_', 'edge_'), '^place_', 'node_position_') as new
        where relnamespace = current_schema()::regnamespace and relkind = 'i' and relname <> new
    loop
        execute each.renaming;
    end loop;
end $$;
