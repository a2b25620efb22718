-- One word for one thing: a node of the registry holds a lease, and a scheduler manages a service as it does an instance.
alter table instance rename column lease_keeper to lease_node;
alter table service rename column driven to managed;
