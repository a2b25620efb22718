-- By this, operations that ended long ago are found in batches.
create index operation_ended on operation (ended_at) where status <> 'RUNNING';
create index instance_of_operation on instance (operation) where operation is not null;
