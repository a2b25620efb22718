-- When the process started by the kernel's own clock, which, other than the machine's, nobody sets.
alter table instance add column pid_ticks bigint;
