-- What the health checks of an instance found last; a change of the verdict is written, a check is not.
alter table instance
    add column health_status text,
    add column health_since  timestamptz,
    add column health_detail text;
