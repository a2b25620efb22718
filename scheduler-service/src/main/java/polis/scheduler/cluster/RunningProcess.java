package polis.scheduler.cluster;

/**
 * A process, told from a later one with the same id by when it started.
 *
 * @param startedMillis by the machine's clock, in epoch milliseconds
 * @param startedTicks by the kernel's clock, which nobody sets; 0 where it cannot be read
 */
public record RunningProcess(long pid, long startedMillis, long startedTicks) {}
