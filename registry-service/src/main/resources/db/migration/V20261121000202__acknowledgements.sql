-- Findings are derived from what is and never stored; what people said of them is.
create table finding_acknowledgement (
    finding         text        primary key,
    reason          text        not null,
    acknowledged_by text        not null,
    at              timestamptz not null,
    until           timestamptz not null
);
